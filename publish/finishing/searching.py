"""Glyphs → the characters that a reader searches for and copies."""

from __future__ import annotations

from collections.abc import Mapping

_AS_SEARCHED = {
    "\u2010": "\u00ad",  # a hyphen set by line breaking is a soft one: ISO 32000-1 §14.8.2.2.3
    "\u00a0": " ",  # nobody types a no-break space into a search field
    "\u2009": " ",
    "\u202f": " ",
    # a glyph of two characters is read back to front in text that runs to the left
    "\u0647\u0654": "\u06c0",  # he and hamza, the Persian ezafe
    "\u06c1\u0654": "\u06c2",  # the same in Urdu
}


def readable(characters: Mapping[int, str]) -> dict[int, str]:
    """Say of each glyph what text it stands for; our instances have glyphs for these alone."""
    return {glyph: _searched(text) for glyph, text in characters.items()}


_SILENT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060"))


def _searched(text: str) -> str:
    """Leave out what only joins or parts, from a glyph that stands for several characters."""
    known = _AS_SEARCHED.get(text, text)
    return known.translate(_SILENT) or known if len(known) > 1 else known
