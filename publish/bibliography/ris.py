"""RIS → Library: what databases and publishers offer beside BibTeX.

Tags and types: "RIS Format Specifications" (Research Information Systems, 2011).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from publish.bibliography.items import ItemRecord
from publish.bibliography.library import Library, Record
from publish.diagnostics import Diagnostic, error
from publish.source import Source, Span

_LINE = re.compile(r"^([A-Z][A-Z0-9])  -(?: (.*))?$", re.MULTILINE)

_TYPES = {
    "JOUR": "article-journal", "EJOUR": "article-journal", "MGZN": "article-magazine",
    "NEWS": "article-newspaper", "BOOK": "book", "EDBOOK": "book", "EBOOK": "book",
    "CHAP": "chapter", "ECHAP": "chapter", "CONF": "book", "CPAPER": "paper-conference",
    "THES": "thesis", "RPRT": "report", "GOVDOC": "report", "ELEC": "webpage", "WEB": "webpage",
    "BLOG": "post-weblog", "DATA": "dataset", "COMP": "software", "PAT": "patent",
    "VIDEO": "motion_picture", "MPCT": "motion_picture", "SOUND": "song", "MAP": "map",
    "ENCYC": "entry-encyclopedia", "DICT": "entry-dictionary", "CASE": "legal_case",
    "STAT": "legislation", "BILL": "bill", "HEAR": "hearing", "UNPB": "manuscript",
    "MANSCPT": "manuscript", "PCOMM": "personal_communication", "STAND": "standard",
    "PAMP": "pamphlet", "SLIDE": "speech", "ART": "graphic", "FIGURE": "figure",
}  # fmt: skip

_PLAIN = {
    "TI": "title", "T1": "title", "CT": "title", "BT": "container-title", "T2": "container-title",
    "JO": "container-title", "JF": "container-title", "T3": "collection-title",
    "JA": "container-title-short", "J2": "container-title-short", "VL": "volume", "IS": "issue",
    "PB": "publisher", "CY": "publisher-place", "PP": "publisher-place", "ET": "edition",
    "UR": "URL", "DO": "DOI", "AB": "abstract", "N2": "abstract", "ST": "title-short",
    "LA": "language", "N1": "note", "AN": "number", "C7": "number", "CN": "call-number",
}  # fmt: skip
_NAMES = {"AU": "author", "A1": "author", "ED": "editor", "A2": "editor", "A3": "collection-editor",
          "A4": "translator"}  # fmt: skip
_DATES = {"PY": "issued", "Y1": "issued", "DA": "issued", "Y2": "accessed", "OP": "original-date"}


class _Line(NamedTuple):
    tag: str
    value: str
    start: int
    end: int


def parse_ris(source: Source) -> Library:
    """Read an RIS file; a record without `ID` has its first author and year as its key."""
    records: dict[str, Record] = {}
    diagnostics: list[Diagnostic] = []
    for lines in _records(source):
        item = _item(lines)
        span = source.span(lines[0].start, lines[0].end)
        key = next((line.value for line in lines if line.tag == "ID" and line.value), _key(item))
        if key in records:
            message = f"a second entry with the key '{key}'"
            diagnostics.append(error("bib-key-duplicate", message, span, "give it an 'ID'"))
            continue
        records[key] = ItemRecord(key, span, {"id": key, **item})
    if not records and source.text.strip():
        message = "no RIS record was found: each begins with a line 'TY  - …'"
        diagnostics.append(error("bib-syntax", message, Span(source, 0, 0)))
    return Library(records, tuple(diagnostics))


def _records(source: Source) -> Iterator[list[_Line]]:
    lines: list[_Line] = []
    for each in _LINE.finditer(source.text):
        line = _Line(each[1], (each[2] or "").strip(), each.start(), each.end())
        if line.tag == "TY":
            if lines:
                yield lines
            lines = [line]
        elif line.tag == "ER":
            if lines:
                yield lines
            lines = []
        elif lines:
            lines.append(line)
    if lines:
        yield lines


def _item(lines: Iterable[_Line]) -> dict[str, Any]:
    item: dict[str, Any] = {}
    for tag, value, _start, _end in lines:
        if not value:
            continue
        if tag == "TY":
            item["type"] = _TYPES.get(value.upper(), "document")
        elif tag in _NAMES:
            item.setdefault(_NAMES[tag], []).append(_name(value))
        elif tag in _DATES:
            date = _date(value)
            if date and len(date) > len(item.get(_DATES[tag], {}).get("date-parts", [[]])[0]):
                item[_DATES[tag]] = {"date-parts": [date]}
        else:
            _plain(item, tag, value)
    return item


def _plain(item: dict[str, Any], tag: str, value: str) -> None:
    if tag == "EP" and "page" in item:
        item["page"] += f"-{value}"
    elif tag in ("SP", "EP"):
        item["page"] = value
    elif tag == "SN":
        item["ISSN" if re.fullmatch(r"\d{4}-?\d{3}[\dXx]", value) else "ISBN"] = value
    elif tag == "KW":
        item["keyword"] = f"{item['keyword']}, {value}" if "keyword" in item else value
    elif tag in _PLAIN:
        item.setdefault(_PLAIN[tag], value)


def _name(text: str) -> dict[str, str]:
    parts = [part.strip() for part in text.split(",", 2)]
    if len(parts) == 1:
        return {"literal": text}
    names = zip(("family", "given", "suffix"), parts, strict=False)
    return {name: part for name, part in names if part}


def _date(text: str) -> list[int]:
    parts: list[int] = []
    for part in text.split("/")[:3]:
        if not part.strip().isdecimal():
            break
        parts.append(int(part))
    return parts


def _key(item: dict[str, Any]) -> str:
    names = item.get("author") or item.get("editor") or [{}]
    family = names[0].get("family") or names[0].get("literal") or item.get("title", "entry")
    year = item.get("issued", {}).get("date-parts", [[""]])[0][0]
    return re.sub(r"\W+", "", str(family)).lower()[:30] + str(year)
