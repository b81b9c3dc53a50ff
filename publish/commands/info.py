"""`publish info`: what a manuscript holds, in numbers."""

from __future__ import annotations

import json
from typing import Any

import click

from publish.commands import shared
from publish.diagnostics import Diagnostic


@click.command("info")
@click.argument("manuscript")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["human", "json"]),
    default="human",
    help="How the counts are written to standard output.",
)
@click.option("--bib", multiple=True, type=click.Path(), metavar="FILE", help="One more library.")
def command(manuscript: str, format_: str, bib: tuple[str, ...]) -> int:
    """Count words, citations, notes, tables, figures and headings of a manuscript."""
    from publish import checking, pipeline

    given: dict[str, Any] = {"style": "", "csl": "", "bib": bib, "paper": "", "strict": False}
    options = shared.options_of(given)
    project, source = pipeline.open_manuscript(shared.manuscript_of(manuscript), options)
    if isinstance(source, Diagnostic):
        shared.tell([source], "human")
        return 1
    counts = checking.count(project, source, options)
    if format_ == "json":
        click.echo(json.dumps(counts.as_record(), ensure_ascii=False, indent=2))
    else:
        for name, value in counts.as_record().items():
            shown = ", ".join(value) if isinstance(value, list) else str(value)
            click.echo(f"{name.replace('_', ' ')}: {shown}")
    return 0
