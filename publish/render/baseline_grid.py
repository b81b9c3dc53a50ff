"""Lines of the text on one grid: those of both columns and of both sides of a leaf are level.

The lines of the page stand a line height apart from the head of the type area on. Text begins on
such a line again after whatever is of another height: a figure, a table, a box, a heading of
larger type. CSS has words for it that no renderer knows (CSS Line Grid 1, `line-snap`; CSS Rhythmic
Sizing 1, `block-step`); the ways to round are Bringhurst's (2.2.2): white is added above a heading,
and above and below what interrupts the text, never between its lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_NEAR = 0.05
"""Pixels within which a line stands on the grid."""
_MOST_ABOVE = 0.6
"""Of a line, by which a heading at the head of a page may stand lower than text would."""
_LEAST_WHITE = 0.75
"""Of a line, which stays above what is moved up."""
_LETTER, _OPENING = "letter", "opening"
"""Classes: of a letter's body, and of what stands above the first lines and beside them."""
_LISTS = frozenset(("ul", "ol", "dl", "blockquote"))
_HOLDERS = frozenset(("html", "body", "main", "article", "section", "div"))
_EDGES = ("padding_top", "padding_bottom", "border_top_width", "border_bottom_width")


class _Kind(Enum):
    """What stands directly in the text."""

    TEXT = auto()
    """Lines of the text."""
    HEADING = auto()
    SET_OFF = auto()
    """Lines of the text with white round them that is the house's choice: a list, a quotation."""
    START = auto()
    """Columns of all kinds, and what stands beside the first lines of the text."""
    HOLDER = auto()
    """A block without white of its own; what it holds stands in the text as well."""
    LETTER = auto()
    """The text of a letter: one page, which begins where the address ends."""
    OBJECT = auto()
    """All that has other heights: a figure, a table, a box, a formula."""


_BY_CLASS = {
    "epigraph": _Kind.START,
    "columns": _Kind.START,  # blocks side by side, the cells of a table to the renderer
    "statement": _Kind.SET_OFF,  # a theorem, a proof
    "formula": _Kind.OBJECT,
}
_HOLDING = frozenset((_Kind.HOLDER, _Kind.START, _Kind.LETTER))
_RHYTHMIC = frozenset((_Kind.TEXT, _Kind.HEADING, _Kind.SET_OFF))


_AROUND = 3
"""Siblings on each side of what changes places, one of them at least no pull quote."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands among the others of its text."""

    kind: _Kind
    before: _Kind | None = None
    after: _Kind | None = None


class Grid:
    """The lines of a page, in pixels."""

    def __init__(self) -> None:
        self.origin = 0.0
        self.step = 0.0
        self.is_on = True
        self.is_loose = False
        """The text may stand on half lines: that of a letter, whose paragraphs are set apart."""

    def begin(self, root: Any) -> None:
        """Take the head of the type area and the leading of the page's root element."""
        self.origin = root.position_y
        self.step = _leading(root) if self.is_on else 0.0
        self.is_loose = False
        root.place_in_text = _Place(_Kind.HOLDER)

    def lacking(self, height: float, step: float) -> float:
        """Say how far it is from a height on the page down to the next line."""
        rest = (height - self.origin) % step
        return 0.0 if min(rest, step - rest) < _NEAR else step - rest

    def begin_on_line(self, place: _Place, box: Any, above: float, white: float) -> None:
        """Give a block more or less white above it, so that its first line is one of the page's.

        `white` is what it has with its own margin, `above` without; columns add the two.
        """
        step = self._step(place, white)
        if not step:
            return
        own = box.margin_top
        is_added = _has_columns(box)
        white = above + own if is_added else white
        by = self.lacking(box.position_y + white, step)
        has_to_spare = white + by - step >= self.step and place.before is not _Kind.TEXT
        is_its_own = is_added or not own or above <= own + by - step
        if by > step / 2 and has_to_spare and is_its_own:
            by -= step
        box.margin_top = own + by if is_added or by < 0 else white + by

    def _step(self, place: _Place, white: float) -> float:
        """Say how far apart the heights are at which a block may begin; 0 for any height."""
        if place.kind is _Kind.SET_OFF:
            return self.step / 2
        if place.kind is _Kind.START:
            return self.step
        if place.kind is not _Kind.TEXT:
            return 0.0
        if place.before is not _Kind.TEXT:
            return self.step / 2 if self.is_loose else self.step
        halves = 2 * white / self.step
        if abs(halves - round(halves)) * self.step > _NEAR:
            return 0.0  # paragraphs that a house sets apart by another measure
        return self.step / 2 if round(halves) % 2 else self.step

    def end(self, place: _Place, made: Any, above: float | None, below: float) -> bool:
        """Let text go on at a line below a heading or an object; say whether that was one.

        `above` and `below` are the white there; the former is None where a block begins a page.
        Then the margins below are all in the object's own.
        """
        if place.kind is _Kind.HEADING:
            bottom = made.border_box_y() + made.border_height() + below
            lacking = self.lacking(bottom, self.step)
            if above is not None or lacking < _MOST_ABOVE * self.step:
                made.translate(0, lacking)
        is_last = place.kind is _Kind.OBJECT and place.after in _RHYTHMIC
        if is_last:
            self._end_object(made, above if place.before in _RHYTHMIC else None, below)
        return is_last

    def _end_object(self, made: Any, above: float | None, below: float) -> None:
        """Let text go on at the line that is nearest; the difference goes above and below.

        `above` is None for what cannot be moved: it belongs to what stands above it.
        """
        by = self.lacking(made.border_box_y() + made.border_height() + below, self.step)
        share = 2 if above is not None else 1
        least = min(below, below if above is None else above)
        if by > self.step / 2 and least + (by - self.step) / share >= _LEAST_WHITE * self.step:
            by -= self.step
        made.translate(0, by - by / share)
        made.margin_bottom = below + by / share


def keep_to_grid(block: Any, boxes: Any) -> Grid:
    """Let the renderer begin text on the lines of the page; give what can be switched off.

    The modules are `weasyprint.layout.block` and `weasyprint.formatting_structure.boxes`.
    """
    grid = Grid()
    lay_out, collapse = block.block_level_layout_switch, block.collapse_margin

    def block_level_layout_switch(
        context: Any, box: Any, space: float, skip: Any, around: Any, *rest: Any
    ) -> Any:
        if box.is_for_root_element:
            grid.begin(box)
        place = getattr(box, "place_in_text", None)
        if place is None or not grid.step:
            return lay_out(context, box, space, skip, around, *rest)
        begins_page, _, _, adjoining, *_ = rest
        if begins_page and context.current_page > 1 and box.is_table_wrapper:
            box.margin_top = 0  # `margin-break` stays with the table that the wrapper holds
        if place.kind in _HOLDING:
            _place_children(box, boxes, grid.step)
        white = collapse([*adjoining, box.margin_top])
        if place.kind is _Kind.LETTER and skip is None:
            grid.origin = box.position_y + white
        grid.is_loose = not _has_columns(box) and (grid.is_loose or place.kind is _Kind.LETTER)
        is_first = skip is not None or begins_page
        if not is_first and min(*adjoining, box.margin_top, 0) == 0:
            grid.begin_on_line(place, box, collapse(adjoining), white)
        made = lay_out(context, box, space, skip, around, *rest)
        if made[0] is not None and made[1] is None:  # the whole block, or the rest of it
            below = collapse([*made[3], made[0].margin_bottom])
            if grid.end(place, made[0], None if is_first else white, below):
                made[3].clear()
        return made

    block.block_level_layout_switch = block_level_layout_switch
    return grid


def place_anew(siblings: list[Any], begin: int, end: int) -> None:
    """Tell the blocks from `begin` to `end`, which have changed places, where they stand now."""
    first, last = max(0, begin - _AROUND), end + _AROUND
    placed = [each for each in siblings[first:last] if hasattr(each, "place_in_text")]
    if not placed:
        return
    before = placed[0].place_in_text.before if first else None
    after = placed[-1].place_in_text.after if last < len(siblings) else None
    kinds = [before, *(each.place_in_text.kind for each in placed), after]
    for box, before, kind, after in zip(placed, kinds, kinds[1:], kinds[2:], strict=False):
        box.place_in_text = _Place(kind, before, after)


def _has_columns(box: Any) -> bool:
    return {box.style["column_count"], box.style["column_width"]} != {"auto"}


def _place_children(box: Any, boxes: Any, step: float) -> None:
    """Tell each block in a box where it stands; once, for boxes are laid out again and again."""
    if getattr(box, "has_placed_children", False):
        return
    box.has_placed_children = True
    children = [child for child in box.children if child.is_in_normal_flow()]
    if _LETTER in _classes(box):
        children = [child for child in children if child.element_tag == "main"]
        kinds = [_Kind.LETTER for _ in children]
    else:
        kinds = [_kind(child, boxes, step) for child in children]
    around = [None, *kinds, None]
    for child, before, kind, after in zip(children, around, kinds, around[2:], strict=False):
        child.place_in_text = _Place(kind, before, after)


def _kind(box: Any, boxes: Any, step: float) -> _Kind:
    if box.element_tag in _HEADINGS:
        return _Kind.HEADING
    if not isinstance(box, boxes.BlockBox) or not box.children:
        return _Kind.OBJECT
    if abs(_leading(box) - step) > _NEAR:
        return _Kind.OBJECT
    known = [_BY_CLASS[name] for name in _classes(box) if name in _BY_CLASS]
    if known or box.is_table_wrapper:
        return known[0] if known else _Kind.OBJECT
    return _kind_of_text(box, boxes)


def _kind_of_text(box: Any, boxes: Any) -> _Kind:
    """Tell blocks with the leading of the page apart."""
    style = box.style
    if _has_columns(box):
        return _Kind.START
    if any(_length(style[name]) for name in _EDGES):
        return _Kind.OBJECT
    if isinstance(box.children[0], boxes.LineBox):
        return _Kind.TEXT
    if box.element_tag in _LISTS:
        return _Kind.SET_OFF
    if _OPENING in _classes(box) and not any(each.is_in_normal_flow() for each in box.children):
        return _Kind.START
    has_white = any(_length(style[name]) for name in ("margin_top", "margin_bottom"))
    is_holder = box.element_tag in _HOLDERS and (not has_white or _OPENING in _classes(box))
    return _Kind.HOLDER if is_holder else _Kind.OBJECT


def _classes(box: Any) -> list[str]:
    return (box.element.get("class") or "").split() if box.element is not None else []


def _length(value: Any) -> float:
    """Read a computed length, which is an object where it could have been something else."""
    number = getattr(value, "value", value)
    return float(number) if isinstance(number, int | float) else 0.0


def _leading(box: Any) -> float:
    """Give the distance of the lines in a box in pixels; 0 for that of the typeface."""
    value = box.style["line_height"]
    is_factor = isinstance(value, int | float)
    return _length(value) * (box.style["font_size"] if is_factor else 1.0)
