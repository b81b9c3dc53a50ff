"""Front matter → the bibliographies that a text wants: one of all works, or several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publish.csl.citation import BibliographyPart, Reference
from publish.diagnostics import Diagnostic, did_you_mean, error
from publish.frontmatter.front import FrontMatter

_LISTS = {
    "keys": "ids",
    "types": "types",
    "keywords": "keywords",
    "not-keys": "excluded_ids",
    "not-types": "excluded_types",
    "not-keywords": "excluded_keywords",
}
"""Field of an entry under `bibliographies` → attribute of BibliographyPart."""


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """One bibliography as it stands in the text."""

    title: str
    """"" for the usual one."""
    references: tuple[Reference, ...]


def wanted_lists(
    front: FrontMatter,
) -> tuple[tuple[tuple[str, BibliographyPart], ...], tuple[Diagnostic, ...]]:
    """Read `bibliographies:`, a list of maps with a title and what is to stand in each.

    For instance `{title: Interviews, types: [interview]}`; () where the text has one list.
    """
    found: list[Diagnostic] = []
    lists = tuple(_list(each, front, found) for each in front.bibliographies)
    return lists, tuple(found)


def _list(
    fields: Mapping[str, object], front: FrontMatter, found: list[Diagnostic]
) -> tuple[str, BibliographyPart]:
    chosen: dict[str, tuple[str, ...]] = {}
    for name, value in fields.items():
        if name in _LISTS:
            chosen[_LISTS[name]] = tuple(_words(value))
        elif name != "title":
            hint = did_you_mean(name, (*_LISTS, "title"))
            message = f"a bibliography has no field '{name}'"
            at = front.spans.get("bibliographies")
            found.append(error("field-value", message, at, hint))
    return str(fields.get("title", "")), BibliographyPart(**chosen)


def _words(value: object) -> Iterator[str]:
    """Take a list of words, or words with commas between them."""
    if isinstance(value, str):
        yield from (word.strip() for word in value.split(",") if word.strip())
    elif isinstance(value, (list, tuple)):
        yield from (str(word).strip() for word in value)
