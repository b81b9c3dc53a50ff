"""Our locale files hold every term of CSL 1.0.2, and what holds for their languages."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from functools import cache
from pathlib import Path

import pytest

LOCALES = Path(__file__).parents[2] / "styles" / "csl" / "locales"
FILES = sorted(LOCALES.glob("locales-*.xml"))
LANGUAGES = [
    "ar", "de-DE", "en-GB", "en-US", "es-ES", "fa-AF", "fa-IR", "fr-FR", "ps-AF", "ur-PK",
]  # fmt: skip
CSL = "{http://purl.org/net/xbiblio/csl}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# CSL 1.0.2, appendix II (miscellaneous, punctuation, locators) and appendices III and IV.
MISCELLANEOUS = """accessed|ad|advance-online-publication|album|and|and others|anonymous|at|
audio-recording|available at|bc|bce|by|ce|circa|cited|et-al|film|forthcoming|from|henceforth|ibid|
in|in press|internet|letter|loc-cit|no date|no-place|no-publisher|on|online|op-cit|
original-work-published|personal-communication|podcast|podcast-episode|preprint|presented at|
radio-broadcast|radio-series|radio-series-episode|reference|retrieved|review-of|scale|
special-issue|special-section|television-broadcast|television-series|television-series-episode|
video|working-paper"""
PUNCTUATION = """open-quote|close-quote|open-inner-quote|close-inner-quote|page-range-delimiter|
colon|comma|semicolon"""
LOCATORS = """act|appendix|article-locator|book|canon|chapter|column|elocation|equation|figure|
folio|issue|line|note|opus|page|paragraph|part|rule|scene|section|sub-verbo|supplement|table|
timestamp|title-locator|verse|version|volume"""
NUMBERS = """chapter-number|citation-number|collection-number|edition|first-reference-note-number|
issue|locator|number|number-of-pages|number-of-volumes|page|page-first|part-number|
printing-number|section|supplement-number|version|volume"""
TYPES = """article|article-journal|article-magazine|article-newspaper|bill|book|broadcast|chapter|
classic|collection|dataset|document|entry|entry-dictionary|entry-encyclopedia|event|figure|graphic|
hearing|interview|legal_case|legislation|manuscript|map|motion_picture|musical_score|pamphlet|
paper-conference|patent|performance|periodical|personal_communication|post|post-weblog|regulation|
report|review|review-book|software|song|speech|standard|thesis|treaty|webpage"""
ROLES = """author|chair|collection-editor|compiler|composer|container-author|contributor|curator|
director|editor|editor-translator|editorial-director|executive-producer|guest|host|illustrator|
interviewer|narrator|organizer|original-author|performer|producer|recipient|reviewed-author|
script-writer|series-creator|translator"""
SYMBOLS = {"and": "symbol", "at": "symbol", "paragraph": "symbol", "section": "symbol"}
EMPTY_ON_PURPOSE = {
    "timestamp", "author", "composer", "container-author", "interviewer", "original-author",
    "recipient", "reviewed-author",
}  # fmt: skip

Form = tuple[str, str]


def _names(listing: str) -> list[str]:
    return [name.strip() for name in listing.split("|")]


def _required() -> set[Form]:
    """Every term in every form that a style may ask of it."""
    listings = (MISCELLANEOUS, PUNCTUATION, LOCATORS, NUMBERS, TYPES, ROLES)
    required = {(name, "long") for listing in listings for name in _names(listing)}
    required |= {(name, "short") for listing in (LOCATORS, NUMBERS) for name in _names(listing)}
    roles = _names(ROLES)
    required |= {(name, form) for name in roles for form in ("short", "verb", "verb-short")}
    required |= {(f"month-{number:02}", f) for number in range(1, 13) for f in ("long", "short")}
    required |= {(f"season-{number:02}", "long") for number in range(1, 5)}
    required |= {(f"long-ordinal-{number:02}", "long") for number in range(1, 11)}
    return required | {("ordinal", "long"), *SYMBOLS.items()}


@cache
def _root(language: str) -> ElementTree.Element:
    return ElementTree.parse(LOCALES / f"locales-{language}.xml").getroot()


@cache
def _terms(language: str) -> dict[Form, tuple[str, ...]]:
    """Collect the terms without a gender form: (single, multiple) or one text for both."""
    found: dict[Form, tuple[str, ...]] = {}
    for term in _root(language).iter(f"{CSL}term"):
        if term.get("gender-form"):
            continue
        key = (term.attrib["name"], term.get("form", "long"))
        assert key not in found, f"{key} stands twice"
        found[key] = tuple(each.text or "" for each in term) or (term.text or "",)
    return found


def test_every_language_has_its_file() -> None:
    """One file for each language of the list, named after it."""
    assert [path.name for path in FILES] == [f"locales-{each}.xml" for each in LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_in_every_form(language: str) -> None:
    """No term is left to fall back on English (CSL 1.0.2, "Locale Fallback")."""
    assert sorted(_required() - set(_terms(language))) == []
    assert sorted(set(_terms("en-US")) - set(_terms(language)) - _ordinals("en-US")) == []


def _ordinals(language: str) -> set[Form]:
    return {key for key in _terms(language) if re.fullmatch(r"ordinal-\d\d", key[0])}


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_known_terms_are_empty(language: str) -> None:
    """A term is empty only where styles take that for granted."""
    empty = {key[0] for key, texts in _terms(language).items() if not all(texts)}
    assert empty - {"ordinal"} <= EMPTY_ON_PURPOSE
    assert all(text == text.strip(" \n\t") for texts in _terms(language).values() for text in texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_root_names_its_language_and_version(language: str) -> None:
    """The root carries CSL's version and the language of the file's name."""
    root = _root(language)
    assert (root.tag, root.get("version"), root.get(XML_LANG)) == (f"{CSL}locale", "1.0", language)
    assert [child.tag for child in root] == [
        CSL + tag for tag in ("info", "style-options", "date", "date", "terms")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_date_forms_name_day_month_and_year(language: str) -> None:
    """Each form holds each part once, the last without a suffix."""
    dates = {each.attrib["form"]: list(each) for each in _root(language).iter(f"{CSL}date")}
    assert sorted(dates) == ["numeric", "text"]
    for parts in dates.values():
        assert sorted(part.attrib["name"] for part in parts) == ["day", "month", "year"]
        assert parts[-1].get("suffix") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_genders_are_whole(language: str) -> None:
    """Where an ordinal has genders it has both, or the neuter form serves one of them."""
    forms: dict[str, set[str]] = {}
    for term in _root(language).iter(f"{CSL}term"):
        if "ordinal" in term.attrib["name"]:
            forms.setdefault(term.attrib["name"], set()).add(term.get("gender-form", "neuter"))
    assert {frozenset(each) for each in forms.values()} <= {
        frozenset({"neuter"}),
        frozenset({"neuter", "feminine", "masculine"}),
    }


def test_only_american_english_draws_points_into_quotes() -> None:
    """`punctuation-in-quote` is true for en-US alone."""
    options = {each: _root(each).find(f"{CSL}style-options") for each in LANGUAGES}
    inside = [
        language
        for language, option in options.items()
        if option is not None and option.get("punctuation-in-quote") == "true"
    ]
    assert inside == ["en-US"]


def test_french_has_ordinals_for_the_first_day_only() -> None:
    """It is "1er janvier" but "2 janvier"."""
    options = _root("fr-FR").find(f"{CSL}style-options")
    assert options is not None
    assert options.get("limit-day-ordinals-to-day-1") == "true"


ARABIC_SCRIPT = [each for each in LANGUAGES if each[:2] in ("ar", "fa", "ps", "ur")]


@pytest.mark.parametrize("language", ARABIC_SCRIPT)
def test_months_are_in_the_script_of_the_language(language: str) -> None:
    """Twelve Gregorian months, each written in Arabic letters and each its own."""
    months = [_terms(language)[f"month-{number:02}", "long"][0] for number in range(1, 13)]
    assert len(set(months)) == 12
    assert all(re.fullmatch(r"[\u0621-\u06d3]+", month) for month in months)


LETTERS_OF = {"ar": "", "fa-IR": "پچگ", "fa-AF": "پچگ", "ps-AF": "ښړڅګ", "ur-PK": "ںہےٹ"}
FOREIGN_TO = {"ar": "پچگکی", "fa-IR": "ةيك", "fa-AF": "ةيك", "ps-AF": "ةكہےٹ", "ur-PK": "ةيكى"}


@pytest.mark.parametrize("language", ARABIC_SCRIPT)
def test_letters_belong_to_the_language(language: str) -> None:
    """No Arabic yeh or kaf in Persian, no Persian ones in Arabic, and each has its own letters."""
    text = "".join(text for texts in _terms(language).values() for text in texts)
    assert [letter for letter in FOREIGN_TO[language] if letter in text] == []
    assert [letter for letter in LETTERS_OF[language] if letter not in text] == []


QUOTES = {
    "ar": "«»“”", "de-DE": "„“‚‘", "en-GB": "“”‘’", "en-US": "“”‘’", "es-ES": "«»“”",
    "fa-AF": "«»‹›", "fa-IR": "«»‹›", "fr-FR": "«\u202f|\u202f»|“|”", "ps-AF": "«»‹›",
    "ur-PK": "“”‘’",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks(language: str) -> None:
    """Outer and inner marks as Unicode CLDR has them for the language."""
    marks = QUOTES[language].split("|") if "|" in QUOTES[language] else list(QUOTES[language])
    names = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
    assert [_terms(language)[name, "long"][0] for name in names] == marks
