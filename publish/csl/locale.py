"""A CSL locale's text → Locale: terms, date formats and options of one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publish.csl.attributes import check_attributes
from publish.csl.elements import XML_LANG, Element, parse_elements
from publish.csl.nodes import DateNode
from publish.csl.style_reader import Reader, read_date
from publish.diagnostics import Diagnostic, error
from publish.source import Source

_FORM_FALLBACK = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}
"""CSL 1.0.2, "Terms"."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term in one form."""

    single: str
    multiple: str
    gender: str = ""
    """"masculine", "feminine" or ""."""


@dataclass(frozen=True, slots=True)
class Ordinal:
    """An ordinal suffix; `match` is "" where the default of its number applies."""

    text: str
    match: str


@dataclass(frozen=True, slots=True)
class Locale:
    """Localization data of one language, or of several merged."""

    language: str
    """A language tag; "" when it holds for every language."""
    terms: Mapping[tuple[str, str], Term]
    """By name and form."""
    ordinals: Mapping[tuple[str, str], Ordinal]
    """By name ("ordinal", "ordinal-01" …) and gender form."""
    dates: Mapping[str, DateNode]
    """By form: "numeric", "text"."""
    options: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    def term(self, name: str, form: str = "long", plural: bool = False) -> str:
        """Give a term, falling back to other forms; "" when there is none."""
        found = self.find(name, form)
        if found is None:
            return ""
        return found.multiple if plural else found.single

    def find(self, name: str, form: str = "long") -> Term | None:
        """Look a term up, falling back to other forms (CSL 1.0.2, "Terms")."""
        while form:
            found = self.terms.get((name, form))
            if found is not None:
                return found
            form = _FORM_FALLBACK.get(form, "")
        return None

    @property
    def punctuation_in_quote(self) -> bool:
        """Whether a comma or period goes inside a closing quotation mark."""
        return self.options.get("punctuation-in-quote") == "true"

    @property
    def limits_ordinals_to_day_1(self) -> bool:
        """Whether only the first day of a month is an ordinal."""
        return self.options.get("limit-day-ordinals-to-day-1") == "true"


EMPTY_LOCALE = Locale("", {}, {}, {}, {})


def parse_locale(source: Source) -> Locale:
    """Read a CSL 1.0.2 locale file; what is wrong with it is in `diagnostics`."""
    root, problems = parse_elements(source)
    if root is None:
        return Locale("", {}, {}, {}, {}, problems)
    if root.tag != "locale":
        message = f"the outermost element is '{root.tag or 'of another namespace'}', not 'locale'"
        return Locale("", {}, {}, {}, {}, (error("csl-xml", message, root.span),))
    reader = Reader()
    reader.diagnostics.extend(check_attributes(root))
    locale = read_locale(root, reader)
    return Locale(locale.language, locale.terms, locale.ordinals, locale.dates, locale.options,
                  tuple(reader.diagnostics))  # fmt: skip


def read_locale(element: Element, reader: Reader) -> Locale:
    """Read a cs:locale element, of a file or of a style."""
    terms: dict[tuple[str, str], Term] = {}
    ordinals: dict[tuple[str, str], Ordinal] = {}
    for group in element.all("terms"):
        for each in group.all("term"):
            name = each.get("name")
            if name == "ordinal" or name.startswith("ordinal-"):
                ordinals[name, each.get("gender-form")] = Ordinal(_content(each), each.get("match"))
            else:
                gender_form = each.get("gender-form")
                key = f"{name}/{gender_form}" if gender_form else name
                terms[key, each.get("form", "long")] = _term(each)
    options: dict[str, str] = {}
    for each in element.all("style-options"):
        options.update(each.attributes)
    dates = {each.get("form"): read_date(reader, each) for each in element.all("date")}
    return Locale(element.get(XML_LANG), terms, ordinals, dates, options)


def merge_locales(*locales: Locale) -> Locale:
    """Merge locales into one; later ones win, unit by unit.

    Ordinals are replaced as a whole (CSL 1.0.2, "Ordinal Suffixes").
    """
    terms: dict[tuple[str, str], Term] = {}
    dates: dict[str, DateNode] = {}
    options: dict[str, str] = {}
    ordinals: Mapping[tuple[str, str], Ordinal] = {}
    language = ""
    for each in locales:
        terms.update(each.terms)
        dates.update(each.dates)
        options.update(each.options)
        ordinals = each.ordinals or ordinals
        language = each.language or language
    diagnostics = tuple(found for each in locales for found in each.diagnostics)
    return Locale(language, terms, ordinals, dates, options, diagnostics)


def _term(element: Element) -> Term:
    single, multiple = element.child("single"), element.child("multiple")
    text = _content(element) if single is None and multiple is None else ""
    return Term(
        _content(single) if single is not None else text,
        _content(multiple) if multiple is not None else text,
        element.get("gender"),
    )


def _content(element: Element) -> str:
    """Give a term's text; line breaks and the indent after them are the file's, not the term's."""
    return " ".join(element.text.split()) if "\n" in element.text else element.text
