"""The door for outside test-suites: .bib text → CSL-JSON items."""

from __future__ import annotations

from typing import Any

from publish.bibliography.library import parse
from publish.source import Source


def read(text: str, fmt: str) -> list[dict[str, Any]]:
    """Read a whole .bib file; `fmt` is "biblatex" or "bibtex"."""
    source = Source("x.bib", text)
    library = parse(source, "bibtex" if fmt == "bibtex" else "biblatex")
    return [dict(library.item(key)) for key in library.keys]
