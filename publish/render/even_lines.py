"""Titles and headings in lines of about one length, which the renderer cannot be asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
EVEN = "data-even"
"""An attribute of other paragraphs that are set so: those of pull quotes."""
_MOST_LINES = 6
"""As browsers have it: in a longer text nobody sees the difference."""
_NEAR = 1 / 60
"""Of the whole width, within which one is good enough: each trial lays the lines out once more."""
_EVEN = 0.85
"""Of the longest line: a last line of that length needs no trial."""


def balance_headings(block: ModuleType) -> None:
    """Set headings, subtitles and pull quotes as `text-wrap: balance` does (CSS Text 4 §6.3).

    In as many lines as they have anyway, of the least width that holds them: so the last line is
    no lonely word. `block` is `weasyprint.layout.block`.
    """
    lines_of = block.iter_line_boxes

    def iter_line_boxes(
        context: Any, box: Any, top: Any, bottom_space: Any, skip: Any, around: Any, *rest: Any
    ) -> Iterator[Any]:
        def lines_within(width: float) -> list[Any]:
            whole, around.width = around.width, width
            try:
                lines = [*lines_of(context, box, top, bottom_space, skip, around, *rest)]
            finally:
                around.width = whole
            if around.style["direction"] == "rtl":
                for line, _ in lines:
                    line.translate(whole - width)
            return lines

        if skip is not None or not _is_heading(around) or context.excluded_shapes:
            yield from lines_of(context, box, top, bottom_space, skip, around, *rest)
        else:
            yield from _even(lines_within, around.width)

    block.iter_line_boxes = iter_line_boxes  # type: ignore[attr-defined]


def _is_heading(box: Any) -> bool:
    if box.element_tag in _HEADINGS:
        return True
    if box.element_tag != "p":
        return False
    return EVEN in box.element.attrib or box.element.get("class") == "subtitle"


def _even(lines_within: Callable[[float], list[Any]], width: float) -> list[Any]:
    """Give the lines of the least width that are as many as those of the whole width."""
    best = lines_within(width)
    count = len(best)
    if not 1 < count <= _MOST_LINES:
        return best
    if best[-1][0].width > _EVEN * max(line.width for line, _ in best):
        return best
    least, most = sum(line.width for line, _ in best) / count, width
    while most - least > _NEAR * width:
        tried = (least + most) / 2
        lines = lines_within(tried)
        if len(lines) == count and all(line.width <= tried for line, _ in lines):
            best, most = lines, tried
        else:
            least = tried
    return best
