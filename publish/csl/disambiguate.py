"""Ambiguous cites → expansions that tell them apart (CSL 1.0.2, "Disambiguation").

The methods are tried in the specification's order: (1) given names, (2) more names, (3) the
`disambiguate` condition, (4) year suffixes. Cites are compared by what they look like: all items
with one look are a set, and a set is parted as soon as a method makes its looks differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from publish.csl.context import (
    NO_EXPANSION,
    CiteState,
    Context,
    Environment,
    Expansion,
    RenderedNames,
)
from publish.csl.evaluate import evaluate_layout
from publish.csl.item import Item
from publish.csl.name_parts import FULL, INITIALS, base_level
from publish.csl.name_registry import global_levels, names_of
from publish.csl.output import content
from publish.csl.vocabulary import Area, GivennameRule, Position

_Change = Callable[[Expansion], Expansion]
_SUBSEQUENT = CiteState(position=Position.SUBSEQUENT, is_near_note=True, begins_citation=False)
"""Cites are compared as they look when they come again: that is their shortest form."""


@dataclass(frozen=True, slots=True)
class _Settings:
    adds_names: bool
    adds_givens: bool
    rule: GivennameRule
    adds_suffix: bool


@dataclass(frozen=True, slots=True)
class _Look:
    """What a cite looks like under an expansion."""

    text: str
    names: tuple[RenderedNames, ...]
    tests: int
    """How often a `disambiguate` condition was met."""


def disambiguate(
    environment: Environment, items: Sequence[Item], order: Sequence[Item]
) -> Mapping[str, Expansion]:
    """Find the expansion of every item whose cites are ambiguous; others are left out.

    `items` are all of the bibliography, cited or not; `order` is theirs there, which year
    suffixes follow.
    """
    settings = _settings(environment.style.citation.options)
    methods = (settings.adds_names, settings.adds_givens, settings.adds_suffix)
    if not any(methods) and not environment.style.tests_disambiguation:
        return {}
    run = _Run(environment, settings)
    run.expand_names(items)
    for same in run.parted(items):
        if len(same) > 1:
            run.resolve(same)
    places = {item.id: place for place, item in enumerate(order)}
    for same in run.unresolved:
        run.add_suffixes(sorted(same, key=lambda item: places[item.id]))
    return {key: value for key, value in run.expansions.items() if value != NO_EXPANSION}


def _settings(options: Mapping[str, str]) -> _Settings:
    rule = options.get("givenname-disambiguation-rule", "")
    return _Settings(
        options.get("disambiguate-add-names") == "true",
        options.get("disambiguate-add-givenname") == "true",
        GivennameRule(rule) if rule in set(GivennameRule) else GivennameRule.BY_CITE,
        options.get("disambiguate-add-year-suffix") == "true",
    )


class _Run:
    """The search: the expansions found so far, and the sets that nothing could part."""

    def __init__(self, environment: Environment, settings: _Settings) -> None:
        self.environment = environment
        self.settings = settings
        self.expansions: dict[str, Expansion] = {}
        self.unresolved: list[list[Item]] = []

    def expansion(self, item: Item) -> Expansion:
        return self.expansions.get(item.id, NO_EXPANSION)

    def look(self, item: Item, expansion: Expansion) -> _Look:
        context = Context(self.environment, item, Area.CITATION, _SUBSEQUENT, expansion)
        context.compares = True
        output = evaluate_layout(self.environment.style.citation, context)
        return _Look(content(output), tuple(context.name_log), context.conditions_met)

    def parted(
        self, items: Sequence[Item], expansions: Mapping[str, Expansion] | None = None
    ) -> list[list[Item]]:
        """Part items by their looks, in the order of their first ones."""
        sets: dict[str, list[Item]] = {}
        for item in items:
            expansion = self.expansion(item) if expansions is None else expansions[item.id]
            sets.setdefault(self.look(item, expansion).text, []).append(item)
        return list(sets.values())

    def expand_names(self, items: Sequence[Item]) -> None:
        """1a. Tell persons apart in the whole document, where the rule asks for it."""
        rule = self.settings.rule
        if not self.settings.adds_givens or rule is GivennameRule.BY_CITE:
            return
        logs = [(item, self.look(item, NO_EXPANSION).names) for item in items]
        for item_id, givens in global_levels(logs, rule).items():
            self.expansions[item_id] = Expansion(givens=givens)

    def resolve(self, same: list[Item]) -> None:
        """Part a set by methods 1 to 3; what is left waits for year suffixes."""
        for left in self._refine(same):
            self._try_condition(left)

    def _refine(self, same: list[Item]) -> list[list[Item]]:
        """Part a set by names; give back the sets that stay ambiguous."""
        places = self._places(same)
        if self.settings.adds_givens:
            parted = self._try_givens(same, [place for place in places if place.is_shown])
            if parted is not None:
                return parted
        if self.settings.adds_names:
            parted = self._try_names(same, places)
            if parted is not None:
                return parted
        return [same]

    def _places(self, same: list[Item]) -> list[_Place]:
        """List the names of the cites of a set, shown ones and hidden ones, in order."""
        found: dict[tuple[str, int], _Place] = {}
        for item in same:
            for names in self.look(item, self.expansion(item)).names:
                for place in range(names.total):
                    found.setdefault(
                        (names.variable, place),
                        _Place(names.variable, place, place < names.shown, names),
                    )
        return list(found.values())

    def _try_givens(self, same: list[Item], places: Sequence[_Place]) -> list[list[Item]] | None:
        """1b. Expand names one by one, each step by step, until the set falls apart."""
        for place in places:
            if not place.differs(same):
                continue
            for level in place.levels(self.settings.rule):
                parted = self._try(same, partial(_with_given, place, level))
                if parted is not None:
                    return parted
        return None

    def _try_names(self, same: list[Item], places: Sequence[_Place]) -> list[list[Item]] | None:
        """2. Show hidden names one by one, expanding each where that helps."""
        kept = {item.id: self.expansion(item) for item in same}
        for place in places:
            if place.is_shown:
                continue
            if place.differs(same):
                parted = self._try(same, partial(_with_names, place))
                if parted is not None:
                    return parted
            for item in same:
                self.expansions[item.id] = _with_names(place, self.expansion(item))
            if self.settings.adds_givens:
                parted = self._try_givens(same, [place])
                if parted is not None:
                    return parted
        self.expansions.update(kept)
        return None

    def _try(self, same: list[Item], change: _Change) -> list[list[Item]] | None:
        """Keep a change if it parts the set, and go on with the parts; else None."""
        changed = {item.id: change(self.expansion(item)) for item in same}
        parts = self.parted(same, changed)
        if len(parts) == 1:
            return None
        self.expansions.update(changed)
        left: list[list[Item]] = []
        for part in parts:
            if len(part) > 1:
                left.extend(self._refine(part))
        return left

    def _try_condition(self, same: list[Item]) -> None:
        """3. Let `disambiguate="true"` hold, if that makes a difference."""
        best: tuple[list[list[Item]], dict[str, Expansion]] | None = None
        count, tests = 0, 1
        while count < tests and (best is None or len(best[0]) < len(same)):
            count += 1
            changed = {
                item.id: replace(self.expansion(item), conditions=count) for item in same
            }  # fmt: skip
            tests = max(self.look(item, changed[item.id]).tests for item in same)
            parts = self.parted(same, changed)
            if len(parts) > (1 if best is None else len(best[0])):
                best = parts, changed
        if best is None:
            self.unresolved.append(same)
            return
        self.expansions.update(best[1])
        self.unresolved.extend(part for part in best[0] if len(part) > 1)

    def add_suffixes(self, same: Sequence[Item]) -> None:
        """4. Number the years."""
        if not self.settings.adds_suffix:
            return
        for number, item in enumerate(same, 1):
            letters = suffix_letters(number)
            self.expansions[item.id] = replace(self.expansion(item), year_suffix=letters)


def suffix_letters(number: int) -> str:
    """Write the year suffix of a number: 1 is "a", 26 "z", 27 "aa"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class _Place:
    """One name in the lists of a set of cites."""

    variable: str
    place: int
    is_shown: bool
    names: RenderedNames

    def differs(self, same: Sequence[Item]) -> bool:
        """Whether the works of a set have different names here, or lists that end here.

        Only then can showing more of this name part them: with thousands of authors this saves
        most of the work.
        """
        found = {
            (names[self.place : self.place + 1], len(names) == self.place + 1)
            for item in same
            if (names := names_of(item, self.variable))
        }
        return len(found) > 1

    def levels(self, rule: GivennameRule) -> list[int]:
        """Give the steps by which this name may be expanded."""
        options = self.names.options
        is_primary = rule in (GivennameRule.PRIMARY_NAME, GivennameRule.PRIMARY_NAME_WITH_INITIALS)
        if is_primary and self.place:
            return []
        has_initials = options.initialize_with is not None and options.initialize
        levels = [INITIALS, FULL] if has_initials else [FULL]
        if rule in (
            GivennameRule.ALL_NAMES_WITH_INITIALS, GivennameRule.PRIMARY_NAME_WITH_INITIALS
        ):  # fmt: skip
            levels = [INITIALS] if has_initials else []
        return [level for level in levels if level > base_level(options)]


def _with_given(place: _Place, level: int, old: Expansion) -> Expansion:
    return replace(old, givens={**old.givens, (place.variable, place.place): level})


def _with_names(place: _Place, old: Expansion) -> Expansion:
    shown = max(old.names.get(place.variable, 0), place.place + 1)
    return replace(old, names={**old.names, place.variable: shown})
