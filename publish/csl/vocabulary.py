"""The closed sets of CSL 1.0.2: variables, types, terms and attribute values."""

from __future__ import annotations

from enum import IntEnum, StrEnum


def words(text: str) -> frozenset[str]:
    """Make a set of the words of a text."""
    return frozenset(text.split())


def whole_number(text: str, default: int = 0) -> int:
    """Read a whole number of at most nine digits; else give the default."""
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= 9 else default


NAME_VARIABLES = words(
    """author chair collection-editor compiler composer container-author contributor curator
    director editor editorial-director editor-translator editortranslator executive-producer guest
    host illustrator interviewer narrator organizer original-author performer producer recipient
    reviewed-author script-writer series-creator translator"""
)
"""CSL 1.0.2, appendix IV, name variables (and the joined spelling of older styles)."""

DATE_VARIABLES = words(
    """accessed available-date container event-date issued original-date submitted
    locator-date"""
)
"""CSL 1.0.2, appendix IV, date variables; "container" is of CSL 1.0."""

NUMBER_VARIABLES = words(
    """chapter-number citation-number collection-number edition first-reference-note-number issue
    locator number number-of-pages number-of-volumes page page-first part-number printing-number
    section supplement-number version volume"""
)
"""CSL 1.0.2, appendix IV, number variables."""

STANDARD_VARIABLES = words(
    """abstract annote archive archive_collection archive_location archive-place authority
    call-number citation-key citation-label collection-title container-title container-title-short
    dimensions division DOI event event-title event-place genre ISBN ISSN journalAbbreviation
    jurisdiction keyword language license medium note original-publisher original-publisher-place
    original-title part-title PMCID PMID publisher publisher-place references reviewed-genre
    reviewed-title scale shortTitle source status title title-short URL volume-title
    year-suffix hereinafter"""
)
"""CSL 1.0.2, appendix IV, standard variables, with the spellings of CSL-JSON 1.0."""

VARIABLES = NAME_VARIABLES | DATE_VARIABLES | NUMBER_VARIABLES | STANDARD_VARIABLES

OTHER_SPELLINGS = {
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
    "event": "event-title",
    "editortranslator": "editor-translator",
}
"""Variables as CSL and CSL-JSON before 1.0.2 spell them, in styles and in data."""

TITLE_VARIABLES = words(
    """title title-short container-title container-title-short collection-title event-title
    original-title part-title reviewed-title volume-title"""
)
"""Variables that hold a title: only these keep their case in other languages."""

LOCATORS = words(
    """act appendix article-locator book canon chapter column elocation equation figure folio issue
    line note opus page paragraph part rule scene section sub-verbo supplement table timestamp
    title-locator verse version volume"""
)
"""CSL 1.0.2, appendix II, locators."""

PRIMARY_DIALECTS = {
    "af": "af-ZA", "bal": "bal-PK", "bg": "bg-BG", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB",
    "da": "da-DK", "de": "de-DE", "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE",
    "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR", "gl": "gl-ES", "he": "he-IL", "hi": "hi-IN",
    "hr": "hr-HR", "hu": "hu-HU", "hy": "hy-AM", "id": "id-ID", "is": "is-IS", "it": "it-IT",
    "ja": "ja-JP", "km": "km-KH", "ko": "ko-KR", "lt": "lt-LT", "lv": "lv-LV", "mn": "mn-MN",
    "ms": "ms-MY", "nb": "nb-NO", "nl": "nl-NL", "nn": "nn-NO", "pa": "pa-PK", "pl": "pl-PL",
    "pt": "pt-PT", "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK", "sl": "sl-SI", "sr": "sr-Cyrl-RS",
    "sv": "sv-SE", "th": "th-TH", "tl": "tl-PH", "tr": "tr-TR", "uk": "uk-UA", "vi": "vi-VN",
    "zh": "zh-CN",
}  # fmt: skip
"""The primary dialect of each language with locale files (CSL 1.0.2, "Locale Fallback")."""


class Area(StrEnum):
    """Where a rendering element stands: in a citation or in the bibliography."""

    CITATION = "citation"
    BIBLIOGRAPHY = "bibliography"


class Position(IntEnum):
    """How a cite stands to earlier cites of its item (CSL 1.0.2, `position`)."""

    FIRST = 0
    SUBSEQUENT = 1
    IBID = 2
    IBID_WITH_LOCATOR = 3


class GivennameRule(StrEnum):
    """`givenname-disambiguation-rule` (CSL 1.0.2, "Disambiguation")."""

    ALL_NAMES = "all-names"
    ALL_NAMES_WITH_INITIALS = "all-names-with-initials"
    PRIMARY_NAME = "primary-name"
    PRIMARY_NAME_WITH_INITIALS = "primary-name-with-initials"
    BY_CITE = "by-cite"


class Collapse(StrEnum):
    """`collapse` on cs:citation (CSL 1.0.2, "Cite Collapsing")."""

    NONE = ""
    CITATION_NUMBER = "citation-number"
    YEAR = "year"
    YEAR_SUFFIX = "year-suffix"
    YEAR_SUFFIX_RANGED = "year-suffix-ranged"


class SubstituteRule(StrEnum):
    """`subsequent-author-substitute-rule` (CSL 1.0.2, "Reference Grouping")."""

    COMPLETE_ALL = "complete-all"
    COMPLETE_EACH = "complete-each"
    PARTIAL_EACH = "partial-each"
    PARTIAL_FIRST = "partial-first"


ATTRIBUTE_VALUES: dict[str, frozenset[str]] = {
    "and": frozenset(("text", "symbol")),
    "class": frozenset(("in-text", "note")),
    "collapse": frozenset(each.value for each in Collapse if each.value),
    "date-parts": frozenset(("year-month-day", "year-month", "year")),
    "delimiter-precedes-et-al": frozenset(("contextual", "after-inverted-name", "always", "never")),
    "delimiter-precedes-last": frozenset(("contextual", "after-inverted-name", "always", "never")),
    "demote-non-dropping-particle": frozenset(("never", "sort-only", "display-and-sort")),
    "display": frozenset(("block", "left-margin", "right-inline", "indent")),
    "font-style": frozenset(("normal", "italic", "oblique")),
    "font-variant": frozenset(("normal", "small-caps")),
    "font-weight": frozenset(("normal", "bold", "light")),
    "givenname-disambiguation-rule": frozenset(each.value for each in GivennameRule),
    "match": frozenset(("all", "any", "none", "nand")),
    "name-as-sort-order": frozenset(("first", "all")),
    "page-range-format": frozenset(
        ("chicago", "chicago-15", "chicago-16", "expanded", "minimal", "minimal-two")
    ),
    "plural": frozenset(("contextual", "always", "never", "true", "false")),
    "second-field-align": frozenset(("flush", "margin", "true", "false")),
    "sort": frozenset(("ascending", "descending")),
    "subsequent-author-substitute-rule": frozenset(each.value for each in SubstituteRule),
    "text-case": frozenset(
        ("lowercase", "uppercase", "capitalize-first", "capitalize-all", "sentence", "title",
         "normal")
    ),
    "text-decoration": frozenset(("none", "underline")),
    "vertical-align": frozenset(("baseline", "sup", "sub")),
    "name-form": frozenset(("long", "short", "count")),
} | dict.fromkeys(
    words(
        """disambiguate-add-givenname disambiguate-add-names disambiguate-add-year-suffix
        et-al-use-last hanging-indent initialize initialize-with-hyphen
        limit-day-ordinals-to-day-1 names-use-last punctuation-in-quote quotes strip-periods"""
    ),
    frozenset(("true", "false")),
)  # fmt: skip
"""Attributes whose value must be one of a few words."""

_FORMS = frozenset(("long", "short", "verb", "verb-short", "symbol"))
_NAME_FORMS = frozenset(("long", "short", "count"))

ELEMENT_VALUES: dict[tuple[str, str], frozenset[str]] = {
    ("date", "form"): frozenset(("numeric", "text")),
    ("date-part", "form"): frozenset(
        ("long", "short", "numeric", "numeric-leading-zeros", "ordinal")
    ),
    ("date-part", "name"): frozenset(("year", "month", "day")),
    ("et-al", "term"): frozenset(("et-al", "and others")),
    ("label", "form"): _FORMS,
    ("name", "form"): _NAME_FORMS,
    ("name-part", "name"): frozenset(("family", "given")),
    ("number", "form"): frozenset(("numeric", "ordinal", "long-ordinal", "roman")),
    ("text", "form"): _FORMS,
}
"""Attributes whose few words depend on their element."""

WHOLE_NUMBERS = words(
    """entry-spacing et-al-min et-al-subsequent-min et-al-subsequent-use-first et-al-use-first
    line-spacing names-min names-use-first near-note-distance"""
)
"""Attributes whose value is a whole number."""

POSITIONS = words("first subsequent ibid ibid-with-locator near-note")
"""CSL 1.0.2, "Choose", `position`."""
