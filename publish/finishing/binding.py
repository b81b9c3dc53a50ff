"""Laid-out pages → the pages of one file for the press: body or cover, with blank ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

FRONT, BACK = "cover", "back"
"""Names of pages (CSS Paged Media 3 §4.3) that a layout gives the outside of its cover."""

_SIDES = 4
"""A cover is one folded sheet: outside and inside of its front, inside and outside of its back."""


@dataclass(slots=True)
class BlankPage:
    """What the renderer asks of a page, of one that has nothing on it."""

    width: float
    height: float
    bleed: Mapping[str, float]
    bookmarks: tuple[object, ...] = ()
    links: tuple[object, ...] = ()
    anchors: Mapping[str, object] = field(default_factory=dict)
    forms: Mapping[object, object] = field(default_factory=dict)

    def paint(self, _stream: object, _scale: float = 1) -> None:
        """Paint nothing: marks come with those of all pages."""


def bind(pages: list[Any], part: str, multiple: int) -> list[Any]:
    """Give the pages of a part ("whole", "body" or "cover"), filled up to a multiple.

    Blank pages stand at the end, or before the outside of the back where a layout has one.
    A part without pages is [].
    """
    front = _leading(pages, FRONT)[:2] or pages[:1]
    back = _leading(pages[::-1], BACK)[:2][::-1]
    if part == "cover":
        inside = [BlankPage(front[0].width, front[0].height, front[0].bleed)] * (
            _SIDES - len(front) - len(back)
        )
        return [*front, *inside, *back]
    if part == "body":
        pages, back = pages[len(front) : len(pages) - len(back)], []
    if not pages:
        return []
    last = pages[-1]
    blank = BlankPage(last.width, last.height, last.bleed)
    body = pages[: len(pages) - len(back)]
    return [*body, *[blank] * (-len(pages) % multiple), *back]


def labels(pages: list[Any]) -> list[tuple[int, int]]:
    """Say from which page on (0-based) which numbers are printed; 0 is none.

    A page bears the number that it has in the whole publication, wherever it is bound.
    """
    numbers = [_number(each) for each in pages]
    starts = [(0, numbers[0])] + [
        (place, number)
        for place, (before, number) in enumerate(pairwise(numbers), start=1)
        if number != (before + 1 if before else 0)
    ]
    return [] if starts == [(0, 1)] else starts


def _number(page: Any) -> int:
    return 0 if isinstance(page, BlankPage) else int(page._page_box.page_type.index) + 1


def _leading(pages: list[Any], name: str) -> list[Any]:
    """Give the first pages as long as they have a name."""
    for place, page in enumerate(pages):
        if page._page_box.page_type.name != name:
            return pages[:place]
    return pages
