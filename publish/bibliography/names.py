"""Name lists → CSL-JSON names: particles, suffixes, corporate authors, `and others`.

The three forms "First von Last", "von Last, First" and "von Last, Jr, First" are those of BibTeX
("BibTeXing", 1988, §4); the extended form `family=…, given=…` is BibLaTeX's (§3.4).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Name = dict[str, str]

_AND = re.compile(r"[{}]|\\[{}]|(?<![^\s}~])and(?![^\s{~])", re.IGNORECASE)
_MARK = re.compile(r"[{}]|,|[\s~]+")
_EXTENDED = re.compile(r"\s*\"?(family|given|prefix|suffix|useprefix)(?:-i)?\s*=", re.IGNORECASE)
_LEADING_PARTICLE = re.compile(
    r"(?:[’']?[^\W\d_A-ZÀ-ÖØ-Þ]+\.? )+(?=\S)|[^\W\d_A-ZÀ-ÖØ-Þ]+[’'\-–](?=[A-ZÀ-ÖØ-Þ])"
)
_FIRST_LETTER = re.compile(r"\\[A-Za-z]+\s*|\\.|[^\W\d_]")
_PLAIN_GROUP = re.compile(r"(?<!\\)\{(?!\\)(?:[^{}]|\{[^{}]*\})*\}")
_LETTER_COMMANDS = frozenset(
    ("aa", "AA", "ae", "AE", "oe", "OE", "o", "O", "l", "L", "ss", "dh", "DH", "th", "TH", "i", "j")
)
"""Commands that are letters themselves; others, like accents, stand before one."""


@dataclass(frozen=True, slots=True)
class Part:
    """One item of an `and` list, as written, and where it starts in the value."""

    text: str
    start: int


def split_list(text: str) -> Iterator[Part]:
    """Split a list at each "and" outside of braces."""
    depth = start = 0
    for each in _AND.finditer(text):
        mark = each[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
        elif depth <= 0 and mark[0] in "aA":
            yield from _part(text, start, each.start())
            start = each.end()
    yield from _part(text, start, len(text))


def _part(text: str, start: int, end: int) -> Iterator[Part]:
    piece = text[start:end]
    stripped = piece.strip(" \t\r\n~")
    if stripped:
        yield Part(stripped, start + piece.index(stripped))


def parse_name(text: str, useprefix: bool, decode: Callable[[str], str]) -> Name:
    """Read one name; `decode` turns LaTeX into plain text.

    With `useprefix` the particle is a part of the family name (CSL's non-dropping particle).
    """
    if text.lower() == "others":
        return {"literal": "others"}
    if _is_one_group(text):
        return {"literal": decode(text[1:-1])}
    if _EXTENDED.match(text):
        return _extended(text, useprefix, decode)
    commas = [_words(part) for part in _split(text)]
    if len(commas) == 1:
        given, rest, suffix = _without_comma(commas[0])
    elif len(commas) == 2:
        rest, given, suffix = commas[0], commas[1], []
    else:
        rest, suffix, given = commas[0], commas[1], [word for part in commas[2:] for word in part]
    prefix, family = _particle(rest)
    return _name(
        family=decode(" ".join(family)),
        given=decode(" ".join(given)),
        suffix=decode(" ".join(suffix)),
        prefix=decode(" ".join(prefix)),
        useprefix=useprefix,
    )


def _name(*, family: str, given: str, suffix: str, prefix: str, useprefix: bool) -> Name:
    name: Name = {}
    if prefix:
        name["non-dropping-particle" if useprefix else "dropping-particle"] = prefix
    given, _, after_comma = given.partition(",")
    suffix = suffix or after_comma.strip()
    if not prefix:
        family, given = _hidden_particles(name, family, given)
    for part, text in (("family", family), ("given", given), ("suffix", suffix)):
        if text:
            name[part] = text
    return name


def _hidden_particles(name: Name, family: str, given: str) -> tuple[str, str]:
    """Find particles inside the parts, as CSL processors do (citeproc-js manual, "Names").

    A family name that begins in lower case ("{de la} Cruz", "d’Ormesson", "al-Farabi") begins with
    a particle that stays with it; given names that end in lower case end with one that does not.
    """
    words = given.split()
    cut = len(words)
    while cut > 1 and words[cut - 1].islower():
        cut -= 1
    if cut < len(words):
        name["dropping-particle"] = " ".join(words[cut:])
        given = " ".join(words[:cut])
    found = _LEADING_PARTICLE.match(family)
    if found:
        name["non-dropping-particle"] = found[0].strip()
        family = family[found.end() :]
    return family, given


def _is_one_group(text: str) -> bool:
    """Say whether the whole name stands in one pair of braces: an institution."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for offset, mark in enumerate(text):
        depth += (mark == "{") - (mark == "}")
        if depth == 0:
            return offset == len(text) - 1
    return False


def _split(text: str) -> list[str]:
    """Split a name at its commas outside of braces."""
    parts: list[str] = []
    depth = start = 0
    for each in _MARK.finditer(text):
        depth += (each[0] == "{") - (each[0] == "}")
        if each[0] == "," and depth <= 0:
            parts.append(text[start : each.start()])
            start = each.end()
    return [*parts, text[start:]]


def _words(text: str) -> list[str]:
    """Split a part of a name at white space outside of braces."""
    words: list[str] = []
    depth = start = 0
    for each in _MARK.finditer(text):
        depth += (each[0] == "{") - (each[0] == "}")
        if depth <= 0 and each[0] not in "{},":
            words.append(text[start : each.start()])
            start = each.end()
    words.append(text[start:])
    return [word for word in words if word]


def _is_lower(word: str) -> bool:
    """Say whether a word is a particle: its first letter outside of braces is lower case.

    A group that begins with a command counts as the letter it makes; other groups do not count.
    """
    for each in _FIRST_LETTER.finditer(_PLAIN_GROUP.sub("", word)):
        command = each[0].lstrip("\\").strip()
        if each[0][0] != "\\" or command in _LETTER_COMMANDS:
            return command.islower()
    return False


def _without_comma(words: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Split "First von Last" into the first names and the rest."""
    first = 0
    while first < len(words) and not _is_lower(words[first]):
        first += 1
    if first == len(words):
        return words[:-1], words[-1:], []
    return words[:first], words[first:], []


def _particle(words: list[str]) -> tuple[list[str], list[str]]:
    """Split "von Last" into the particle and the family name, which is never empty.

    Biber's rule: the particle ends at the first capital ("Drummond de Andrade" has none).
    """
    if not any(_is_lower(word) for word in words):
        return [], words
    cut = 0
    while cut < len(words) - 1 and _is_lower(words[cut]):
        cut += 1
    return words[:cut], words[cut:]


def _extended(text: str, default: bool, decode: Callable[[str], str]) -> Name:
    parts: dict[str, list[str]] = {}
    for each in _split(text):
        name, _, value = each.strip().strip('"').partition("=")
        name, value = name.strip().lower(), value.strip().strip('"')
        parts.setdefault(name, []).append(decode(value))
    useprefix = parts.get("useprefix", ["true" if default else ""])[0].lower() == "true"
    found = {name: " ".join(values) for name, values in parts.items()}
    return _name(
        family=found.get("family", ""),
        given=found.get("given", ""),
        suffix=found.get("suffix", ""),
        prefix=found.get("prefix", ""),
        useprefix=useprefix,
    )
