"""Words in Arabic script: those of a manuscript, and which of them a reader's text has lost."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from unicodedata import normalize

_LETTERS = "\u0621-\u065f\u066e-\u06d3\u06d5"
_WORD = re.compile(f"[{_LETTERS}]+")
_HALF_SPACE = "\N{ZERO WIDTH NON-JOINER}"
_NOT_PRINTED = re.compile(
    r"@[\w-]+|\[\^\w+\]:?|\{[^}]*\}|(?:(?<=, )|(?<=\[))(?:\u0635|\u0645\u062e) (?=\d)"
)
"""Keys, calls, attributes, and the "p." of a place, which the style leaves out of notes."""

_PARTED_MARK = re.compile(r"\s(?=[\u064b-\u0652])")
"""PDFium sees a space before a mark that stands left of its letter; poppler does not."""


def body_of(manuscript: Path) -> str:
    """Give the text below the front matter, without what is not printed."""
    _, _, body = manuscript.read_text("utf-8").partition("\n---\n")
    return _NOT_PRINTED.sub(" ", body)


def _words(text: str, half_space: str) -> Counter[str]:
    """Count the words of a text, with something in the place of each half-space."""
    return Counter(_WORD.findall(normalize("NFC", text.replace(_HALF_SPACE, half_space))))


def lost_words(written: str, read: str) -> list[str]:
    """Name the words that cannot be found in what a reader's program gives.

    On a line that begins with a run of Latin letters PDFium gives the parts of a word that has
    a half-space in the other order.
    """
    read = _PARTED_MARK.sub("", read)
    whole, parts = _words(read, ""), _words(read, " ")
    lost = []
    for word in re.findall(f"[{_LETTERS}{_HALF_SPACE}]+", normalize("NFC", written)):
        joined = word.replace(_HALF_SPACE, "")
        pieces = word.split(_HALF_SPACE)
        if whole[joined]:
            whole[joined] -= 1
        elif all(parts[each] for each in pieces if each):
            parts.subtract(each for each in pieces if each)
        elif joined:
            lost.append(joined)
    return lost
