"""A text → the characters in it that no reader sees, or that are not what they seem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publish.diagnostics import Diagnostic, error, warning
from publish.source import Source

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Explicit directional formatting characters (UAX #9, table 1; CVE-2021-42574)."""
_MIXED = re.compile(
    r"(?<![^\W\d_])[^\W\d_]*(?:[A-Za-z][\u0370-\u052f]|[\u0370-\u052f][A-Za-z])[^\W\d_]*"
)
_MOST = 20
"""How many of a kind are told: more is another kind of file."""


def find_characters(source: Source) -> Iterator[Diagnostic]:
    """Tell of control characters, of hidden changes of direction, and of look-alike letters."""
    text = source.text
    if text.isascii() and not _CONTROL.search(text):
        return
    for number, found in enumerate(_CONTROL.finditer(text), start=1):
        message = f"a control character, U+{ord(found[0]):04X}, stands here: it cannot be printed"
        yield error("character-control", message, source.span(*found.span()))
        if number == _MOST:
            return
    for found, _ in zip(_BIDI.finditer(text), range(_MOST), strict=False):
        name = unicodedata.name(found[0]).lower()
        message = f"a hidden character, '{name}', turns the direction of the text here"
        hint = "take it out; a passage in another direction is written [text]{lang=fa}"
        yield warning("character-bidi", message, source.span(*found.span()), hint)
    for found, _ in zip(_MIXED.finditer(text), range(_MOST), strict=False):
        strange = next(letter for letter in found[0] if "\u0370" <= letter <= "\u052f")
        name = unicodedata.name(strange, f"U+{ord(strange):04X}").lower()
        message = f"'{found[0]}' has a letter of another alphabet in it, '{name}'"
        yield warning("character-homoglyph", message, source.span(*found.span()))
