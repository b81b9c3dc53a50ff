"""Footnotes laid out once: the renderer lays out all the notes of a page for each new one.

And once more at the page's end: a third of the time of a brief with fifty notes. A note does not
depend on the others, so here it is laid out alone, the heights are added, and at the end the notes
are moved to their places. As `quicker`, for WeasyPrint 70 only.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Any

from publish.geometry import Geometry
from publish.render.column_notes import ColumnNotes

_AREA = (
    *(f"margin_{side}" for side in ("top", "right", "bottom", "left")),
    *(f"padding_{side}" for side in ("top", "right", "bottom", "left")),
    *(f"border_{side}_width" for side in ("top", "right", "bottom", "left")),
)
"""What an area for notes is told apart by: pages of one kind have the same."""


@dataclass(slots=True)
class _Measured:
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

    def move(self, x: float, y: float) -> None:
        """Put the note where the content of an area begins.

        From where it stands now: the renderer moves areas itself, and lays a page out again
        when page numbers in it have changed.
        """
        self.note.translate(x + self.x - self.note.position_x, y + self.y - self.note.position_y)


class NoteLayout:
    """The renderer's two functions that lay out notes, each in terms of single notes."""

    def __init__(self, layout: Any, page_layout: Any, build: Any, area_type: Any) -> None:
        """Take the renderer's modules `layout`, `layout.page` and `formatting_structure.build`."""
        self._build = build
        self._area_type = area_type
        self._block_level_layout = page_layout.block_level_layout
        self._update_all = layout.LayoutContext._update_footnote_area
        layout.LayoutContext._update_footnote_area = lambda context: self.update(context)
        page_layout.block_level_layout = self.lay_out
        self._is_beside = False
        self._allowed: dict[int, float] = {}

        self.columns: ColumnNotes | None = None

    def begin(self, geometry: Geometry) -> None:
        """Start a document."""
        self._is_beside = geometry.has_side_notes
        self._allowed = {}
        of_columns = ColumnNotes(self._block_level_layout, self._build)
        self.columns = of_columns if geometry.has_columns else None

    def allow(self, page: int, height: float) -> None:
        """Let the notes in a page's margin be so many pixels high together."""
        self._allowed[page] = height

    def update(self, context: Any) -> Any:
        """Set the height of the page's area for notes; say whether the notes overflow it."""
        area = context.current_footnote_area
        if self.columns:
            area.height = 0
            return False
        measures = self._gather(context, area)
        if measures is None:
            return self._update_all(context)
        if self._is_beside:
            area.height = 0
            height = sum(each.note.margin_height() for each in measures)
            free = self._allowed.get(context.current_page, area.page.height)
            return bool(height > free)
        if area.height != "auto" and not context.in_column:
            context.page_bottom += area.margin_height()
        area.height = _offsets(measures)[-1]
        if not context.in_column:
            context.page_bottom -= area.margin_height()
        return False

    def lay_out(self, context: Any, box: Any, *args: Any, **kwargs: Any) -> Any:
        """Lay out a block, or put the notes together when it is the area for them."""
        area = context.current_footnote_area
        is_area = isinstance(box, self._area_type)
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

    def _gather(self, context: Any, area: Any) -> list[_Measured] | None:
        """Measure all notes of the page; None where their margins do not simply add up."""
        notes = context.current_page_footnotes
        if notes and self._is_beside:
            measures = [self._measure(context, area, note) for note in notes]
            area.children = notes
            return measures
        if not notes or area.max_height != inf or area.min_height != 0:
            return None
        if not all(_stands_alone(note, area) for note in notes):
            return None
        measures = [self._measure(context, area, note) for note in notes]
        area.children = notes
        return measures

    def _measure(self, context: Any, area: Any, note: Any) -> _Measured:
        known: dict[Any, _Measured] = context.__dict__.setdefault("_measured_notes", {})
        key = (note.element, area.page.width, *(getattr(area, name) for name in _AREA))
        if key not in known:
            area.children = [note]
            alone = self._build.create_anonymous_boxes(area.deepcopy())
            alone = self._block_level_layout(context, alone, -inf, None, area.page)[0]
            (box,) = alone.children
            known[key] = _Measured(
                alone,
                box,
                box.position_x - alone.content_box_x(),
                box.position_y - alone.content_box_y(),
            )
        return known[key]


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


def _offsets(measures: list[_Measured]) -> list[float]:
    """Give where each note begins below the first, and the height of all.

    Margins between two notes collapse (CSS 2.2 §8.3.1).
    """
    places = [0.0]
    for number, each in enumerate(measures):
        below = measures[number + 1].note.margin_top if number + 1 < len(measures) else 0
        places.append(places[-1] + each.height - min(each.note.margin_bottom, below))
    return places
