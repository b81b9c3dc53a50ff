"""LaTeX as it stands in .bib fields → text with styles.

Nothing is dropped: an unknown command is reported and its text kept; `%` is a percent sign, since
authors write "100% growth" and BibTeX knows no comments inside values. Time is linear: braces are
a stack, not a recursion.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from publish.bibliography.commands import (
    DECLARED,
    DROPPED,
    FIRST_DROPPED,
    FORMULAS,
    QUOTING,
    STRINGS,
    STYLED,
    TRANSPARENT,
    VERBATIM,
    WRAPPED,
)
from publish.bibliography.mathtext import math_runs
from publish.bibliography.richtext import Rich, Run, Style, merge, strip
from publish.bibliography.strings import lookup
from publish.bibliography.symbols import ACCENTS, LIGATURES, MATH, SYMBOLS
from publish.bibliography.verbatim import verbatim

MAX_DEPTH = 200
"""Styles are not stacked deeper than this; no author nests them so."""

_TOKEN = re.compile(
    r"""(?P<command>\\(?:[A-Za-z@]+\*?|[\s\S]|\Z))
    |(?P<open>\{)|(?P<close>\})|(?P<math>\$)
    |(?P<ligature>---?|``|''|[?!]`|[`'~])
    |(?P<space>\s+)|(?P<quote>")
    |(?P<text>[^\\{}$\-`'~\s"?!]+|[\s\S])""",
    re.VERBOSE,
)
_SPACE = re.compile(r"\s*")
_MATH = re.compile(r"(\$\$?)(?!\s)((?:[^$\\]++|\\[\s\S])++)(?<!\s)\1(?!\d)")
_MATH_PARENTHESES = re.compile(r"\\\(((?:[^\\]++|\\[^)])*+)\\\)")
_ACCENT_ARGUMENT = re.compile(
    r"\s*(?:\{\s*(?:\\([ij])|([^{}\\]?))|\\([ij])(?![A-Za-z])\s*|([^\s{}\\]))"
)
_SPECIAL = re.compile(
    r"""\{\s*\\(?:[`'^"~=.]\s*(?:\{\s*\\?[^\W\d_]\s*\}|\\?[^\W\d_])
    |[uvHckrdbtGhf](?:\s*\{\s*\\?[^\W\d_]\s*\}|\s+\\?[^\W\d_])
    |(?:aa|AA|ae|AE|oe|OE|ss|dh|DH|th|TH|dj|DJ|ng|NG|[oOlLij])\s*(?:\{\})?)\s*\}""",
    re.VERBOSE,
)
"""BibTeX's "special characters" (Patashnik, "Designing BibTeX styles", 1988, §3): their braces
hold one accented letter together. It keeps its case, but is no word of its own."""

_SINGLE_QUOTED = re.compile(r"[^`'\"]{1,200}'(?![^\W\d_])")
_OPTIONAL = re.compile(r"\s*(?:\[[^\]{}]{0,200}\]\s*)?")
_BRACES = re.compile(r"\\[\s\S]|[{}]")


class Unknown(NamedTuple):
    """A command we do not know, and where it stands in the decoded text."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Decoded:
    """A field's text, and the unknown commands met in it."""

    rich: Rich
    unknown: tuple[Unknown, ...]


class _Frame(NamedTuple):
    """What to do at the closing brace."""

    styles: tuple[Style, ...]
    """The styles to go back to."""
    suffix: str
    quotes: int
    """How many quotations are open around the group."""


class _Decoder:
    """The walk over one value."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.position = 0
        self.styles: tuple[Style, ...] = ()
        self.last_parenthesis = text.rfind("\\)")
        self.quotes = 0
        self.single_quotes: list[int] = []
        """The levels at which a single quotation mark waits for its partner."""
        self.frames: list[_Frame] = []
        self.runs: list[Run] = []
        self.unknown: list[Unknown] = []

    def run(self) -> Decoded:
        text, size = self.text, len(self.text)
        while self.position < size:
            token = _TOKEN.match(text, self.position)
            assert token is not None
            self.position = token.end()
            self._token(token)
        while self.frames:
            self._close()
        return Decoded(strip(merge(self.runs)), tuple(self.unknown))

    def _token(self, token: re.Match[str]) -> None:
        match token.lastgroup:
            case "text":
                self._emit(token[0])
            case "space":
                self._emit(" ")
            case "open":
                self._open_group(token.start())
            case "close":
                self._close()
            case "command":
                self._command(token)
            case "ligature":
                self._ligature(token)
            case "math":
                self._math(token.start())
            case "quote":
                self._emit(self._quote(opens=self._is_opening()))

    def _emit(self, text: str, styles: tuple[Style, ...] | None = None) -> None:
        if text == " " and self.runs and self.runs[-1].text.endswith(" "):
            return
        if text:
            self.runs.append(Run(text, self.styles if styles is None else styles))

    def _ligature(self, token: re.Match[str]) -> None:
        mark = token[0]
        if mark == "``":
            self._emit(self._quote(opens=True))
        elif mark == "''":
            self._emit(self._quote(opens=False))
        elif mark == "`" and _SINGLE_QUOTED.match(self.text, self.position):
            self.single_quotes.append(self.quotes)
            self._emit(self._quote(opens=True))
        elif mark == "'" and self.single_quotes and not self._letter_follows():
            self.quotes = self.single_quotes.pop() + 1
            self._emit(self._quote(opens=False))
        else:
            self._emit(LIGATURES[mark])

    def _quote(self, *, opens: bool) -> str:
        """Give a quotation mark by its level: the outermost is double, as CSL expects it."""
        if opens:
            self.quotes += 1
            return "“" if self.quotes % 2 else "‘"
        mark = "‘’" if self.quotes and self.quotes % 2 == 0 else "“”"
        self.quotes = max(0, self.quotes - 1)
        return mark[1]

    def _letter_follows(self) -> bool:
        return self.text[self.position : self.position + 1].isalpha()

    def _is_opening(self) -> bool:
        before = self.runs[-1].text[-1:] if self.runs else " "
        after = self.text[self.position : self.position + 1]
        return (before.isspace() or before in "([{–—-/“‘") and not after.isspace() and after != ""

    def _push(self, *added: Style, suffix: str = "", quotes: int | None = None) -> None:
        """Enter a group; `nocase` stays the innermost style and stands only once."""
        quotes = self.quotes if quotes is None else quotes
        self.frames.append(_Frame(self.styles, suffix, quotes))
        if len(self.frames) < MAX_DEPTH:
            wanted = (*self.styles, *added)
            rest = tuple(each for each in wanted if each != "nocase")
            self.styles = (*rest, "nocase") if "nocase" in wanted else rest

    def _open_group(self, start: int) -> None:
        if _SPECIAL.match(self.text, start):
            self._push("kept")
        else:
            self._push("nocase")

    def _close(self) -> None:
        if self.frames:
            frame = self.frames.pop()
            self.styles, self.quotes = frame.styles, frame.quotes
            self._emit(frame.suffix)

    def _enter(self, *added: Style, suffix: str = "", quotes: int | None = None) -> None:
        """Enter a command's argument: a group, or the one character that follows."""
        found = _SPACE.match(self.text, self.position)
        assert found is not None
        start = found.end()
        if self.text.startswith("{", start):
            self.position = start + 1
            self._push(*added, suffix=suffix, quotes=quotes)
        elif start < len(self.text) and self.text[start] not in "\\}$":
            self.position = start + 1
            self._push(*added, suffix=suffix, quotes=quotes)
            self._emit(self.text[start])
            self._close()
        else:
            self._emit(suffix)

    def _command(self, token: re.Match[str]) -> None:
        name = token[0][1:]
        if name in ACCENTS:
            self._accent(name)
        elif name == "(":
            self._math(token.start())
        elif not self._argument_command(name, token.start()):
            self._symbol(name, token)

    def _symbol(self, name: str, token: re.Match[str]) -> None:
        bare = name.rstrip("*")
        known = SYMBOLS.get(name, SYMBOLS.get(bare))
        if known is None and bare in MATH:
            known = MATH[bare]
        if bare in DECLARED:
            self._declare(DECLARED[bare])
        elif known is None:
            self.unknown.append(Unknown(token[0], token.start(), token.end()))
            self._pass_space(bare)
            if self.text.startswith("{", self.position):
                self._enter()
            return
        else:
            self._emit(known)
        self._pass_space(bare)

    def _pass_space(self, name: str) -> None:
        """TeX takes the white space behind a command made of letters; `{}` ends it too."""
        if name.isalpha():
            if self.text.startswith("{}", self.position):
                self.position += 2
                return
            found = _SPACE.match(self.text, self.position)
            assert found is not None
            self.position = found.end()

    def _declare(self, style: Style | None) -> None:
        rest: tuple[Style, ...] = tuple(each for each in self.styles if each != "nocase")
        if style is None:
            rest = ()
        elif style not in rest:
            rest = (*rest, style)
        self.styles = (*rest, "nocase") if "nocase" in self.styles else rest

    def _argument_command(self, name: str, start: int) -> bool:
        """Take a command with an argument; False if it is not one of ours."""
        if name in STYLED:
            self._enter(*STYLED[name])
        elif name in WRAPPED:
            prefix, suffix, added = WRAPPED[name]
            self._emit(prefix)
            self._enter(*added, suffix=suffix)
        elif name in QUOTING:
            level = self.quotes
            self._emit(self._quote(opens=True))
            suffix = "”" if self.quotes % 2 else "’"
            self._enter(*QUOTING[name], suffix=suffix, quotes=level)
        elif name in TRANSPARENT:
            self._enter()
        elif name in FIRST_DROPPED:
            self._argument()
            self._enter()
        elif name in DROPPED:
            self._argument()
        elif name in VERBATIM:
            self._emit(verbatim(self._argument()), (*self.styles, "nocase"))
        elif name in FORMULAS:
            formula = self._argument().strip("$ ")
            self.runs.extend(math_runs(formula, self.styles, is_chemistry=name == "ce"))
        elif name in STRINGS:
            key = self._argument()
            self._emit(lookup(key, self.language) or key)
        else:
            return False
        return True

    def _argument(self) -> str:
        """Take a `{…}` argument as it is written, optional `[…]` before it passed over."""
        start = _OPTIONAL.match(self.text, self.position)
        assert start is not None
        if not self.text.startswith("{", start.end()):
            return ""
        depth = 0
        for each in _BRACES.finditer(self.text, start.end()):
            depth += (each[0] == "{") - (each[0] == "}")
            if depth == 0:
                self.position = each.end()
                return self.text[start.end() + 1 : each.start()]
        self.position = len(self.text)
        return self.text[start.end() + 1 :]

    def _accent(self, name: str) -> None:
        found = _ACCENT_ARGUMENT.match(self.text, self.position)
        if found is None or (name.isalpha() and found[4] and found.start(4) == self.position):
            self.unknown.append(Unknown("\\" + name, self.position - len(name) - 1, self.position))
            return
        dotless, braced = found[1] or found[3], found[2] is not None or found[1] is not None
        letter = dotless or found[2] or found[4] or ""
        self.position = found.end()
        if not letter:
            self._emit(name if name in "^~`" else "")
        else:
            self._emit(unicodedata.normalize("NFC", letter + ACCENTS[name]))
        if braced:
            self._push()

    def _math(self, start: int) -> None:
        is_dollar = self.text[start] == "$"
        found = None
        if is_dollar:
            found = _MATH.match(self.text, start)
        elif start < self.last_parenthesis:
            found = _MATH_PARENTHESES.match(self.text, start)
        if found is None:
            self._emit("$" if is_dollar else "(")
            return
        self.position = found.end()
        self.runs.extend(math_runs(found[found.lastindex or 1], self.styles))


def decode(text: str, language: str) -> Decoded:
    r"""Decode LaTeX; `language` (e.g. "de-DE") is for `\bibstring`."""
    return _Decoder(text, language).run()
