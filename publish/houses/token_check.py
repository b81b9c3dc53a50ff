"""House → diagnostics: tokens of a house whose value cannot be what base makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Literal

from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.houses.house import House
from publish.houses.sheets import Declaration, node_span, variables

Kind = Literal["colour", "length", "family", ""]

UNITS = ("mm", "cm", "in", "pt", "pc", "px", "q", "em", "rem", "ex", "ch", "lh", "rlh")
"""CSS Values 4 §6, without those of a window."""
MOST_INK = 3.0
"""Of the four inks together; ISO 12647-2 papers bear about 300 %."""
_INKS = 4
_ROOT = (":root",)


def check_tokens(house: House, declared: Iterable[Declaration]) -> Iterator[Diagnostic]:
    """Find tokens of a house itself that stand where none counts, or hold another kind of value."""
    tokens = [each for each in declared if each.name.startswith("--")]
    below: dict[str, Declaration] = {}
    for each in tokens:
        if each.sheet.layer != house.name:
            below.setdefault(each.name, each)
    at_root = {each.name: each for each in tokens if _counts(each)}
    for each in tokens:
        if each.sheet.layer != house.name:
            continue
        if not _counts(each):
            yield from _misplaced(each, at_root)
        elif each.name.endswith("-cmyk"):
            yield from _inks(each)
        else:
            yield from _run_together(each)
            yield from _circle(each, at_root)
            yield from _wrong_kind(each, below)
            yield from _beaten(each, [other for other in tokens if other.name == each.name])


def _counts(each: Declaration) -> bool:
    return each.within in (_ROOT, ("@media print", *_ROOT), ("@media all", *_ROOT))


def _misplaced(each: Declaration, at_root: Mapping[str, Declaration]) -> Iterator[Diagnostic]:
    """Find a token in a rule of its own: a page has one value of each."""
    if each.name in at_root and not each.name.endswith("-cmyk"):
        place = " ".join(each.within) or "no block"
        message = f"'{each.name}' counts in ':root {{ … }}' alone, and here it stands in '{place}'"
        hint = "a token has one value on a whole page; give this rule a token of another name"
        yield error("style-token", message, each.span, hint)


def _run_together(each: Declaration) -> Iterator[Diagnostic]:
    """Find a token that goes on into the next, for nothing ends it."""
    for node, after in pairwise(each.value):
        if node.type == "ident" and node.value.startswith("--") and after == ":":
            message = f"'{each.name}' goes on to '{node.value}': a ';' is missing between them"
            yield error("style-css", message, each.span)
            return


def _beaten(each: Declaration, alike: Iterable[Declaration]) -> Iterator[Diagnostic]:
    """Find a token for every page that the houses below set for each occasion by itself."""
    below = [other.sheet for other in alike if other.sheet.layer != each.sheet.layer]
    if below and not each.sheet.condition and all(sheet.condition for sheet in below):
        occasions = " or ".join(dict.fromkeys(f"'{sheet.condition}'" for sheet in below))
        message = f"'{each.name}' never counts here: {below[0].source.name} sets it by {occasions}"
        hint = f'set it in a sheet of that kind: under [when], "{below[0].condition}" = "….css"'
        yield warning("style-token", message, each.span, hint)


def _inks(each: Declaration) -> Iterator[Diagnostic]:
    """Find inks that are none: four parts, each from 0 to 1 or to 100 %."""
    node = each.value[0] if len(each.value) == 1 else None
    if node is not None and node.type == "function" and node.lower_name == "var":
        return
    if node is None or node.type != "function" or node.lower_name != "device-cmyk":
        message = f"'{each.name}' must be 'device-cmyk(…)'"
        hint = "four inks from 0 to 1: cyan, magenta, yellow, black"
        yield error("style-cmyk", message, each.span, hint)
        return
    parts = [
        _part(inner) for inner in node.arguments if inner.type not in ("whitespace", "literal")
    ]
    if len(parts) != _INKS or any(part is None or not 0 <= part <= 1 for part in parts):
        written = node.serialize()
        message = f"'{written}' is no colour in inks: four parts from 0 to 1 are wanted"
        hint = "30 % of an ink is .3 or 30%"
        yield error("style-cmyk", message, node_span(each.sheet, node, len(written)), hint)
    elif (total := sum(part or 0 for part in parts)) > MOST_INK:
        message = (
            f"'{each.name}' lays down {total:.0%} of ink, and paper bears about {MOST_INK:.0%}"
        )
        yield warning(
            "style-cmyk", message, each.span, "a darker black ink needs less of the others"
        )


def _part(node: Any) -> float | None:
    if node.type == "percentage":
        return float(node.value) / 100
    return float(node.value) if node.type == "number" else None


def _circle(each: Declaration, at_root: Mapping[str, Declaration]) -> Iterator[Diagnostic]:
    """Find a token that stands for itself by way of others."""
    seen = [each.name]
    waiting = [name for name, _ in variables(each.value)]
    while waiting:
        name = waiting.pop()
        if name == each.name:
            message = f"'{each.name}' stands for itself: {' → '.join((*seen, each.name))}"
            yield error("style-token", message, each.span)
            return
        if name in at_root and name not in seen:
            seen.append(name)
            waiting.extend(other for other, _ in variables(at_root[name].value))


def _wrong_kind(each: Declaration, below: Mapping[str, Declaration]) -> Iterator[Diagnostic]:
    """Hold a token to the kind of value that the house below gives it."""
    before = below.get(each.name)
    if before is None:
        return
    wanted = _kind(before, f"{each.name}-cmyk" in below)
    if not wanted:
        return
    if fault := _FAULTS[wanted](each) if each.value else "has no value":
        place = f"{before.span.source.name}:{before.span.line}"
        written = " ".join(str(node.serialize()) for node in before.value)
        hint = _unit_hint(each) or f"{place} has '{written}'"
        yield error("style-token", f"'{each.name}' {fault}", each.span, hint)


def _kind(each: Declaration, has_partner: bool) -> Kind:
    if has_partner:
        return "colour"
    if not each.value:
        return ""
    first = each.value[0]
    if first.type == "dimension" or (first.type == "function" and first.lower_name == "calc"):
        return "length"
    return "family" if first.type == "string" else ""


def _colour_fault(each: Declaration) -> str:
    from tinycss2.color5 import parse_color

    node = each.value[0]
    if node.type == "function" and node.lower_name == "var":
        return ""
    colour = parse_color(node) if len(each.value) == 1 else None
    if colour is None or isinstance(colour, str):
        return f"must be a colour, and '{_written(each)}' is none"
    if colour.space not in ("srgb", "hsl", "hwb"):
        return f"must be a colour of sRGB, as '#0b4a58', and here it is '{_written(each)}'"
    if colour.alpha < 1:
        return f"lets its ground shine through: '{_written(each)}'; give the mixed colour"
    return ""


def _length_fault(each: Declaration) -> str:
    node = each.value[0]
    if node.type == "function" and node.lower_name in ("calc", "var", "min", "max"):
        return ""
    if node.type == "number" and node.value == 0 and len(each.value) == 1:
        return ""
    if node.type == "dimension" and node.lower_unit in UNITS and len(each.value) == 1:
        return ""
    return f"must be a length with its unit, and '{_written(each)}' is none"


def _family_fault(each: Declaration) -> str:
    node = each.value[0]
    if node.type == "string" or (node.type == "function" and node.lower_name == "var"):
        return ""
    return f"must be a family in quotes, and here it is {_written(each)}"


_FAULTS = {"colour": _colour_fault, "length": _length_fault, "family": _family_fault}


def _written(each: Declaration) -> str:
    return " ".join(str(node.serialize()) for node in each.value)


def _unit_hint(each: Declaration) -> str:
    """Name the unit that was meant: "5m" is nearly "5mm"."""
    node = each.value[0] if each.value else None
    if node is None or node.type != "dimension" or node.lower_unit in UNITS:
        return ""
    return did_you_mean(node.lower_unit, UNITS, 0.6)
