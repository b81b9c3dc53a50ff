"""All names of a document → how far each must be expanded to name one person alone."""

from __future__ import annotations

from collections.abc import Iterable

from publish.csl.context import RenderedNames
from publish.csl.initials import initials
from publish.csl.item import Item
from publish.csl.name_parts import FULL, INITIALS, base_level
from publish.csl.person import Name, PersonName
from publish.csl.vocabulary import GivennameRule

_PRIMARY = frozenset((GivennameRule.PRIMARY_NAME, GivennameRule.PRIMARY_NAME_WITH_INITIALS))
_INITIALS_ONLY = frozenset(
    (GivennameRule.ALL_NAMES_WITH_INITIALS, GivennameRule.PRIMARY_NAME_WITH_INITIALS)
)

Logs = Iterable[tuple[Item, tuple[RenderedNames, ...]]]
Givens = dict[tuple[str, int], int]


class _Registry:
    """Family name → initials → the given names that are met with them."""

    def __init__(self) -> None:
        self.families: dict[str, dict[str, set[str]]] = {}

    def add(self, name: PersonName) -> None:
        by_initials = self.families.setdefault(_family(name), {})
        by_initials.setdefault(_initials(name), set()).add(_given(name))

    def level(self, name: PersonName, base: int, has_initials: bool, only_initials: bool) -> int:
        """Give the level at which this name is nobody else's; the base if none is."""
        by_initials = self.families[_family(name)]
        if len(by_initials) == 1 and len(by_initials[_initials(name)]) == 1:
            return base
        if has_initials and len(by_initials) > 1 and len(by_initials[_initials(name)]) == 1:
            return max(base, INITIALS)
        return base if only_initials else FULL


def _family(name: PersonName) -> str:
    return f"{name.non_dropping} {name.family}".lower()


def _initials(name: PersonName) -> str:
    return initials(name.given, "", False, True).lower()


def _given(name: PersonName) -> str:
    given = name.given.replace(".", " ")
    return " ".join((*given.split(), name.suffix, name.dropping)).lower().strip()


def global_levels(logs: Logs, rule: GivennameRule) -> dict[str, Givens]:
    """Find the levels of all shown names that must be expanded, by item.

    CSL 1.0.2, "Given Name Disambiguation Rules", all rules but "by-cite".
    """
    kept = list(logs)
    registry = _Registry()
    for item, lists in kept:
        for _, _, name, _ in _people(item, lists, rule):
            registry.add(name)
    found: dict[str, Givens] = {}
    for item, lists in kept:
        for variable, place, name, names in _people(item, lists, rule):
            options = names.options
            has_initials = options.initialize_with is not None and options.initialize
            base = base_level(options)
            level = registry.level(name, base, has_initials, rule in _INITIALS_ONLY)
            if level > base:
                found.setdefault(item.id, {})[variable, place] = level
    return found


def names_of(item: Item, variable: str) -> tuple[Name, ...]:
    """Give the names of a variable; those of the editor where one joint role is rendered."""
    found = item.names.get(variable)
    if found is None and variable == "editor-translator":
        found = item.names.get("editor")
    return found or ()


def _people(
    item: Item, lists: tuple[RenderedNames, ...], rule: GivennameRule
) -> Iterable[tuple[str, int, PersonName, RenderedNames]]:
    """Give the persons of the name lists of a cite that the rule is about.

    Those that "et al." hides count as well: the bibliography names them, and so do the other
    processors; the specification speaks of rendered names.
    """
    for names in lists[:1] if rule in _PRIMARY else lists:
        people = names_of(item, names.variable)
        for place, name in enumerate(people[:1] if rule in _PRIMARY else people):
            if isinstance(name, PersonName):
                yield names.variable, place, name, names
