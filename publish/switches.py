"""`<switch>` of an SVG file → which of its choices is drawn, and what that costs.

SVG 1.1 §5.8.2: the first choice is drawn that a program can draw. HTML in a `foreignObject`, which
draw.io and others put first, is none for us; what they put behind it may hold less.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from xml.etree.ElementTree import Element

_NO_CHOICES = frozenset(("foreignObject", "title", "desc", "metadata"))
_LANGUAGE = "systemLanguage"


def chosen(switch: Element) -> Element | None:
    """Give the choice that is drawn; of those in several languages the one for all others."""
    choices = [each for each in switch if _local(each) not in _NO_CHOICES]
    for_all = (each for each in choices if each.get(_LANGUAGE) is None)
    return next(for_all, choices[0] if choices else None)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


@dataclass(slots=True)
class _Switch:
    """A switch that is open."""

    depth: int
    line: int = 0
    """Of its HTML."""
    html: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    reading: list[str] | None = None
    has_choice: bool = False


@dataclass(slots=True)
class Switches:
    """The choices of a file, gathered while it is read."""

    lost: list[tuple[str, int]] = field(default_factory=list)
    """What is not drawn that a browser may draw, and its line."""
    _depth: int = 0
    _open: list[_Switch] = field(default_factory=list)

    def start(self, local: str, attributes: Mapping[str, str], line: int) -> None:
        """Enter an element."""
        self._depth += 1
        if self._open and self._depth == self._open[-1].depth + 1:
            self._choice(self._open[-1], local, attributes, line)
        if local == "switch":
            self._open.append(_Switch(self._depth))

    def _choice(
        self, switch: _Switch, local: str, attributes: Mapping[str, str], line: int
    ) -> None:
        switch.reading = None
        if local == "foreignObject":
            switch.line = line
            switch.reading = switch.html
        elif _LANGUAGE in attributes:
            self.lost.append((_LANGUAGE, line))
        elif local not in _NO_CHOICES and not switch.has_choice:
            switch.has_choice = True
            switch.reading = switch.drawn

    def words(self, text: str) -> None:
        """Read a text."""
        for each in self._open:
            if each.reading is not None:
                each.reading.append(text)

    def end(self) -> None:
        """Leave an element."""
        if self._open and self._depth == self._open[-1].depth:
            switch = self._open.pop()
            html, drawn = _plain(switch.html), _plain(switch.drawn)
            if html and html != drawn and (drawn or not switch.has_choice):
                self.lost.append(("<foreignObject>", switch.line))
        self._depth -= 1


def _plain(texts: Iterable[str]) -> str:
    """Give words without the spaces between them: lines end elsewhere in HTML."""
    return "".join("".join(texts).split())
