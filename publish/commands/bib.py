"""`publish bib`: a bibliography in another form."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from publish.bibliography.writing import to_bibtex, to_json
from publish.commands import shared
from publish.diagnostics import Diagnostic
from publish.gather import read_library
from publish.project import Project

WRITERS = {"json": to_json, "bibtex": to_bibtex}


@click.command("bib")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "form",
    type=click.Choice(list(WRITERS)),
    default="bibtex",
    show_default=True,
    help="CSL-JSON, or BibLaTeX that is clean and sorted.",
)
@shared.format_option
def command(file: Path, form: str, format_: str) -> int:
    """Print a bibliography as CSL-JSON or as clean BibLaTeX, and tell its mistakes."""
    project = Project.of(file)
    project.admit(file)
    source = project.read_text(file, "bibliography")
    if isinstance(source, Diagnostic):
        shared.tell([source], format_)
        return 1
    library = read_library(source, "en-US")
    _, found = library.resolve(library.keys)
    shared.tell([*library.diagnostics, *found], format_)
    sys.stdout.buffer.write(WRITERS[form](library).encode("utf-8"))
    return shared.exit_code([*library.diagnostics, *found], strict=False)
