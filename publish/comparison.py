"""Finished file + the page of its manuscript → where the file's text is not what was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from html.parser import HTMLParser
from itertools import pairwise

from publish.diagnostics import Diagnostic, error
from publish.inspection.pdfium import read_pages
from publish.inspection.spoken import Spoken, read_aloud
from publish.inspection.words import lost_words
from publish.source import Source, Span

_WORD = re.compile(r"[^\W_]{2,}")
_SOFT = re.compile("\u00ad\\s*")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_MOST = 20
"""Differences that are told: a file of another text has thousands."""
_ALIKE = 0.8
"""Share of a note's words that it must have to be taken for it."""


def compare(pdf: bytes, html: str, sources: tuple[Source, ...]) -> tuple[Diagnostic, ...]:
    """Hold a file's text against the HTML that its manuscript gives now; at places in `sources`.

    Lost and changed words, notes with the text of others, and parts that are read in another
    order. `pdf` can be opened.
    """
    pages = [each.text for each in read_pages(pdf) or ()]
    found = list(_lost(html, pages, sources))
    spoken = read_aloud(pdf)
    if spoken is not None:
        written = _Written()
        written.feed(html)
        found += _notes(written.notes, spoken.notes, sources)
        found += _order(written.text(), spoken, sources)
    return tuple(found[:_MOST])


def _lost(html: str, pages: list[str], sources: tuple[Source, ...]) -> Iterator[Diagnostic]:
    known = set(_words(html))
    extra = [each for each in dict.fromkeys(_words(" ".join(pages))) if each not in known]
    for word in lost_words(html, pages):
        near = get_close_matches(word, extra, 1)
        hint = f"the file has '{near[0]}'" if near else ""
        message = f"the word '{word}' of the manuscript is not in the file"
        yield error("pdf-text", message, _place(word, sources), hint)


def _notes(
    written: Mapping[str, str], spoken: Mapping[str, str], sources: tuple[Source, ...]
) -> Iterator[Diagnostic]:
    for name, text in written.items():
        words = set(_words(text))
        number = name.removeprefix("note-")
        others = {word for other in written if other != name for word in _words(written[other])}
        longest = sorted(words - others, key=lambda word: (-len(word), word))
        at = next(filter(None, (_place(word, sources[:1]) for word in longest)), None)
        if name not in spoken:
            yield error("pdf-text", f"note {number} is not in the file as a note", at)
        elif not _is_like(words, spoken[name]):
            other = next((each for each in spoken if _is_like(words, spoken[each])), "")
            where = f"; its text stands in note {other.removeprefix('note-')}" if other else ""
            message = f"note {number} of the file has another text{where}"
            yield error("pdf-text", message, at)


def _is_like(words: set[str], text: str) -> bool:
    if not words or _RIGHT_TO_LEFT.search(text):  # what runs to the left is stored as it is seen
        return True
    return len(words & set(_words(text))) >= _ALIKE * len(words)


def _order(written: str, spoken: Spoken, sources: tuple[Source, ...]) -> Iterator[Diagnostic]:
    """Find the first word that is read before one that was written before it.

    Words that both have once are compared; an index or a title may say the others again.
    """
    if _RIGHT_TO_LEFT.search(written):
        return
    places = _single(_words(written))
    read = _single(_words(spoken.text))
    both = sorted((word for word in places if word in read), key=places.__getitem__)
    for before, word in pairwise(both):
        if read[word] < read[before]:
            message = f"'{word}' is read before '{before}', and stands after it in the manuscript"
            yield error("pdf-order", message, _place(word, sources))
            return


def _single(words: Iterator[str]) -> dict[str, int]:
    """Give the place of each word that is there once."""
    places: dict[str, int] = {}
    doubled = set()
    for place, word in enumerate(words):
        if word in places:
            doubled.add(word)
        places[word] = place
    return {word: place for word, place in places.items() if word not in doubled}


def _words(text: str) -> Iterator[str]:
    for found in _WORD.finditer(_SOFT.sub("", text)):
        yield found[0].casefold()


def _place(word: str, sources: tuple[Source, ...]) -> Span | None:
    """Find where a word stands first, in the manuscript before the bibliographies."""
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.I)
    for source in sources if word else ():
        if found := pattern.search(source.text):
            return source.span(*found.span())
    return None


class _Written(HTMLParser):
    """The text of a page, and of each of its notes."""

    _EMPTY = frozenset(("img", "br", "wbr", "hr", "meta", "link", "col", "input", "source"))
    _SILENT = frozenset(("head", "style", "script", "svg"))

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []
        self._open: list[tuple[str, str]] = []
        """Element and the note that it is or lies in."""
        self.notes: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note whether a note begins."""
        if tag in self._EMPTY:
            return
        given = dict(attrs)
        is_note = given.get("role") == "doc-footnote"
        inside = (given.get("id") or "") if is_note else (self._open or [("", "")])[-1][1]
        self._open.append((tag, inside))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and those that were left open in it."""
        while self._open and tag in [name for name, _ in self._open]:
            name, _ = self._open.pop()
            if name == tag:
                break
        self._parts.append("" if tag in ("a", "em", "strong", "i", "b", "span", "bdi") else " ")

    def handle_data(self, data: str) -> None:
        """Take text."""
        if any(name in self._SILENT for name, _ in self._open):
            return
        note = self._open[-1][1] if self._open else ""
        if note:  # whose number stands right before its first word
            said = " " if data.strip().isdecimal() else data
            self.notes[note] = self.notes.get(note, "") + said
        else:
            self._parts.append(data)

    def text(self) -> str:
        """Give all but the notes."""
        return "".join(self._parts)
