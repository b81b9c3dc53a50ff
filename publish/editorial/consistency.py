"""Slips that show only in the whole text: two ways of writing one thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from publish.editorial.finding import Finding, Paragraphs, find
from publish.syntax.prose import Prose

Place = tuple[Prose, int, int]

_DEFINITION = re.compile(
    r"(?:\b[A-Z][\w’'-]+(?: (?:of|for|and|the|on|in|e|i)\b)? ?){2,7}\(([A-Z]{2,7})\)"
)
_NAME = re.compile(r"\b[^\W\d_]+(?:-[^\W\d_]+)+\b")
_VAGUE = re.compile(
    r"\b(?:recently|yesterday|last (?:week|month|year)|this (?:week|month|year)"
    r"|(?:a few|several) (?:days|weeks|months) ago)\b",
    re.IGNORECASE,
)
_IZE = re.compile(
    r"\b(?:organ|real|recogn|critic|emphas|mobil|util|minim|maxim|priorit|stabil|central|radical"
    r"|normal|modern|neutral|legitim|character|general|special|standard)(is|iz)"
    r"(?:e|es|ed|ing|ation|ations|er|ers)\b",
    re.IGNORECASE,
)


def defined_twice(paragraphs: Paragraphs) -> Iterator[Finding]:
    """Find abbreviations that are explained a second time."""
    seen: dict[str, int] = {}
    for prose in paragraphs:
        for found in _DEFINITION.finditer(prose.text.text):
            short = found[1]
            span = prose.text.at(*found.span(1))
            if short in seen:
                message = f"'{short}' is explained again; it was in line {seen[short]}"
                yield find("editorial-abbreviation", message, prose, *found.span(1))
            else:
                seen[short] = span.line


def variants(paragraphs: Paragraphs) -> Iterator[Finding]:
    """Find names that stand with a hyphen here and with a space or in one word there."""
    forms: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for prose in paragraphs:
        for found in _NAME.finditer(prose.text.text):
            if _is_name(found[0]):
                key = found[0].replace("-", "").lower()
                forms[key][_settled(found[0])].append((prose, *found.span()))
    for written in forms.values():
        _add_other_forms(paragraphs, written)
        yield from _minority("editorial-variant", "a name is also written '{0}'", written)


_PARTICLES = frozenset(("e", "i", "al", "el", "ul", "ur", "us", "ad", "o", "bin", "ibn", "de"))


def _is_name(word: str) -> bool:
    """Say whether a word with hyphens is a name: all its parts have capitals but particles."""
    parts = word.split("-")
    capitals = [part for part in parts if part[0].isupper()]
    return bool(capitals) and all(part[0].isupper() or part.lower() in _PARTICLES for part in parts)


def _settled(name: str) -> str:
    """Give a name with its first letter small: at the head of a sentence it is a capital."""
    return name[0].lower() + name[1:]


def _add_other_forms(paragraphs: Paragraphs, written: dict[str, list[Place]]) -> None:
    hyphened = next(iter(written))
    parts = [re.escape(part) for part in hyphened.split("-")]
    spaced = re.compile(rf"(?<![\w-]){'[ ]?'.join(parts)}(?![\w-])", re.IGNORECASE)
    for prose in paragraphs:
        for found in spaced.finditer(prose.text.text):
            if found[0][-1].isalpha() and any(letter.isupper() for letter in found[0]):
                written[_settled(found[0])].append((prose, *found.span()))


def spellings(paragraphs: Paragraphs) -> Iterator[Finding]:
    """Find -ise among -ize, or the other way."""
    written: dict[str, list[Place]] = defaultdict(list)
    for prose in paragraphs:
        if prose.language.startswith("en"):
            for found in _IZE.finditer(prose.text.text):
                written[f"-{found[1].lower()}e"].append((prose, *found.span()))
    yield from _minority("editorial-spelling", "elsewhere the text has '{0}'", written)


def quotes(paragraphs: Paragraphs) -> Iterator[Finding]:
    """Find straight quotes in a text that has curly ones, or the other way."""
    written: dict[str, list[Place]] = defaultdict(list)
    for prose in paragraphs:
        for found in re.finditer(r"[\"“„«]", prose.text.text):
            kind = "straight quotes" if found[0] == '"' else "curly quotes"
            written[kind].append((prose, *found.span()))
    yield from list(_minority("editorial-quotes", "elsewhere the text has {0}", written))[:1]


def vague_times(paragraphs: Paragraphs) -> Iterator[Finding]:
    """Find "recently" and the like: in a text without a date nobody knows when that was."""
    for prose in paragraphs:
        if prose.language.startswith("en"):
            for found in _VAGUE.finditer(prose.text.text):
                message = f"'{found[0]}' says nothing in a text without a date"
                yield find("editorial-time", message, prose, *found.span())


def _minority(code: str, message: str, written: dict[str, list[Place]]) -> Iterator[Finding]:
    """Tell of the rarer forms, at every place, when there is more than one form."""
    if len(written) < 2:
        return
    usual = max(written, key=lambda form: (len(written[form]), form))
    for form, places in written.items():
        if form != usual:
            yield from _all(code, message.format(_as_written(usual, written[usual])), places)


def _as_written(form: str, places: list[Place]) -> str:
    """Give a form as it stands at its first place, unless it is only the name of a kind."""
    prose, start, end = places[0]
    text = prose.text.text[start:end]
    return text if text.lower() == form.lower() else form


def _all(code: str, message: str, places: Iterable[Place]) -> Iterator[Finding]:
    for prose, start, end in places:
        yield find(code, message, prose, start, end)
