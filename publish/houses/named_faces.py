"""House → diagnostics: families that a rule names itself, and weights that none of them has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import Any

from publish.diagnostics import Diagnostic, did_you_mean, error
from publish.houses.house import House
from publish.houses.sheets import Declaration, node_span

_OF_THE_CASCADE = ("inherit", "initial", "unset", "revert", "revert-layer")


def check_named_faces(house: House, declared: Iterable[Declaration]) -> Iterator[Diagnostic]:
    """Find families in rules that nobody orders, and weights or slants that no family has.

    What is set by way of a token is `face_check`'s.
    """
    families = {each.family for each in house.faces}
    weights = {each.weight for each in house.faces if not each.script}
    outside = [each for each in declared if not each.at_rule and not each.name.startswith("--")]
    for _, rule in groupby(outside, key=lambda each: (each.sheet.url, each.rule)):
        by_name = {each.name: each for each in rule}
        named = by_name.get("font-family") or by_name.get("font")
        if named is None:
            yield from _weight_of_none(by_name, weights)
            continue
        family, node = _first_family(named)
        if node is not None and family not in families:
            hint = did_you_mean(family, sorted(families))
            hint = hint or "order it in style.toml under [[faces]], or use var(--sans)"
            span = node_span(named.sheet, node, len(family) + 2 * (node.type == "string"))
            yield error("style-face", f"no face of the family '{family}' is ordered", span, hint)


def _first_family(declaration: Declaration) -> tuple[str, Any]:
    """Give the first family that is written out, with its node; ("", None) for a token."""
    value = declaration.value
    if declaration.name == "font":
        for before, node in pairwise(value):
            if node.type == "string":
                return ("", None) if before == "," else (node.value, node)
        return "", None
    if not value or value[0].type not in ("string", "ident"):
        return "", None
    if value[0].type == "string":
        return value[0].value, value[0]
    if value[0].lower_value in _OF_THE_CASCADE:
        return "", None
    words = []
    for node in value:
        if node.type != "ident":
            break
        words.append(node.value)
    return " ".join(words), value[0]


def _weight_of_none(by_name: dict[str, Declaration], weights: set[int]) -> Iterator[Diagnostic]:
    """Look at a rule that leaves the family as it is."""
    declaration = by_name.get("font-weight")
    if declaration is None or not declaration.value or _is_of_a_language(declaration):
        return
    node = declaration.value[0]
    weight = node.int_value if node.type == "number" else None
    weight = {"normal": 400, "bold": 700}.get(getattr(node, "lower_value", ""), weight)
    if weight is not None and weight not in weights:
        ordered = ", ".join(map(str, sorted(weights)))
        message = f"no face of weight {weight} is ordered"
        hint = f"the weights are {ordered}; add a face with weight = {weight} under [[faces]]"
        yield error("style-face", message, declaration.span, hint)


def _is_of_a_language(each: Declaration) -> bool:
    """Tell what a sheet or a selector keeps for texts of one language: they may have own faces."""
    selector = each.sheet.source.text[: each.span.start].rpartition("}")[2]
    return "language:" in each.sheet.condition or "lang" in selector
