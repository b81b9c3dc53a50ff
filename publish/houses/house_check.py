"""House → diagnostics: mistakes in a house's sheets, found before anything is rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.houses.contrast import LEAST_CONTRAST, WHITE, contrast
from publish.houses.contrast_check import check_contrasts
from publish.houses.css_properties import DESCRIPTORS, PROPERTIES
from publish.houses.face_check import check_faces
from publish.houses.file_check import check_files
from publish.houses.foreign_css import without_foreign
from publish.houses.house import House
from publish.houses.house_folders import where
from publish.houses.named_faces import check_named_faces
from publish.houses.page_check import check_pages, check_sums
from publish.houses.page_names import names_of_pages
from publish.houses.rule_check import check_rules
from publish.houses.sheets import Declaration, colour_of, declarations, node_span, variables, walk
from publish.houses.token_check import check_tokens

BANNED_PROPERTIES = {
    "opacity": "what is under it loses its tag; mix the colour instead",
    "box-shadow": "it leaves hair lines on paper, and stops the print target",
    "appearance": "it makes fields of a form, which no archive and no press takes",
    "filter": "the renderer does not know it",
    "mix-blend-mode": "print shops refuse transparency groups in RGB",
}
BANNED_VALUES = {
    ("display", "grid"): "from right to left its columns still run left to right",
    ("display", "inline-grid"): "from right to left its columns still run left to right",
    ("float", "left"): "beside a float, words with soft hyphens are measured wrongly",
    ("float", "right"): "beside a float, words with soft hyphens are measured wrongly",
    ("float", "inline-start"): "beside a float, words with soft hyphens are measured wrongly",
    ("float", "inline-end"): "beside a float, words with soft hyphens are measured wrongly",
    ("text-align", "justify"): "the renderer breaks line by line: loose lines would appear",
}
"""Faults of WeasyPrint 70, each reproduced; the message says what would go wrong."""

_DESCRIBING = ("font-face", "counter-style", "color-profile")
_COLOURED = ("color", "background", "border", "outline", "rule", "fill", "stroke", "decoration")
"""Parts of the names of properties whose values may hold a colour."""
_NO_COLOURS = ("transparent", "currentcolor")
CHART_TOKENS = frozenset(f"--chart-{place}" for place in range(1, 7))
"""Tokens that no sheet uses, for `charts/` does."""


def check_house(house: House) -> tuple[Diagnostic, ...]:
    """Find what is wrong in the sheets of a house and of those it extends."""
    found: list[Diagnostic] = []
    house = replace(house, sheets=tuple(without_foreign(each, found) for each in house.sheets))
    declared = [each for sheet in house.sheets for each in declarations(sheet, found)]
    tokens = {each.name: each for each in declared if each.name.startswith("--")}
    used = {name for each in declared for name, _ in variables(each.value)}
    for each in declared:
        found.extend(_banned(each))
        found.extend(_unknown_tokens(each, tokens))
    own = [each for each in declared if each.sheet.layer == house.name]
    for each in own:
        if each.name.startswith("--"):
            found.extend(_token_mistakes(each, own, used | CHART_TOKENS))
        else:
            found.extend(_unknown_property(each, tokens))
            found.extend(_colours_outside_tokens(each))
    found.extend(check_contrasts(declared, tokens))
    if not house.has_refused_faces:
        found.extend(_missing_faces(house, tokens))
        found.extend(check_faces(house, declared))
        found.extend(check_named_faces(house, own))
    found.extend(check_tokens(house, declared))
    found.extend(check_rules(house, names_of_pages(declared)))
    pages = tuple(check_pages(house, declared))
    found.extend(pages or check_sums(house, declared))
    found.extend(check_files(house))
    found.extend(_unknown_layouts(house))
    return tuple(found)


def _unknown_layouts(house: House) -> Iterator[Diagnostic]:
    """Find sheets for a layout that no house of the chain has."""
    settings = house.settings
    conditions = dict.fromkeys(e.condition for e in house.sheets if e.layer == house.name)
    for condition in conditions if settings else ():
        for name in re.findall(r"layout:(\S+)", condition):
            if settings and name not in house.layout_names:
                hint = did_you_mean(name, house.layout_names)
                hint = hint or "the layouts are: " + ", ".join(house.layout_names)
                message = f"no page has 'layout:{name}'"
                yield error("style-value", message, where(settings, condition), hint)


def _unknown_property(each: Declaration, tokens: Mapping[str, Declaration]) -> Iterator[Diagnostic]:
    """Find a property that is misspelt, or that paper has no use for."""
    if each.name in PROPERTIES or each.name in BANNED_PROPERTIES:
        return
    if each.at_rule in _DESCRIBING and each.name in DESCRIPTORS:
        return
    known = PROPERTIES - BANNED_PROPERTIES.keys()
    hint = did_you_mean(each.name, sorted(known | tokens.keys()))
    message = f"the renderer does not know the property '{each.name}'"
    yield warning("style-property", message, each.span, hint)


def _colours_outside_tokens(each: Declaration) -> Iterator[Diagnostic]:
    """Find a colour that is written into a rule: it has no partner for print."""
    if not any(part in each.name for part in _COLOURED) or "colour:" in each.sheet.condition:
        return
    for node in walk(each.value):
        colour = colour_of((node,))
        if colour is None or (node.type == "ident" and node.lower_value in _NO_COLOURS):
            continue
        written = node.serialize()
        span = node_span(each.sheet, node, len(written))
        message = f"the colour '{written}' is written into a rule, and has no partner for print"
        hint = "make it a token: --name: …; --name-cmyk: device-cmyk(…), and use var(--name)"
        yield error("style-cmyk", message, span, hint)
        if each.name == "color" and contrast(colour, WHITE) < LEAST_CONTRAST:
            ratio = contrast(colour, WHITE)
            message = (
                f"'{written}' on white paper has a contrast of {ratio:.1f}, and 4.5 is the least"
            )
            yield error("style-contrast", message, span)


def _banned(each: Declaration) -> Iterator[Diagnostic]:
    reason = BANNED_PROPERTIES.get(each.name)
    words = [node.lower_value for node in each.value if node.type == "ident"]
    for word in words[:1]:
        reason = reason or BANNED_VALUES.get((each.name, word))
    if reason:
        text = " ".join([each.name + ":", *words]).removesuffix(":")
        yield error("style-banned", f"'{text}' cannot be used: {reason}", each.span)
    if each.is_important:
        message = "'!important' would beat the houses that extend this one"
        yield error("style-important", message, each.span)
    for node in walk(each.value):
        if node.type == "function" and node.lower_name.endswith("gradient"):
            message = f"'{node.lower_name}()' cannot be used: in print it is broken or refused"
            yield error("style-banned", message, each.span)


def _unknown_tokens(each: Declaration, tokens: dict[str, Declaration]) -> Iterator[Diagnostic]:
    for name, node in variables(each.value):
        if name not in tokens:
            span = node_span(each.sheet, node, len(name))
            hint = did_you_mean(name, sorted(tokens))
            yield error("style-token", f"no sheet defines '{name}'", span, hint)


def _token_mistakes(
    each: Declaration, own: list[Declaration], used: set[str]
) -> Iterator[Diagnostic]:
    """Find a token that nothing uses, and a colour without its print partner."""
    names = {other.name for other in own}
    if each.name.endswith("-cmyk"):
        return
    if each.name not in used:
        hint = did_you_mean(each.name, sorted(used - {each.name}))
        yield warning("style-token", f"no sheet uses '{each.name}'", each.span, hint)
    if colour_of(each.value) is not None and f"{each.name}-cmyk" not in names:
        message = f"the colour '{each.name}' has no partner for print"
        hint = f"add '{each.name}-cmyk: device-cmyk(…)' beside it"
        yield error("style-cmyk", message, each.span, hint)


def _missing_faces(house: House, tokens: dict[str, Declaration]) -> Iterator[Diagnostic]:
    """Find families that the tokens name and that no face of style.toml brings."""
    families = {each.family for each in house.faces}
    for each in tokens.values():
        for node in each.value:
            if node.type == "string" and node.value not in families and each.value[0] is node:
                hint = did_you_mean(node.value, sorted(families))
                hint = hint or "order it in style.toml under [[faces]]"
                span = node_span(each.sheet, node, len(node.value) + 2)
                message = f"no face of the family '{node.value}' is ordered"
                yield error("style-face", message, span, hint)
