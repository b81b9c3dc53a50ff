"""A range of a source → its fields, every fault told and every sound field kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from publish.diagnostics import Diagnostic, error
from publish.frontmatter.builder import FaultError, build
from publish.frontmatter.nodes import Fields, Items, Node, Scalar
from publish.source import Source


def read_fields(source: Source, start: int, end: int) -> tuple[Fields, tuple[Diagnostic, ...]]:
    """Read a range of a source as a YAML map; faulty entries are left out and told."""
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


def _printable(node: Scalar, problems: list[Diagnostic]) -> Scalar:
    r"""Tell of characters that no file can hold, such as YAML's `"\0"` and `"\ud800"`."""
    found = _UNPRINTABLE.search(node.value.text)
    if found is None:
        return node
    message = f"this field holds U+{ord(found[0]):04X}, which cannot be printed"
    problems.append(error("character-control", message, node.span))
    text = _UNPRINTABLE.sub(" ", node.value.text)
    return replace(node, value=replace(node.value, text=text))


_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""XML 1.0 §2.2 and Unicode 16 §23.7; line ends, tabs and U+0085 are spaces."""


def _unique(node: Node, problems: list[Diagnostic]) -> Node:
    """Keep the first of two fields of one name, at every depth."""
    if isinstance(node, Scalar):
        return _printable(node, problems)
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
