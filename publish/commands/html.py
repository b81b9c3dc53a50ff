"""`publish html`: a manuscript's page as HTML, as the renderer gets it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from publish.commands import shared
from publish.commands.shared import STANDARD_OUTPUT
from publish.publication import write_whole


@click.command("html")
@click.argument("manuscript")
@click.option("-o", "--output", metavar="FILE", default=STANDARD_OUTPUT, help="- is the default.")
@shared.manuscript_options
def command(manuscript: str, output: str, **given: Any) -> int:
    """Write a manuscript's page as one HTML file with its style sheets inside."""
    from publish import batch

    job = batch.Job(
        shared.manuscript_of(manuscript),
        Path(output),
        shared.options_of(given),
        is_saved=False,
        output="html",
    )
    outcome = batch.perform(job)
    shared.tell(outcome.diagnostics, given["format_"])
    if outcome.failure:
        shared.tell_failure(manuscript, outcome.failure, outcome.hint)
    elif outcome.data and output == STANDARD_OUTPUT:
        sys.stdout.buffer.write(outcome.data)
    elif outcome.data:
        write_whole(Path(output), outcome.data)
    return outcome.exit_code
