"""Glyphs → the characters that a reader searches for and copies."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_AS_SEARCHED = {
    "\u2010": "-",  # where a word is not kept whole: most readers take a "-" at a line's end away
    "\u00a0": " ",  # nobody types a no-break space into a search field
    "\u2009": " ",
    "\u202f": " ",
}
_SILENT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060"))
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("«", "»"), ("‹", "›"), ("≤", "≥"))
"""Characters whose glyphs change places in text that runs to the left (UAX #9, rule L4)."""


def readable(characters: Mapping[int, str]) -> dict[int, str]:
    """Say of each glyph what text it stands for; our instances have glyphs for these alone."""
    return {glyph: _searched(text) for glyph, text in characters.items()}


def has_right_to_left(characters: Mapping[int, str]) -> bool:
    """Say whether any glyph stands for a letter that runs to the left."""
    return any(map(_RIGHT_TO_LEFT.search, characters.values()))


def as_seen(characters: Mapping[int, str], glyph_of: Callable[[int], int]) -> dict[int, str]:
    """Let brackets stand for what they look like, as readers expect.

    In text that runs to the left "(" has the glyph of ")". PDFium mirrors what it reads there; and
    one glyph serves both directions, so that "(2024)" would read ")2024(" from left to right too.
    Poppler and MuPDF do not mirror, and show such brackets turned when they are copied: what is
    right for them, by ActualText too, is mirrored by PDFium and PDFBox and wrong there.
    `glyph_of` gives the font's glyph of a character, or 0.
    """
    seen = dict(characters)
    there = set(characters.values())
    for one, other in _PAIRS:
        for shown, meant in ((one, other), (other, one)):
            glyph = glyph_of(ord(shown)) if meant in there else 0
            if glyph and characters.get(glyph) == meant:
                seen[glyph] = shown
    return seen


def _searched(text: str) -> str:
    """Leave out what only joins or parts, from a glyph that stands for several characters.

    Readers turn text that runs to the left round, character by character: a glyph of two, as he
    with hamza, says them in the order of the page.
    """
    known = _AS_SEARCHED.get(text, text)
    if len(known) < 2:
        return known
    known = known.translate(_SILENT) or known
    return known[::-1] if _RIGHT_TO_LEFT.search(known) else known
