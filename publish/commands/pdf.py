"""`publish pdf`: a PDF of each manuscript."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publish.commands import shared
from publish.commands.shared import STANDARD_INPUT, STANDARD_OUTPUT
from publish.targets import ALL_TARGETS, TARGETS

if TYPE_CHECKING:
    from publish.batch import Job, Outcome


@click.command("pdf")
@click.argument("manuscripts", nargs=-1, required=True, metavar="MANUSCRIPT...")
@click.option("-o", "--output", metavar="FILE", help="File to write; - is standard output.")
@click.option(
    "--output-dir",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder to write into, instead of build/ in the project.",
)
@click.option(
    "--for",
    "target",
    type=click.Choice([*TARGETS, ALL_TARGETS]),
    default="screen",
    show_default=True,
    help="What the file is for.",
)
@click.option(
    "--jobs", type=click.IntRange(1), default=1, help="How many manuscripts at the same time."
)
@click.option(
    "--languages",
    metavar="all|LANG,...",
    default="",
    help="Also the editions in other languages: NAME.fa.md beside NAME.md.",
)
@click.option("--final", is_flag=True, help="Refuse drafts and texts under an embargo.")
@shared.press_options
@click.option("-q", "--quiet", is_flag=True, help="Say nothing where all is well.")
@shared.manuscript_options
def command(
    manuscripts: tuple[str, ...],
    output: str | None,
    output_dir: Path | None,
    target: str,
    jobs: int,
    languages: str,
    final: bool,
    quiet: bool,
    **given: Any,
) -> int:
    """Make a PDF of each manuscript: build/NAME.pdf, with its receipt beside it.

    A manuscript - is read from standard input, and its PDF written to standard output.
    """
    from publish import batch

    if languages:
        manuscripts = _with_editions(manuscripts, languages)
    _check_usage(manuscripts, output, output_dir)
    if output == STANDARD_OUTPUT and target == ALL_TARGETS:
        raise click.UsageError("standard output takes one file; name one target with --for")
    targets = tuple(TARGETS) if target == ALL_TARGETS else (target,)
    options = replace(shared.options_of(given, targets), final=final)
    listed = [
        batch.Job(
            manuscript=shared.manuscript_of(name),
            destination=Path(output) if output else output_dir,
            options=options,
            is_folder=output_dir is not None,
            is_saved=not _is_to_standard_output(name, output, output_dir),
        )
        for name in manuscripts
    ]
    outcomes = _run(listed, jobs)
    for outcome in outcomes:
        if outcome.data:
            sys.stdout.buffer.write(outcome.data)
    _tell(manuscripts, outcomes, given["format_"], quiet)
    return max(outcome.exit_code for outcome in outcomes)


def _with_editions(manuscripts: tuple[str, ...], languages: str) -> tuple[str, ...]:
    """Put the editions in all languages, or in those named, in the place of each manuscript."""
    from publish import settings
    from publish.composing.editions import editions_of
    from publish.project import Project

    wanted = [each.strip().lower() for each in languages.split(",") if each.strip()]
    listed: dict[str, None] = {}
    for name in manuscripts:
        if name == STANDARD_INPUT:
            raise click.UsageError("--languages looks beside a file; standard input is none")
        project = Project.of(Path(name))
        editions = editions_of(project, Path(name), settings.load(project))
        there = [each.lang for each in editions]
        for each in wanted:
            if each != "all" and not any(_is_of(lang, each) for lang in there):
                raise click.UsageError(
                    f"'{name}' has no edition in '{each}'; there are: {', '.join(there) or 'none'}"
                )
        found = [
            str(each.path)
            for each in editions
            if "all" in wanted or any(_is_of(each.lang, lang) for lang in wanted)
        ]
        listed |= dict.fromkeys(found or [name])
    return tuple(listed)


def _is_of(lang: str, wanted: str) -> bool:
    """Say whether a language is the one that is wanted: `fa` takes `fa-AF` too."""
    return lang.lower() == wanted or lang.lower().split("-")[0] == wanted


def _check_usage(manuscripts: tuple[str, ...], output: str | None, output_dir: Path | None) -> None:
    if output and len(manuscripts) > 1:
        raise click.UsageError("-o names one file for several manuscripts; use --output-dir")
    if output and output_dir:
        raise click.UsageError("-o and --output-dir cannot both say where to write")
    stems = [Path(name).stem for name in manuscripts]
    twice = next((stem for stem in stems if stems.count(stem) > 1), None)
    if twice is not None:
        raise click.UsageError(f"two manuscripts would be written to '{twice}.pdf'")


def _is_to_standard_output(name: str, output: str | None, output_dir: Path | None) -> bool:
    if output is not None:
        return output == STANDARD_OUTPUT
    return name == STANDARD_INPUT and output_dir is None


def _run(listed: Sequence[Job], jobs: int) -> list[Outcome]:
    """Run in threads: the work of each is done by a child process of its own."""
    from publish import batch

    if jobs == 1 or len(listed) == 1:
        return batch.run(listed)
    from concurrent.futures import ThreadPoolExecutor

    from publish.render.leaf import end_all

    with ThreadPoolExecutor(jobs) as executor:
        try:
            return batch.run(listed, executor)
        except KeyboardInterrupt:
            executor.shutdown(wait=False, cancel_futures=True)
            end_all()
            raise


def _tell(manuscripts: tuple[str, ...], outcomes: list[Outcome], format_: str, quiet: bool) -> None:
    found = [each for outcome in outcomes for each in outcome.diagnostics]
    outputs = [made for outcome in outcomes for made in _outputs(outcome)]
    shared.tell(found, format_, outputs)
    for name, outcome in zip(manuscripts, outcomes, strict=True):
        if outcome.failure:
            shared.tell_failure(name, outcome.failure, outcome.hint)
    if quiet or format_ not in {"human", "short"}:
        return
    for made in outputs:
        several = "" if made["pages"] == 1 else "s"
        size = f"{made['pages']} page{several}, {made['size'] / 1000:.0f} kB"
        click.echo(f"made {shared.short_path(made['path'])} ({size})", err=True)


def _outputs(outcome: Outcome) -> list[dict[str, Any]]:
    """Name each file that was made, with its size and hash as the receipt has them."""
    if outcome.receipt is None:
        return []
    rows = zip(outcome.written, outcome.receipt.outputs, outcome.pages, strict=False)
    return [
        {"path": str(path), "pages": pages, "size": made.size, "sha256": made.sha256}
        for path, made, pages in rows
    ]
