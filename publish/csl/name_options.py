"""The options of a name list, inherited from style, section, cs:names and cs:name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publish.csl.nodes import NamesNode
from publish.csl.vocabulary import whole_number


@dataclass(frozen=True, slots=True)
class NameOptions:
    """CSL 1.0.2, "Inheritable Name Options", all resolved; numbers are 0 where not set."""

    conjunction: str = ""
    """`and`: "text", "symbol" or ""."""
    delimiter: str = ", "
    names_delimiter: str = ""
    form: str = "long"
    et_al_min: int = 0
    et_al_use_first: int = 0
    et_al_subsequent_min: int = 0
    et_al_subsequent_use_first: int = 0
    et_al_use_last: bool = False
    precedes_et_al: str = "contextual"
    precedes_last: str = "contextual"
    initialize: bool = True
    initialize_with: str | None = None
    initialize_with_hyphen: bool = True
    sort_order: str = ""
    """`name-as-sort-order`: "first", "all" or ""."""
    sort_separator: str = ", "
    demote: str = "display-and-sort"
    """`demote-non-dropping-particle`."""


def resolve_options(
    style: Mapping[str, str], section: Mapping[str, str], node: NamesNode
) -> NameOptions:
    """Take each option from the lowest level that sets it."""
    merged = {**style, **section, **node.options}
    if node.name is not None:
        merged.update(node.name.options)
    return NameOptions(
        conjunction=merged.get("and", ""),
        delimiter=merged.get("name-delimiter", ", "),
        names_delimiter=merged.get("names-delimiter", ""),
        form=merged.get("name-form", "long"),
        et_al_min=_number(merged, "et-al-min"),
        et_al_use_first=_number(merged, "et-al-use-first"),
        et_al_subsequent_min=_number(merged, "et-al-subsequent-min"),
        et_al_subsequent_use_first=_number(merged, "et-al-subsequent-use-first"),
        et_al_use_last=merged.get("et-al-use-last") == "true",
        precedes_et_al=merged.get("delimiter-precedes-et-al", "contextual"),
        precedes_last=merged.get("delimiter-precedes-last", "contextual"),
        initialize=merged.get("initialize") != "false",
        initialize_with=merged.get("initialize-with"),
        initialize_with_hyphen=style.get("initialize-with-hyphen") != "false",
        sort_order=merged.get("name-as-sort-order", ""),
        sort_separator=merged.get("sort-separator", ", "),
        demote=style.get("demote-non-dropping-particle", "display-and-sort"),
    )


def _number(merged: Mapping[str, str], name: str) -> int:
    return whole_number(merged.get(name, ""))
