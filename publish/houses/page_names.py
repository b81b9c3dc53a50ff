"""House → diagnostics: selectors of '@page' that no page answers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.houses.sheets import Declaration, node_span

_PSEUDO = ("first", "left", "right", "blank", "recto", "verso")
"""CSS Paged Media 3 §3.2, and the renderer's own names of both sides."""


def names_of_pages(declared: Iterable[Declaration]) -> frozenset[str]:
    """Give the names that sheets give to pages by the property 'page'."""
    values = (each.value for each in declared if each.name == "page")
    return frozenset(node.value for value in values for node in value if node.type == "ident")


def unknown_pages(sheet: Any, rule: Any, names: frozenset[str]) -> Iterator[Diagnostic]:
    """Find pages of a rule '@page' that are none, by their name or their place."""
    nodes: Sequence[Any] = [each for each in rule.prelude if each.type != "whitespace"]
    for before, node in zip([None, *nodes], nodes, strict=False):
        if node.type != "ident":
            continue
        span = node_span(sheet, node, len(node.value))
        if before == ":":
            if node.lower_value not in _PSEUDO:
                hint = did_you_mean(node.value, _PSEUDO) or "there are: :first, :left, :right"
                yield error("style-css", f"no page is ':{node.value}'", span, hint)
        elif node.value not in names:
            hint = did_you_mean(node.value, sorted(names))
            hint = hint or f"give some element 'page: {node.value}'"
            message = f"nothing stands on a page of the name '{node.value}'"
            yield warning("style-unused", message, span, hint)
