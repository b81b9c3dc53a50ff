"""House → diagnostics: pages on whose paper no text has room."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from publish.diagnostics import Diagnostic, error
from publish.houses.house import House
from publish.houses.sheets import Declaration
from publish.houses.tokens import put_in, values

LEAST_ROOM_MM = 60.0
"""Forty characters of the smallest text that a brief has."""
_A4_MM = (210.0, 297.0)
_MM = {
    "mm": 1.0,
    "cm": 10.0,
    "q": 0.25,
    "in": 25.4,
    "pt": 25.4 / 72,
    "pc": 25.4 / 6,
    "px": 25.4 / 96,
}
_SIDES = ("top", "right", "bottom", "left")
_STANDING_IN = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}
"""Which of the given margins counts for each side (CSS Box 3 §3.2)."""


def check_pages(house: House, declared: Iterable[Declaration]) -> Iterator[Diagnostic]:
    """Find sizes and margins of '@page' that leave no room, where they are written in lengths."""
    of_pages = (each for each in declared if each.at_rule == "page")
    for _, rule in groupby(of_pages, key=lambda each: (each.sheet.url, each.rule)):
        own = [each for each in rule if each.sheet.layer == house.name]
        width, height = _size(own)
        margins: dict[str, float] = {}
        for each in own:
            for side, length in _margins(each):
                margins[side] = length
                if length < 0:
                    message = f"'{each.name}' is less than nothing: the text would leave its page"
                    yield error("geometry", message, each.span)
        across = width - margins.get("left", 0) - margins.get("right", 0)
        down = height - margins.get("top", 0) - margins.get("bottom", 0)
        if own and min(across, down) < LEAST_ROOM_MM:
            message = f"{across:.0f} mm by {down:.0f} mm are left for the text of a page"
            hint = f"at least {LEAST_ROOM_MM:.0f} mm are wanted each way"
            yield error("geometry", message, own[0].span, hint)


_USUAL = ("direction:ltr", "layout:brief", "pages:single", "columns:1", "notes:foot", "colour:rgb")
_PAPERS = ("paper:a4", "paper:letter")
_ACROSS = ("--page-side", "--before", "--column", "--after", "--side", "--gutter")
_WIDTH = "calc(2 * var(--page-side) + var(--before) + var(--column) + var(--after))"
_WORKED_OUT = re.compile(r"(-?[\d.]+)([a-z]+)")
_TOLERANCE_MM = 0.5


def check_sums(house: House, declared: Iterable[Declaration]) -> Iterator[Diagnostic]:
    """Find columns that are wider than their page, and a height that is not the page's."""
    of_all = list(declared)
    for paper in _PAPERS:
        sheets = [each for each in house.sheets if each.is_wanted((paper, *_USUAL))]
        here = [each for each in of_all if each.sheet in sheets]
        sizes = [each for each in here if each.within == ("@page",) and each.name == "size"]
        if sizes and any(_length(node) for node in sizes[-1].value):
            told = tuple(_sums(house, here, sizes[-1], values(sheets)))
            yield from told
            if told:  # the other paper would say the same in other numbers
                return


def _sums(
    house: House, declared: list[Declaration], size: Declaration, tokens: Mapping[str, str]
) -> Iterator[Diagnostic]:
    width, height = _size([size])

    def changed(*names: str) -> Declaration | None:
        own = [each for each in declared if each.sheet.layer == house.name]
        return next((each for each in reversed(own) if each.name in names or each is size), None)

    across, down = _in_mm(_WIDTH, tokens), _in_mm("var(--page-height)", tokens)
    cause = changed(*_ACROSS)
    if cause and across and across > width + _TOLERANCE_MM:
        message = f"margins and columns are {across:g} mm wide, and the page {width:g} mm"
        hint = "twice --page-side, and --before, --column and --after between: one must be less"
        yield error("geometry", message, cause.span, hint)
    cause = changed("--page-height")
    if cause and down and abs(down - height) > _TOLERANCE_MM:
        message = f"the page is {height:g} mm high, and '--page-height' says {down:g} mm"
        yield error("geometry", message, cause.span, f"--page-height: {height:g}mm")


def _in_mm(expression: str, tokens: Mapping[str, str]) -> float | None:
    """Work out a length that tokens say; None where it is not of one unit."""
    found = _WORKED_OUT.fullmatch(put_in(expression, tokens))
    return float(found[1]) * _MM[found[2]] if found and found[2] in _MM else None


def _size(rule: Iterable[Declaration]) -> tuple[float, float]:
    for each in rule:
        lengths = [length for node in each.value if (length := _length(node)) is not None]
        if each.name == "size" and lengths:
            return lengths[0], lengths[-1]
    return _A4_MM


def _margins(each: Declaration) -> Iterator[tuple[str, float]]:
    lengths = [_length(node) for node in each.value]
    side = each.name.removeprefix("margin-")
    if each.name == "margin" and 1 <= len(lengths) <= len(_SIDES):
        for place, one in enumerate(_SIDES):
            length = lengths[_STANDING_IN[len(lengths)][place]]
            if length is not None:
                yield one, length
    elif each.name != side and side in _SIDES and lengths and lengths[0] is not None:
        yield side, lengths[0]


def _length(node: Any) -> float | None:
    """Give a length in millimetres; None for what is none, or relative."""
    if node.type == "dimension" and node.lower_unit in _MM:
        return float(node.value) * _MM[node.lower_unit]
    return 0.0 if node.type == "number" and node.value == 0 else None
