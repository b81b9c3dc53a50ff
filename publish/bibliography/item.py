"""One entry's fields → its CSL-JSON item."""

from __future__ import annotations

import re
from typing import Any

from publish.bibliography.dates import old_date, parse_date
from publish.bibliography.identifiers import WEB_SCHEMES, scheme
from publish.bibliography.reading import Reading
from publish.bibliography.richtext import Run, join, to_csl
from publish.bibliography.strings import lookup
from publish.bibliography.titles import languages, titles
from publish.bibliography.types import (
    ARTICLE_SUBTYPES,
    ARTICLES,
    CSL_TYPES,
    EDITOR_ROLES,
    EPRINTS,
    IN_SERIES,
    NAMES,
    PLAIN,
    THESIS_KEYS,
    VERBATIM,
)

Item = dict[str, Any]

_DOI_PREFIX = re.compile(
    r"^\s*(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/|doi:?\s*)+\s*", re.IGNORECASE
)
_ORDINALS = {
    word: str(number)
    for number, words in enumerate(
        (
            ("first", "erste", "première", "premiere", "primera"),
            ("second", "zweite", "deuxième", "seconde", "segunda"),
            ("third", "dritte", "troisième", "tercera"),
            ("fourth", "vierte", "quatrième", "cuarta"),
            ("fifth", "fünfte", "cinquième", "quinta"),
            ("sixth", "sechste", "sixième", "sexta"),
            ("seventh", "siebte", "septième", "séptima"),
            ("eighth", "achte", "huitième", "octava"),
            ("ninth", "neunte", "neuvième", "novena"),
            ("tenth", "zehnte", "dixième", "décima"),
            ("eleventh", "elfte"),
            ("twelfth", "zwölfte"),
        ),
        1,
    )
    for word in words
}
_NUMBERED_EDITION = re.compile(r"(\d{1,3})(?:st|nd|rd|th|\.|e|ª|º)?", re.IGNORECASE)
_DATES = (("date", "", "issued"), ("eventdate", "event", "event-date"),
          ("origdate", "orig", "original-date"), ("urldate", "url", "accessed"))  # fmt: skip
_PUBLISHERS = ("institution", "organization", "howpublished", "publisher")
_URL_ONLY = re.compile(r"\s*(?:\\url\s*\{([^{}]+)\}|(https?://\S+))\s*\.?\s*")

TO_ORIGINAL = frozenset(("origpubas", "origpubin", "reprintof", "reprintfrom", "translationof"))
"""`relatedtype` of entries whose related entry is the original edition (biblatex §4.5.1)."""
_OF_ORIGINAL = {
    "issued": "original-date",
    "publisher": "original-publisher",
    "publisher-place": "original-publisher-place",
    "title": "original-title",
}


def original_of(item: Item) -> Item:
    """Give what a later edition's item says of its original."""
    return {to: item[name] for name, to in _OF_ORIGINAL.items() if name in item}


def make_item(key: str, reading: Reading) -> Item:
    """Turn an entry into a CSL-JSON item; empty variables are left out."""
    item: Item = {"id": key, "type": _csl_type(reading)}
    other_languages = languages(reading)
    variables: Item = {
        "genre": _genre(reading),
        "language": reading.entry_language,
        **_names(reading),
        **_dates(reading),
        **titles(reading),
        **_numbers(reading),
        **_publication(reading),
        **_identifiers(reading),
        **{to: to_csl(reading.rich(name)) for name, to in PLAIN.items()},
        "note": _note(reading),
        "status": _status(reading),
        "custom": {"languages": other_languages} if other_languages else {},
    }
    item.update((name, value) for name, value in variables.items() if value)
    return item


def _csl_type(reading: Reading) -> str:
    kind, subtype = reading.kind, reading.raw("entrysubtype").lower()
    if kind in ("article", "periodical", "suppperiodical") and subtype in ARTICLE_SUBTYPES:
        return ARTICLE_SUBTYPES[subtype]
    if kind == "unpublished" and any(map(reading.has, ("eventdate", "eventtitle", "venue"))):
        return "speech"
    return CSL_TYPES.get(kind, "document")


def _genre(reading: Reading) -> str:
    written = reading.raw("type")
    if written:
        return lookup(written, reading.language) or to_csl(reading.rich("type"))
    return lookup(THESIS_KEYS.get(reading.kind, ""), reading.language) or ""


def _names(reading: Reading) -> Item:
    found: Item = {}
    for field, variable in NAMES.items():
        if not reading.has(field):
            continue
        role = EDITOR_ROLES.get(reading.raw("editortype").lower(), variable)
        found.setdefault(role if field == "editor" else variable, reading.names(field))
    for field in ("editora", "editorb", "editorc"):
        role = EDITOR_ROLES.get(reading.raw(field + "type").lower(), "")
        if role and reading.has(field):
            found.setdefault(role, reading.names(field))
    return found


def _dates(reading: Reading) -> Item:
    found: Item = {}
    for field, prefix, variable in _DATES:
        written = reading.raw(field)
        date = parse_date(written) if written else None
        if date is None:
            parts = ("year", "month", "day", "endyear")
            date = old_date({prefix + part: reading.text(prefix + part) for part in parts}, prefix)
        if date is None and written:
            date = {"literal": reading.text(field)}
        if date is not None:
            found[variable] = date
    return found


def _numbers(reading: Reading) -> Item:
    number, issue = to_csl(reading.rich("number")), to_csl(reading.rich("issue"))
    found: Item = {"page": _pages(reading), "edition": _edition(reading)}
    volume, part = to_csl(reading.rich("volume")), to_csl(reading.rich("part"))
    found["volume"] = f"{volume}.{part}" if volume and part else volume or part
    if reading.kind in IN_SERIES:
        found["collection-number"] = number
    elif reading.kind in ARTICLES:
        found["issue"] = ", ".join(filter(None, (number, issue)))
    else:
        found["number"] = number
    return found


def _pages(reading: Reading) -> str:
    written = reading.text("pages") or reading.text("eid")
    return re.sub(r"\s*[–—]\s*", "-", written)


def _edition(reading: Reading) -> str:
    """Give the number of an edition where there is one: CSL writes "2nd ed." by itself."""
    written = reading.text("edition")
    bare = re.sub(r"\s*(?:edition|ed\.?|auflage|aufl\.?)$", "", written, flags=re.IGNORECASE)
    numbered = _NUMBERED_EDITION.fullmatch(bare)
    if numbered:
        return numbered[1]
    return _ORDINALS.get(bare.lower(), "") or to_csl(reading.rich("edition"))


def _publication(reading: Reading) -> Item:
    found: Item = {}
    houses: list[str] = []
    for field in _PUBLISHERS:
        if field == "howpublished":
            houses.extend(filter(None, (_how_published(reading),)))
        else:
            houses.extend(reading.literals(field))
    found["publisher"] = "; ".join(houses)
    places = reading.literals("location")
    if reading.kind == "patent":
        found["jurisdiction"] = "; ".join(lookup(each, reading.language) or each for each in places)
    else:
        found["publisher-place"] = "; ".join(places)
    found["original-publisher-place"] = "; ".join(reading.literals("origlocation"))
    return found


def _how_published(reading: Reading) -> str:
    """Give what is not a mere address; an address goes into `URL`."""
    if not reading.has("howpublished") or _URL_ONLY.fullmatch(reading.raw("howpublished")):
        return ""
    return to_csl(reading.rich("howpublished"))


def _identifiers(reading: Reading) -> Item:
    found: Item = {to: reading.verbatim(name) for name, to in VERBATIM.items()}
    eprint_type = reading.raw("eprinttype").lower()
    eprint = reading.verbatim("eprint")
    if reading.options.get("doi") != "false":
        found["DOI"] = bare_doi(reading.verbatim("doi"))
    if reading.kind == "online" or reading.options.get("url") != "false":
        found["URL"] = _web_address(reading.verbatim("url"))
    if not found.get("URL") and eprint_type in EPRINTS and eprint:
        found["URL"] = EPRINTS[eprint_type] + re.sub("^arxiv:", "", eprint, flags=re.IGNORECASE)
    if not found.get("URL") and not found.get("DOI"):
        address = _URL_ONLY.fullmatch(reading.raw("howpublished"))
        if address:
            found["URL"] = address[1] or address[2]
    return found


def _web_address(address: str) -> str:
    """Keep addresses a reader may be sent to; `javascript:` and the like are none."""
    return address if scheme(address) in WEB_SCHEMES or not scheme(address) else ""


def bare_doi(text: str) -> str:
    """Take "https://doi.org/" or "doi:" off a DOI.

    >>> bare_doi("https://doi.org/10.1000/182")
    '10.1000/182'
    """
    return _DOI_PREFIX.sub("", text)


def _note(reading: Reading) -> str:
    if reading.kind == "periodical":
        return to_csl(reading.rich("addendum"))
    addendum = () if reading.is_bibtex else reading.rich("addendum")
    return to_csl(join(reading.rich("note"), ".", addendum))


def _status(reading: Reading) -> str:
    written = reading.raw("pubstate")
    if not written:
        return ""
    known = lookup(written, reading.language)
    return to_csl((Run(known, ()),) if known else reading.rich("pubstate"))
