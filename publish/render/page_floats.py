"""Figures, tables and boxes that find no room on a page: the text after them fills it.

CSS has page floats for this (CSS Page Floats 3 §3), which the renderer does not know. Here an
object that would leave the foot of a page empty lets paragraphs pass. It stays in its section,
and behind what comes before it; objects of a kind keep their order, and so do calls of notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice, pairwise, takewhile
from typing import Any

from publish.render.baseline_grid import place_anew
from publish.render.page_ends import announces
from publish.render.short_pages import free_height, line_height

PINNED = "here"
"""The class of an object that stays where its author has put it."""
_LEAST = 3.0
"""Lines that may stay empty at the foot of a page."""
_GAIN = 1.5
"""Lines that an exchange must fill: else it is taken back."""
_ATTEMPTS = 8
"""How often a page is laid out again at most."""
_MOST_PASSING = 60
"""Groups that may pass an object at most: more than a page has room for."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TEXT = frozenset(("p", "ul", "ol", "dl", "blockquote", "pre"))
_CLASSES_OF_TEXT = frozenset(("callout", "formula"))
_AVOIDS = frozenset(("avoid", "avoid-page"))
_UNFORCED = frozenset(("any", "auto", *_AVOIDS))

Made = tuple[Any, Any, Any]
"""A page, where the next one goes on, and what that one wants to be."""


@dataclass(frozen=True, slots=True)
class _Exchange:
    """Objects that go behind siblings that follow them."""

    parent: Any
    before: list[Any]
    """The children of the parent as they were."""
    begin: int
    middle: int
    """The objects stand from `begin` to here."""
    ends: tuple[int, ...]
    """Where groups of siblings end that may pass them."""

    @property
    def key(self) -> tuple[int, int]:
        """Tell it from others."""
        return id(self.before[self.begin]), id(self.before[self.middle])

    @property
    def is_apart(self) -> bool:
        """The objects want a page of another kind."""
        objects, text = self.before[self.begin], self.before[self.middle]
        return bool(objects.style["page"] != text.style["page"])

    def are_alone_behind(self, count: int) -> bool:
        """Say whether the objects have a chapter's last page for themselves behind all groups."""
        after = self.before[self.ends[-1] :][:1]
        is_end = any(each.style["break_before"] not in _UNFORCED for each in after)
        return is_end and count == len(self.ends)

    def make(self, end: int) -> None:
        """Place the objects behind their siblings up to `end`, which counts as in `before`."""
        boxes, objects = [*self.before], self.before[self.begin : self.middle]
        if any(each.element_tag in _HEADINGS for each in boxes[: self.begin][-1:]):
            objects[0] = _set_off(objects[0], objects[-1])
        boxes[self.begin : end] = boxes[self.middle : end] + objects
        self._keep(boxes)

    def take_back(self) -> None:
        self._keep(self.before)

    def _keep(self, boxes: list[Any]) -> None:
        self.parent.children = boxes
        place_anew(boxes, self.begin, self.ends[-1])


class PageFloats:
    """Fills the feet of pages that are made from one tree, whose boxes change their places."""

    def __init__(self, root: Any, types: Any, *, has_side_notes: bool) -> None:
        """Take the root of the tree; `types` are the renderer's boxes."""
        self._root = root
        self._types = types
        self._has_side_notes = has_side_notes

    def fill(self, made: Made, again: Callable[[], Made]) -> Made:
        """Give a page with as little of its foot empty as can be; `again` makes it anew."""
        line = line_height(made[0])
        tried: set[tuple[int, int]] = set()
        for _ in range(_ATTEMPTS):
            empty = self._empty(made)
            if empty < _LEAST * line:
                break
            exchange = next((each for each in self._exchanges(made) if each.key not in tried), None)
            if exchange is None:
                break
            tried.add(exchange.key)
            other = self._exchanged(exchange, again)
            if other is None or empty - self._empty(other) < _GAIN * line:
                exchange.take_back()
                other = again()
            made = other
        return made

    def _exchanged(self, exchange: _Exchange, again: Callable[[], Made]) -> Made | None:
        """Let all siblings pass that have room, and give the page; None where none has."""
        exchange.make(exchange.ends[-1])
        made = again()
        number, is_broken = self._break_in(exchange.parent, made)
        number += exchange.middle - exchange.begin
        count = sum(end <= number for end in exchange.ends)
        if exchange.are_alone_behind(count):
            count -= 1
        elif is_broken and not exchange.is_apart:  # its rest stands above the objects
            count += 1
        if not count:
            return None
        end = exchange.ends[:count][-1]
        exchange.make(end)
        return again() if exchange.is_apart or end < number else made

    def _empty(self, made: Made) -> float:
        """Give the pixels that are free; 0 where the page is told to end."""
        page, _, next_page = made
        if next_page["break"] not in _UNFORCED:
            return 0.0
        return free_height(page, self._types, has_side_notes=self._has_side_notes)

    def _exchanges(self, made: Made) -> Iterator[_Exchange]:
        """List what may pass the objects that begin the next page."""
        parent, begin = self._next_box(made)
        if parent is None:
            return
        boxes = parent.children
        while begin < len(boxes) and boxes[begin].element_tag in _HEADINGS:
            begin += 1
        if any(map(announces, boxes[:begin][-1:])):
            return
        ends = [begin, *islice(_ends_of_groups(boxes, begin), _MOST_PASSING)]
        groups = [boxes[first:last] for first, last in pairwise(ends)]
        for count, group in enumerate(groups):
            if not _is_object(group[0]):
                return
            run = boxes[begin : ends[count + 1]]
            may_pass = partial(_may_pass, run)
            passing = [*takewhile(may_pass, groups[count + 1 :])]
            if passing:
                found = tuple(ends[count + 2 : count + 2 + len(passing)])
                yield _Exchange(parent, boxes, begin, ends[count + 1], found)

    def _break_in(self, parent: Any, made: Made) -> tuple[int, bool]:
        """Find the child of a box that the next page begins with, or goes on with.

        Its number is that of no child where all of them stand on pages made.
        """
        box, resume_at = self._root, made[1]
        while resume_at is not None:
            ((index, resume_at),) = resume_at.items()
            if box is parent:
                return index, resume_at is not None
            box = box.children[index]
        return len(parent.children), False

    def _next_box(self, made: Made) -> tuple[Any, int]:
        """Find what begins the next page: a parent and the number of a child.

        The parent is None where a block goes on.
        """
        box, resume_at = self._root, made[1]
        while resume_at is not None:
            ((index, resume_at),) = resume_at.items()
            child = box.children[index]
            if not isinstance(child, self._types.block):
                break
            if resume_at is None:
                return box, index
            box = child
        return None, 0


def _set_off(box: Any, like: Any) -> Any:
    """Give a box that stood below its heading as much white above it as another has below."""
    box = box.copy()
    box.style = box.style.copy()
    box.style["margin_top"] = like.style["margin_bottom"]
    return box


def _ends_of_groups(boxes: Any, begin: int) -> Iterator[int]:
    """Give the ends of runs of siblings that no page may part, up to a heading."""
    for number in range(begin, len(boxes)):
        clings = _clings(boxes[number - 1], boxes[number])
        if not (clings or _is_text(boxes[number]) or _is_object(boxes[number])):
            return
        if number + 1 == len(boxes) or not _clings(boxes[number], boxes[number + 1]):
            yield number + 1


def _clings(before: Any, after: Any) -> bool:
    """Say whether a sibling stays with the one before it."""
    return (
        before.style["break_after"] in _AVOIDS
        or after.style["break_before"] in _AVOIDS
        or announces(before)
    )


def _may_pass(run: list[Any], group: list[Any]) -> bool:
    """Say whether a group may stand before the run of objects that it follows."""
    kinds = {_kind(each) for each in run}
    if any(_is_object(each) and _kind(each) in kinds for each in group):
        return False
    return not (any(map(_calls_notes, run)) and any(map(_calls_notes, group)))


def _calls_notes(box: Any) -> bool:
    return any(each.footnote is not None for each in box.descendants())


def _is_text(box: Any) -> bool:
    is_of_text = box.element_tag in _TEXT or bool(_classes(box) & _CLASSES_OF_TEXT)
    return is_of_text or not box.is_in_normal_flow()


def _is_object(box: Any) -> bool:
    """Say whether a box is known by a caption or title: the text need not stand beside it."""
    if _kind(box) is None or PINNED in _classes(box):
        return False
    return any(
        each.tag in ("figcaption", "caption") or "box-title" in each.get("class", "").split()
        for each in box.element.iter()
    )


def _kind(box: Any) -> str | None:
    classes = _classes(box)
    if box.element_tag == "table" or "table" in classes:
        return "table"
    return "box" if "box" in classes else "figure" if box.element_tag == "figure" else None


def _classes(box: Any) -> set[str]:
    return set((box.element.get("class") or "").split())
