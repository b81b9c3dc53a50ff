"""The patterns that are nearly always a slip, each with its message and its mending."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from publish.editorial.consistency import MONTHS

_HEADS_ONLY = "The|This|These|They|However|Although"
"""Those that no name of a product ends with, as LinkedIn and PostIt do."""
_VERBS = r"(?:has|have|had)been|(?:will|can|could|would|should|must|might)be|(?:it|this|there)was"
LITTLE = "a|an|the|of|in|on|and|or|to|for|by|with|from|at|as|is|are|was|were|has|have|that|this"
_HEADS = "The|This|These|That|In|On|At|It|As|For|But|And|He|She|They|We|However|Although"
"""What a sentence begins with: "warThe" is joined, "packageName" is a name in a program."""
NOT_JOINED = re.compile(
    r"(?:de|di|da|du|la|le|el|al|van|von|mac|mc|fitz|bin|ibn|ul|ur|iPhone|iPad|eBay)[A-Z]|[a-z][A-Z]"
)
_NUMBERED = re.compile(
    r"(?i)(?:\b(?:n[°ºo]s?\.?|nr\.?|no\.|nos\.|№|loi|décret|ordonnance|arrêté|circulaire|instruction"
    r"|décision|délibération|directive|règlement|avis|law|act|bill|decree|resolution|decision"
    r"|regulation|order|circular|paper|report|ley|decreto|gesetz|beschluss|verordnung|richtlinie"
    r"|drucksache|قانون)|[№#§/])\s*$"
)
"""What stands before the number of a law or a paper, which has its hyphen."""
_UNIT = (
    r"(?:%|(?:per ?cent|million|billion|thousand|hundred|years?|months?|weeks?|days?|hours?"
    r"|minutes?|km|kg|metres?|meters?|miles?|people|men|Prozent|Jahren?|Tagen?|Millionen"
    r"|ans|jours|mois|millions|años|días|meses|millones"
    r"|درصد|نفر|سال|ماه|روز|هزار|میلیون|میلیارد)\b)"
)
_PAGES = (
    r"pp?\. ?|pages? |paras?\.? |paragraphs |articles |arts\. |chapters |sections |lines |vols\. "
    r"|nos\. |notes |nn\. |tables |figures |S\. |Seiten |Artikel |págs?\. ?|páginas |صص?\. ?"
)
_PARTICIPLES = "backed|led|sponsored|funded|owned|aligned|controlled|supported|brokered|occupied"
_ONE = (
    "coalition|invasion|intervention|occupation|campaign|mission|operation|alliance|offensive|war"
    "|group|militia|government|regime|initiative|project|programme|program|attack|force|network"
    "|organisation|organization|party|insurgency|army|company|firm|movement|administration"
)
"""Things that are counted: one of them without an article has a compound before it."""
_FUNCTION = "(?:of|in|on|at|as|and|or|for|to|by|with|from|that|is|are|was|were|but|the)\\b"


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
    unless: Callable[[re.Match[str]], object] | None = None
    """Says whether what matched is right after all."""
    is_wording: bool = False
    """Whether it is a matter of wording, which is another's in what he is quoted with."""


def _is_no_range(found: re.Match[str]) -> bool:
    """Say whether "2026-01" is a month, "2024-78" a number, or "1979-21" no range at all."""
    first, second = int(found[1]), found[2]
    if _NUMBERED.search(found.string[max(found.start() - 30, 0) : found.start()]):
        return True
    if len(second) == 4:
        return int(second) <= first
    gap = int(second) - first % 100
    if 1 <= int(second) <= 12 and gap != 1:
        return True
    return not (0 < gap <= (99 if first < 2000 else 50)) and not gap < -79


def _runs_backward(found: re.Match[str]) -> bool:
    """Say whether the second number cannot end a range; "167-8" ends at 168."""
    first, second = _slip(found).split("-")
    return int(second) <= int(first[-len(second) :]) if len(second) <= len(first) else False


def _is_list_for_machines(found: re.Match[str]) -> bool:
    """Say whether three or more words hang together by commas, in braces, or as a label."""
    around = found.string[max(found.start() - 40, 0) : found.end() + 40]
    word = re.escape(re.split(r"\W", found.string[found.end() :])[0])
    return (
        re.search(rf"\w,\w+,{word}\b|,{word}(?:,\w|:)", around) is not None
        or re.search(rf"\{{[^{{}}]*,{word}", around) is not None
    )


def _begins_title(found: re.Match[str]) -> bool:
    """Say whether the second of two equal words has a capital of its own."""
    first, second = found[0].split()
    return second[0].isupper() and first[0].islower()


def _is_arabic(found: re.Match[str]) -> bool:
    """Say whether a letter stands in Arabic words: a formula of prayer, a vowelled word."""
    text = found.string
    words = list(re.finditer(r"\S+", text[max(found.start() - 60, 0) : found.end() + 60]))
    at = found.start() - max(found.start() - 60, 0)
    here = next(i for i, word in enumerate(words) if word.start() <= at < word.end())
    near = [word[0] for word in words[max(here - 1, 0) : here + 2]]
    articles = sum(word.startswith("ال") for word in near)
    return "الله" in near or articles > 1 or bool(_VOWELLED.search(words[here][0]))


_VOWELLED = re.compile("[\u064b-\u0652].*[\u064b-\u0652]")


def _parted(found: re.Match[str]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", found[0], count=1)


def _dashed(found: re.Match[str]) -> str:
    return _slip(found).replace("-", "–")


def _slip(found: re.Match[str]) -> str:
    """Give the part of a match that is the slip: its group of that name, or the whole."""
    return found["slip"] if "slip" in found.re.groupindex else found[0]


def _hyphened(found: re.Match[str]) -> str:
    return "-".join(found[0].rsplit(" ", 1))


RULES: tuple[Rule, ...] = (
    Rule(
        "editorial-apostrophe",
        re.compile(
            r"(?<=[A-Za-zÀ-ÿ\d])[‘`´](?=(?:s|t|d|m|re|ve|ll)\b)|‘(?=\d\ds?\b(?!’))"
            r"|(?<=\bO)[‘`´](?=[A-Z][a-z])|(?<=\b[dlDL])[‘`´](?=[aeéèêiouhAEÉIOUH])"
        ),
        "an apostrophe is turned the wrong way: '{0}'",
        lambda found: "’",
    ),
    Rule(
        "editorial-apostrophe",
        re.compile(
            r"(?<=[a-z]s)‘(?=\s[a-z])(?![^‘’]*’(?!\w))|‘(?=(?:em|tis|twas|til|cause)\b(?!’))"
        ),
        "an apostrophe is turned the wrong way: '{0}'",
        lambda found: "’",
        languages="en",
    ),
    Rule(
        "editorial-joined",
        re.compile(
            rf"(?<![.\w#-])(?:(?:{LITTLE})[A-Z][a-zà-ÿ]{{2,}}|[a-z]{{3,}}(?:{_HEADS})"
            rf"|[A-Z][a-z]{{2,}}(?:{_HEADS_ONLY}))\b(?![(.]\w?)"
        ),
        "two words are joined: '{0}'",
        _parted,
        unless=lambda found: NOT_JOINED.match(found[0]),
    ),
    Rule(
        "editorial-joined",
        re.compile(
            rf"(?<![\w.#/-])(?:(?:of|in|to|for|on|at|by|and|with|from|that|is|was)the|{_VERBS})\b"
        ),
        "two words are joined: '{0}'",
        lambda found: re.sub(r"(?=(?:the|been|be|was)$)", " ", found[0], count=1),
        languages="en",
    ),
    Rule(
        "editorial-joined",
        re.compile(
            r"(?<=[a-zà-ÿ]{3})[.,;](?=[A-Z][a-zà-ÿ]+ )(?!(?:Com|Net|Org|Gov|Edu|Info|Io|Js)\b)"
            r"|(?<=[a-zà-ÿ]{3}),(?=[a-zà-ÿ]{3})"
        ),
        "a space is missing after '{0}'",
        lambda found: f"{found[0]} ",
        unless=_is_list_for_machines,
    ),
    Rule(
        "editorial-on-month",
        re.compile(rf"\b[Oo]n(?= (?:{MONTHS}),? (?:19|20)\d\d\b)"),
        "'{0}' stands before a month without a day",
        lambda found: "In" if found[0] == "On" else "in",
        languages="en",
        is_wording=True,
    ),
    Rule(
        "editorial-spaces",
        re.compile(r"(?<=[^\s.!?:…؟])  +(?=\S)"),  # after a stop: see `stops`
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
        "editorial-spaces",
        re.compile(r"(?<=\w) (?=,(?:\s|$)|\.(?:\s[A-ZÀ-Þ]|$))"),
        "a space stands before a punctuation mark",
        lambda found: "",
        languages="fr",
    ),
    Rule(
        "editorial-range",
        re.compile(r"(?<![\w/.-])((?:19|20)\d\d)-(\d\d|(?:19|20)\d\d)(?![\w/-]|\.\d)"),
        "a range of years has a hyphen: '{0}'",
        _dashed,
        unless=_is_no_range,
    ),
    Rule(
        "editorial-range",
        re.compile(rf"(?<!\w)(?:{_PAGES})(?P<slip>(\d+)-(\d+))(?![\w/-])"),
        "a range of pages has a hyphen: '{0}'",
        _dashed,
        unless=_runs_backward,
    ),
    Rule(
        "editorial-range",
        re.compile(rf"(?<![\w/.,:-])(?P<slip>(\d+)-(\d+))(?= ?{_UNIT})"),
        "a range of numbers has a hyphen: '{0}'",
        _dashed,
        unless=_runs_backward,
    ),
    Rule(
        "editorial-range",
        re.compile(r"(?<![\w/.,:–-])(?<!- )((?:19|20)\d\d) - ((?:19|20)\d\d)(?![\w/–-]|\.\d| -)"),
        "a range of years has a hyphen: '{0}'",
        lambda found: f"{found[1]}–{found[2]}",
        unless=_is_no_range,
    ),
    Rule(
        "editorial-range",
        re.compile(
            rf"\b(?:{MONTHS})-(?:{MONTHS})\b"
            rf"|(?<![\w/.,:-])(?:[1-9]|[12]\d|3[01])-(?:[1-9]|[12]\d|3[01])(?= (?:{MONTHS})\b)"
            rf"|(?<=[a-z] )(?:[1-9]|[12]\d)-(?:[1-9]|[12]\d|3[01])(?=,? (?:19|20)\d\d\b)"
        ),
        "a range of dates has a hyphen: '{0}'",
        _dashed,
        languages="en",
    ),
    Rule(
        "editorial-doubled",
        re.compile(r"\b(the|of|a|an|to|in|and|for|with|by|on|at|from|was|were|be|as) \1\b", re.I),
        "a word stands twice: '{0}'",
        lambda found: found[1],
        languages="en",
        unless=_begins_title,
    ),
    Rule(
        "editorial-hyphen",
        re.compile(rf"\b(?:[Aa]n?) [A-Z]\w+ (?:based|held|born|{_PARTICIPLES})(?= [a-z]{{3,}})"),
        "a hyphen is lost: '{0}'",
        _hyphened,
        languages="en",
        unless=lambda found: re.match(r"(?i)an? \w+ born$", found[0]),
    ),
    Rule(
        "editorial-hyphen",
        re.compile(
            rf"(?<!\b[Aa] )(?<!\b[Aa]n )\b[A-Z][\w.]+ (?:{_PARTICIPLES})"
            rf"(?= (?:{_ONE})\b(?! [a-z]+s\b))"
        ),
        "a hyphen is lost: '{0}'",
        _hyphened,
        languages="en",
        is_wording=True,
    ),
    Rule(
        "editorial-hyphen",
        re.compile(
            r"\b[Ss]o called(?= [“‘\"]?[A-Za-z])(?! (?:because|after|for|in|by|from|that|as|on)\b)"
            r"|(?<=\b[Aa] )(?:well|long|short|medium) (?:known|established|documented|armed|trained"
            r"|funded|organi[sz]ed|defined|equipped|informed|connected|term|standing|lasting)"
            rf"(?= (?!{_FUNCTION})[a-z]{{3,}})"
        ),
        "a hyphen is lost: '{0}'",
        lambda found: found[0].replace(" ", "-"),
        languages="en",
        is_wording=True,
    ),
    Rule(
        "editorial-hyphen",
        re.compile(
            r"(?<![\w-])(?:[Aa]nti (?=[A-Za-z]{3,})|[Nn]on (?=[a-z]{3,})|non (?=[A-Z][a-z]{2,}))"
            r"(?!(?:grata|sequitur|compos|est|que|pas|plus|seulement|and|or|can|may|will|was|has)\b)"
        ),
        "a hyphen is lost: '{0}'",
        lambda found: found[0].replace(" ", "-"),
        languages="en",
        is_wording=True,
    ),
    Rule(
        "editorial-letters",
        re.compile(r"[\u064a\u0643\u0649]"),
        "an Arabic letter stands in a text of another language: '{0}'",
        lambda found: {"\u0643": "\u06a9"}.get(found[0], "\u06cc"),
        languages="fa|prs|ur",
        unless=_is_arabic,
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
