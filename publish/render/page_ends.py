"""Where a page may end: not within a word, at a colon, nor one line below a heading.

CSS has `hyphenate-limit-last` (CSS Text 4 §6.3.5), which the renderer does not know, and no word
for a heading that wants two lines below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

from publish.render.mending import change_lines

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))

_MOST_PARTS = 5
"""Places at which a word may be divided, each tried before the word goes to the next page."""
_LESS = 0.5
"""Pixels by which a line is made narrower than what it holds."""

_EARLIER = "        new_children = children[:index]\n        resume_at = {0: new_children"
_WHOLE = "        index -= broken_at_end(children[:index], orphans)\n"
"""WeasyPrint 70, layout/block.py, `find_earlier_page_break`: how many lines of a paragraph stay."""


def end_pages_well(block: ModuleType, boxes: Any) -> bool:
    """Choose the ends of pages as a typesetter does; say whether the line to change was found.

    The modules are `weasyprint.layout.block` and `weasyprint.formatting_structure.boxes`.
    """
    break_line = block._break_line
    page_break = block.block_level_page_break

    def _break_line(
        context: Any, box: Any, line: Any, kept: list[Any], needed: int, *rest: Any
    ) -> Any:
        last = len(kept) - needed - 1
        if last > 0 and _is_broken(kept[last]):
            whole = _shortened(block, context, box, kept[last], kept[last - 1].resume_at)
            if whole is None and not context.in_column:
                needed += broken_at_end(kept[: last + 1], box.style["orphans"])
            elif whole is not None:
                kept[last] = whole
        return break_line(context, box, line, kept, needed, *rest)

    def block_level_page_break(before: Any, after: Any) -> Any:
        result = page_break(before, after)
        if before.element_tag in _HEADINGS:
            _mark_first(after, boxes)
        elif result == "auto" and getattr(before, "follows_heading", False):
            return "avoid" if _has_one_line(before, boxes) else result
        if result == "auto" and before.element_tag == "p" and announces(before):
            return "avoid"
        return result

    block._break_line = _break_line  # type: ignore[attr-defined]
    block.block_level_page_break = block_level_page_break  # type: ignore[attr-defined]
    block.broken_at_end = broken_at_end  # type: ignore[attr-defined]
    return change_lines(block, "find_earlier_page_break", _EARLIER, _WHOLE + _EARLIER)


def announces(box: Any) -> bool:
    """Say whether a block ends in a colon: what it speaks of stands with it."""
    return "".join(box.element.itertext()).rstrip().endswith((":", "："))


def _shortened(block: ModuleType, context: Any, box: Any, line: Any, start: Any) -> Any:
    """Lay a line out without the beginning of its last word; None where that cannot be done.

    The margin is ragged, and so the line may be short. `start` is where the line begins.
    """
    child, whole, top = box.children[0], box.width, line.position_y
    try:
        for _ in range(_MOST_PARTS):
            box.width = line.width - _LESS
            lines = block.iter_line_boxes(context, child, top, 0, start, box, [], [], None, None)
            line, resume_at = next(lines)
            if not _is_broken(line):
                line.resume_at = resume_at
                return line
    finally:
        box.width = whole
    return None


def broken_at_end(lines: list[Any], orphans: int) -> int:
    """Say how many lines at the end go with the rest of the word that the last one breaks.

    0 where fewer than `orphans` lines would be left.
    """
    count = 0
    while count < len(lines) and _is_broken(lines[-1 - count]):
        count += 1
    return count if len(lines) - count >= orphans else 0


def _is_broken(line: Any) -> bool:
    box = line
    while getattr(box, "children", ()):
        box = box.children[-1]
    hyphen = box.style["hyphenate_character"]
    return bool(getattr(box, "text", "").endswith(hyphen))


def _mark_first(box: Any, boxes: Any) -> None:
    """Mark what follows a heading, and what it begins with: a list and its first item."""
    while isinstance(box, boxes.BlockLevelBox):
        box.follows_heading = True
        box = next(_in_flow(box), None)


def _has_one_line(box: Any, boxes: Any) -> bool:
    """Say whether a block holds one line and no more."""
    children = [*_in_flow(box)]
    if len(children) != 1:
        return False
    return isinstance(children[0], boxes.LineBox) or _has_one_line(children[0], boxes)


def _in_flow(box: Any) -> Iterator[Any]:
    """Give what stands in a box, without the marks of lists."""
    return (each for each in getattr(box, "children", ()) if each.is_in_normal_flow())
