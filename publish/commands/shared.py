"""What the commands have in common: their options, their manuscripts and how they report."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from publish import report
from publish.asked import style_named
from publish.diagnostics import Diagnostic, PublishError, Severity, has_errors
from publish.options import Options
from publish.press_settings import (
    COVERS,
    MOST_BLEED_MM,
    MOST_MULTIPLE,
    PressSettings,
    length_mm,
)

Function = TypeVar("Function", bound=Callable[..., Any])

STANDARD_INPUT = "-"
STANDARD_OUTPUT = "-"


def format_option(function: Function) -> Function:
    """Add `--format`, which every command that tells diagnostics takes."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(["human", "short", "json", "sarif", "github"]),
        default="human",
        help="How diagnostics are written to standard error.",
    )(function)


def manuscript_options(function: Function) -> Function:
    """Add the options that every command about a manuscript takes."""
    for add in reversed(
        (
            click.option("--style", metavar="NAME", help="House style, e.g. base."),
            click.option("--csl", metavar="NAME|FILE", help="Citation style."),
            click.option(
                "--bib",
                metavar="FILE",
                multiple=True,
                type=click.Path(path_type=Path),
                help="One more bibliography; may be repeated.",
            ),
            click.option("--paper", type=click.Choice(["a4", "letter"]), help="Size of the page."),
            click.option("--strict", is_flag=True, help="Let warnings fail the run."),
        )
    ):
        function = add(function)
    return format_option(function)


def press_options(function: Function) -> Function:
    """Add the options that copies for the press take."""
    for add in reversed(
        (
            click.option(
                "--bleed",
                metavar="LENGTH",
                callback=_bleed,
                help="For print: art beyond the trim, e.g. 3mm or 0.125in.",
            ),
            click.option(
                "--icc",
                metavar="FILE",
                type=click.Path(exists=True, dir_okay=False),
                help="For print: the printer's ICC profile.",
            ),
            click.option(
                "--pages-multiple",
                metavar="N",
                type=click.IntRange(1, MOST_MULTIPLE),
                help="For print: add blank pages up to a multiple, e.g. 4.",
            ),
            click.option(
                "--cover",
                type=click.Choice(COVERS),
                help="For print: leave the cover inside, or put it into a file of its own.",
            ),
        )
    ):
        function = add(function)
    return function


def gallery_options(function: Function) -> Function:
    """Add the options of the gallery, which `publish styles --gallery` and `style gallery` make."""
    function = click.option(
        "--paper", type=click.Choice(["a4", "letter"]), default="a4", help="Size of the page."
    )(function)
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Of the gallery: the file to write, instead of build/gallery.pdf in the project.",
    )(function)


def _bleed(_context: click.Context, _parameter: click.Parameter, text: str | None) -> float | None:
    if text is None:
        return None
    bleed = length_mm(text)
    if bleed is None or bleed > MOST_BLEED_MM:
        message = f"'{text}' is no length up to {MOST_BLEED_MM} mm, as 3mm or 0.125in"
        raise click.BadParameter(message)
    return bleed


def options_of(given: dict[str, Any], targets: tuple[str, ...] = ("screen",)) -> Options:
    """Turn what the command line gave into the options of a run."""
    return Options(
        targets=targets,
        style=given["style"] or "",
        csl=style_named(given["csl"] or ""),
        bibliography=tuple(given["bib"]),
        paper=given["paper"] or "",
        strict=given["strict"],
        press=PressSettings(
            profile=given.get("icc") or "",
            bleed_mm=given.get("bleed"),
            pages_multiple=given.get("pages_multiple"),
            cover=given.get("cover") or "",
        ),
        epoch=_epoch(),
    )


def _epoch() -> int | None:
    """Read SOURCE_DATE_EPOCH (reproducible-builds.org specification, version 1.1)."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return None
    if not value.isdigit():
        raise PublishError(
            f"SOURCE_DATE_EPOCH is '{value}'; a whole number of seconds since 1970 is wanted", 3
        )
    return int(value)


def manuscript_of(name: str) -> Path | bytes:
    """Give the path of a manuscript, or for `-` what comes by standard input."""
    return sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name)


def tell(
    diagnostics: Iterable[Diagnostic],
    format_: str,
    outputs: Sequence[dict[str, Any]] = (),
) -> None:
    """Write diagnostics (and, for JSON, outputs) to standard error."""
    found = list(diagnostics)
    if format_ == "json":
        text = report.as_json(found, outputs)
    elif format_ == "sarif":
        text = report.as_sarif(found, _version())
    elif format_ == "github":
        text = report.as_github(found)
    elif format_ == "short":
        text = report.as_short(found)
    else:
        text = report.as_human(found, colour=_wants_colour())
    if text:
        click.echo(text, err=True, color=True)


def tell_failure(manuscript: str, failure: str, hint: str) -> None:
    """Write what the environment lacked, or which limit stopped a manuscript."""
    click.echo(f"publish: error: {manuscript}: {failure}", err=True)
    for line in hint.splitlines():
        click.echo(f"  hint: {line}", err=True)


def short_path(path: str) -> str:
    """Name a file from the working folder where that is shorter."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive on Windows
        return path
    return relative if len(relative) < len(path) else path


def exit_code(diagnostics: Iterable[Diagnostic], strict: bool) -> int:
    """Give 1 where an error, or with `strict` a warning, was found; else 0."""
    found = list(diagnostics)
    if has_errors(found):
        return 1
    return int(strict and any(each.severity is Severity.WARNING for each in found))


def _version() -> str:
    from importlib.metadata import version

    return version("publish-press")


def _wants_colour() -> bool:
    """Follow NO_COLOR (no-color.org) and FORCE_COLOR; else colour on a terminal only."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    # a shell may have closed it: then it is None, whatever its type says
    return bool(sys.stderr and sys.stderr.isatty()) and os.environ.get("TERM") != "dumb"
