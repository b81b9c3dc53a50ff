"""`publish check`: every mistake of each manuscript, found without rendering."""

from __future__ import annotations

from typing import Any

import click

from publish.commands import shared
from publish.diagnostics import Diagnostic


@click.command("check")
@click.argument("manuscripts", nargs=-1, metavar="[MANUSCRIPT...]")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing where all is well.")
@shared.manuscript_options
def command(manuscripts: tuple[str, ...], quiet: bool, **given: Any) -> int:
    """Report every mistake of each manuscript, up to the page and without rendering it.

    Without a manuscript and with --style NAME, the house style itself is checked.
    """
    from publish import pipeline

    options = shared.options_of(given)
    if not manuscripts and not options.style:
        raise click.UsageError("name a manuscript, or with --style a house to be checked")
    found: list[Diagnostic] = []
    for name in manuscripts:
        project, source = pipeline.open_manuscript(shared.manuscript_of(name), options)
        found += pipeline.check(project, source, options)
    if not manuscripts:
        found += pipeline.check_style(options.style)
    shared.tell(found, given["format_"])
    if not found and not quiet and given["format_"] == "human":
        several = "" if len(manuscripts) < 2 else f" in {len(manuscripts)} manuscripts"
        click.echo(f"no mistakes found{several}", err=True)
    return shared.exit_code(found, options.strict)
