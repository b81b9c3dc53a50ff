"""The Python interface: what the commands do, as functions."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import publish.render  # noqa: F401 - loaded later, the folder would replace the function
from publish.asked import style_named
from publish.diagnostics import Diagnostic
from publish.options import Options
from publish.targets import ALL_TARGETS, TARGETS

if TYPE_CHECKING:
    from publish.publication import Publication


def render(
    path: str | PathLike[str], for_: str = "screen", *, style: str = "", csl: str = ""
) -> Publication:
    """Make a PDF of a manuscript, in memory; `.save(path)` writes it.

    `for_` is a target, "screen", "archive" or "print", or "all". The author's mistakes are in the
    publication's `diagnostics`. Raises PublishError when the environment is lacking or a
    limit is met.
    """
    from publish.outputs.table import OUTPUTS

    options = Options(
        targets=tuple(TARGETS) if for_ == ALL_TARGETS else (for_,),
        style=style,
        csl=style_named(csl),
    )
    with OUTPUTS["pdf"]() as output:
        from publish import pipeline

        project, source = pipeline.open_manuscript(Path(path), options)
        return pipeline.render(project, source, options, output)


def check(path: str | PathLike[str], *, style: str = "", csl: str = "") -> tuple[Diagnostic, ...]:
    """Find the mistakes of a manuscript without rendering it."""
    from publish import checking, pipeline

    options = Options(style=style, csl=style_named(csl))
    project, source = pipeline.open_manuscript(Path(path), options)
    return checking.check(project, source, options)
