"""Drawn formulas + the measures of a page → what is told of those that are wider than a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from publish.diagnostics import Diagnostic, warning
from publish.writing.writer import DrawnFormula

_NUMBER_EM = 6.0
"""On both sides of a formula with a number: `.formula-number` in base."""
_LEAST_MM = 0.5
"""What nobody sees."""


def tell_wide_formulas(
    formulas: Iterable[DrawnFormula], tokens: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Tell by how many mm formulas of the text are wider than its lines: they are set smaller."""
    size = re.match(r"([\d.]+)pt", tokens.get("--size-text", ""))
    column = re.match(r"([\d.]+)mm", tokens.get("--column", ""))
    if size is None or column is None:
        return
    em = float(size[1]) * 25.4 / 72
    for each in formulas:
        room = float(column[1]) - (_NUMBER_EM * em if each.is_numbered else 0)
        over = each.width_em * em - room
        if over > _LEAST_MM:
            part = room / (each.width_em * em)
            message = f"this formula is {over:.0f} mm wider than the line, and set at {part:.0%}"
            hint = r"part it: '\begin{aligned} a &= b \\ &= c \end{aligned}'"
            yield warning("formula-wide", message, each.span, hint)
