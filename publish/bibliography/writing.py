"""Library → CSL-JSON, or BibLaTeX that reads back as the same library."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from publish.bibliography.library import BibRecord, Library
from publish.bibliography.names import split_list
from publish.bibliography.reverse import biblatex_entry
from publish.bibliography.types import LITERAL_LISTS, VERBATIM

_ORDER = (
    "ids", "author", "bookauthor", "editor", "editortype", "translator", "title", "subtitle",
    "titleaddon", "shorttitle", "booktitle", "booksubtitle", "maintitle", "mainsubtitle",
    "journaltitle", "journalsubtitle", "series", "type", "number", "volume", "part", "volumes",
    "issue", "edition", "version", "date", "year", "month", "day", "pages", "chapter",
    "institution", "organization", "publisher", "location", "howpublished", "note", "addendum",
    "pubstate", "doi", "url", "urldate", "eprint", "eprinttype", "eprintclass", "isbn", "issn",
    "langid", "options", "crossref", "xdata",
)  # fmt: skip
"""Fields in the order people read them; others follow by name."""

_ILLEGAL = re.compile(r"[\s,{}\"#%=]+")
_UNSPACED = frozenset((*VERBATIM, "doi", "eprint", "url"))


def to_json(library: Library, keys: Iterable[str] | None = None) -> str:
    """Write the library, or some of its entries, as CSL-JSON with a line end."""
    wanted = library.keys if keys is None else keys
    items = [library.item(key) for key in wanted]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def to_bibtex(library: Library) -> str:
    """Write the library as BibLaTeX: sorted by key, fields in order, macros put in."""
    return "\n".join(_entry(library, key) for key in sorted(library.keys))


def _entry(library: Library, key: str) -> str:
    record = library.records[key]
    if isinstance(record, BibRecord):
        kind, fields = record.block.kind, _own_fields(library, record)
    else:
        kind, written = biblatex_entry(library.item(key))
        key = _legal_key(key)
        fields = {name: _tidy(name, text) for name, text in written.items()}
    rank = {name: index for index, name in enumerate(_ORDER)}
    names = sorted(fields, key=lambda name: (rank.get(name, len(rank)), name))
    width = max(map(len, names), default=0)
    lines = (f"  {name.ljust(width)} = {{{fields[name]}}},\n" for name in names)
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _legal_key(key: str) -> str:
    """Give a key that BibTeX can read: ids of CSL items may hold any character."""
    legal = _ILLEGAL.sub("-", key)
    return legal if legal.strip("-") else "entry"


def _own_fields(library: Library, record: BibRecord) -> Mapping[str, str]:
    if record.dialect == "biblatex":
        return {name: _tidy(name, value.text) for name, value in record.values([]).items()}
    inherited = record.reading(library, []).fields
    fields = {name: _tidy(name, value.text) for name, value in inherited.items()}
    for name in ("crossref", "xdata", "addendum"):  # worked out, or not a BibTeX field
        fields.pop(name, None)
    for name in LITERAL_LISTS & fields.keys():
        if len(list(split_list(fields[name]))) > 1:  # BibTeX knows no lists of houses
            fields[name] = "{" + fields[name] + "}"
    return fields


def _tidy(name: str, text: str) -> str:
    """Put a value on one line; an address is broken where it has no space."""
    return re.sub(r"\s*\n\s*", "" if name in _UNSPACED else " ", text).strip()
