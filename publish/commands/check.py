"""`publish check`: every mistake of each manuscript, found without rendering."""

from __future__ import annotations

from typing import Any

import click

from publish.commands import shared
from publish.diagnostics import Diagnostic


@click.command("check")
@click.argument("manuscripts", nargs=-1, required=True, metavar="MANUSCRIPT...")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing where all is well.")
@shared.manuscript_options
def command(manuscripts: tuple[str, ...], quiet: bool, **given: Any) -> int:
    """Report every mistake of each manuscript, up to the page and without rendering it."""
    from publish import pipeline

    options = shared.options_of(given)
    found: list[Diagnostic] = []
    for name in manuscripts:
        project, source = pipeline.open_manuscript(shared.manuscript_of(name), options)
        found += pipeline.check(project, source, options)
    shared.tell(found, given["format_"])
    if not found and not quiet and given["format_"] == "human":
        several = "" if len(manuscripts) == 1 else f" in {len(manuscripts)} manuscripts"
        click.echo(f"no mistakes found{several}", err=True)
    return shared.exit_code(found, options.strict)
