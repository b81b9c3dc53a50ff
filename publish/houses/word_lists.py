"""A house's `strings/*.toml` + those below it → its words by language, and their mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from string import Formatter
from typing import Any

from publish.bibliography.languages import LANGUAGES
from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.houses.house_folders import ROOT_HOUSE, HouseFolder, read_toml
from publish.source import Source, Span

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
"""Language, script and region as a manuscript writes them (RFC 5646 §2.1, §2.1.1)."""
_NAMES_OF_LANGUAGES = "languages"
"""The table whose words are language tags."""
_LENGTHS = {"digits": 10, "inner-quotes": 2, "months": 12, "solar-months": 12}
"""Of the words that are lists, or that are read character by character."""
_MAY_HOLD = {"first-day": {"day"}}
"""What can be put into a word beside what base puts into it."""
_PRINTED = re.compile(r"""\bwords(?:\[\s*["']|\.)([\w-]+)""")
_NEARLY_ALIKE = 0.7
"""Likeness of two tags of which one must be a slip of the other: all of them are short."""
_HEADER = re.compile(r"^\s*\[\s*([\w-]+)\s*\]", re.MULTILINE)

Tables = dict[str, dict[str, Any]]
"""Words by language tag; those of dates and languages are tables within."""


def merged(below: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Put words over others; of a table within, what is not named stays.

    >>> merged({"dates": {"day": "a", "month": "b"}}, {"dates": {"day": "c"}})
    {'dates': {'day': 'c', 'month': 'b'}}
    """
    table = dict(below)
    for key, value in own.items():
        before = table.get(key)
        is_table = isinstance(value, dict) and isinstance(before, dict)
        table[key] = {**(before or {}), **value} if is_table else value
    return table


def with_words(folder: HouseFolder, below: Tables, found: list[Diagnostic]) -> Tables:
    """Put the words of a house over those of the houses beneath it."""
    tables = dict(below)
    for inside, source in folder.texts.items():
        path = PurePosixPath(inside)
        if path.suffix != ".toml" or str(path.parent) != "strings":
            continue
        lang, own = path.stem, read_toml(source, found)
        if folder.name != ROOT_HOUSE:
            if not LANGUAGE.fullmatch(lang):
                found.append(_no_language(source, lang, sorted(below)))
            own = _without_mistakes(source, own, _usual(folder, below), found)
        tables[lang] = merged(tables.get(lang, {}), own)
    return tables


def _usual(folder: HouseFolder, below: Tables) -> dict[str, Any]:
    """Give each word that a page may print as the houses below write it, and those of layouts."""
    layouts = (each.text for inside, each in folder.texts.items() if inside.endswith(".html"))
    usual: dict[str, Any] = {word: "" for text in layouts for word in _PRINTED.findall(text)}
    for each in (*below.values(), below.get("en", {})):  # English last: it has every word
        usual = merged(usual, each)
    return usual


def _without_mistakes(
    source: Source, table: dict[str, Any], usual: dict[str, Any], found: list[Diagnostic]
) -> dict[str, Any]:
    """Leave out the words that would stop a page, and tell them and those that nothing prints."""
    kept = dict(table)
    for key, value in table.items():
        like = usual.get(key)
        if key not in usual:
            found.append(_unknown(source, "", key, sorted(usual)))
        elif isinstance(value, dict) and isinstance(like, dict):
            kept[key] = _table_without_mistakes(source, key, value, like, found)
        elif fault := _fault(source, "", key, value, like):
            found.append(fault)
            del kept[key]
    return kept


def _table_without_mistakes(
    source: Source,
    header: str,
    table: dict[str, Any],
    usual: dict[str, Any],
    found: list[Diagnostic],
) -> dict[str, Any]:
    kept = dict(table)
    for key, value in table.items():
        is_known = LANGUAGE.fullmatch(key) if header == _NAMES_OF_LANGUAGES else key in usual
        if not is_known:
            found.append(_unknown(source, header, key, sorted(usual)))
        elif fault := _fault(source, header, key, value, usual.get(key, "")):
            found.append(fault)
            del kept[key]
    return kept


def _no_language(source: Source, lang: str, known: list[str]) -> Diagnostic:
    by_name = LANGUAGES.get(lang.lower(), "").partition("-")[0]
    hint = did_you_mean(by_name or lang.replace("_", "-"), known, _NEARLY_ALIKE)
    hint = hint or "a list is named as a manuscript names its language: en.toml, en-US.toml"
    message = f"no language is written '{lang}': nothing reads this list"
    return warning("style-unused", message, source.span(0, len(source.line(1))), hint)


def _unknown(source: Source, header: str, key: str, known: list[str]) -> Diagnostic:
    within = f" of [{header}]" if header else ""
    hint = did_you_mean(key, known) or f"the words{within} are: " + ", ".join(known)
    if header == _NAMES_OF_LANGUAGES:
        hint = "a language is named by its tag: de, fa-AF"
    message = f"nothing prints the word '{key}'{within}"
    return warning("style-unused", message, _place(source, header, key), hint)


def _fault(source: Source, header: str, key: str, value: Any, like: Any) -> Diagnostic | None:
    """Hold a word against the one of the houses below."""
    for message, hint in _said(key, value, like):
        return error("style-value", message, _place(source, header, key), hint)
    return None


def _said(key: str, value: Any, like: Any) -> Iterator[tuple[str, str]]:
    if isinstance(like, dict):
        yield f"'{key}' must be a table", f"begin a line with [{key}], and its words follow"
        return
    if isinstance(like, list):
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            yield f"'{key}' must be a list of texts", ""
            return
    elif not isinstance(value, str):
        yield f"'{key}' must be a text in quotes", ""
        return
    if key in _LENGTHS and len(value) != _LENGTHS[key]:
        kind = "names" if isinstance(value, list) else "characters"
        yield f"'{key}' has {len(value)} {kind}, and {_LENGTHS[key]} are wanted", ""
    if isinstance(value, str):
        yield from _placeholders(key, value, like)


def _placeholders(key: str, value: str, like: str) -> Iterator[tuple[str, str]]:
    """Hold what a text leaves room for against what is put in: `{name}`, `{day}`."""
    wanted = {name for _, name, _, _ in Formatter().parse(like) if name}
    known = wanted | _MAY_HOLD.get(key, set())
    try:
        parts = [part for part in Formatter().parse(value) if part[1] is not None]
    except ValueError:
        yield f"a brace of '{key}' has no partner", "a brace that is printed is written twice: {{"
        return
    if not wanted:  # nothing is put into this one, and its braces are printed
        return
    for _, name, form, conversion in parts:
        if name not in known or form or conversion:
            hint = did_you_mean(name or "", known) or "it takes: " + _braced(known)
            yield f"'{key}' has no '{{{name}}}' to put in", hint
    for name in sorted(wanted - {each[1] for each in parts}):
        yield f"'{key}' leaves no room for '{{{name}}}'", f'e.g. "{like}"'


def _braced(names: set[str]) -> str:
    return ", ".join(f"'{{{each}}}'" for each in sorted(names))


def _place(source: Source, header: str, key: str) -> Span:
    """Find the line of a word; tomllib tells no positions."""
    start, end = 0, len(source.text)
    for found in _HEADER.finditer(source.text):
        if found[1] == header:
            start = found.end()
        elif start or not header:
            end = found.start()
            break
    written = re.compile(rf"""^\s*["']?({re.escape(key)})["']?\s*=""", re.MULTILINE)
    line = written.search(source.text, start, end)
    if line is None:
        line = re.search(rf"(?<![\w-])({re.escape(key)})(?![\w-])", source.text)
    return source.span(line.start(1), line.end(1)) if line else source.span(0, 0)
