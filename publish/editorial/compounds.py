"""The paragraphs of a text → compounds whose hyphen or space got lost, so that one word is left.

Copying from a PDF does that: "Pashtuninhabited", "TalibanPakistan". What the halves are shows
the text itself, where they stand alone elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from publish.editorial.finding import Finding, Paragraphs, find
from publish.editorial.speech import addresses, begins_sentence, lies_in

_WORD = re.compile(r"(?<![\w.@/#’'-])[A-ZÀ-Þ][a-zà-ÿ]+(?:[A-ZÀ-Þ][a-zà-ÿ]+)?(?![\w(]|\.\w)")
_TWO_NAMES = re.compile(r"([A-ZÀ-Þ][a-zà-ÿ]{2,})([A-ZÀ-Þ][a-zà-ÿ]{2,})")
_LOST = re.compile(
    r"([A-ZÀ-Þ][a-zà-ÿ]{3,})(inhabited|based|backed|led|dominated|controlled|sponsored|funded"
    r"|owned|aligned|held|occupied|administered|speaking|linked|affiliated|trained|majority)"
)
_NAMES = {
    *("AirBnb", "BuzzFeed", "FaceTime", "GitHub", "GitLab", "JavaScript", "LinkedIn", "MasterCard"),
    *("PayPal", "PowerPoint", "SharePoint", "TypeScript", "WhatsApp", "WordPress", "YouTube"),
}
_OFTEN = 3
"""A word that comes so often is a name."""


def lost_joints(paragraphs: Paragraphs, is_on_programs: bool) -> Iterator[Finding]:
    """Find words that are two of the text's own with nothing between them.

    In a text on programs two names in one word are nearly always a third.
    """
    alone: set[str] = set()
    counts: Counter[str] = Counter()
    for prose in paragraphs:
        text = prose.text.text
        for found in _WORD.finditer(text):
            counts[found[0]] += 1
            if not begins_sentence(text, found.start()):
                alone.add(found[0])
    for prose in paragraphs:
        if not prose.language.startswith("en"):
            continue
        elsewhere = addresses(prose.text.text)
        for found in _WORD.finditer(prose.text.text):
            half = "" if is_on_programs else _first_half(found[0], alone)
            if half and counts[found[0]] < _OFTEN and not lies_in(elsewhere, found.start()):
                told = f"two words are joined: '{found[0]}'; the text also has '{half}'"
                yield find("editorial-joined", told, prose, *found.span())


def _first_half(word: str, alone: set[str]) -> str:
    """Give the first of the two words that one is made of, when they stand alone elsewhere."""
    names = _TWO_NAMES.fullmatch(word)
    if names and word not in _NAMES and names[1] in alone and names[2] in alone:
        return names[1]
    lost = _LOST.fullmatch(word)
    return lost[1] if lost and lost[1] in alone else ""
