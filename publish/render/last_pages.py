"""A last page with next to nothing on it: more of the page before is sent to it.

In one column the end matter takes the last lines of the text with it (`break-before: avoid`). The
renderer does not break a page between columns for that, so there the document is laid out again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

FEWEST_LINES = 4
"""Of a last page."""
SPARED = 76.0
"""Pixels that the page before leaves free: four lines of text, 5 mm each."""


def has_lonely_end(pages: list[Any], types: Any) -> bool:
    """Say whether the last page holds less than four lines; `types` are the renderer's boxes."""
    if len(pages) < 2:
        return False
    heights = {round(line.position_y + line.baseline) for line in _lines(pages[-1], types)}
    return 0 < len(heights) < FEWEST_LINES


def _lines(page: Any, types: Any) -> Iterator[Any]:
    for child in page._page_box.children:
        if not isinstance(child, types.margin):
            yield from _lines_in(child, types)


def _lines_in(box: Any, types: Any) -> Iterator[Any]:
    box = box._box if isinstance(box, types.placeholder) else box
    if isinstance(box, types.line):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _lines_in(child, types)
