"""HTML text + language → the same text with the places where a line may and may not end.

Only characters that leave no trace in the finished text layer are added: soft hyphens (U+00AD),
word joiners (U+2060), zero-width spaces (U+200B); and spaces become no-break spaces (U+00A0).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from publish.language.hyphens import SHORTEST_WORD, SOFT_HYPHEN, Patterns, patterns

_TOKEN = re.compile(r"""<!--.*?-->|<(?:"[^"]*"|'[^']*'|[^'">])*>|[^<]+|<""", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_ATTRIBUTE = r"""\s%s\s*=\s*["']?([^"'\s>]*)"""
_LANG = re.compile(_ATTRIBUTE % "lang")
_CLASS = re.compile(r"""\sclass\s*=\s*["']([^"'>]*)""")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)

_LITERAL = frozenset(["code", "pre", "kbd", "samp", "script", "style", "math", "svg"])
"""Elements whose text is left alone."""
_NEVER_DIVIDED = frozenset(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "th",
        "td",
        "caption",
        "figcaption",
        "note-call",
        "nav",
        "cite",
    ]
)
"""Elements in which no word is divided, as are notes and references (by class)."""
_NEVER_DIVIDED_CLASSES = frozenset(
    [
        "note",
        "endnote",
        "note-call",
        "note-call-again",
        "references",
        "reference",
        "pullquote",
        "caption-label",
    ]
)
_APART = frozenset(("note", "endnote", "reference"))
"""Classes of elements that end like paragraphs, wherever they stand."""
_BLOCKS = frozenset(
    [
        "p",
        "li",
        "dd",
        "dt",
        "blockquote",
        "div",
        "section",
        "aside",
        "figure",
        "figcaption",
        "table",
        "tr",
        "td",
        "th",
        "ul",
        "ol",
        "dl",
        "main",
        "header",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "caption",
        "article",
        "nav",
        "hr",
        "pre",
    ]
)
_ENTITY = re.compile(r"&(?:#\w+|\w+);")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:|10\.\d{4,}/)[^\s<>\"“”]{12,}")

SHORT_CELL = 20
"""Characters: a table cell up to this length stays on one line ("September 24, 2021")."""
LONGEST_IN_PULL_QUOTE = 13
"""Letters of a word that has room on one line of a pull quote, 31 mm at 13.2 pt."""
SHORT_ENDING = 7
"""Characters: a paragraph's last line is longer than its indent, or the words before join it."""


def set_breaks(html: str, lang: str, months: Sequence[str] = ()) -> str:
    """Mark in HTML where lines may and may not end; tags and attributes are not touched.

    `lang` is the language of what carries no `lang` of its own; `months` are its months' names.
    """
    walker = _Walker(lang, tuple(months))
    for token in _TOKEN.findall(html):
        if token[0] == "<" and len(token) > 1:
            walker.tag(token)
        else:
            walker.text(token)
    walker.end_block("")
    return "".join(walker.pieces)


class _Walker:
    """The state while reading: where we are, and which pieces of text the open block has."""

    def __init__(self, lang: str, months: tuple[str, ...]) -> None:
        self.pieces: list[str] = []
        self._months = months
        self._open: list[_Element] = []
        self._lang, self._is_literal, self._divides = lang, False, True
        self._is_narrow = False
        self._block: list[int] = []
        self._literals: set[int] = set()

    def tag(self, token: str) -> None:
        found = _TAG.match(token)
        if found is not None:
            is_end, name = bool(found[1]), found[2].lower()
            if name in _BLOCKS:
                self.end_block(name if is_end else "")
            if is_end:
                self._leave(name)
            elif name not in _VOID and not token.endswith("/>"):
                self._enter(name, token)
        self.pieces.append(token)

    def text(self, token: str) -> None:
        if not self._is_literal:
            token = keep_together(token, self._lang, self._months)
            token = _ADDRESS.sub(lambda found: open_address(found[0]), token)
            if (self._divides or self._is_narrow) and (known := patterns(self._lang)) is not None:
                shortest = LONGEST_IN_PULL_QUOTE + 1 if self._is_narrow else SHORTEST_WORD
                has_capitals = self._is_narrow or self._lang[:2] == "de"
                token = divide_words(token, known, is_noun_capital=has_capitals, shortest=shortest)
        else:
            self._literals.add(len(self.pieces))
        self._block.append(len(self.pieces))
        self.pieces.append(token)

    def end_block(self, closed: str) -> None:
        """Keep the end of a paragraph, and a short table cell, together."""
        places, self._block = self._block, []
        if closed in ("td", "th"):
            if sum(len(self.pieces[place].strip()) for place in places) <= SHORT_CELL:
                for place in set(places) - self._literals:
                    self.pieces[place] = self.pieces[place].strip("\n").replace(" ", "\xa0")
        elif places:
            while len(places) > 1 and not _LETTER.search(self.pieces[places[-1]]):
                del places[-1]  # a full stop behind an emphasis, or the call of an endnote
            ending = self.pieces[places[-1]]
            if places[-1] in self._literals:
                return
            last = " ".join(ending.split()[-2:])
            if not self._is_narrow or len(last) <= LONGEST_IN_PULL_QUOTE:
                self.pieces[places[-1]] = keep_ending(ending)

    def _enter(self, name: str, token: str) -> None:
        classes = found[1].split() if (found := _CLASS.search(token)) is not None else ()
        is_apart = not _APART.isdisjoint(classes)
        state = (self._lang, self._is_literal, self._divides, self._is_narrow)
        self._open.append((name, state, self._block if is_apart else None))
        if is_apart:
            self._block = []
        if (found := _LANG.search(token)) is not None:
            self._lang = found[1]
        self._is_literal = self._is_literal or name in _LITERAL
        self._is_narrow = self._is_narrow or "pullquote" in classes
        if name in _NEVER_DIVIDED or not _NEVER_DIVIDED_CLASSES.isdisjoint(classes):
            self._divides = False

    def _leave(self, name: str) -> None:
        while self._open:
            opened, state, outer = self._open.pop()
            if outer is not None:
                self.end_block("")
                self._block = outer
            self._lang, self._is_literal, self._divides, self._is_narrow = state
            if opened == name:
                return


_Element = tuple[str, tuple[str, bool, bool, bool], list[int] | None]
"""An open element: its name, and language, literal, divides, narrow and block of what is around it;
the block is kept only where the element's text stands apart."""


def divide_words(
    text: str, known: Patterns, *, is_noun_capital: bool = False, shortest: int = SHORTEST_WORD
) -> str:
    """Put soft hyphens into the longer words of a text; never into names or abbreviations.

    Whatever has a capital may be a name, except where all nouns have one (German). A word
    beside a hyphen, an apostrophe or a digit is not divided a second time.
    """

    def divide(found: re.Match[str]) -> str:
        word = found[0]
        letters = word[1:] if is_noun_capital else word
        if len(word) < shortest or not letters.islower():
            return word
        before = text[found.start() - 1 : found.start()]
        after = text[found.end() : found.end() + 1]
        if before in _BESIDE or after in _BESIDE_AFTER:
            return word
        places = (0, *known.places(word), len(word))
        return SOFT_HYPHEN.join(word[a:b] for a, b in itertools.pairwise(places))

    return _WORD.sub(divide, text)


_BESIDE = frozenset("-‐–/@.&_0123456789’'\N{WORD JOINER}")
_BESIDE_AFTER = frozenset("-‐/@_0123456789;\N{WORD JOINER}")


def keep_ending(text: str) -> str:
    """Leave the last word whole, and join it to the one before when it is very short."""
    body = text.rstrip()
    end = text[len(body) :]
    cut = body.rfind(" ") + 1
    tail = body[cut:].replace(SOFT_HYPHEN, "")
    if cut > 0 and len(_ENTITY.sub("x", tail)) < SHORT_ENDING and "\xa0" not in tail:
        return body[: cut - 1] + "\xa0" + tail + end
    return body[:cut] + tail + end


def open_address(address: str) -> str:
    """Let a web address be broken before its signs, not after them (Chicago 17, §14.18).

    Chicago also breaks after `//`, which leaves a lonely "https://" on the line before.
    """
    head, slashes, rest = address.partition("//")
    if not slashes:
        head, rest = "", address
    opened = re.sub(r"(?<=\w{2})(?=[/?#%&=_~-]\w{3})", "\N{ZERO WIDTH SPACE}", rest)
    opened = re.sub(r"(?<=[/?#%&=_~-])(?=\w)", "\N{WORD JOINER}", opened)
    return head + slashes + ("\N{WORD JOINER}" if slashes else "") + opened


def keep_together(text: str, lang: str, months: tuple[str, ...] = ()) -> str:
    """Join what must stay on one line: "p. 5", "7 April", "al-Qaeda", "J. P. Singh"."""
    has_number = _NUMBER.search(text) is not None
    for needed, pattern, replacement in _joins(lang[:2].lower(), months):
        if has_number if needed == _A_NUMBER else needed in text:
            text = pattern.sub(replacement, text)
    return text


_A_NUMBER = ""
_NUMBER = re.compile(r"\d| [IVXLC]")


_BEFORE_NUMBER = (
    r"pp?|nos?|vols?|ch(?:ap)?s?|figs?|tabs?|paras?|arts?|secs?|cols?|ll?|nn?|fols?|ed|eds|"
    r"S|Nr|Bd|Bde|Abb|Tab|Kap|Abs|Art|Ziff|Rn|§§?|№|n°|t|chap|núm|pág|págs|art|"
    r"[Nn]o|[Vv]ol|[Ff]ig|[Tt]able|[Bb]ox|[Aa]nnex|[Cc]hapter|ص|ج|شماره"
)
_AFTER_NUMBER = (
    r"km²?|m²?|cm|mm|kg|g|t|ha|l|MW|GW|kW|kWh|GWh|°C|%|‰|€|£|¥|USD|EUR|GBP|PKR|AFN|"
    r"per\ cent|percent|thousand|million|billion|trillion|bn|mn|a\.m\.|p\.m\.|"
    r"Prozent|Millionen|Milliarden|Mio\.|Mrd\.|Euro|Uhr|millions?|milliards?|millones|por\ ciento|"
    r"میلیون|میلیارد|درصد|ملیون|کیلومتر"
)
_TITLES = r"Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sen|Rep|Gov|St|Rev|Hon|Mme|M|Mlle|Hr|Fr"
_ARTICLES = r"[AaEe]l|[Aa][nrsdtz]|[Aa]sh|[Uu][ld]|[Dd]e|[Aa]bd|ibn|[Bb]in"


@cache
def _joins(language: str, months: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """List what is joined, in order, each with what stands there afterwards.

    Before each is what it needs: looking for that in a text is far quicker than the pattern.
    """
    space, joiner = "\xa0", "\N{WORD JOINER}"
    rules = [
        ("‐", "‐", "-"),
        (_A_NUMBER, rf"\b({_BEFORE_NUMBER})(\.?) (?=[\d۰-۹IVXLC])", rf"\1\2{space}"),
        (_A_NUMBER, rf"(?<=\d) (?=(?:{_AFTER_NUMBER})(?!\w))", space),
        (_A_NUMBER, r"(?<=\d) (?=\d{3}(?!\d))", "\N{NARROW NO-BREAK SPACE}"),
        (". ", r"\b([^\W\d_a-z]\.) (?=[^\W\d_a-z][\w.’])", rf"\1{space}"),
        (". ", rf"\b({_TITLES})(\.) (?=[^\W\d_a-z])", rf"\1\2{space}"),
        ("-", rf"\b({_ARTICLES})-(?=[^\W\d_a-z])", rf"\1-{joiner}"),
        ("-", r"(?<![\w])(\w)-(?=\w)", rf"\1-{joiner}"),
        (" ", r" (?=[–—] )", space),
        ("…", r" (?=…)", space),
        ("–", r"(?<=[\d۰-۹])–(?=[\d۰-۹])", f"{joiner}–{joiner}"),
    ]
    if months:
        names = "|".join(sorted((re.escape(each) for each in months), key=len, reverse=True))
        rules.append((_A_NUMBER, rf"(?<=[\d۰-۹])(\.?) (?=(?:{names})\b)", rf"\1{space}"))
        day = r"[\d۰-۹]{1,2}(?![\d۰-۹])"
        rules.append((_A_NUMBER, rf"\b({names}) (?={day})", rf"\1{space}"))
    if language == "fr":
        rules.append((" ", r" (?=[;!?])", "\N{NARROW NO-BREAK SPACE}"))
        rules.append((" ", r"(?<=«) | (?=[»:])", space))
    if language in ("cs", "sk", "pl", "sl", "hr"):
        rules.append((" ", r"(?<![\w])([ksvzouaiwKSVZOUAIW]) (?=\w)", rf"\1{space}"))
    return tuple((needed, re.compile(pattern), joined) for needed, pattern, joined in rules)
