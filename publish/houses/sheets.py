"""A house's sheet → its declarations, each with its place: what checks of houses look through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from publish.diagnostics import Diagnostic, error
from publish.houses.contrast import Colour
from publish.houses.house import Sheet
from publish.source import Span

CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
"""A class in a selector."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declaration of a sheet, with what it stands for."""

    sheet: Sheet
    name: str
    value: tuple[Any, ...]
    """Component values, as tinycss2 gives them."""
    is_important: bool
    span: Span
    rule: int
    """Which block of the sheet holds it, by number."""
    at_rule: str = ""
    """The at-rule in which it stands directly: "font-face"; "" for none."""
    within: tuple[str, ...] = ()
    """The heads of the blocks round it, outermost first: ("@media print", ":root")."""


def declarations(sheet: Sheet, found: list[Diagnostic]) -> Iterator[Declaration]:
    """Walk all rules of a sheet, nested ones too; `found` takes what is not CSS."""
    import tinycss2

    rules = tinycss2.parse_stylesheet(sheet.source.text, skip_comments=True, skip_whitespace=True)
    waiting: list[tuple[Any, int, str, tuple[str, ...]]]
    waiting = [(each, 0, "", ()) for each in reversed(rules)]
    blocks = 0
    while waiting:
        node, rule, at_rule, heads = waiting.pop()
        if node.type == "error":
            message = f"this is not CSS: {_FAULTS.get(node.kind) or _said(node.message)}"
            found.append(error("style-css", message, node_span(sheet, node)))
        elif node.type == "declaration":
            value = tuple(each for each in node.value if each.type != "whitespace")
            span = node_span(sheet, node, len(node.name))
            yield Declaration(sheet, node.name, value, node.important, span, rule, at_rule, heads)
        elif node.type in ("qualified-rule", "at-rule") and node.content is not None:
            inner = tinycss2.parse_blocks_contents(
                node.content, skip_comments=True, skip_whitespace=True
            )
            blocks += 1
            within = getattr(node, "lower_at_keyword", "")
            path = (*heads, head_of(node))
            waiting.extend((each, blocks, within, path) for each in reversed(inner))


_FAULTS = {
    "invalid": "a declaration needs ':' after its name, and a rule its '{'",
    "bad-string": "a text in quotes ends in the line where it begins",
    "bad-url": "the address is not closed with ')'",
}
"""By the kind of tinycss2's error; its sentence stands in for others."""


def _said(message: str) -> str:
    return message[:1].lower() + message[1:].rstrip(".")


def head_of(rule: Any) -> str:
    """Give what stands before the block of a rule, in one form: "@media print", ":root"."""
    import tinycss2

    prelude = " ".join(str(tinycss2.serialize(rule.prelude)).split())
    return f"@{rule.lower_at_keyword} {prelude}".strip() if rule.type == "at-rule" else prelude


def node_span(sheet: Sheet, node: Any, size: int = 1) -> Span:
    """Say where a node of a sheet stands."""
    start = sheet.source.line_start(node.source_line) + node.source_column - 1
    return sheet.source.span(start, start + size)


def walk(value: Iterable[Any]) -> Iterator[Any]:
    """Give the nodes of a value, and those inside of functions and blocks."""
    waiting = list(value)
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting.extend(getattr(node, "arguments", None) or getattr(node, "content", None) or ())


def variables(value: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Name the tokens that a value refers to by `var()`, each with its node."""
    for node in walk(value):
        if node.type == "function" and node.lower_name == "var":
            for each in node.arguments:
                if each.type == "ident":
                    yield each.value, each
                    break


def colour_of(value: tuple[Any, ...]) -> Colour | None:
    """Read a colour of the screen; None for anything else, and for spaces beyond sRGB."""
    from tinycss2.color5 import parse_color

    if len(value) != 1 or value[0].type not in ("hash", "ident", "function"):
        return None
    colour = parse_color(value[0])
    if colour is None or isinstance(colour, str) or colour.space not in ("srgb", "hsl", "hwb"):
        return None
    red, green, blue = colour.to("srgb").coordinates
    return float(red), float(green), float(blue)
