"""The paragraphs of a text → abbreviations that are explained in it a second time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publish.editorial.finding import Finding, Paragraphs, find
from publish.editorial.speech import lies_in, not_his_own
from publish.syntax.prose import Prose

_SHORT = r"[A-Z][A-Za-z&/-]{0,6}[A-Zs]"
_AFTER = re.compile(rf"(?<![\w’'-])((?:[\w’'-]++ ){{1,9}}[\w’'-]++) \(({_SHORT})\)")
"""The words, and the abbreviation in brackets behind them."""
_BEFORE = re.compile(rf"\b({_SHORT}) \(((?:[\w’'-]++ ){{1,8}}[\w’'-]++)\)")
"""The abbreviation, and the words in brackets behind it."""
_NAMED = re.compile(
    r"(?<![\w’'-])([A-Z][\w’'-]++(?: (?:of|for|and|the|in|e|i))* [A-Z][\w’'-]++)"
    r" \(([A-Z]{3,7})\)(?! (?:No|\d))"
)
"""A name, and in brackets an abbreviation that may be of another language."""
_LITTLE = {
    *("of", "for", "and", "the", "on", "in", "to", "e", "i", "el", "al"),
    *("de", "des", "du", "la", "le", "les", "et", "y"),
    *("der", "die", "das", "und", "für", "von", "zur", "zum"),
}


def defined_twice(paragraphs: Paragraphs) -> Iterator[Finding]:
    """Find abbreviations that are explained a second time.

    A heading explains nothing, since who reads on wants the words in the text; the words of
    another are his own.
    """
    seen: dict[str, int] = {}
    for prose in paragraphs:
        if prose.place != "text" or "(" not in prose.text.text:
            continue
        for start, end, meaning in sorted(_definitions(prose)):
            short = prose.text.text[start:end]
            if meaning in seen:
                message = f"'{short}' is explained again; it was in line {seen[meaning]}"
                yield find("editorial-abbreviation", message, prose, start, end)
            else:
                seen[meaning] = prose.text.at(start, end).line


def _definitions(prose: Prose) -> Iterator[tuple[int, int, str]]:
    """Give the place of each abbreviation that is explained, and what tells it from others."""
    text = prose.text.text
    foreign = not_his_own(prose)
    places: dict[tuple[int, int], str] = {}
    for found in _NAMED.finditer(text):
        places[found.span(2)] = f"{found[2]} {found[1]}"
    for found in _AFTER.finditer(text):
        if _spells(found[1], found[2]):
            places[found.span(2)] = found[2]
    for found in _BEFORE.finditer(text):
        if _spells(found[2], found[1]):
            places[found.span(1)] = found[1]
    for (start, end), meaning in places.items():
        if not lies_in(foreign, start):
            yield start, end, meaning


def _spells(words: str, short: str) -> bool:
    """Say whether the last words begin with the letters of an abbreviation, little ones aside."""
    letters = [each for each in _plain(short).removesuffix("s") if each.isalpha()]
    parts = [part for part in re.split(r"[ ’'-]", _plain(words)) if part]
    wanted = "".join(letters).lower()
    initials = [part[0].lower() for part in parts]
    if "".join(initials[-len(wanted) :]) == wanted:
        return True
    leading = [part[0].lower() for part in parts if part.lower() not in _LITTLE]
    return "".join(leading[-len(wanted) :]) == wanted


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return "".join(each for each in apart if not unicodedata.combining(each))
