"""What the user named → Manuscript: a file, or a document of several files by its name."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from publish import manuscript, settings
from publish.assembly import assemble
from publish.booklist import BOOK_LISTS, read_book_list
from publish.diagnostics import Diagnostic, did_you_mean, error
from publish.manuscript import Manuscript
from publish.project import SETTINGS_FILE, Project
from publish.settings import Settings
from publish.source import Source, Span
from publish.volume import Volume


def open_named(project: Project, path: Path) -> Source | Diagnostic:
    """Read the manuscript of a path, or the first file of the document that has this name.

    A document is one of publish.toml, or the list of chapters of another tool, `_quarto.yml`,
    `_bookdown.yml`, `_toc.yml` or `myst.yml`.
    """
    if path.name in BOOK_LISTS:
        return _open_book_list(project, path)
    if path.exists() or path.name != str(path):
        return project.read_text(path, "manuscript")
    rules = settings.load(project)
    if found := open_document(project, path.name, rules):
        return found
    names = [volume.name for volume in rules.document]
    missing = project.read_text(path, "manuscript")
    if names and isinstance(missing, Diagnostic) and missing.code == "file-missing":
        hint = did_you_mean(path.name, names) or f"documents of {SETTINGS_FILE}: {', '.join(names)}"
        return replace(missing, message=f"no file and no document '{path.name}'", hint=hint)
    return missing


def open_document(project: Project, name: str, rules: Settings) -> Source | Diagnostic | None:
    """Read the first file of a document by its name in publish.toml; None when none has it."""
    for volume in rules.document:
        if volume.name == name:
            project.document = name
            return _first_part(project, volume)
    return None


def open_text(project: Project, source: Source, rules: Settings) -> Manuscript:
    """Read a manuscript with the files that it includes or, as the first of a document, leads."""
    volume, problems = _volume_of(project, source, rules)
    text = assemble(manuscript.read(source), partial(_open_part, project), volume)
    return replace(text, diagnostics=(*problems, *text.diagnostics)) if problems else text


def _volume_of(
    project: Project, source: Source, rules: Settings
) -> tuple[Volume | None, tuple[Diagnostic, ...]]:
    """Find the document that was named, or else the first one that begins with this file."""
    if Path(project.document).name in BOOK_LISTS:
        listed = project.read_text(project.root / project.document, "settings")
        return _read_list(project, listed) if isinstance(listed, Source) else (None, (listed,))
    for volume in rules.document:
        first = volume.parts[0]
        path = project.find(first.text.strip(), first.span.source.name, first.span)
        is_first = isinstance(path, Path) and project.name_of(path) == source.name
        if is_first and project.document in ("", volume.name):
            return volume, ()
    return None, ()


def _open_book_list(project: Project, path: Path) -> Source | Diagnostic:
    source = project.read_text(path, "settings")
    if isinstance(source, Diagnostic):
        return source
    volume, problems = _read_list(project, source)
    if volume is None:
        return problems[-1]
    project.document = source.name
    return _first_part(project, volume)


def _read_list(project: Project, source: Source) -> tuple[Volume | None, tuple[Diagnostic, ...]]:
    beside = project.names_beside(project.root / source.name, (".Rmd", ".rmd"))
    return read_book_list(source, beside)


def _first_part(project: Project, volume: Volume) -> Source | Diagnostic:
    first = volume.parts[0]
    return _open_part(project, first.text.strip(), first.span.source.name, first.span)


def _open_part(project: Project, name: str, beside: str, at: Span) -> Source | Diagnostic:
    """Read a file that a manuscript or a list names."""
    path = project.find(name, beside, at)
    if isinstance(path, Path) and path.suffix == ".ipynb":
        return error("file-unreadable", f"'{name}' is a notebook, which we do not read", at)
    return path if isinstance(path, Diagnostic) else project.read_text(path, "manuscript", at)
