"""Slips that show only in the whole text: two ways of writing one thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from publish.editorial.finding import Finding, Paragraphs, Place, find, minority
from publish.editorial.speech import lies_in, not_his_own
from publish.syntax.prose import Prose

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

_IZE = re.compile(
    r"\b(?:organ|real|recogn|critic|emphas|mobil|util|minim|maxim|priorit|stabil|central|radical"
    r"|normal|modern|neutral|legitim|character|general|special|standard)(is|iz)"
    r"(?:e|es|ed|ing|ation|ations|er|ers)\b"
)
"""Without a capital: the Labour Organization spells itself."""

_DATE = re.compile(rf"\b(?:{MONTHS}) \d{{1,2}}(?:(st|nd|rd|th)\b(?=,? (?:19|20)\d\d)|\b)")
_STOP = re.compile(r"(?<=[a-zà-ÿ\u0600-\u06ff’”»)][.!?؟]) +(?=[\"“‘«„(]?\w)")
_HABIT = 3
"""As many ends of sentences to one with two spaces make the one a slip, not a typist's way."""


def spellings(paragraphs: Paragraphs) -> Iterator[Finding]:
    """Find -ise among -ize, or the other way."""
    written: dict[str, list[Place]] = defaultdict(list)
    for prose in paragraphs:
        if prose.language.startswith("en"):
            for found in _own(_IZE, prose):
                written[f"-{found[1]}e"].append((prose, *found.span()))
    yield from minority("editorial-spelling", "elsewhere the text has '{0}'", written)


def ordinals(paragraphs: Paragraphs) -> Iterator[Finding]:
    """Find "August 13th, 2021" in a text that also has dates without the ending."""
    dates = [
        (prose, found)
        for prose in paragraphs
        if prose.language.startswith("en")
        for found in _own(_DATE, prose)
    ]
    if all(found[1] for _prose, found in dates):
        return
    for prose, found in dates:
        if found[1]:
            message = f"a date has an ordinal: '{found[0]}'"
            yield find("editorial-ordinal", message, prose, *found.span(), found[0][:-2])


def quotes(paragraphs: Paragraphs) -> Iterator[Finding]:
    """Find the first of the rarer quotation marks in a text that has two kinds of them."""
    written: dict[str, list[Place]] = defaultdict(list)
    for prose in paragraphs:
        for found in re.finditer(r"(?<!\d)\"|[“„«]", prose.text.text):  # 19" is a measure
            kind = "straight quotes" if found[0] == '"' else "curly quotes"
            written[kind].append((prose, *found.span()))
    yield from list(minority("editorial-quotes", "elsewhere the text has {0}", written))[:1]


def stops(paragraphs: Paragraphs) -> Iterator[Finding]:
    """Find two spaces between sentences in a text that mostly has one."""
    gaps = [(prose, found) for prose in paragraphs for found in _STOP.finditer(prose.text.text)]
    wide = [(prose, found) for prose, found in gaps if len(found[0]) > 1]
    if not wide or (len(gaps) - len(wide)) < _HABIT * len(wide):
        return
    for prose, found in wide:
        if prose.text.at(found.start() - 1, found.end() + 1).text[1:-1] == found[0]:
            message = f"there are {len(found[0])} spaces here"
            yield find("editorial-spaces", message, prose, *found.span(), " ")


def _own(pattern: re.Pattern[str], prose: Prose) -> Iterator[re.Match[str]]:
    """Find a pattern in what is the author's own wording."""
    found = list(pattern.finditer(prose.text.text))
    foreign = not_his_own(prose) if found else ()
    yield from (each for each in found if not lies_in(foreign, each.start()))
