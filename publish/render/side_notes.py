"""Notes beside their calls: where each stands in the margin, so that none covers another.

The renderer gathers the notes of a page as if for its foot (`note_layout`), in an area as wide as
the side column. When the page is full they are moved up to their calls.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, inf
from typing import Any

_GAP = 12.0
"""Pixels between notes and what else stands in the side column."""
_TOUCH = 1.0
"""Pixels by which boxes may overlap unseen."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a page's width, from left to right in pixels."""

    left: float
    right: float

    def meets(self, box: Any) -> bool:
        """Say whether a box reaches into the zone."""
        left = box.border_box_x()
        right = left + box.border_width()
        return bool(left < self.right - _TOUCH and right > self.left + _TOUCH)

    def holds(self, box: Any) -> bool:
        """Say whether a box lies in the zone with its whole width."""
        left = box.border_box_x()
        right = left + box.border_width()
        return bool(left > self.left - _TOUCH and right < self.right + _TOUCH)


def blocks_of(box: Any, types: Any) -> Iterator[Any]:
    """Give the blocks directly in a box, those placed absolutely among them."""
    for child in getattr(box, "children", ()):
        child = child._box if isinstance(child, types.placeholder) else child
        if isinstance(child, types.block):
            yield child


@dataclass(frozen=True, slots=True)
class Wanted:
    """A note or a quotation, and where it would stand if it were alone."""

    note: Any
    top: float
    height: float
    line: float
    """Height of the lines beside which it stands; 0 when its call is on no line of the page."""


@dataclass(slots=True)
class SideNotes:
    """Places the notes of one page."""

    types: Any
    """`BoxTypes` of the renderer."""

    def place(self, page: Any) -> float:
        """Move the notes to their calls; say how many pixels of room are lacking (0: none)."""
        root, area = page.children[0], page.children[1]
        if not area.children:
            return 0
        zone = Zone(area.content_box_x(), area.content_box_x() + area.width)
        top = self._below_title(root, page.content_box_y())
        bottom = page.content_box_y() + page.height
        taken = sorted(taken_in(root, zone, self.types, top, bottom))
        wanted = [*self._wanted(root, area, top)]
        lowest = upward([replace(each, top=inf) for each in wanted], taken, -inf, bottom)
        if lowest[0] < top - _TOUCH:
            return max(1.0, float(top - lowest[0]))
        for each, place in zip(wanted, _beside(wanted, taken, lowest), strict=True):
            each.note.translate(0, place - each.note.position_y)
        return 0

    def _below_title(self, box: Any, top: float) -> float:
        """Give where the page may have notes: not between its masthead and its title."""
        for child in blocks_of(box, self.types):
            if child.element_tag == "h1" and not any(self._calls(child, None)):
                top = max(top, child.border_box_y() + child.border_height())
            elif child.element_tag in ("body", "header"):
                top = self._below_title(child, top)
        return float(top)

    def _wanted(self, root: Any, area: Any, top: float) -> Iterator[Wanted]:
        lines = dict(self._calls(root, None))
        for note in area.children:
            line = lines.get(note.element)
            first = self._first_line(note)
            height = float(note.margin_height())
            if line is None or first is None:
                yield Wanted(note, top, height, 0)
                continue
            baseline = line.position_y + line.baseline
            above = first.position_y + first.baseline - note.position_y
            yield Wanted(note, max(top, baseline - above), height, float(line.height))

    def _calls(self, box: Any, line: Any) -> Iterator[tuple[Any, Any]]:
        """Give the element of each note that is called in a box, with the line of the call."""
        if isinstance(box, self.types.line):
            line = box
        if box.element_tag.endswith("::footnote-call"):
            yield box.element, line
        for child in getattr(box, "children", ()):
            yield from self._calls(child, line)

    def _first_line(self, box: Any) -> Any:
        for child in getattr(box, "children", ()):
            found = child if isinstance(child, self.types.line) else self._first_line(child)
            if found is not None:
                return found
        return None


def taken_in(
    box: Any,
    zone: Zone,
    types: Any,
    top: float,
    bottom: float,
    apart: frozenset[int] = frozenset(),
) -> Iterator[tuple[float, float]]:
    """Give from where to where something stands in a zone of a page; `apart` are `id`s of boxes."""
    for child in blocks_of(box, types):
        if id(child) in apart:
            continue
        if any(blocks_of(child, types)):
            yield from taken_in(child, zone, types, top, bottom, apart)
        elif zone.meets(child) and child.border_height() > 0:
            high = max(top, child.border_box_y() - _GAP)
            low = min(bottom, child.border_box_y() + child.border_height() + _GAP)
            yield high, low


def downward(wanted: list[Wanted], taken: list[tuple[float, float]], bottom: float) -> list[float]:
    """Place each note at its call or below the one before, on the lines of the text.

    What is `taken` are ranges of heights in ascending order. [] when the last does not fit.
    """
    places = _beside(wanted, taken, [inf] * len(wanted))
    ends = (place + each.height for place, each in zip(places, wanted, strict=True))
    return places if max(ends, default=0) <= bottom + _TOUCH else []


def _beside(
    wanted: list[Wanted], taken: list[tuple[float, float]], lowest: list[float]
) -> list[float]:
    """Place each note at its call or below the one before, and no lower than it may stand."""
    places: list[float] = []
    free = 0.0
    for each, most in zip(wanted, lowest, strict=True):
        place = _on_line(each, free)
        for high, low in taken:
            if place < low - _TOUCH and place + each.height > high + _TOUCH:
                place = _on_line(each, low)
        places.append(min(place, most))
        free = places[-1] + each.height
    return places


def _on_line(each: Wanted, free: float) -> float:
    """Give the first place from `free` on at which the note's first line meets one of the text."""
    if free <= each.top or not each.line:
        return max(free, each.top)
    return each.top + ceil((free - each.top) / each.line - 0.01) * each.line


def upward(
    wanted: list[Wanted], taken: list[tuple[float, float]], top: float, bottom: float
) -> list[float]:
    """Place the notes from the foot of the page upward, as low as they may stand.

    [] when the first does not fit.
    """
    places: list[float] = []
    limit = bottom
    for each in reversed(wanted):
        place = min(each.top, limit - each.height)
        for high, low in reversed(taken):
            if place < low - _TOUCH and place + each.height > high + _TOUCH:
                place = high - each.height
        places.append(place)
        limit = place
    return places[::-1] if limit >= top - _TOUCH else []
