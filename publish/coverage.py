"""Page + sources → diagnostics: characters that no font of the house has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from html.parser import HTMLParser

from publish.diagnostics import Diagnostic, error
from publish.houses.faces import FontFace
from publish.page import Page
from publish.press_pictures import short_name
from publish.render.fonts import prepare, uncovered
from publish.source import Source, Span
from publish.writing.inline import CHART_URL

_UNSEEN = ("style", "script", "title")
_REFERENCE = re.compile(r"&(?:#[xX][0-9A-Fa-f]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
"""A character as CommonMark 0.31 §2.5 lets authors write it."""
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Variation selectors choose between two looks of a character and print nothing themselves."""


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
    the manuscript, then its bibliographies. Without the faces of damaged files, more would be told
    than is missing.
    """
    if damaged := find_damaged(page.faces):
        return damaged
    return (*_in_text(page, sources), *_in_drawings(page))


def _in_text(page: Page, sources: Iterable[Source]) -> tuple[Diagnostic, ...]:
    if page.html.isascii():
        return ()
    # More than is drawn, and far quicker to find; nearly always all of it is covered.
    if not uncovered("".join({*page.html, *unescape(page.html)}), page.faces):
        return ()
    text = _Text()
    text.feed(page.html)
    missing = set(uncovered("".join(text.parts), page.faces)) - _SELECTORS
    return tuple(_tell(sorted(missing), tuple(sources))) if missing else ()


def _in_drawings(page: Page) -> Iterator[Diagnostic]:
    """Tell of characters of the drawings that a page shows; charts are looked through apart."""
    for url, span in page.spans.items():
        drawing = page.resources.get(url)
        if drawing is None or drawing.media_type != "image/svg+xml" or drawing.data.isascii():
            continue
        if url.startswith(CHART_URL):
            continue
        words = "".join(_words_of(drawing.data))
        for each in sorted(uncovered(words, page.faces) - _SELECTORS):
            name = unicodedata.name(each, "without a name")
            message = (
                f"no font of the house has the character '{each}' (U+{ord(each):04X} {name})"
                f" of the drawing '{short_name(url)}'"
            )
            hint = "turn the drawing's words into paths, or take a house style whose fonts have it"
            yield error("font-missing-glyph", message, span, hint)


def _words_of(drawing: bytes) -> Iterator[str]:
    from xml.etree import ElementTree  # few drawings have words that are not of ASCII

    for element in ElementTree.fromstring(drawing).iter():
        if element.tag.rpartition("}")[2] == "text":
            yield from element.itertext()


def find_damaged(faces: Sequence[FontFace]) -> tuple[Diagnostic, ...]:
    """Tell of font files of a house that cannot be read to their end, where they are ordered."""
    if not any(each.file for each in faces):
        return ()
    return tuple(
        error("font-file", f"'{face.file.name}' {fault}", face.at, "take the file once more")
        for face, fault in prepare(faces).damaged
        if face.file
    )


def _tell(characters: Iterable[str], sources: tuple[Source, ...]) -> Iterator[Diagnostic]:
    for character in characters:
        name = unicodedata.name(character, "without a name")
        places = (
            place
            for find in (_as_it_is, _by_reference)
            for each in sources
            for place in find(character, each)
        )
        yield error(
            "font-missing-glyph",
            f"no font of the house has the character '{character}' (U+{ord(character):04X} {name})",
            next(places, None),
            "write it in another way, or take a house style whose fonts have it",
        )


def _as_it_is(character: str, source: Source) -> Iterator[Span]:
    for form in (character, unicodedata.normalize("NFD", character)):
        at = source.text.find(form)
        if at >= 0:
            yield source.span(at, at + 1)


def _by_reference(character: str, source: Source) -> Iterator[Span]:
    """Find a character that is written as `&#x2192;` or `&rarr;`."""
    for found in _REFERENCE.finditer(source.text):
        if unescape(found[0]) == character:
            yield source.span(*found.span())
