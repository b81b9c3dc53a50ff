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
from publish.editorial.speech import addresses, lies_in, quotations

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
        foreign = (*quotations(prose), *addresses(prose.text.text))
        for found in _WORD.finditer(prose.text.text):
            name = _POSSESSIVE.sub("", found[0])
            if not any(part[:1].isupper() for part in name.split("-")):
                ordinary.add(name.lower())
            elif len(name) >= _SHORTEST and not lies_in(foreign, found.start()):
                place = (prose, found.start(), found.start() + len(name))
                written[_sound(name)][_form(name)].append(place)
    for forms in written.values():
        names = {form: places for form, places in forms.items() if form not in ordinary}
        yield from minority("editorial-variant", "a name is also written '{0}'", names)


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
