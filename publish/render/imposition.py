"""Pages finished one by one: notes set beside their calls, and odd pages mirrored.

CSS has page margins for left and right pages, and nothing for what stands on them: which page an
element comes to lie on is known only when the page is laid out. Then it is moved here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from math import inf
from types import MappingProxyType
from typing import Any

from publish.geometry import ONE_SIDED, Geometry
from publish.render.measured_notes import LEAST_TEXT, beginning
from publish.render.mending import change_in_place
from publish.render.page_floats import PageFloats
from publish.render.pull_quotes import settle_pull_quotes
from publish.render.short_pages import let_notes_follow
from publish.render.side_notes import SideNotes, Zone, blocks_of

_TOUCH = 1.0
_STRIPS = 12
"""How often a page with columns is laid out at most to find the height of its notes."""
_LOSS = 24.0
"""Pixels that may stay free above the notes: a line and a bit."""
_ROUNDING = 0.1
"""Pixels by which a part of a note may be higher than what it was to fill."""
_ATTEMPTS = 8
"""How often a page is laid out again to make room for its notes in the margin."""


_FORGETS = "            reported_footnotes = None\n            yield pages[i]\n"
_REMEMBERS = _FORGETS.replace("None", "context.reported_footnotes = notes_sent(i + 1)")
"""WeasyPrint 70, layout/page.py, `make_all_pages`: where a page stays as it was, the notes that it
left to the next one were forgotten, and that page with them when it was the last."""


class Imposition:
    """Stands round the renderer's function that makes one page."""

    def __init__(self, page_layout: Any, note_layout: Any) -> None:
        """Take the renderer's module `layout.page`, and what lays out the notes."""
        self._make_page: Callable[..., Any] = page_layout.make_page
        self._notes = note_layout
        self._geometry = ONE_SIDED
        self._types: Any = None
        self._has_pull_quotes = False
        self._spared: Mapping[int, float] = {}
        self._sent: dict[int, list[Any]] = {}
        """By page: the notes that it left to the next one."""
        self._may_cut = True
        self._has_rest = False
        """The page made last has left a part of a note to the next one."""
        page_layout.make_page = self.make_page
        page_layout.notes_sent = lambda number: [*self._sent.get(number, ())]
        change_in_place(page_layout, page_layout.make_all_pages, _FORGETS, _REMEMBERS)

    def begin(
        self,
        geometry: Geometry,
        types: Any,
        *,
        has_pull_quotes: bool = False,
        spared: Mapping[int, float] = MappingProxyType({}),
    ) -> None:
        """Take over what the next document wants; `types` are the renderer's boxes.

        `spared` are pixels that pages with columns leave free, by the numbers of the pages.
        """
        self._has_pull_quotes = has_pull_quotes
        self._spared = spared
        if self._notes is None:  # a renderer that we do not know sets notes at the foot
            geometry = replace(geometry, has_side_notes=False, has_columns=False)
        else:
            self._notes.begin(geometry)
        self._geometry = geometry
        self._types = types
        self._sent = {}

    def make_page(
        self, context: Any, root: Any, page_type: Any, resume_at: Any, number: int, state: Any
    ) -> Any:
        """Make a page, and move on it what its side of the sheet decides."""
        rest = (root, page_type, resume_at, number)
        made = self._imposed(context, rest, state)
        may_follow = not (page_type.blank or self._geometry.has_side_notes)
        if may_follow:
            is_end = _ends_a_part(page_type, *made[1:])
            let_notes_follow(made[0], self._types, ends_a_part=is_end)
        if self._has_pull_quotes:
            settle_pull_quotes(made[0], self._types)
        if self._geometry.is_facing and not page_type.blank:
            _mirror(made[0], page_type.side, self._types, self._geometry)
        return made

    def _imposed(self, context: Any, rest: tuple[Any, ...], state: Any) -> Any:
        """Make a page with its notes, and remember what it leaves to the next one."""
        root, page_type, _, number = rest
        if number - 1 in self._sent:  # the renderer forgets it where it keeps a page as it was
            context.reported_footnotes = [*self._sent[number - 1]]
        before = _State(context, number, state)
        made = self._finished(context, rest, state, before)
        if not page_type.blank:

            def make_again() -> Any:
                before.restore(context, state)
                return self._finished(context, rest, state, before)

            is_beside = self._geometry.has_side_notes
            made = PageFloats(root, self._types, has_side_notes=is_beside).fill(made, make_again)
        self._send(context, number)
        return made

    def _finished(self, context: Any, rest: tuple[Any, ...], state: Any, before: _State) -> Any:
        """Make a page that leaves no part of a note where what follows has no place for it."""
        made = self._whole(context, rest, state, may_cut=True)
        if self._has_rest and _ends_a_part(rest[1], *made[1:]):
            before.restore(context, state)
            made = self._whole(context, rest, state, may_cut=False)
        return made

    def _whole(self, context: Any, rest: tuple[Any, ...], state: Any, *, may_cut: bool) -> Any:
        """Make a page with its notes; the last may go on on the next page, or not."""
        self._may_cut = may_cut
        if self._geometry.has_columns and not rest[1].blank:
            return self._with_columns(context, rest, state)
        if not self._geometry.has_side_notes:
            return self._made(context, rest, state)
        return self._with_notes(context, rest, state)

    def _made(self, context: Any, rest: tuple[Any, ...], state: Any) -> Any:
        """Make a page once; what a note has left goes before all that the page sends on."""
        if self._notes is None:
            return self._make_page(context, *rest, state)
        self._notes.begin_page(may_cut=self._may_cut)
        made = self._make_page(context, *rest, state)
        self._has_rest = self._notes.rest is not None
        if self._has_rest:
            context.reported_footnotes.insert(0, self._notes.rest)
        return made

    def _send(self, context: Any, number: int) -> None:
        """Remember what goes to the next page, which is made again where that has changed."""
        sent = [*context.reported_footnotes]
        known = self._sent.get(number)
        if known is not None and [*map(_place, known)] != [*map(_place, sent)]:
            for state in context.page_maker[number : number + 1]:
                state[-1]["content_changed"] = True
        self._sent[number] = sent

    def _with_notes(self, context: Any, rest: tuple[Any, ...], state: Any) -> Any:
        """Lay a page out, with fewer lines when its notes have no room beside them.

        What still finds none goes to the next page, as the renderer does it at the foot.
        """
        before = _State(context, rest[3], state)
        for attempt in range(_ATTEMPTS):
            made = self._made(context, rest, state)
            lacking = SideNotes(self._types).place(made[0])
            if not lacking:
                return made
            if attempt + 1 < _ATTEMPTS:
                notes = made[0].children[1].children
                height = sum(each.margin_height() for each in notes)
                self._notes.allow(rest[3], height - lacking)
                before.restore(context, state)
        self._postpone(context, made[0])
        return made

    def _with_columns(self, context: Any, rest: tuple[Any, ...], state: Any) -> Any:
        """Lay a page out until the strip that it leaves free is as high as its notes.

        The higher the strip, the fewer calls stand above it: the right height is closed in.
        """
        notes = self._notes.columns
        notes.spared = self._spared.get(rest[3], 0.0)
        before = _State(context, rest[3], state)
        least, most, room = 0.0, inf, 0.0
        notes.is_final = False
        for _ in range(_STRIPS):
            notes.reserved = room
            made = self._made(context, rest, state)
            is_enough = notes.needed <= room + _ROUNDING
            if is_enough and room < notes.needed + _LOSS:
                return made
            if is_enough:
                most = min(most, room)
            else:
                least = max(least, room)
            if most - least < _LOSS:
                if room == most:
                    return made
                break
            highest = made[0].height - LEAST_TEXT
            is_new = least < notes.needed < min(most, highest)
            room = notes.needed if is_new else (least + min(most, highest)) / 2
            before.restore(context, state)
        before.restore(context, state)
        notes.reserved, notes.is_final = most if most < inf else room, True
        return self._made(context, rest, state)

    def _postpone(self, context: Any, page: Any) -> None:
        """Send the last notes to the next page until the others have room."""
        area = page.children[1]
        late: list[Any] = []
        while len(area.children) > 1 and SideNotes(self._types).place(page):
            *area.children, last = area.children
            notes = context.current_page_footnotes
            if self._has_rest and last.element is context.reported_footnotes[0].element:
                del context.reported_footnotes[0]  # it goes there as a whole
                self._has_rest = False
            late.insert(0, next(note for note in notes if note.element is last.element))
        context.reported_footnotes[:0] = late


class _State:
    """What making a page changes, as it was before: a page may be made again."""

    def __init__(self, context: Any, number: int, state: Any) -> None:
        self._number = number
        self._footnotes = [*context.footnotes]
        self._reported = [*context.reported_footnotes]
        self._broken = dict(context.broken_out_of_flow)
        self._counters = deepcopy(state)

    def restore(self, context: Any, state: Any) -> None:
        """Put it back."""
        context.footnotes = [*self._footnotes]
        context.reported_footnotes = [*self._reported]
        context.broken_out_of_flow = dict(self._broken)
        for now, then in zip(state, deepcopy(self._counters), strict=True):
            now.clear()
            (now.update if isinstance(now, dict) else now.extend)(then)
        remake = context.page_maker[self._number - 1][-1]
        remake.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])


def _place(note: Any) -> tuple[Any, str]:
    """Tell notes apart, and the rest of a note from another rest of it."""
    return note.element, repr(beginning(note))


def _ends_a_part(page_type: Any, resume_at: Any, next_page: dict[str, Any]) -> bool:
    """Say whether what follows a page is no place for the rest of its note.

    The end of the text, where a page would hold that alone, or a page that begins anew or is of
    another kind, such as a turned one.
    """
    is_other = next_page["page"] not in (None, page_type.name)
    return resume_at is None or next_page["break"] != "any" or is_other


def _mirror(page: Any, side: str, types: Any, geometry: Geometry) -> None:
    """Give the text the inner place and the side column the outer one, where sheets have not.

    Sheets place the side column on the same side of every page: right for the pages of one side.
    """
    whole = Zone(page.content_box_x(), page.content_box_x() + page.width)
    root, area = page.children[0], page.children[1]
    begin, end = area.border_box_x(), area.border_box_x() + area.border_width()
    if geometry.has_side_notes:
        beside = Zone(begin, end)
        text = _beside(root, whole, beside, types)
    else:
        text = Zone(begin, end)
        is_left = begin - whole.left > whole.right - end
        beside = Zone(whole.left, begin) if is_left else Zone(end, whole.right)
    if (beside.left <= text.left) != (side == "right") or beside.left == beside.right:
        return
    is_leftward = root.style["direction"] == "rtl"
    _Mirror(whole, text, beside, is_leftward, types).move(root, 0)
    area.translate(whole.left + whole.right - begin - end, 0)


def _beside(root: Any, whole: Zone, beside: Zone, types: Any) -> Zone:
    """Find the column of the text: the widest block that does not reach into the side column."""
    found = [each for each in _all_blocks(root, types) if not beside.meets(each)]
    if not found:
        return whole
    if beside.left - whole.left < whole.right - beside.right:
        return Zone(min(each.border_box_x() for each in found), whole.right)
    return Zone(whole.left, max(each.border_box_x() + each.border_width() for each in found))


def _all_blocks(box: Any, types: Any) -> Any:
    for child in blocks_of(box, types):
        yield child
        yield from _all_blocks(child, types)


@dataclass(frozen=True, slots=True)
class _Mirror:
    """How far what stands in each part of a page is moved."""

    whole: Zone
    text: Zone
    beside: Zone
    is_leftward: bool
    """The text runs to the left, and blocks begin at the right."""
    types: Any

    def move(self, box: Any, around: float, *, is_beside: bool = False) -> None:
        """Move the blocks in a box, which itself moves by `around`."""
        for child in blocks_of(box, self.types):
            by = self._shift(child, around, is_beside)
            self.move(child, by, is_beside=self.beside.holds(child))
            child.translate(by - around, 0)

    def _shift(self, box: Any, around: float, is_beside: bool) -> float:
        axis = self.whole.left + self.whole.right
        left, right = box.border_box_x(), box.border_box_x() + box.border_width()
        if "::" in (box.element_tag or ""):
            return around  # an ornament of the element that it belongs to
        if self.beside.holds(box):
            return around if is_beside else axis - left - right
        if self.text.holds(box):
            gap = self.text.right - right if self.is_leftward else left - self.text.left
            is_column = around or abs(gap) < _TOUCH
            return axis - self.text.left - self.text.right if is_column else 0
        return 0 if self.beside.meets(box) else around
