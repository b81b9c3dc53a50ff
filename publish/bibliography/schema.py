"""An item as JSON or YAML gives it → an item in the forms of the schema (CSL-JSON 1.0.2)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publish.bibliography.dates import parse_date
from publish.bibliography.marked import rich_text

NAMES = frozenset(
    ("author", "chair", "collection-editor", "compiler", "composer", "container-author",
     "contributor", "curator", "director", "editor", "editorial-director", "editor-translator",
     "executive-producer", "guest", "host", "illustrator", "interviewer", "narrator", "organizer",
     "original-author", "performer", "producer", "recipient", "reviewed-author", "script-writer",
     "series-creator", "translator")
)  # fmt: skip
"""CSL 1.0.2, appendix IV, "Name variables"."""
DATES = frozenset(
    ("accessed", "available-date", "event-date", "issued", "original-date", "submitted")
)
"""Likewise, "Date variables"."""
_LITERAL = frozenset(
    ("archivedate", "archiveurl", "DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL", "citation-key",
     "language", "page", "type")
)  # fmt: skip
"""Variables that hold no text to be marked."""
_WHOLE = frozenset(("family", "given", "literal"))
"""A name has one of these parts."""
_NOT_PRINTED = frozenset(("id", "categories", "custom", "citation-key"))
_KEPT_COPY = frozenset(("archiveurl", "archivedate"))
"""No variables of CSL: BibLaTeX users' names for where a web page is kept, with or without "-"."""


class Schema:
    """Put items right, and collect the names of variables that hold something else."""

    def __init__(self, *, is_markdown: bool) -> None:
        self.is_markdown = is_markdown

    def item(self, written: Mapping[Any, Any], key: str) -> tuple[dict[str, Any], list[str]]:
        """Give the item, and the variables that had to be left out."""
        item: dict[str, Any] = {"id": key}
        left_out: list[str] = []
        for variable, value in _variables(written):
            if variable in _NOT_PRINTED or value is None or value == "":
                continue
            put_right = self._value(variable, value)
            if put_right is None:
                left_out.append(variable)
            else:
                item[variable] = put_right
        return item, left_out

    def _value(self, variable: str, value: object) -> object:
        if variable in DATES:
            return _date(value)
        if variable in NAMES:
            return _names(value)
        if isinstance(value, str):
            is_text = self.is_markdown and variable not in _LITERAL
            return rich_text(value) if is_text else value
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        return value.isoformat() if isinstance(value, datetime.date) else None


def _variables(written: Mapping[Any, Any]) -> Iterator[tuple[str, object]]:
    """Give the variables of an item, and where a copy is kept, which `custom` may say too."""
    for name, value in written.items():
        plain = re.sub("[-_]", "", str(name)).lower()
        yield plain if plain in _KEPT_COPY else str(name), value
    custom = written.get("custom")
    if isinstance(custom, Mapping):
        for name, value in _variables(custom):
            if name in _KEPT_COPY:
                yield name, value


def _date(value: object) -> dict[str, Any] | None:
    """Put right what people write for a date: 2024, 2024-05-31, {year: 2024}, a list of those."""
    if isinstance(value, datetime.date):
        return {"date-parts": [[value.year, value.month, value.day]]}
    if isinstance(value, (int, str)):
        return parse_date(str(value)) or {"literal": str(value)}
    if isinstance(value, Sequence):
        parts = [_parts_by_name(each) for each in value if isinstance(each, Mapping)]
        return {"date-parts": [each for each in parts if each]} if any(parts) else None
    return _whole_date(value) if isinstance(value, Mapping) else None


def _whole_date(date: Mapping[Any, Any]) -> dict[str, Any] | None:
    parts = list(_date_parts(date.get("date-parts")))
    if not parts and "year" in date:
        parts = [_parts_by_name(date)]
    if not any(parts):
        words = date.get("raw") or date.get("literal")
        if not isinstance(words, (str, int)):
            return None
        return (parse_date(str(words)) if "raw" in date else None) or {"literal": str(words)}
    found: dict[str, Any] = {"date-parts": parts}
    if isinstance(date.get("season"), (str, int)):
        found["season"] = date["season"]
    if str(date.get("circa") or "false").lower() not in ("false", "no", "0"):
        found["circa"] = True
    return found


def _date_parts(value: object) -> Iterator[list[int]]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            if isinstance(each, Sequence) and not isinstance(each, str):
                parts = [number for part in each if (number := _number(part)) is not None]
                if parts:
                    yield parts[:3]


def _parts_by_name(date: Mapping[Any, Any]) -> list[int]:
    numbers = (_number(date.get(name)) for name in ("year", "month", "day"))
    return [number for number in numbers if number is not None]


def _number(value: object) -> int | None:
    text = str(value).strip()
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 13 else None


def _names(value: object) -> list[dict[str, Any]] | None:
    """Put a single name into a list, and a name in words into its literal form."""
    if isinstance(value, (str, Mapping)):
        value = [value]
    if not isinstance(value, Sequence):
        return None
    names: list[dict[str, Any]] = []
    for each in value:
        if isinstance(each, str):
            names.append({"literal": each})
        elif isinstance(each, Mapping) and not _WHOLE.isdisjoint(each):
            names.append(
                {
                    str(name): part if isinstance(part, bool) else str(part)
                    for name, part in each.items()
                    if isinstance(part, (str, int, float))
                }
            )
    return names
