"""Page + sources → diagnostics: characters that no font of the house has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape
from html.parser import HTMLParser

from publish.diagnostics import Diagnostic, error
from publish.page import Page
from publish.render.fonts import uncovered
from publish.source import Source

_UNSEEN = ("style", "script", "title")


class _Text(HTMLParser):
    """The characters of a page that are drawn."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._is_seen = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._is_seen = False

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._is_seen = True

    def handle_data(self, data: str) -> None:
        if self._is_seen:
            self.parts.append(data)


def find_uncovered(page: Page, sources: Iterable[Source]) -> tuple[Diagnostic, ...]:
    """Tell of each character of a page that would print as an empty box, at its first place.

    A missing glyph also breaks PDF/UA (ISO 14289-1 §7.21.8). The sources are searched in order:
    the manuscript, then its bibliographies.
    """
    if page.html.isascii():
        return ()
    # More than is drawn, and far quicker to find; nearly always all of it is covered.
    if not uncovered("".join({*page.html, *unescape(page.html)}), page.faces):
        return ()
    text = _Text()
    text.feed(page.html)
    missing = uncovered("".join(text.parts), page.faces)
    return tuple(_tell(sorted(missing), tuple(sources))) if missing else ()


def _tell(characters: Iterable[str], sources: tuple[Source, ...]) -> Iterator[Diagnostic]:
    for character in characters:
        name = unicodedata.name(character, "without a name")
        places = (
            each.span(at, at + 1)
            for each in sources
            for form in (character, unicodedata.normalize("NFD", character))
            if (at := each.text.find(form)) >= 0
        )
        yield error(
            "font-missing-glyph",
            f"no font of the house has the character '{character}' (U+{ord(character):04X} {name})",
            next(places, None),
            "write it in another way, or take a house style whose fonts have it",
        )
