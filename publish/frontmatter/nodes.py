"""YAML text → a tree of strings, lists and maps, each with its place; nothing is guessed.

Every scalar stays the string the author wrote (`no` is "no", `0123` is "0123"). Aliases,
tags and merge keys are refused: no brief needs them, and they can be made to never end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publish.located import Located
from publish.source import Span

DEPTH_LIMIT = 8
"""The deepest that lists and maps may nest: author → affiliation → address is 5."""

Value = str | tuple["Value", ...] | Mapping[str, "Value"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string; "" when the field is there and empty (YAML's null is written so, or `~`)."""

    value: Located
    is_quoted: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.value.span

    @property
    def text(self) -> str:
        """The string; YAML 1.2 §10.2.1.1: plain `~` and `null` are empty values."""
        if not self.is_quoted and self.value.text in ("~", "null", "Null", "NULL"):
            return ""
        return self.value.text


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Fields:
    """A map; keys are unique."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span

    def get(self, *names: str) -> Node | None:
        """Give the first field of these names (written with `-`; `_` is read as `-`)."""
        for name in names:
            for key, node in self.entries:
                if field_name(key.text) == name:
                    return node
        return None


Node = Scalar | Items | Fields


def field_name(written: str) -> str:
    """Give the name under which a field is known: `short_title` is `short-title`."""
    return written.strip().replace("_", "-")


def is_empty(node: Node | None) -> bool:
    """Say whether a field is absent or has no value."""
    return node is None or (isinstance(node, Scalar) and not node.text.strip())


def plain(node: Node) -> Value:
    """Turn a node into strings, tuples and dicts, for layouts and for the bibliography."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return tuple(plain(each) for each in node.items)
    return {key.text: plain(each) for key, each in node.entries}
