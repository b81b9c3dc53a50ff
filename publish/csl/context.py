"""What rendering elements see while they are evaluated: item, cite, locale, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publish.csl.item import Item
from publish.csl.locale import Locale
from publish.csl.markup import parse_pieces
from publish.csl.name_options import NameOptions, resolve_options
from publish.csl.nodes import NamesNode, Section, SortKey
from publish.csl.output import Output
from publish.csl.style import Style
from publish.csl.vocabulary import Area, Position

Abbreviations = Mapping[str, Mapping[str, str]]
"""Variable → full form → short form."""


@dataclass(frozen=True, slots=True)
class CiteState:
    """What a cite adds to its item."""

    locator: str = ""
    label: str = "page"
    position: Position = Position.FIRST
    is_near_note: bool = False
    first_note_number: str = ""
    begins_citation: bool = True
    """Whether nothing stands before it, so that a leading term is capitalized in notes."""


NO_CITE = CiteState()


@dataclass(frozen=True, slots=True)
class Expansion:
    """How disambiguation changes the rendering of an item."""

    names: Mapping[str, int] = field(default_factory=dict)
    """Name variable → the least number of names to show."""
    givens: Mapping[tuple[str, int], int] = field(default_factory=dict)
    """(name variable, place) → 0 as the style has it, 1 initials, 2 full given name."""
    conditions: int = 0
    """How many tests of `disambiguate="true"`, from the first on, are true."""
    year_suffix: str = ""


NO_EXPANSION = Expansion()


@dataclass(slots=True)
class Environment:
    """What holds for a whole run; the caches are its only state."""

    style: Style
    locale: Locale
    abbreviations: Abbreviations = field(default_factory=dict)
    citation_numbers: dict[str, int] = field(default_factory=dict)
    name_options: dict[tuple[int, Area], NameOptions] = field(default_factory=dict)
    pieces: dict[str, tuple[Output | str, ...]] = field(default_factory=dict)
    inherited: dict[tuple[int, int], NamesNode] = field(default_factory=dict)
    entry_locales: dict[str, Locale] = field(default_factory=dict)
    """By language tag in small letters: for references in their own language."""
    links: bool = True
    marks_languages: bool = True
    tidies_affixes: bool = True

    def section(self, area: Area) -> Section:
        """Give the section of an area; the citation's where there is no bibliography."""
        if area is Area.BIBLIOGRAPHY and self.style.bibliography is not None:
            return self.style.bibliography
        return self.style.citation

    def options_for(self, node: NamesNode, area: Area) -> NameOptions:
        """Resolve the name options of a cs:names in an area, once."""
        key = (id(node), area)
        found = self.name_options.get(key)
        if found is None:
            found = resolve_options(self.style.options, self.section(area).options, node)
            self.name_options[key] = found
        return found

    def parsed(self, text: str) -> tuple[Output | str, ...]:
        """Read the markup of a field, once."""
        found = self.pieces.get(text)
        if found is None:
            found = self.pieces[text] = parse_pieces(text)
        return found

    @property
    def uses_year_suffix(self) -> bool:
        """Whether the style adds year suffixes."""
        return self.style.citation.options.get("disambiguate-add-year-suffix") == "true"


class Context:
    """The state of one evaluation: what is rendered, and what was met on the way."""

    __slots__ = (
        "area",
        "called",
        "cite",
        "compares",
        "conditions_met",
        "environment",
        "expansion",
        "filled",
        "has_output",
        "item",
        "locale",
        "name_log",
        "rendered",
        "sort_key",
        "substituting",
        "suffix_is_due",
        "suppressed",
    )

    def __init__(
        self, environment: Environment, item: Item, area: Area, cite: CiteState = NO_CITE,
        expansion: Expansion = NO_EXPANSION, sort_key: SortKey | None = None,
        locale: Locale | None = None,
    ) -> None:  # fmt: skip
        self.environment = environment
        self.locale = locale or environment.locale
        self.item = item
        self.area = area
        self.cite = cite
        self.expansion = expansion
        self.sort_key = sort_key
        self.called = 0
        """Variables asked for so far (CSL 1.0.2, "Group": the implicit condition)."""
        self.filled = 0
        """Of these, the ones that had a value."""
        self.conditions_met = 0
        """Tests of `disambiguate` so far."""
        self.suppressed: set[str] = set()
        """Variables that were rendered in place of others (CSL 1.0.2, "Substitute")."""
        self.substituting: NamesNode | None = None
        """The cs:names whose substitutes are tried: it lends them its name, et-al and label."""
        self.rendered: list[str] = []
        """Variables rendered so far, in order."""
        self.name_log: list[RenderedNames] = []
        self.suffix_is_due = bool(expansion.year_suffix) and not self._suffix_is_explicit()
        self.compares = False
        """Whether the output is only to be compared, for disambiguation."""
        self.has_output = False
        """Whether anything was rendered: terms after that are not at the start."""

    def _suffix_is_explicit(self) -> bool:
        """Whether the year suffix has its own place, here or in the other section."""
        style = self.environment.style
        elsewhere = style.bibliography is not None and style.bibliography.uses_year_suffix
        return style.citation.uses_year_suffix or elsewhere

    def meet(self, variable: str, has_value: bool) -> bool:
        """Count a call of a variable; give back whether it has a value."""
        self.called += 1
        if has_value:
            self.filled += 1
            self.rendered.append(variable)
        return has_value

    def meet_filled(self) -> None:
        """Count a group or macro that gave something: it is as good as a variable."""
        self.called += 1
        self.filled += 1

    @property
    def is_sorting(self) -> bool:
        """Whether a sort key is made rather than text."""
        return self.sort_key is not None


@dataclass(frozen=True, slots=True)
class RenderedNames:
    """A name list that was rendered: for disambiguation."""

    variable: str
    shown: int
    total: int
    """How many names the list has; `shown` of them are printed."""
    options: NameOptions
