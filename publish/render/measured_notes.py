"""A note, or a part of one, laid out alone in an area for notes: how high it is.

A note does not depend on those around it, so each is laid out once and then moved to its place. A
part ends and begins between two lines, at least two on either side, as a paragraph over two pages
(CSS Fragmentation 3 §3.3).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Any

LEAST_TEXT = 30.0
"""Pixels of a page that its notes leave to the text: a line and a half."""
_AREA = (
    *(f"margin_{side}" for side in ("top", "right", "bottom", "left")),
    *(f"padding_{side}" for side in ("top", "right", "bottom", "left")),
    *(f"border_{side}_width" for side in ("top", "right", "bottom", "left")),
)
"""What an area for notes is told apart by: pages of one kind have the same."""


@dataclass(slots=True)
class Measured:
    """A note laid out alone in a page's area for notes."""

    area: Any
    note: Any
    x: float
    """Where the note stands from the beginning of the area's content."""
    y: float

    @property
    def height(self) -> float:
        """What the area holds, with the note's margins."""
        return float(self.area.height)

    def is_longer_than(self, page: Any) -> bool:
        """Say whether the note leaves no room for text on a page of its own."""
        return bool(self.area.margin_height() > page.height - LEAST_TEXT)

    def move(self, x: float, y: float) -> None:
        """Put the note where the content of an area begins.

        From where it stands now: the renderer moves areas itself, and lays a page out again
        when page numbers in it have changed.
        """
        self.note.translate(x + self.x - self.note.position_x, y + self.y - self.note.position_y)


@dataclass(frozen=True, slots=True)
class Cut:
    """A note in two parts, the second for the next page."""

    note: Any
    first: Measured
    rest: Any
    """A box to be laid out as a note."""


class NoteMeasure:
    """Lays out single notes."""

    def __init__(self, block_level_layout: Callable[..., Any], build: Any) -> None:
        """Take the renderer's function that lays out a block, and its module `build`."""
        self._block_level_layout = block_level_layout
        self._build = build

    def whole(self, context: Any, area: Any, note: Any, within: Any) -> Measured:
        """Lay out a note, or what is left of it, in a page or column `within`."""
        known: dict[Any, Measured] = context.__dict__.setdefault("_measured_notes", {})
        place = (within.width, *(getattr(area, name) for name in _AREA))
        key = (note.element, repr(beginning(note)), _numbers_in(note), *place)
        if key not in known:
            known[key] = self._laid_out(context, area, note, within, -inf)[0]
        return known[key]

    def cut(self, context: Any, area: Any, note: Any, within: Any, height: float) -> Cut | None:
        """Part a note so that its beginning is no higher than so many pixels; None if it cannot.

        The rest keeps its element, so that both are one note in the tags.
        """
        known = self.whole(context, area, note, within)
        edges = known.area.margin_height() - known.area.height
        space = context.page_bottom - area.position_y - edges - height
        first, resume_at = self._laid_out(context, area, note, within, space)
        if resume_at is None:
            return None
        _end_with_lines(first)
        first.note.margin_bottom = max(0, min(known.note.margin_bottom, height - first.height))
        first.area.height += first.note.margin_bottom
        rest = note.copy()
        rest.begins_at = resume_at
        return Cut(note, first, rest)

    def _laid_out(
        self, context: Any, area: Any, note: Any, within: Any, space: float
    ) -> tuple[Any, Any]:
        """Lay a note out down to `space` above the page's foot; say where it goes on."""
        before = area.children
        area.children = [note]
        alone = self._build.create_anonymous_boxes(area.deepcopy())
        area.children = before
        alone.style = alone.style.copy()
        alone.style["box_decoration_break"] = "clone"  # the note goes on, and not the area
        alone, resume_at, *_ = self._block_level_layout(
            context, alone, space, beginning(note), within, space == -inf
        )
        if alone is None or not alone.children:
            return None, None
        (box,) = alone.children
        inset = box.position_x - alone.content_box_x(), box.position_y - alone.content_box_y()
        return Measured(alone, box, *inset), resume_at


def beginning(note: Any) -> Any:
    """Say where a note begins: as the renderer does for a box that goes on; None for a whole."""
    return getattr(note, "begins_at", None)


def _numbers_in(note: Any) -> tuple[str, ...]:
    """Give the texts of a note that names pages: they change while pages are laid out."""
    if not hasattr(note, "names_pages"):
        note.names_pages = any(each.missing_link for each in note.descendants())
    if not note.names_pages:
        return ()
    return tuple(getattr(each, "text", "") for each in note.descendants())


def _end_with_lines(part: Measured) -> None:
    """Make a part as high as its lines: the renderer draws out to its foot what goes on."""
    note = part.note
    note.height = _foot(note) - note.content_box_y()
    part.area.height = note.position_y + note.margin_height() - part.area.content_box_y()


def _foot(box: Any) -> float:
    """Say how far down the last line in a box reaches."""
    if hasattr(box, "text_overflow"):  # a line
        return float(box.position_y + box.height)
    if not getattr(box, "children", ()):
        return float(box.position_y + box.margin_height())
    return _foot(box.children[-1])
