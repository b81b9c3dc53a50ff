"""A CSL style's text → Style: its sections, macros and locales as typed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from publish.csl.attributes import check_attributes
from publish.csl.elements import Element, parse_elements
from publish.csl.locale import Locale, read_locale
from publish.csl.macros import reachable, without_bad_calls
from publish.csl.nodes import PLAIN, Node, Section, SortKey
from publish.csl.style_reader import Reader, read_section
from publish.diagnostics import Diagnostic, error
from publish.source import Source


@dataclass(frozen=True, slots=True)
class Style:
    """A style, read once; every macro that it calls exists and none calls itself."""

    title: str
    id: str
    style_class: str
    """"note" or "in-text"."""
    default_locale: str
    """A language tag such as "de-DE", or ""."""
    parent: str
    """The URL of the independent parent of a dependent style, else ""."""
    citation: Section
    bibliography: Section | None
    macros: Mapping[str, tuple[Node, ...]]
    locales: tuple[Locale, ...]
    """The cs:locale elements, in the order of the file."""
    options: Mapping[str, str]
    """Every attribute of cs:style: global and inheritable name options."""
    tests_disambiguation: bool = False
    """Whether a condition asks for `disambiguate`."""
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def has_bibliography(self) -> bool:
        """Whether the style describes a bibliography."""
        return self.bibliography is not None


_NO_SECTION = Section((), "", PLAIN, (), {})


def parse_style(source: Source) -> Style:
    """Read a CSL 1.0.2 style, independent or dependent.

    What is wrong with it is in `diagnostics`; the rest is usable.
    """
    root, problems = parse_elements(source)
    if root is None:
        return _empty_style(problems)
    if root.tag != "style":
        message = f"the outermost element is '{root.tag or 'of another namespace'}', not 'style'"
        return _empty_style((error("csl-xml", message, root.span),))
    return _style(root)


def _style(root: Element) -> Style:
    reader = Reader()
    reader.diagnostics.extend(check_attributes(root))
    info = root.child("info")
    parent = _parent(info)
    macros = _macros(reader, root)
    citation = _section(reader, root, "citation")
    bibliography = _section(reader, root, "bibliography")
    if citation is None and not parent:
        reader.missing(root, "its 'citation'")
    macros, problems = without_bad_calls(macros, reader.calls)
    reader.diagnostics.extend(problems)
    return Style(
        title=_info_text(info, "title"),
        id=_info_text(info, "id"),
        style_class=root.get("class", "in-text"),
        default_locale=root.get("default-locale"),
        parent=parent,
        citation=citation or _NO_SECTION,
        bibliography=bibliography,
        macros=macros,
        locales=tuple(read_locale(each, reader) for each in root.all("locale")),
        options=root.attributes,
        tests_disambiguation=reader.tests_disambiguation,
        diagnostics=tuple(reader.diagnostics),
    )


def _section(reader: Reader, root: Element, tag: str) -> Section | None:
    element = root.child(tag)
    if element is None:
        return None
    reader.owner = f"<{tag}>"
    section = read_section(reader, element)
    uses = bool(reader.rendered_in["year-suffix"] & reachable(reader.calls, reader.owner))
    is_backward = any(key.is_descending and _is_by_number(reader, key) for key in section.sort)
    return replace(section, uses_year_suffix=uses, counts_backward=is_backward)


def _is_by_number(reader: Reader, key: SortKey) -> bool:
    if key.variable:
        return key.variable == "citation-number"
    return bool(reader.rendered_in["citation-number"] & reachable(reader.calls, key.macro))


def _macros(reader: Reader, root: Element) -> dict[str, tuple[Node, ...]]:
    macros = {}
    for element in root.all("macro"):
        reader.owner = element.get("name")
        macros[reader.owner] = reader.nodes(element)
    return macros


def _parent(info: Element | None) -> str:
    links = info.all("link") if info is not None else []
    return next((x.get("href") for x in links if x.get("rel") == "independent-parent"), "")


def _info_text(info: Element | None, tag: str) -> str:
    element = info.child(tag) if info is not None else None
    return element.text.strip() if element is not None else ""


def _empty_style(problems: tuple[Diagnostic, ...]) -> Style:
    return Style("", "", "in-text", "", "", _NO_SECTION, None, {}, (), {}, diagnostics=problems)
