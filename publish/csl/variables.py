"""The value of a variable for an item and a cite, as pieces of output."""

from __future__ import annotations

import re
from urllib.parse import quote

from publish.csl.citation_label import citation_label
from publish.csl.context import Context
from publish.csl.nodes import TextVariable
from publish.csl.numbers import is_numeric
from publish.csl.output import Output, Role
from publish.csl.pages import format_pages
from publish.csl.vocabulary import NUMBER_VARIABLES, TITLE_VARIABLES, words

_LINKS = {
    "URL": "",
    "DOI": "https://doi.org/",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}
"""What goes before an identifier to make it an address (CSL 1.0.2, appendix VI)."""
_NUMERALS = re.compile(r"(?i)\s*[ivxlcdm]+\s*-\s*[ivxlcdm]+\s*")
_ADDRESS = re.compile(r"(?i)(?:https?|ftps?)://[^\s<>\"]+")
_HOST = re.compile(r"(?i)www\.[^\s<>\"]+")
_SHORT = {"title": "title-short", "container-title": "container-title-short"}
_LONG = {short: long for long, short in _SHORT.items()}
_CATEGORIES = {
    "publisher-place": "place", "event-place": "place", "archive-place": "place",
    "original-publisher-place": "place", "publisher": "institution-part",
    "authority": "institution-part", "archive": "collection-title", "genre": "title",
}  # fmt: skip
"""The lists of abbreviations that serve several variables."""
RANGED = words(
    """chapter-number collection-number edition issue part-number section supplement-number
    volume"""
)
"""Numbers that come in ranges; a hyphen in a report's number is none."""

Pieces = tuple[Output | str, ...]


def number_text(variable: str, context: Context) -> str:
    """Give the plain value of a number variable; "" when it has none."""
    match variable:
        case "locator":
            return context.cite.locator
        case "citation-number":
            number = context.environment.citation_numbers.get(context.item.id)
            return str(number) if number is not None else ""
        case "first-reference-note-number":
            return context.cite.first_note_number
        case "page-first":
            return context.item.texts.get("page-first") or _first_page(context)
        case _:
            return context.item.texts.get(variable, "")


def _first_page(context: Context) -> str:
    page = context.item.texts.get("page", "")
    match = re.match(r"\s*([^\s,&\u2013\u2014-]+)", page)
    return match[1] if match else ""


def text_pieces(node: TextVariable, context: Context) -> Pieces:
    """Give what cs:text shows of its variable, markup read; () when it has no value."""
    variable = node.variable
    if variable in _SPECIAL:
        return _SPECIAL[variable](context)
    if variable in NUMBER_VARIABLES:
        return _number_pieces(variable, context)
    if variable in _LINKS:
        return _linked(variable, context)
    text = context.item.texts.get(variable, "")
    if node.short or variable in _LONG:
        text = _short_text(variable, text, context)
    if not text:
        return ()
    pieces = context.environment.parsed(text)
    return _in_language(pieces, variable, context) if variable in TITLE_VARIABLES else pieces


def _in_language(pieces: Pieces, variable: str, context: Context) -> Pieces:
    """Mark a title in another language than the text around it: for hyphens and direction."""
    tag, around = context.item.language_of(variable), context.locale.language
    if not tag or not context.environment.marks_languages:
        return pieces
    if tag.split("-")[0].lower() == around.split("-")[0].lower():
        return pieces
    return (Output(pieces, language=tag),)


def _short_text(variable: str, text: str, context: Context) -> str:
    """Give the short form: the item's own, an abbreviation, else the long one.

    A variable for short forms alone, as "title-short", has no long one to fall back on.
    """
    if variable in _LONG:
        return short_title(variable, context)
    own = context.item.texts.get(_SHORT.get(variable, ""), "")
    return own or _abbreviated(variable, text, context) or text


def short_title(variable: str, context: Context) -> str:
    """Give "title-short" or "container-title-short": the item's own, or an abbreviation."""
    long_name = _LONG[variable]
    own = context.item.texts.get(variable, "")
    return own or _abbreviated(long_name, context.item.texts.get(long_name, ""), context)


def _abbreviated(variable: str, text: str, context: Context) -> str:
    abbreviations = context.environment.abbreviations
    if not abbreviations or not text:
        return ""
    plain = re.sub(r"<[^>]*>", "", text)
    for category in (variable, _CATEGORIES.get(variable, "")):
        listed = abbreviations.get(category, {})
        found = listed.get(text, "") or listed.get(plain, "")
        if found:
            return found
    return ""


def _number_pieces(variable: str, context: Context) -> Pieces:
    text = number_text(variable, context)
    if not text:
        return ()
    if variable == "citation-number":
        return (Output((text,), role=Role.CITATION_NUMBER, value=text),)
    if variable in ("page", "locator"):
        return (*context.environment.parsed(page_text(text, context)),)
    return context.environment.parsed(with_dashes(variable, text))


def with_dashes(variable: str, text: str) -> str:
    """Put en dashes into ranges of numbers or numerals, for variables that come in ranges."""
    if variable in RANGED and (is_numeric(text) or _NUMERALS.fullmatch(text)):
        return text.replace("-", "–")
    return text


def page_text(text: str, context: Context) -> str:
    """Write pages in the style's page-range-format, with its delimiter."""
    form = context.environment.style.options.get("page-range-format", "")
    delimiter = context.locale.term("page-range-delimiter") or "–"
    return format_pages(text, form, delimiter)


def _linked(variable: str, context: Context) -> Pieces:
    text = context.item.texts.get(variable, "")
    if not text:
        return ()
    href = address(variable, text) if context.environment.links else ""
    return (Output((text,), href=href),) if href else (text,)


def address(variable: str, text: str) -> str:
    """Give the address of an identifier; "" where following it would not be safe or possible.

    >>> address("DOI", "10.1000/182")
    'https://doi.org/10.1000/182'
    """
    text = text.strip()
    if _ADDRESS.fullmatch(text):
        return text
    if variable == "URL":
        return f"https://{text}" if _HOST.fullmatch(text) else ""
    bare = text.removeprefix("doi:").strip()
    return _LINKS[variable] + quote(bare, safe="/:;()._-~!$&'*+,=@") if bare.isprintable() else ""


def _year_suffix(context: Context) -> Pieces:
    letter = context.expansion.year_suffix
    return (Output((letter,), role=Role.YEAR_SUFFIX, value=letter),) if letter else ()


def _label(context: Context) -> Pieces:
    label = context.item.texts.get("citation-label") or citation_label(context.item)
    if not label:
        return ()
    suffix = context.expansion.year_suffix
    if suffix and context.suffix_is_due:
        context.suffix_is_due = False
        return (label, Output((suffix,), role=Role.YEAR_SUFFIX, value=suffix))
    return (label,)


_SPECIAL = {"year-suffix": _year_suffix, "citation-label": _label}
