"""Pull quotes in the side column: beside text, not notes or headings, and on nothing else.

CSS places what is absolute where it would stand in the text, however little room is left there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from publish.render.side_notes import Wanted, Zone, blocks_of, downward, taken_in, upward

PULL_QUOTE = "pullquote"
"""The class of a pull quote."""
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_GAP = 12.0
"""Pixels between one pull quote and the next."""


def settle_pull_quotes(page: Any, types: Any) -> None:
    """Move the pull quotes of a page up or down, as little as they may be, to where room is.

    Where there is none for all of them they stay; `types` are the renderer's boxes.
    """
    root = page.children[0]
    quotes = [*_absolute(root, types)]
    if not quotes:
        return
    left = min(each.border_box_x() for each in quotes)
    right = max(each.border_box_x() + each.border_width() for each in quotes)
    top = page.content_box_y()
    foot = top + page.height
    apart = frozenset(map(id, quotes))
    taken = [*taken_in(root, Zone(left, right), types, top, foot, apart)]
    headings = [*_headings(root, types)]
    for levels, bottom in ((headings, _above_notes(page, foot)), ([], foot)):
        if moves := _moves(quotes, sorted([*taken, *levels]), top, bottom):
            for each, move in zip(quotes, moves, strict=True):
                each.translate(0, move)
            return


def _moves(
    quotes: list[Any], taken: list[tuple[float, float]], top: float, bottom: float
) -> list[float]:
    """Say how far each quote moves to a place that is free; [] where there is none for all."""
    wanted = [
        Wanted(each, max(top, each.position_y), each.margin_height() + _GAP, 0) for each in quotes
    ]
    ways = (downward(wanted, taken, bottom + _GAP), upward(wanted, taken, top, bottom + _GAP))
    moves = [
        [place - each.position_y for each, place in zip(quotes, places, strict=True)]
        for places in ways
        if places
    ]
    return min(moves, key=_whole) if moves else []


def _above_notes(page: Any, foot: float) -> float:
    """Give where the notes of a page begin: what is quoted belongs beside the text."""
    area = page.children[1]
    return float(area.border_box_y()) if area.children else foot


def _headings(box: Any, types: Any) -> Iterator[tuple[float, float]]:
    """Give from where to where headings stand: nothing beside them is to be read with them."""
    for child in blocks_of(box, types):
        if child.element_tag in _HEADINGS:
            yield child.content_box_y(), child.content_box_y() + child.height
        else:
            yield from _headings(child, types)


def _absolute(box: Any, types: Any) -> Iterator[Any]:
    for child in blocks_of(box, types):
        if child.style["position"] == "absolute" and _is_quote(child):
            yield child
        else:
            yield from _absolute(child, types)


def _is_quote(box: Any) -> bool:
    return box.element is not None and PULL_QUOTE in (box.element.get("class") or "").split()


def _whole(moves: Iterable[float]) -> float:
    return sum(map(abs, moves))
