"""The symbols of notes begin again on each page: which note is on which is known afterwards.

(The Chicago Manual of Style, 17th ed., §14.25 and §14.50: * † ‡ § ¶, beginning anew on each page.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from publish.citing.marks import marks

ROUNDS = 3
"""How often a document is laid out again: other marks are wider, and lines may break anew."""


class PageMarks:
    """The marks of one document's notes."""

    def __init__(self, root: Element) -> None:
        """Find the notes at the foot, and whether the text refers to one of them elsewhere.

        A mark then names one note in the whole document, as that of the manuscript does.
        """
        self._first = {each: each.get("data-number", "") for each in _notes(root)}
        names = {f"#{each.get('id')}" for each in self._first}
        calls = [each for each in root.iter("a") if each.get("href") in names]
        self._is_ambiguous = len(calls) > len(names)

    def begin_anew(self, pages: list[Any]) -> bool:
        """Give the notes of each laid-out page their marks; say whether some had others."""
        if self._is_ambiguous:
            return False
        seen: set[Element] = set()
        wanted: dict[Element, str] = {}
        for page in pages:
            found = dict.fromkeys(box.element for box in _boxes(page._page_box))
            here = [each for each in found if each in self._first and each not in seen]
            seen.update(here)
            wanted |= zip(here, marks(len(here)), strict=True)
        return _write(wanted)

    def run_through(self) -> None:
        """Give each note the mark that it has in the manuscript."""
        _write(self._first)


def _write(wanted: dict[Element, str]) -> bool:
    changed = {note: mark for note, mark in wanted.items() if note.get("data-number") != mark}
    for note, mark in changed.items():
        note.set("data-number", mark)
        number = next(each for each in note if each.get("class") == "note-number")
        number.text = mark
    return bool(changed)


def _notes(root: Element) -> Iterator[Element]:
    return (each for each in root.iter("span") if each.get("class") == "note")


def _boxes(box: Any) -> Iterator[Any]:
    """Give a box and those in it, down to lines."""
    box = getattr(box, "_box", box)
    yield box
    if not hasattr(box, "text_overflow"):
        for child in getattr(box, "children", ()):
            yield from _boxes(child)
