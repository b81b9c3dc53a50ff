"""Notes of a page that ends early: they follow its text instead of lying far below it.

Space above the rule of the notes looks accidental, where a chapter ends or the whole text does, and
where what comes next found no room. CSS has the notes at the foot of every page (CSS GCPM 3 §2.5);
so what stands there is moved when the page is finished. What follows the text (about the author,
how to cite) then follows the notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_GAP = 1.5
"""Lines between the text and the rule of its notes."""
_LEAST = 1.0
"""Lines that a move must save where a part ends: less is not seen."""
_MUCH = 2.0
"""Lines that it must save elsewhere: a few are free on many pages, and notes lie level on them."""
END_MATTER = "end-matter"
"""The class of what follows the text."""


def let_notes_follow(page: Any, types: Any, *, ends_a_part: bool) -> None:
    """Move the notes of a page up to its text; `types` are the renderer's boxes."""
    root, area = page.children[0], page.children[1]
    line = line_height(page)
    if not area.children or not line:
        return
    bottoms = [*_bottoms(root, types)]
    top = max(bottoms, default=0.0) + _GAP * line
    saved = area.border_box_y() - top
    end = _end_matter(root, types)
    if end is not None:
        saved = _below(end, page) - area.border_height() - _GAP * line
    if not bottoms or saved < (_LEAST if ends_a_part else _MUCH) * line:
        return
    area.translate(0, top - area.border_box_y())
    if end is not None:
        end.translate(0, area.border_height() + _GAP * line)


def line_height(page: Any) -> float:
    """Give the height of a line of the text in pixels; 0 where none is set."""
    return float(getattr(page.children[0].style["line_height"], "value", 0.0))


def free_height(page: Any, types: Any, *, has_side_notes: bool) -> float:
    """Give the pixels that are free between the text of a page and its notes, or its foot."""
    root, area = page.children[0], page.children[1]
    foot = page.content_box_y() + page.height
    if area.children and not has_side_notes:
        foot = area.border_box_y()
    return float(foot - max(_bottoms(root, types), default=foot))


def left_over(page: Any, types: Any) -> float:
    """Give the pixels that are free below all that stands on a page, its notes with it."""
    root, area = page.children[0], page.children[1]
    notes = [area.border_box_y() + area.border_height()] if area.children else []
    foot = float(page.content_box_y() + page.height)
    return foot - max([*_bottoms(root, types), *notes], default=foot)


def _below(box: Any, page: Any) -> float:
    """Give the pixels that are free between a box and the foot of the type area."""
    bottom = box.border_box_y() + box.border_height()
    return float(page.content_box_y() + page.height - bottom)


def _end_matter(box: Any, types: Any) -> Any:
    for child in getattr(box, "children", ()):
        if _is_end_matter(child):
            return child
        if isinstance(child, types.block) and (found := _end_matter(child, types)) is not None:
            return found
    return None


def _is_end_matter(box: Any) -> bool:
    return is_of(box, END_MATTER)


def is_of(box: Any, name: str) -> bool:
    """Say whether a box is that of an element with this class."""
    return box.element is not None and name in (box.element.get("class") or "").split()


def _bottoms(box: Any, types: Any) -> Iterator[float]:
    """Give how far down lines, pictures, and what has a ground or a rule reach."""
    if isinstance(box, types.placeholder) or _is_end_matter(box):
        return
    children = [] if isinstance(box, types.line) else getattr(box, "children", ())
    has_edge = isinstance(box, types.line | types.replaced)
    if has_edge or box.padding_bottom or box.border_bottom_width:
        yield box.position_y + box.margin_height() - box.margin_bottom
    for child in children:
        yield from _bottoms(child, types)
