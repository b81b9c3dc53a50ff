"""Bibliography files read as their authors meant them: .bib, CSL-JSON, CSL-YAML, RIS."""

from publish.bibliography.library import Entry, Library, merge, parse

__all__ = ["Entry", "Library", "merge", "parse"]
