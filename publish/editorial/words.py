"""Slips that one paragraph shows by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from publish.editorial.finding import Finding, find
from publish.syntax.prose import Prose

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_LITTLE = "a|an|the|of|in|on|and|or|to|for|by|with|from|at|as|is|are|was|were|has|have|that|this"
_HEADS = "The|This|These|That|In|On|At|It|As|For|But|And|He|She|They|We|However|Although"
"""What a sentence begins with: "warThe" is joined, "packageName" is a name in a program."""
_NOT_JOINED = re.compile(
    r"(?:de|di|da|du|la|le|el|al|van|von|mac|mc|fitz|bin|ibn|ul|ur|iPhone|iPad|eBay)[A-Z]|[a-z][A-Z]"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern that is nearly always a slip."""

    code: str
    pattern: re.Pattern[str]
    message: str
    """With {0} for what was found."""
    mend: Callable[[re.Match[str]], str | None]
    languages: str = ""
    """A pattern of language tags; "" for all."""
    unless: Callable[[str], object] | None = None
    """Says whether the words that matched are right after all."""


def _is_month(text: str) -> bool:
    """Say whether "2026-01" is a month: one is not the year after another."""
    first, second = text.split("-")
    return len(second) == 2 and 1 <= int(second) <= 12 and int(second) != int(first[2:]) + 1


RULES: tuple[Rule, ...] = (
    Rule(
        "editorial-apostrophe",
        re.compile(r"(?<=[A-Za-zÀ-ÿ])[‘`´](?=(?:s|t|d|m|re|ve|ll)\b)|‘(?=\d\ds?\b(?!’))"),
        "an apostrophe is turned the wrong way: '{0}'",
        lambda found: "’",
    ),
    Rule(
        "editorial-joined",
        re.compile(
            rf"(?<![.\w#-])(?:(?:{_LITTLE})[A-Z][a-zà-ÿ]{{2,}}|[a-z]{{3,}}(?:{_HEADS}))\b(?![(.]\w?)"
        ),
        "two words are joined: '{0}'",
        lambda found: _parted(found[0]),
        unless=_NOT_JOINED.match,
    ),
    Rule(
        "editorial-joined",
        re.compile(r"(?<=[a-zà-ÿ]{3})[.,;](?=[A-Z][a-zà-ÿ]+ )|(?<=[a-zà-ÿ]{3}),(?=[a-zà-ÿ]{3})"),
        "a space is missing after '{0}'",
        lambda found: f"{found[0]} ",
    ),
    Rule(
        "editorial-on-month",
        re.compile(rf"(?<![\"“‘])\b[Oo]n(?= (?:{MONTHS}),? (?:19|20)\d\d\b)"),
        "'{0}' stands before a month without a day",
        lambda found: "In" if found[0] == "On" else "in",
        languages="en",
    ),
    Rule(
        "editorial-ordinal",
        re.compile(rf"(?<![\"“‘])\b(?:{MONTHS}) \d{{1,2}}(?:st|nd|rd|th)\b(?=,? (?:19|20)\d\d)"),
        "a date has an ordinal: '{0}'",
        lambda found: found[0][:-2],
        languages="en",
    ),
    Rule(
        "editorial-spaces",
        re.compile(r"(?<=[^\s.!?:…])  +(?=\S)"),  # two after a stop are a typist's habit
        "there are {1} spaces here",
        lambda found: " ",
    ),
    Rule(
        "editorial-spaces",
        re.compile(r"(?<=\w) (?=[,;](?:\s|$)|\.(?:\s[A-Z]|$))"),
        "a space stands before a punctuation mark",
        lambda found: "",
        languages="(?!fr)",
    ),
    Rule(
        "editorial-range",
        re.compile(r"(?<![\w/.-])((?:19|20)\d\d)-(\d\d|(?:19|20)\d\d)(?![\w/-]|\.\d)"),
        "a range of years has a hyphen: '{0}'",
        lambda found: f"{found[1]}–{found[2]}",
        unless=_is_month,
    ),
    Rule(
        "editorial-range",
        re.compile(r"(?<=\bpp\. )(\d+)-(\d+)(?![\w/-])"),
        "a range of pages has a hyphen: '{0}'",
        lambda found: f"{found[1]}–{found[2]}",
    ),
    Rule(
        "editorial-doubled",
        re.compile(r"\b(the|of|a|an|to|in|and|for|with|by|on|at|from|was|were|be|as) \1\b", re.I),
        "a word stands twice: '{0}'",
        lambda found: found[1],
        languages="en",
    ),
    Rule(
        "editorial-hyphen",
        re.compile(
            r"\b(?:[Aa]n?) [A-Z]\w+ (?:based|backed|held|led|sponsored|funded|owned|aligned|born)"
            r"(?= [a-z]{3,})"
        ),
        "a hyphen is lost: '{0}'",
        lambda found: "-".join(found[0].rsplit(" ", 1)),
        languages="en",
        unless=re.compile(r"(?i)an? \w+ born$").match,
    ),
    Rule(
        "editorial-letters",
        re.compile(r"[\u064a\u0643]"),
        "an Arabic letter stands in a text of another language: '{0}'",
        lambda found: {"\u064a": "\u06cc", "\u0643": "\u06a9"}[found[0]],
        languages="fa|prs|ur",
    ),
    Rule(
        "editorial-letters",
        re.compile(r"(?<=[\u0600-\u06ff])[,;?](?=\s|$)"),
        "a Latin punctuation mark stands in the text: '{0}'",
        lambda found: {",": "،", ";": "؛", "?": "؟"}[found[0]],
        languages="fa|prs|ps|ur|ar",
    ),
    Rule(
        "editorial-letters",
        re.compile(r"\b(ن?می) (?=[\u0600-\u06ff]{2,}(?:د|م|ی|یم|ید|ند)\b)"),
        "a space stands where a zero-width non-joiner belongs: '{0}'",
        lambda found: f"{found[1]}\u200c",
        languages="fa|prs",
    ),
)


def _parted(text: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text, count=1)


def slips(prose: Prose) -> Iterator[Finding]:
    """Find the slips of one paragraph."""
    text = prose.text.text
    for rule in RULES:
        if rule.languages and not re.match(rf"(?:{rule.languages})", prose.language):
            continue
        for found in rule.pattern.finditer(text):
            if rule.unless is not None and rule.unless(found[0]):
                continue
            around = max(found.start() - 1, 0), min(found.end() + 1, len(text))
            if found[0].isspace() and prose.text.at(*around).text != text[slice(*around)]:
                continue  # a formula or the end of a line stands there in the manuscript
            message = rule.message.format(found[0].strip(), len(found[0]))
            yield find(rule.code, message, prose, *found.span(), rule.mend(found))
