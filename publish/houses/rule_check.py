"""House → diagnostics: rules of its sheets that no page can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.houses.addresses import absolute
from publish.houses.house import House, Sheet
from publish.houses.house_folders import ROOT_HOUSE
from publish.houses.html_elements import ELEMENTS
from publish.houses.page_names import unknown_pages
from publish.houses.sheets import CLASS, head_of, node_span, walk

_AT_RULES = ("page", "media", "counter-style", "namespace", "charset")
"""What a sheet of a house may say and the renderer understands."""
_MARGIN_BOXES = frozenset(
    f"{side}-{place}"
    for side, places in {
        "top": ("left-corner", "left", "center", "right", "right-corner"),
        "bottom": ("left-corner", "left", "center", "right", "right-corner"),
        "left": ("top", "middle", "bottom"),
        "right": ("top", "middle", "bottom"),
    }.items()
    for place in places
) | {"footnote"}
"""CSS Paged Media 3 §4.1, and the area of notes."""
_REFUSED = {
    "import": "a page reads the sheets of its house alone; list the sheet in style.toml",
    "font-face": "typefaces come from packages; order the face in style.toml under [[faces]]",
    "layer": "each house is a layer of its own",
    "color-profile": "the press's profile is asked for with '--icc'",
}
_SKIPPED = re.compile(r"/\*.*?(?:\*/|\Z)|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", re.DOTALL)
_NEARLY_ALIKE = 0.85
"""Likeness of two classes of which one must be a slip of the other."""


def check_rules(house: House, pages: frozenset[str]) -> Iterator[Diagnostic]:
    """Find what the sheets of a house itself ask for and no page has.

    `pages` are the names of pages that any sheet gives.
    """
    known = _classes(house)
    is_root = house.name == ROOT_HOUSE
    for sheet in house.sheets:
        if sheet.layer == house.name:
            yield from _unclosed(sheet)
            for rule in _rules(sheet):
                yield from _at_rule(sheet, rule, pages)
                if rule.type == "qualified-rule" and not is_root:
                    yield from _misspelt_classes(sheet, rule, known)
                    yield from _no_elements(sheet, rule, known)
                yield from _addresses(sheet, rule, house.assets)


def _rules(sheet: Sheet) -> Iterator[Any]:
    """Give the rules of a sheet, and those inside of others."""
    import tinycss2

    rules = tinycss2.parse_stylesheet(sheet.source.text, skip_comments=True, skip_whitespace=True)
    waiting = list(reversed(rules))
    while waiting:
        node = waiting.pop()
        if node.type not in ("qualified-rule", "at-rule"):
            continue
        yield node
        if node.content is not None:
            inner = tinycss2.parse_blocks_contents(
                node.content, skip_comments=True, skip_whitespace=True
            )
            waiting.extend(reversed(inner))


def _unclosed(sheet: Sheet) -> Iterator[Diagnostic]:
    """Find a block that nothing closes: all that follows would belong to it."""
    text = _SKIPPED.sub(lambda found: " " * len(found[0]), sheet.source.text)
    opened: list[int] = []
    for found in re.finditer(r"[{}]", text):
        if found[0] == "{":
            opened.append(found.start())
        elif opened:
            opened.pop()
    for at in opened[:1]:
        message = "this is not CSS: no '}' closes the block that begins here"
        yield error("style-css", message, sheet.source.span(at, at + 1))


def _at_rule(sheet: Sheet, rule: Any, pages: frozenset[str]) -> Iterator[Diagnostic]:
    if rule.type != "at-rule":
        return
    name = rule.lower_at_keyword
    if name == "page":
        yield from unknown_pages(sheet, rule, pages)
    span = node_span(sheet, rule, len(name) + 1)
    if name in _REFUSED:
        yield error("style-banned", f"'@{name}' cannot be used: {_REFUSED[name]}", span)
    elif name == "media" and head_of(rule) not in ("@media print", "@media all"):
        message = f"'{head_of(rule)}' cannot be used: a page is asked nothing but its medium, print"
        hint = 'name a sheet for some pages under [when] in style.toml, e.g. "paper:letter"'
        yield error("style-banned", message, span, hint)
    elif name not in _AT_RULES and name not in _MARGIN_BOXES:
        near = did_you_mean(name, (*_AT_RULES, *sorted(_MARGIN_BOXES)))
        yield error("style-property", f"the renderer does not know '@{name}'", span, near)


def _classes(house: House) -> frozenset[str]:
    """Name the classes that sheets below the house and all layouts know."""
    below = (each.source.text for each in house.sheets if each.layer != house.name)
    names = {name for text in below for name in CLASS.findall(text)}
    for layout in house.layouts.values():
        for listed in re.findall(r"""class=(?:"([^"]*)"|'([^']*)')""", layout.text):
            names |= set(re.findall(r"-?[A-Za-z_][\w-]*", " ".join(listed)))
    return frozenset(names)


def _misspelt_classes(sheet: Sheet, rule: Any, known: frozenset[str]) -> Iterator[Diagnostic]:
    """Find a class that is nearly one of base's; others may be the author's own."""
    after_dot = False
    for node in rule.prelude:
        if after_dot and node.type == "ident" and node.value not in known:
            hint = did_you_mean(node.value, sorted(known), _NEARLY_ALIKE)
            if hint:
                message = f"no layout and no sheet of base has the class '{node.value}'"
                span = node_span(sheet, node, len(node.value))
                yield warning("style-class", message, span, hint)
        after_dot = node.type == "literal" and node.value == "."


def _no_elements(sheet: Sheet, rule: Any, known: frozenset[str]) -> Iterator[Diagnostic]:
    """Find a name that no element has, as that of a class without its dot."""
    before = ""
    for node in rule.prelude:
        if node.type == "ident" and before not in (".", ":", "|") and _is_no_element(node.value):
            hint = f"did you mean '.{node.value}'?" if node.value in known else ""
            hint = hint or did_you_mean(node.value, sorted(ELEMENTS))
            message = f"no element of a page is called '{node.value}'"
            yield warning("style-class", message, node_span(sheet, node, len(node.value)), hint)
        if node == "|" or (node.type == "ident" and node.value == "svg"):
            return  # drawings have elements of their own
        before = node.value if node.type == "literal" else ""


def _is_no_element(name: str) -> bool:
    """Know names of HTML; one with a hyphen may be another's, as 'note-call' is."""
    return "-" not in name and name.lower() not in ELEMENTS


def _addresses(sheet: Sheet, rule: Any, assets: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Find pictures that the house does not hold; a page loads nothing else."""
    held = sorted(url.rpartition(f"/house/{sheet.layer}/")[2] for url in assets)
    for node in walk(rule.content or ()):
        address = _address(node)
        if address is None or absolute(address, sheet.url) in assets or address.startswith("data:"):
            continue
        hint = did_you_mean(address, held)
        hint = hint or f"put it into the folder of the house: styles/{sheet.layer}/"
        message = f"the house '{sheet.layer}' has no picture '{address}'"
        if "//" in address:
            message = f"'{address}' is not loaded: a page has the pictures of its house alone"
        yield error("style-file", message, node_span(sheet, node), hint)


def _address(node: Any) -> str | None:
    if node.type == "url":
        return str(node.value)
    if node.type == "function" and node.lower_name == "url":
        return next((str(each.value) for each in node.arguments if each.type == "string"), None)
    return None
