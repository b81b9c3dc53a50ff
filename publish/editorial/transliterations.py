"""The paragraphs of a text → names of one sound that stand in it in two Latin spellings.

Names of other scripts are written in many ways (Haqqani, Haqani; Tehreek, Tehrik): two of one
text that differ only in what transliterations differ in are most likely one name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from publish.editorial.finding import Finding, Paragraphs, Place, minority
from publish.editorial.speech import begins_sentence, lies_in, not_his_own

_WORD = re.compile(r"(?<![\w’'-])[^\W\d_]+(?:[-’'‘][^\W\d_]+)*(?![\w-])")
_POSSESSIVE = re.compile(r"[’']s$")
_SAME_SOUND = (
    (re.compile(r"[’'‘-]"), ""),
    (re.compile(r"ph"), "f"),
    (re.compile(r"q|ck|c(?!h)"), "k"),
    (re.compile(r"([^aeiouy])\1"), r"\1"),
    (re.compile(r"[aei]+"), "e"),
    (re.compile(r"[ou]+"), "o"),
)
_NAME_BEFORE = re.compile(r"\b([A-ZÀ-Þ][\w’-]*\.?) $")
_NAME_BEHIND = re.compile(r" ([A-ZÀ-Þ][\w’-]*)")
_SHORTEST = 6
_INFLECTED = re.compile(r"m[ae]n$|[ie]s$")
"""Endings whose vowel says something in English: woman, women; basis, bases."""


def transliterations(paragraphs: Paragraphs) -> Iterator[Finding]:
    """Find names in two transliterations; only in English, where names do not bend."""
    written: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    ordinary: set[str] = set()
    for prose in paragraphs:
        if not prose.language.startswith("en"):
            continue
        foreign = not_his_own(prose)
        for found in _WORD.finditer(prose.text.text):
            name = _POSSESSIVE.sub("", found[0])
            if not any(part[:1].isupper() for part in name.split("-")):
                ordinary.add(name.lower())
            elif (
                len(name) >= _SHORTEST
                and not name.isupper()
                and not lies_in(foreign, found.start())
            ):
                place = (prose, found.start(), found.start() + len(name))
                written[_sound(name)][_form(name)].append(place)
    for forms in written.values():
        names = {form: places for form, places in forms.items() if form not in ordinary}
        yield from minority(
            "editorial-variant", "a name is also written '{0}'", _of_one(names, ordinary)
        )


def _of_one(names: dict[str, list[Place]], ordinary: set[str]) -> dict[str, list[Place]]:
    """Leave out who bears other names beside it than the most frequent: Godwin is not Goodwin."""
    if len(names) < 2:
        return {}
    usual = max(names, key=lambda form: (len(names[form]), form))
    if all(begins_sentence(prose.text.text, start) for prose, start, _end in names[usual]):
        return {}  # nothing shows that it is a name
    company = [_beside(place, ordinary) for place in names[usual]]
    known = frozenset().union(*company)
    if not _mostly(company):
        return names

    def is_another(places: list[Place]) -> bool:
        beside = [_beside(place, ordinary) for place in places]
        return _mostly(beside) and known.isdisjoint(frozenset().union(*beside))

    return {
        form: places for form, places in names.items() if form == usual or not is_another(places)
    }


def _mostly(company: list[frozenset[str]]) -> bool:
    """Say whether at least half of the places show other names beside."""
    return 2 * sum(map(bool, company)) >= len(company)


def _beside(place: Place, ordinary: set[str]) -> frozenset[str]:
    """Give the sounds of the names that stand before and behind a name."""
    prose, start, end = place
    text = prose.text.text
    before = _NAME_BEFORE.search(text[max(start - 40, 0) : start])
    after = _NAME_BEHIND.match(text, end)
    found = {after[1]} if after else set()
    if before and before[1].lower() not in ordinary:
        found.add(before[1])
    return frozenset(map(_sound, found))


def _is_short(name: str) -> bool:
    return len(name) < _SHORTEST or name.isupper()


def _form(name: str) -> str:
    """Give a name without what other rules tell of: hyphens, capitals, the form of apostrophes."""
    return re.sub("[’'‘-]", "", name).lower()


def _sound(name: str) -> str:
    """Give what two transliterations of a name have in common.

    The first and the last letter are kept: Georgia is not George, nor Austria Istria.
    """
    apart = unicodedata.normalize("NFD", name.lower())
    plain = "".join(each for each in apart if not unicodedata.combining(each))
    if _INFLECTED.search(plain):
        return plain
    heard = plain
    for pattern, sound in _SAME_SOUND:
        heard = pattern.sub(sound, heard)
    ends = plain[0].translate(_STARTS) + plain[-1]
    return f"{heard} {ends}"


_STARTS = str.maketrans("qc", "kk")
