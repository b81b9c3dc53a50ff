"""One entry → what is perhaps wrong with it, each with the place of the field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from publish.bibliography.dates import parse_date
from publish.bibliography.identifiers import (
    WEB_SCHEMES,
    is_doi,
    is_url,
    isbn_problem,
    issn_problem,
    scheme,
)
from publish.bibliography.item import bare_doi
from publish.bibliography.names import split_list
from publish.bibliography.reading import Reading
from publish.bibliography.types import (
    ARTICLE_SUBTYPES,
    CSL_TYPES,
    FIELD_ALIASES,
    FIELDS,
    FOREIGN_FIELDS,
    NAMES,
    OTHER_NAMES,
    REQUIRED,
    TYPE_ALIASES,
)
from publish.diagnostics import Diagnostic, did_you_mean, warning
from publish.source import Span

_RANGE = re.compile(r"(?<![\w.])(\d+)\s*[-–—]+\s*(\d+)(?![\w.])")
_SUFFIX = re.compile(r"\s*\{?(?:jn?r|sr|[ivx]+|esq|ph\.?\s?d|m\.?\s?d)\.?\}?\s*", re.IGNORECASE)
_BRACED = re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_NUMBERS = (("isbn", "bib-isbn", isbn_problem), ("issn", "bib-issn", issn_problem))
_AMPERSAND = re.compile(r"\s\\?&\s")
_INSTITUTION = re.compile(
    r"\b(?:Agency|Association|Authority|Bank|Bureau|Cent(?:er|re)|Commission(?:er)?|Committee"
    r"|Corporation|Council|Department|Federation|Foundation|Government|Institut(?:e|ion)|Ministry"
    r"|Nations|Office|Organi[sz]ation|Parliament|Programme|Secretariat|Society|University)\b"
    r"|\s(?:for|of the)\s"
)
"""Words that persons are not called by."""
_WRITTEN_ET_AL = re.compile(r"\bet\.?\s+al\b", re.IGNORECASE)


def inspect(key: str, head: Span, reading: Reading) -> Iterator[Diagnostic]:
    """Look an entry over: its type, its fields, and the form of their values."""
    for check in _CHECKS:
        yield from check(key, head, reading)


def _type(key: str, head: Span, reading: Reading) -> Iterator[Diagnostic]:
    if reading.kind in CSL_TYPES:
        return
    known = sorted({*CSL_TYPES, *TYPE_ALIASES} - {"xdata"})
    yield warning(
        "bib-type-unknown",
        f"there is no entry type '{reading.kind}', so '{key}' is printed as a plain document",
        head.source.span(head.start, head.start + 1 + len(reading.kind)),
        did_you_mean(reading.kind, known) or "'@misc' is the type for what fits nowhere else",
    )


def _field_names(key: str, _head: Span, reading: Reading) -> Iterator[Diagnostic]:
    known = FIELDS | FIELD_ALIASES.keys()
    silent = known | FOREIGN_FIELDS
    unknown = (each for each in reading.fields.items() if each[0] not in silent)
    for name, value in islice(unknown, 20):  # an entry with more is none of ours
        hint = did_you_mean(name, sorted(known))
        if hint:
            yield warning(
                "bib-field-unknown",
                f"entry '{key}' has a field '{name}', which is not one we know",
                value.span,
                hint,
            )


def _required(key: str, head: Span, reading: Reading) -> Iterator[Diagnostic]:
    lacking = [
        "neither " + " nor ".join(map(repr, choice)) if len(choice) > 1 else f"no {choice[0]!r}"
        for choice in REQUIRED.get(reading.kind, ())
        if not any(map(reading.has, choice)) and not _is_excused(choice, reading)
    ]
    if lacking:
        yield warning(
            "bib-field-missing",
            f"entry '{key}' is of the type '{reading.kind}', but has {', '.join(lacking)}",
            head,
        )


def _is_excused(choice: tuple[str, ...], reading: Reading) -> bool:
    """Unsigned newspaper articles, works in press and preprints are complete as they are."""
    if choice == ("date",):
        return reading.has("year") or reading.has("pubstate")
    if choice == ("author",):
        return reading.raw("entrysubtype").lower() in ARTICLE_SUBTYPES
    return choice == ("journaltitle",) and (reading.has("eprint") or reading.has("pubstate"))


def _dates(key: str, _head: Span, reading: Reading) -> Iterator[Diagnostic]:
    for name in ("date", "eventdate", "origdate", "urldate"):
        if reading.has(name) and parse_date(reading.raw(name)) is None:
            yield warning(
                "bib-date",
                f"'{reading.raw(name)}' in the field '{name}' of '{key}' is not a date,"
                " so it is printed as it stands",
                reading.fields[name].span,
                "dates are written 2024, 2024-05, 2024-05-31, or two of them with '/' between",
            )


def _identifiers(key: str, _head: Span, reading: Reading) -> Iterator[Diagnostic]:
    for name, code, problem_of in _NUMBERS:
        for number in re.split(r"[,;]\s*|\s+and\s+", reading.verbatim(name)):
            problem = problem_of(re.sub(r"\s*\([^()]*\)", "", number)) if number else ""
            if problem:
                yield warning(
                    code,
                    f"'{number}' in '{key}' is not an {name.upper()}: {problem}",
                    reading.fields[name].span,
                )
    doi = bare_doi(reading.verbatim("doi"))
    if doi and not is_doi(doi):
        yield warning(
            "bib-doi",
            f"'{doi}' in '{key}' is not a DOI",
            reading.fields["doi"].span,
            "a DOI begins with '10.', four digits or more, and '/'",
        )


def _address(key: str, _head: Span, reading: Reading) -> Iterator[Diagnostic]:
    address = reading.verbatim("url")
    if not address or is_url(address):
        return
    hint = ""
    if scheme(address) in WEB_SCHEMES or not scheme(address):
        hint = "an address begins with 'https://' and has no spaces"
    yield warning(
        "bib-url",
        f"'{address[:80]}' in '{key}' is not the address of a web page",
        reading.fields["url"].span,
        hint,
    )


def _pages(key: str, _head: Span, reading: Reading) -> Iterator[Diagnostic]:
    if not reading.has("pages"):
        return
    value = reading.fields["pages"]
    for each in _RANGE.finditer(value.text):
        first, last = each[1], each[2]
        if len(last) >= len(first) and int(last[:12]) < int(first[:12]):
            yield warning(
                "bib-pages",
                f"the pages '{each[0]}' of '{key}' run backwards",
                value.place(each.start(), each.end()),
            )


def _names(key: str, _head: Span, reading: Reading) -> Iterator[Diagnostic]:
    for field in (*NAMES, *OTHER_NAMES):
        if not reading.has(field):
            continue
        value = reading.fields[field]
        for part in split_list(value.text):
            hint = _name_hint(part.text)
            if hint:
                yield warning(
                    "bib-name",
                    f"'{part.text[:80]}' in the field '{field}' of '{key}' does not look like"
                    " one name",
                    value.place(part.start, part.start + len(part.text)),
                    hint,
                )


def _name_hint(name: str) -> str:
    bare = _BRACED.sub("", name)
    if "=" in bare:
        return ""
    if _WRITTEN_ET_AL.search(bare):
        return "write 'and others' for further authors"
    if _AMPERSAND.search(bare):
        return "names are joined by 'and'; the name of an institution stands in braces"
    commas = bare.split(",")
    if len(commas) == 1 and _INSTITUTION.search(bare):
        return f"the name of an institution stands in braces: {{{name[:60]}}}"
    if ";" in bare or len(commas) > 3 or (len(commas) == 3 and not _is_suffix(commas[1])):
        return "names are joined by 'and': 'Smith, J. and Jones, K.'"
    return ""


def _is_suffix(text: str) -> bool:
    return not text.strip() or _SUFFIX.fullmatch(text) is not None


def _capitals(key: str, _head: Span, reading: Reading) -> Iterator[Diagnostic]:
    for name in ("title", "subtitle", "booktitle", "maintitle"):
        bare = _BRACED.sub("", reading.raw(name))
        letters = [each for each in bare if each.isalpha()]
        if len(letters) > 11 and " " in bare.strip() and all(map(str.isupper, letters)):
            yield warning(
                "bib-title-capitals",
                f"the {name} of '{key}' is in capitals, and no style can undo that",
                reading.fields[name].span,
                "write it in Title Case",
            )


_CHECKS: tuple[Callable[[str, Span, Reading], Iterator[Diagnostic]], ...] = (
    _type,
    _field_names,
    _required,
    _dates,
    _identifiers,
    _address,
    _pages,
    _names,
    _capitals,
)
