"""cs:sort: items in the order of their keys (CSL 1.0.2, "Sorting")."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from publish.csl.citation_label import citation_label
from publish.csl.collation import CollationKey, collation_key
from publish.csl.context import NO_CITE, NO_EXPANSION, CiteState, Context, Environment, Expansion
from publish.csl.dates import date_sort_key
from publish.csl.evaluate import evaluate_all
from publish.csl.item import Item
from publish.csl.name_options import NameOptions
from publish.csl.name_parts import FULL, sort_text
from publish.csl.nodes import SortKey
from publish.csl.output import content, gather
from publish.csl.variables import number_text
from publish.csl.vocabulary import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES, Area

T = TypeVar("T")
Key = CollationKey | None
"""The value of a sort key; None when it is empty, which sorts last in either direction."""

_TAGS = re.compile(r"<[^<>]*>")


def sort_by(
    things: Sequence[T], keys: Sequence[SortKey], key_of: Callable[[T, SortKey], Key]
) -> list[T]:
    """Sort by several keys, the first one being the strongest; equal things keep their order."""
    ordered = list(things)
    for key in reversed(keys):
        valued = [(key_of(thing, key), thing) for thing in ordered]
        filled = [(value, thing) for value, thing in valued if value is not None]
        filled.sort(key=lambda pair: pair[0], reverse=key.is_descending)
        empty = [thing for value, thing in valued if value is None]
        ordered = [thing for _, thing in filled] + empty
    return ordered


def item_key(
    environment: Environment, item: Item, key: SortKey, area: Area,
    cite: CiteState = NO_CITE, expansion: Expansion = NO_EXPANSION,
) -> Key:  # fmt: skip
    """Evaluate one sort key for an item.

    Year suffixes can be sorted by; names that disambiguation shows or completes are not.
    """
    suffix = Expansion(year_suffix=expansion.year_suffix) if expansion.year_suffix else NO_EXPANSION
    context = Context(environment, item, area, cite, suffix, sort_key=key)
    text = _macro(context, key) if key.macro else _variable(context, key.variable)
    text = text.strip()
    return collation_key(text, environment.locale.language) if text else None


def _macro(context: Context, key: SortKey) -> str:
    nodes = context.environment.style.macros.get(key.macro, ())
    return _TAGS.sub("", content(gather(evaluate_all(nodes, context))))


def _variable(context: Context, variable: str) -> str:
    item = context.item
    if variable in NAME_VARIABLES:
        options = NameOptions(
            demote=context.environment.style.options.get(
                "demote-non-dropping-particle", "display-and-sort"
            )
        )
        names = item.names.get(variable, ())
        language = context.locale.language
        return "".join(sort_text(name, options, FULL, language) for name in names)
    if variable in DATE_VARIABLES:
        date = item.dates.get(variable)
        return date_sort_key(date) if date is not None else ""
    if variable in NUMBER_VARIABLES:
        return number_text(variable, context)
    if variable == "year-suffix":
        return context.expansion.year_suffix
    if variable == "citation-label":
        return item.texts.get(variable) or citation_label(item)
    return _TAGS.sub("", item.texts.get(variable, ""))
