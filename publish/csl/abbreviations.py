"""A list of abbreviations, a JSON file → variable → full form → short form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from publish.csl.vocabulary import VARIABLES
from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.source import Source, Span

ANYWHERE = "default"
"""The list for all jurisdictions; those for single ones are an extension of other processors."""
_CATEGORIES = frozenset(
    ("institution-entire", "institution-part", "number", "place", "nickname", "hereinafter",
     "classic", "container-phrase", "title-phrase")
)  # fmt: skip
"""Names beside those of variables, in the files that go round (Zotero's Abbreviations plugin)."""
_HALF_PAIR = re.compile("[\ud800-\udfff]")
"""A surrogate that stands alone: no character (RFC 8259 §8.2)."""
_SHAPE = 'the form is {"default": {"container-title": {"Journal of Peace": "J. Peace"}}}'


@dataclass(frozen=True, slots=True)
class AbbreviationList:
    """Short forms, used where a style asks for `form="short"`."""

    short_forms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def parse_abbreviations(source: Source) -> AbbreviationList:
    """Read the file that Pandoc's `citation-abbreviations` names.

    What has not the form of such a file is told at its place, and the rest of it serves.
    """
    try:
        data = json.loads(source.text)
    except json.JSONDecodeError as problem:
        why = problem.msg[:1].lower() + problem.msg[1:]
        at = source.span(problem.pos, problem.pos + 1)
        return AbbreviationList({}, (error("csl-abbreviations", f"this is not JSON: {why}", at),))
    except (RecursionError, ValueError):  # nested too deep, or a number too long to read
        return AbbreviationList({}, (_fault("no list of abbreviations", source.span(0, 1)),))
    lists = data.get(ANYWHERE) if isinstance(data, dict) else None
    if not isinstance(lists, dict):
        what = f"a map '{ANYWHERE}' of variables was looked for"
        return AbbreviationList({}, (_fault(what, source.span(0, 1)),))
    found: list[Diagnostic] = []
    short_forms = {name: dict(_forms(source, name, lists[name], found)) for name in lists}
    return AbbreviationList(short_forms, tuple(found))


def _forms(
    source: Source, name: str, forms: object, found: list[Diagnostic]
) -> Iterator[tuple[str, str]]:
    if name not in _CATEGORIES | VARIABLES:
        hint = did_you_mean(name, (*VARIABLES, *_CATEGORIES))
        message = f"there is no variable '{name}' to abbreviate"
        found.append(warning("csl-abbreviations", message, _place(source, name), hint))
        return
    if not isinstance(forms, dict):
        what = f"'{name}' must be a map of full forms to short ones"
        found.append(_fault(what, _place(source, name)))
        return
    for full, short in forms.items():
        if isinstance(short, str) and not _HALF_PAIR.search(short):
            yield full, short
        else:
            what = f"the short form of '{full}' must be a text"
            found.append(_fault(what, _place(source, full)))


def _fault(what: str, at: Span) -> Diagnostic:
    return error("csl-abbreviations", what, at, _SHAPE)


def _place(source: Source, name: str) -> Span:
    """Find where a name is written; the file's beginning for one with escapes in it."""
    start = max(source.text.find(f'"{name}"'), 0)
    return source.span(start, start + len(name) + 2 if start else 1)
