"""Notes below a text in columns, themselves in those columns.

The renderer loses the thread there (#1871, #1707): of the notes of a text in two columns two thirds
stood on another page than their calls, and pages took a second each. Here a page is laid out with a
strip kept free at its foot; the notes whose calls it then holds are set in the strip, and when
they do not fill it, or overfill it, the page is laid out again with another strip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from itertools import accumulate
from typing import Any

from publish.render.measured_notes import Cut, Measured, NoteMeasure


class ColumnNotes:
    """Lays out the notes of a page with columns."""

    def __init__(self, notes: NoteMeasure, block_level_layout: Callable[..., Any]) -> None:
        """Take what lays out single notes, and the renderer's function that lays out a block."""
        self._notes = notes
        self._block_level_layout = block_level_layout
        self._waiting: list[Any] = []
        self._late: list[Any] = []
        self._root: Any = None
        self.reserved = 0.0
        """Pixels at the foot of the page that the text leaves free."""
        self.spared = 0.0
        """Pixels above the strip that stay free."""
        self.needed = 0.0
        """Pixels that the notes of the last page took."""
        self.is_final = False
        """What does not fit goes to the next page."""
        self.may_cut = True
        """The last note may go on on the next page."""
        self.cut: Cut | None = None
        """The note of the last page that does."""

    def lay_out_root(self, context: Any, box: Any, *args: Any) -> Any:
        """Lay out the text of a page, without a thought of notes but for the strip at its foot."""
        context.current_footnote_area.height = 0
        self._late = [*context.current_page_footnotes]
        self._waiting = [*dict.fromkeys((*self._late, *context.footnotes))]
        context.page_bottom -= self.reserved + self.spared
        made = self._block_level_layout(context, box, *args)
        self._root = made[0]
        return made

    def lay_out_area(self, context: Any, area: Any, *args: Any, **kwargs: Any) -> Any:
        """Set the notes whose calls stand on the page."""
        called = {*_calls(self._root)}
        notes = [each for each in self._waiting if each in self._late or each.element in called]
        columns = _pair(self._root)
        self.cut = None
        whole, height = self._arranged(context, area, notes, columns)
        if height > self.reserved and self._may_part(context, area, notes[-1], columns):
            self.cut = self._cut_last(context, area, notes, columns)
            whole, height = self._arranged(context, area, notes, columns)
        postponed: list[Any] = []
        while self.is_final and len(notes) > 1 and height > self.reserved + 1:
            postponed.insert(0, notes.pop())
            self.cut = None
            whole, height = self._arranged(context, area, notes, columns)
        self.needed = height
        context.current_page_footnotes = notes
        context.footnotes = [each for each in self._waiting if each not in notes]
        for each in postponed:
            context.footnotes.remove(each)
        context.reported_footnotes = postponed
        if whole is None:
            return self._block_level_layout(context, area, *args, **kwargs)
        return whole, None, {"break": "any", "page": None}, [], False, None

    def _arranged(
        self, context: Any, area: Any, notes: list[Any], columns: list[Any]
    ) -> tuple[Any, float]:
        """Set notes one below the other, in as many columns as the text; give their height too."""
        if not notes:
            return None, 0.0
        page = area.page
        width = _width(columns, page)
        measured = [self._measure(context, area, each, width) for each in notes]
        whole = measured[0].area.copy_with_children([each.note for each in measured])
        sides = ("left", "right")
        whole.width = page.width - sum(
            getattr(whole, f"{name}_{side}" + ("_width" if name == "border" else ""))
            for name in ("margin", "padding", "border")
            for side in sides
        )
        whole.style, whole.page = area.style, page
        whole.position_x, whole.position_y = page.content_box_x(), area.position_y
        heights = [float(each.note.margin_height()) for each in measured]
        split = _split(heights) if len(columns) > 1 else len(heights)
        top = whole.content_box_y()
        for at, each in enumerate(measured):
            column = columns[0 if at < split else 1] if len(columns) > 1 else None
            left = column.position_x if column is not None else whole.content_box_x()
            above = sum(heights[:at] if at < split else heights[split:at])
            each.move(left, top + above - each.y)
        whole.height = max(sum(heights[:split]), sum(heights[split:]))
        return whole, float(whole.margin_height())

    def _measure(self, context: Any, area: Any, note: Any, width: float) -> Measured:
        if self.cut and note is self.cut.note:
            return self.cut.first
        return self._notes.whole(context, area, note, _as_wide(area.page, width))

    def _may_part(self, context: Any, area: Any, note: Any, columns: list[Any]) -> bool:
        """Say whether a note may go on on the next page: one that fills a page must."""
        last = self._measure(context, area, note, _width(columns, area.page))
        return self.may_cut or last.is_longer_than(area.page)

    def _cut_last(
        self, context: Any, area: Any, notes: list[Any], columns: list[Any]
    ) -> Cut | None:
        """Part the last note where the strip ends; None when the others alone overfill it."""
        width = _width(columns, area.page)
        *others, last = (self._measure(context, area, each, width) for each in notes)
        strip = self.reserved - (last.area.margin_height() - last.area.height)
        heights = [float(each.note.margin_height()) for each in others]
        if len(columns) > 1:
            ends = [*accumulate(heights)]
            heights = heights[sum(end <= strip for end in ends) :]
        room = strip - sum(heights)
        return self._notes.cut(context, area, notes[-1], _as_wide(area.page, width), room)


def _width(columns: list[Any], page: Any) -> float:
    return float(columns[0].width if len(columns) > 1 else page.width)


def _as_wide(page: Any, width: float) -> Any:
    holder = copy(page)
    holder.width = width
    return holder


def _split(heights: list[float]) -> int:
    """Say how many notes stand in the first column, so that both are as low as can be."""
    return min(
        range(len(heights) + 1), key=lambda at: (max(sum(heights[:at]), sum(heights[at:])), -at)
    )


def _calls(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)
    if box.element_tag.endswith("::footnote-call"):
        yield box.element
    for child in getattr(box, "children", ()):
        yield from _calls(child)


def _pair(root: Any) -> list[Any]:
    """Give the first two columns of the text, the widest of the page; [] where it has none."""
    found = [*_columns(root)]
    widest = max((each.width for each in found), default=0)
    found = [each for each in found if each.width == widest]
    others = [each for each in found if each.position_x != found[0].position_x]
    return [found[0], others[0]] if others else []


def _columns(box: Any) -> Iterator[Any]:
    """Give the columns of a page's text in their order."""
    box = getattr(box, "_box", box)
    for child in getattr(box, "children", ()):
        if getattr(child, "is_column", False):
            yield child
        else:
            yield from _columns(child)
