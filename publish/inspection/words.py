"""HTML + text of the finished pages → the words that were lost between them."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

_SKIPPED = re.compile(r"<(head|style|script|svg|math)\b.*?</\1\s*>", re.S | re.I)
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.S)
_BLOCK = re.compile(
    r"</?(?:p|div|h\d|li|td|th|tr|br|dt|dd|figcaption|caption|section|aside|blockquote|note-call"
    r"|header|footer|nav|pre|table|ul|ol|dl)\b[^>]*>",
    re.I,
)
_SIGNS = "\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Vowel signs stand between the letters of Indic and neighbouring scripts."""
_WORD = re.compile(f"(?:[^\\W_]|[{_SIGNS}]){{4,}}")
_BETWEEN = re.compile(f"(?:(?![{_SIGNS}])[\\W_])+")
_BROKEN = re.compile(r"[\u00ad\ufffe\u0002\u2010-]\s*")
"""A hyphen at a line's end: PDFium gives U+FFFE for one that it takes for a soft hyphen."""
_SILENT = re.compile("[\u00ad\u200b-\u200f\u2060\u2066-\u2069\ufeff]")


def lost_words(page: str, pages: list[str]) -> list[str]:
    """Name each word of the HTML that is nowhere on the pages, in order.

    Spaces and hyphens do not count: a word may be broken over lines, or over two pages with the
    page's head and foot in between. Words of right-to-left scripts are compared in both orders.
    """
    text = "\n".join(_plain(each) for each in pages)
    seen = set(_WORD.findall(text))
    missing = [each for each in dict.fromkeys(_words(page)) if each not in seen]
    if not missing:
        return []
    lines = [line for each in pages for line in each.splitlines()]
    parts = [_BETWEEN.sub("", _plain(part)) for line in lines for part in _parts(line)]
    ends = tuple(accumulate(map(len, parts)))
    squeezed = "".join(parts)
    return [each for each in missing if not _is_there(each, squeezed, ends)]


def _parts(line: str) -> list[str]:
    """Split a line where a word may end that goes on in the next.

    In a line from right to left an address that is broken at its end stands further in; and
    PDFium takes what follows a soft hyphen for the same line.
    """
    return line.split() if _RIGHT_TO_LEFT.search(line) else _SOFT.split(line)


_SOFT = re.compile("[\u00ad\ufffe\u0002]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")


def _words(page: str) -> Iterator[str]:
    text = _SKIPPED.sub(" ", page)
    text = _TAG.sub("", _BLOCK.sub(" ", text))
    yield from _WORD.findall(_plain(html.unescape(text)))


def _plain(text: str) -> str:
    """Take out what looks do to letters: ligatures, soft hyphens, capitals, marks of direction."""
    text = _SILENT.sub("", _BROKEN.sub("", text)) if _BROKEN.search(text) else _SILENT.sub("", text)
    text = unicodedata.normalize("NFKC", text)
    if not _HAMZA.keys().isdisjoint(map(ord, set(text))):  # to translate every text takes long
        text = text.translate(_HAMZA)
    return text.casefold()


_HAMZA = {0x0654: None, 0x06C0: "\u0647", 0x06D5: "\u0647", 0x06C2: "\u06c1"}
"""He with hamza: Unicode has it composed and in two characters, and fonts prefer one of them."""


def _is_there(word: str, squeezed: str, ends: tuple[int, ...]) -> bool:
    """Look for a word in a text without spaces, whose lines and their parts end at `ends`."""
    if word in squeezed or word[::-1] in squeezed:
        return True
    return any(
        # the number of a note before its first word, or a word over the end of a page
        word[cut:] in squeezed
        and (word[:cut].isdigit() or any(squeezed.endswith(word[:cut], 0, end) for end in ends))
        for cut in range(1, len(word))
    )
