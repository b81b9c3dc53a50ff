"""Footnotes laid out once: the renderer lays out all the notes of a page for each new one.

And once more at the page's end: a third of the time of a brief with fifty notes. Here each is laid
out alone, the heights are added, and at the end the notes are moved to their places. A note that
has no room is parted, which the renderer cannot (Kozea/WeasyPrint #1833): its rest stands above
the notes of the next page. As `quicker`, for WeasyPrint 70 only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import inf
from typing import Any

from publish.geometry import Geometry
from publish.render.column_notes import ColumnNotes
from publish.render.head_notes import is_of_head, keep_heads
from publish.render.measured_notes import LEAST_TEXT, Cut, Measured, NoteMeasure
from publish.render.mending import change_lines
from publish.render.page_ends import broken_at_end

_ASKS = """overflow = (
                    overflow or
                    context.reported_footnotes or
                    context.overflows_page(bottom_space, new_position_y + offset_y))"""
_ASKS_US = """overflow = not notes_have_room(
                    context, footnote, overflow, Below(
                        box, len(new_children) + 1, new_position_y + offset_y, bottom_space,
                        line, resume_at and iter_line_boxes(
                            context, child, new_position_y, bottom_space, resume_at,
                            new_containing_block, [], [], None, None)))"""
"""WeasyPrint 70, layout/block.py, `_linebox_layout`: whether a note has room below its line."""

_ANCHORS = "        new_children.append(placeholder)\n"
_ANCHORS_NOTES = _ANCHORS + "        place_notes_apart(context, child, bottom_space)\n"
"""WeasyPrint 70, layout/block.py, `_out_of_flow_layout`: where a box is met that stands apart."""

_BROKEN = 2
"""Lines one after the other that may end within a word."""


@dataclass(frozen=True, slots=True)
class Below:
    """What must have room on the page with a line that calls a note."""

    block: Any
    """The box that the line is a part of."""
    count: int
    """Lines of the block on this page, with this one."""
    bottom: float
    """Where the line ends."""
    space: float
    """Pixels for what surrounds the block."""
    line: Any
    ahead: Iterator[tuple[Any, Any]] | None
    """The next lines, with places to go on from; None for the last line."""

    def needed(self, context: Any) -> float:
        """Say how high the lines are that must follow so that the block may be broken there.

        (CSS Fragmentation 3 §3.3: orphans and widows; `page_ends`: no broken word.) 0 where a note
        is called in one of them, as only the last note of a page may be parted, and where there
        is room enough.
        """
        if self.ahead is None:
            return 0.0
        orphans, widows = (int(self.block.style[each]) for each in ("orphans", "widows"))
        least = max(0, orphans - self.count)
        room = context.page_bottom - self.space - self.bottom
        if room > (least + widows + _BROKEN) * self.line.height:
            return 0.0
        lines: list[Any] = []
        for line, _ in islice(self.ahead, least + widows + _BROKEN):
            lines.append(line)
            chosen = lines[: max(0, len(lines) - widows)]
            is_legal = len(lines) >= least + widows
            if is_legal and not broken_at_end([self.line, *chosen], 0):
                break
        else:
            chosen = lines
        boxes = (each for line in chosen for each in line.descendants())
        if any(each.footnote in context.footnotes for each in boxes):
            return 0.0
        return float(sum(line.height for line in chosen))


class NoteLayout:
    """The renderer's functions that lay out notes, each in terms of single notes."""

    def __init__(self, layout: Any, page_layout: Any, build: Any, area_type: Any) -> None:
        """Take the renderer's modules `layout`, `layout.page` and `formatting_structure.build`."""
        self._area_type = area_type
        self._block_level_layout = page_layout.block_level_layout
        self._notes = NoteMeasure(self._block_level_layout, build)
        self._update_all = layout.LayoutContext._update_footnote_area
        layout.LayoutContext._update_footnote_area = lambda context: self.update(context)
        page_layout.block_level_layout = self.lay_out
        block = layout.block
        block.notes_have_room, block.Below = self.have_room, Below
        change_lines(block, "_linebox_layout", _ASKS, _ASKS_US)
        block.place_notes_apart = self.place_apart
        change_lines(block, "_out_of_flow_layout", _ANCHORS, _ANCHORS_NOTES)
        keep_heads(block)
        self._is_beside = False
        self._allowed: dict[int, float] = {}
        self._cut: Cut | None = None
        self._may_cut = True
        self._begins = False
        """The page made has no text yet."""
        self.columns: ColumnNotes | None = None

    def begin(self, geometry: Geometry) -> None:
        """Start a document."""
        self._is_beside = geometry.has_side_notes
        self._allowed = {}
        self.columns = ColumnNotes(self._notes, self._block_level_layout)
        if not geometry.has_columns:
            self.columns = None

    def begin_page(self, *, may_cut: bool = True) -> None:
        """Start a page, or make it again; notes may go on on the next one, or not."""
        self._cut = None
        self._may_cut = may_cut
        self._begins = True
        if self.columns:
            self.columns.may_cut = may_cut

    @property
    def rest(self) -> Any:
        """What a note of the page has left for the next one, as a box; None for nothing."""
        cut = self.columns.cut if self.columns else self._cut
        return cut.rest if cut else None

    def allow(self, page: int, height: float) -> None:
        """Let the notes in a page's margin be so many pixels high together."""
        self._allowed[page] = height

    def update(self, context: Any) -> Any:
        """Set the height of the page's area for notes; say whether the notes overflow it."""
        area = context.current_footnote_area
        if self.columns:
            return False
        measures = self._gather(context, area)
        if measures is None:
            return self._update_all(context)
        if self._begins:
            measures = self._begun(context, area, measures)
        is_over = self._cut is not None
        if self._is_beside:
            area.height = 0
            return is_over or self._lacking_beside(context, measures) > 0
        if area.height != "auto" and not context.in_column:
            context.page_bottom += area.margin_height()
        area.height = _offsets(measures)[-1]
        if not context.in_column:
            context.page_bottom -= area.margin_height()
        return is_over or area.margin_height() > area.page.height

    def have_room(self, context: Any, note: Any, overflow: bool, below: Below) -> bool:
        """Say whether a note has room below its line, if need be for its first lines only."""
        if below.space == -inf and (overflow or context.reported_footnotes):
            # In the head of a table, which the renderer leaves out where it has no room (and its
            # words with it): so nothing has room below it, and the table moves.
            context.page_bottom = 0.0
            return True
        if context.reported_footnotes and not is_of_head(context, note):
            return False
        is_whole = not overflow and not context.overflows_page(below.space, below.bottom)
        area = context.current_footnote_area
        is_one = self.columns or self._cut or context.in_column
        measures = None if is_one else self._gather(context, area)
        if measures is None or not (self._may_cut or measures[-1].is_longer_than(area.page)):
            return is_whole
        if self._is_beside:
            lacking = self._lacking_beside(context, measures)
        else:
            end = below.bottom + below.needed(context) + below.space
            lacking = end - context.page_bottom
        if lacking > 0:
            height = measures[-1].height
            self._cut = self._notes.cut(context, area, note, area.page, height - lacking)
            if self._cut:
                self.update(context)
                return True
        return is_whole

    def place_apart(self, context: Any, box: Any, space: float) -> None:
        """Lay out the notes that a box apart from the flow calls, where it is met in the text.

        The renderer lays out such a box when all others are: its notes came last, or were lost.
        """
        below = Below(box, 1, box.position_y, space, None, None)
        for each in box.descendants():
            if each.footnote in context.footnotes:
                is_over = context.layout_footnote(each.footnote)
                if not self.have_room(context, each.footnote, is_over, below):
                    context.report_footnote(each.footnote)

    def lay_out(self, context: Any, box: Any, *args: Any, **kwargs: Any) -> Any:
        """Lay out a block, or put the notes together when it is the area for them."""
        area = context.current_footnote_area
        is_area = isinstance(box, self._area_type)
        self._begins = False
        if self.columns and is_area:
            return self.columns.lay_out_area(context, box, *args, **kwargs)
        if self.columns and box.is_for_root_element:
            return self.columns.lay_out_root(context, box, *args, **kwargs)
        measures = self._gather(context, area) if is_area else None
        if measures is None:
            return self._block_level_layout(context, box, *args, **kwargs)
        whole: Any = measures[0].area.copy_with_children([each.note for each in measures])
        whole.style, whole.page = box.style, box.page
        whole.position_x, whole.position_y = area.position_x, area.position_y
        *offsets, whole.height = _offsets(measures)
        for each, offset in zip(measures, offsets, strict=True):
            each.move(whole.content_box_x(), whole.content_box_y() + offset)
        return whole, None, {"break": "any", "page": None}, [], False, None

    def _begun(self, context: Any, area: Any, measures: list[Measured]) -> list[Measured]:
        """Part the rest of a note that comes first on a page and is longer than it."""
        first = measures[0]
        if len(measures) > 1 or self._cut or not first.is_longer_than(area.page):
            return measures
        lacking = first.area.margin_height() - (area.page.height - LEAST_TEXT)
        if self._is_beside:
            lacking = self._lacking_beside(context, measures)
        note = context.current_page_footnotes[0]
        self._cut = self._notes.cut(context, area, note, area.page, first.height - lacking)
        return self._gather(context, area) or measures

    def _lacking_beside(self, context: Any, measures: list[Measured]) -> float:
        """Say how many pixels the notes in the margin are too high for it together."""
        height = sum(each.note.margin_height() for each in measures)
        free = self._allowed.get(context.current_page, context.current_footnote_area.page.height)
        return float(height - free)

    def _gather(self, context: Any, area: Any) -> list[Measured] | None:
        """Measure all notes of the page; None where their margins do not simply add up."""
        notes = context.current_page_footnotes
        if self._cut and self._cut.note not in notes:
            self._cut = None  # its line has left the page
        if not notes:
            return None
        if not self._is_beside:
            if area.max_height != inf or area.min_height != 0:
                return None
            if not all(_stands_alone(note, area) for note in notes):
                return None
        area.children = notes
        return [self._measure(context, area, note) for note in notes]

    def _measure(self, context: Any, area: Any, note: Any) -> Measured:
        if self._cut and note is self._cut.note:
            return self._cut.first
        return self._notes.whole(context, area, note, area.page)


def _stands_alone(note: Any, area: Any) -> bool:
    """Say whether a note's height is the same whatever stands above and below it.

    Its margins must be lengths that stay inside the area, and not negative ones.
    """
    if note.style["footnote_display"] != "block":
        return False
    for side in ("top", "bottom"):
        margin = note.style[f"margin_{side}"]
        if getattr(margin, "unit", "") != "px" or margin.value < 0:
            return False
        edge = getattr(area, f"padding_{side}") or getattr(area, f"border_{side}_width")
        if margin.value and not edge:
            return False
    return True


def _offsets(measures: list[Measured]) -> list[float]:
    """Give where each note begins below the first, and the height of all.

    Margins between two notes collapse (CSS 2.2 §8.3.1).
    """
    places = [0.0]
    for number, each in enumerate(measures):
        below = measures[number + 1].note.margin_top if number + 1 < len(measures) else 0
        places.append(places[-1] + each.height - min(each.note.margin_bottom, below))
    return places
