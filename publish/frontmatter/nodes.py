"""YAML text → a tree of strings, lists and maps, each with its place; nothing is guessed.

Every scalar stays the string the author wrote (`no` is "no", `0123` is "0123"). Aliases,
tags and merge keys are refused: no brief needs them, and they can be made to never end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from publish.diagnostics import Diagnostic, error
from publish.located import Located
from publish.source import Source, Span

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


def read_fields(source: Source, start: int, end: int) -> tuple[Fields, tuple[Diagnostic, ...]]:
    """Read a range of a source as a YAML map; faulty entries are left out and told."""
    from publish.frontmatter.builder import FaultError, build

    span = source.span(start, end)
    try:
        found = build(source, start, end)
    except FaultError:
        return _entry_by_entry(source, start, end)
    if found is None:
        return Fields((), span), ()
    if isinstance(found, Fields):
        return _without_doubles(found)
    message = "the front matter is not a list of 'field: value' lines"
    return Fields((), span), (error("front-yaml", message, found.span),)


def _entry_by_entry(source: Source, start: int, end: int) -> tuple[Fields, tuple[Diagnostic, ...]]:
    """Read each top-level field alone, so that one fault hides no other."""
    from publish.frontmatter.builder import FaultError, build

    entries: list[tuple[Scalar, Node]] = []
    problems: list[Diagnostic] = []
    for first, last in _chunks(source.text, start, end):
        try:
            found = build(source, first, last)
        except FaultError as fault:
            problems.append(fault.diagnostic)
            continue
        if isinstance(found, Fields):
            entries.extend(found.entries)
        elif found is not None:
            hint = "write 'field: value', one field to a line"
            problems.append(
                error("front-yaml", "this line of the front matter has no ':'", found.span, hint)
            )
    fields, doubles = _without_doubles(Fields(tuple(entries), source.span(start, end)))
    return fields, tuple(problems) + doubles


def _chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at each line that begins a top-level field."""
    first = at = start
    while at < end:
        newline = text.find("\n", at, end)
        line_end = end if newline < 0 else newline + 1
        if at > first and text[at] not in " \t-#]}\r\n":
            yield first, at
            first = at
        at = line_end
    if first < end:
        yield first, end


def _without_doubles(fields: Fields) -> tuple[Fields, tuple[Diagnostic, ...]]:
    problems: list[Diagnostic] = []
    kept = _unique(fields, problems)
    assert isinstance(kept, Fields)
    return kept, tuple(problems)


def _unique(node: Node, problems: list[Diagnostic]) -> Node:
    """Keep the first of two fields of one name, at every depth."""
    if isinstance(node, Scalar):
        return node
    if isinstance(node, Items):
        return Items(tuple(_unique(each, problems) for each in node.items), node.span)
    first: dict[str, Scalar] = {}
    entries: list[tuple[Scalar, Node]] = []
    for key, each in node.entries:
        earlier = first.setdefault(key.text, key)
        if earlier is key:
            entries.append((key, _unique(each, problems)))
            continue
        problems.append(
            error(
                "front-duplicate",
                f"the field '{key.text}' stands twice, first in line {earlier.span.line}",
                key.span,
                "keep one of the two",
            )
        )
    return Fields(tuple(entries), node.span)


def scalars(nodes: Sequence[Node]) -> Iterator[Scalar]:
    """Give the strings among some nodes."""
    return (each for each in nodes if isinstance(each, Scalar))
