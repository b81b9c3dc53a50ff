"""A last page with next to nothing on it: more of the page before is sent to it.

In one column the end matter takes the last lines of the text with it (`break-before: avoid`). The
renderer does not break a page between columns for that, so there the document is laid out again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.render.short_pages import END_MATTER, is_of

FEWEST_LINES = 4
"""Of a last page."""
FEWEST_WITHOUT_TEXT = 12
"""Of a last page that holds nothing but what follows the text."""
FEW_LINES = 24
"""Of a second page that the grid may have cost, or of a last one that a list's end may have."""
SPARED = 76.0
"""Pixels that the page before leaves free: four lines of text, 5 mm each."""


def has_lonely_end(pages: list[Any], types: Any) -> bool:
    """Say whether the last page holds next to nothing; `types` are the renderer's boxes."""
    if len(pages) < 2:
        return False
    lines = _count(pages[-1], types)
    has_text = bool(_count(pages[-1], types, without=END_MATTER))
    return 0 < lines < (FEWEST_LINES if has_text else FEWEST_WITHOUT_TEXT)


def has_short_end(pages: list[Any], types: Any) -> bool:
    """Say whether the last page holds so little that the others may have room for it."""
    return len(pages) > 1 and 0 < _count(pages[-1], types) < FEW_LINES


def has_short_second_page(pages: list[Any], types: Any) -> bool:
    """Say whether a text may have gone on to a second page for its place on the grid alone.

    On one page, in one column, its lines have none to be level with.
    """
    return len(pages) == 2 and has_short_end(pages, types)


def _count(page: Any, types: Any, without: str = "") -> int:
    """Count the heights of lines; those within blocks of the class `without` are left out."""
    lines = _lines(page._page_box, types, without)
    return len({round(line.position_y + line.baseline) for line in lines})


def _lines(box: Any, types: Any, without: str) -> Iterator[Any]:
    box = box._box if isinstance(box, types.placeholder) else box
    if isinstance(box, types.line):
        yield box
    elif not isinstance(box, types.margin) and not (without and is_of(box, without)):
        for child in getattr(box, "children", ()):
            yield from _lines(child, types, without)
