"""The paragraphs of a text → words with a capital inside that are names in a program."""

from __future__ import annotations

import re
from collections import Counter

from publish.editorial.finding import Paragraphs
from publish.editorial.rules import LITTLE, NOT_JOINED

_CAMEL = re.compile(r"(?<![\w.])[a-z]+[A-Z][A-Za-zà-ÿ]+")
_SLIP = re.compile(rf"(?:{LITTLE})[A-Z]")
_ENOUGH = 3
"""A slip does not come again so often; and so many names are of a text on programs."""


def names_of_programs(paragraphs: Paragraphs) -> frozenset[str]:
    """Find what may look like two joined words and is a name: `isLive` beside `packageName`.

    It is one where it comes again and again, or where the text is full of such names.
    """
    counts = Counter(
        word
        for prose in paragraphs
        for word in _CAMEL.findall(prose.text.text)
        if not NOT_JOINED.match(word)
    )
    certain = [word for word in counts if not _SLIP.match(word)]
    if len(certain) >= _ENOUGH:
        return frozenset(counts)
    return frozenset(word for word, times in counts.items() if times >= _ENOUGH)
