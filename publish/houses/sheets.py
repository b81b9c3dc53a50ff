"""A house's sheet → its declarations, each with its place: what checks of houses look through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from publish.diagnostics import Diagnostic, error
from publish.houses.house import Sheet
from publish.source import Span


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


def declarations(sheet: Sheet, found: list[Diagnostic]) -> Iterator[Declaration]:
    """Walk all rules of a sheet, nested ones too; `found` takes what is not CSS."""
    import tinycss2

    rules = tinycss2.parse_stylesheet(sheet.source.text, skip_comments=True, skip_whitespace=True)
    waiting: list[tuple[Any, int, str]] = [(each, 0, "") for each in reversed(rules)]
    blocks = 0
    while waiting:
        node, rule, at_rule = waiting.pop()
        if node.type == "error":
            message = f"this is not CSS: {node.message}"
            found.append(error("style-css", message, node_span(sheet, node)))
        elif node.type == "declaration":
            value = tuple(each for each in node.value if each.type != "whitespace")
            span = node_span(sheet, node, len(node.name))
            yield Declaration(sheet, node.name, value, node.important, span, rule, at_rule)
        elif node.type in ("qualified-rule", "at-rule") and node.content is not None:
            inner = tinycss2.parse_blocks_contents(
                node.content, skip_comments=True, skip_whitespace=True
            )
            blocks += 1
            within = getattr(node, "lower_at_keyword", "")
            waiting.extend((each, blocks, within) for each in reversed(inner))


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
