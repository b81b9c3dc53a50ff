"""[[document]] tables of publish.toml → Volume: a document of several files, and its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from publish.diagnostics import Diagnostic, error
from publish.frontmatter.nodes import Fields, Items, Node, Scalar
from publish.located import Located
from publish.source import Source, Span

TABLE = "document"
_HEADER = re.compile(r"^[ \t]*\[\[?[ \t]*document[ \t]*\]\]?", re.MULTILINE)
_OTHER_HEADER = re.compile(r"^[ \t]*\[\[?[ \t]*(?!document[ \t]*\.)[\w\"'-]", re.MULTILINE)
_OWN = ("name", "parts", "output")


@dataclass(frozen=True, slots=True)
class Volume:
    """A document of several files."""

    name: str
    """By which `publish pdf NAME` finds it."""
    parts: tuple[Located, ...]
    """Its files in order, each relative to the file that lists them; at least one."""
    output: str
    """Name of the finished file, without its ending."""
    front: Fields = field(repr=False)
    """The fields of front matter that hold for the whole."""
    above: Mapping[int, Located] = field(default_factory=dict)
    """Index of a part → the heading above it: the title of a part of a book."""


def read_volumes(
    value: object, source: Source
) -> tuple[tuple[Volume, ...], tuple[Diagnostic, ...]]:
    """Read `[[document]]` tables (or one `[document]`) of a settings file.

    `name`, `parts` and `output` are ours; every other key is a field of front matter.
    """
    tables = value if isinstance(value, list) else [value]
    regions = list(_regions(source.text))
    volumes: list[Volume] = []
    problems: list[Diagnostic] = []
    for number, table in enumerate(tables):
        start, end = regions[number] if len(regions) == len(tables) else (0, len(source.text))
        reader = _TableReader(source, start, end)
        read = reader.volume(table)
        if isinstance(read, Volume) and any(read.name == each.name for each in volumes):
            message = f"two documents are called '{read.name}'"
            read = error("settings-value", message, reader.place_of("name"))
        if isinstance(read, Volume):
            volumes.append(read)
        else:
            problems.append(read)
    return tuple(volumes), tuple(problems)


def _regions(text: str) -> Iterator[tuple[int, int]]:
    """Find where each `[[document]]` begins, and where the next other table does."""
    for header in _HEADER.finditer(text):
        following = _OTHER_HEADER.search(text, header.end())
        yield header.end(), following.start() if following else len(text)


class _TableReader:
    """Reads one table; `tomllib` tells no positions, so they are found again in the text."""

    def __init__(self, source: Source, start: int, end: int) -> None:
        self._source = source
        self._start = start
        self._end = end
        self._at = start

    def volume(self, table: object) -> Volume | Diagnostic:
        if not isinstance(table, dict):
            return self._wrong("", f"'{TABLE}' must be a table: [[{TABLE}]] on a line of its own")
        name = table.get("name")
        if not isinstance(name, str) or not _is_stem(name):
            return self._wrong("name", "a document needs a 'name', a word without '/'")
        output = table.get("output", name)
        if not isinstance(output, str) or not _is_stem(output):
            return self._wrong("output", "'output' must be the name of a file, without '/'")
        entries: list[tuple[Scalar, Node]] = []
        parts: tuple[Located, ...] = ()
        for key, value in table.items():
            scalar = self._key(key)
            node = self._node(value, scalar.span)
            if key == "parts":
                items = node.items if isinstance(node, Items) else (node,)
                parts = tuple(each.value for each in items if isinstance(each, Scalar))
            elif key not in _OWN:
                entries.append((scalar, node))
        if not parts or not all(each.text.strip() for each in parts):
            return self._wrong("parts", "'parts' must be a list of the document's files")
        region = self._source.span(self._start, self._end)
        return Volume(name, parts, output, Fields(tuple(entries), region))

    def place_of(self, key: str) -> Span:
        """Find where a key of the table stands; its header for one that does not."""
        found = self._find_key(key, self._start) if key else None
        if found is not None:
            return self._source.span(*found.span(1))
        line = self._source.text.rfind("\n", 0, self._start) + 1
        return self._source.span(line, self._start)

    def _wrong(self, key: str, message: str) -> Diagnostic:
        return error("settings-value", message, self.place_of(key))

    def _find_key(self, key: str, start: int) -> re.Match[str] | None:
        pattern = rf"(?:^|[{{,.\[])[ \t]*[\"']?({re.escape(key)})[\"']?[ \t]*[=\].]"
        return re.compile(pattern, re.MULTILINE).search(self._source.text, start, self._end)

    def _key(self, key: str) -> Scalar:
        found = self._find_key(key, self._at) or self._find_key(key, self._start)
        start, end = found.span(1) if found else (self._start, self._start)
        self._at = max(self._at, end)
        return Scalar(Located(key, self._source.span(start, end), _constant(key, start)))

    def _node(self, value: object, at: Span) -> Node:
        """Turn a value of TOML into a node, with its place; plain values become their text."""
        if isinstance(value, dict):
            entries = []
            for key, inner in value.items():
                scalar = self._key(key)
                entries.append((scalar, self._node(inner, scalar.span)))
            return Fields(tuple(entries), at)
        if isinstance(value, list):
            return Items(tuple(self._node(each, at) for each in value), at)
        return Scalar(self._text(_plain(value), at), is_quoted=isinstance(value, str))

    def _text(self, text: str, at: Span) -> Located:
        """Find a text as written; one with escapes in it stands where its key does."""
        for opening in ('"', "'", ""):
            start = self._source.text.find(opening + text + opening, self._at, self._end)
            if text and start >= 0:
                start += len(opening)
                self._at = start + len(text)
                return Located(text, self._source.span(start, self._at))
        return Located(text, at, _constant(text, at.start))


def _constant(text: str, start: int) -> tuple[tuple[int, int], ...]:
    """Map every character of a text to one place."""
    return tuple((offset, start) for offset in range(len(text))) or ((0, start),)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value)


def _is_stem(name: str) -> bool:
    return bool(name.strip(". ")) and not set(name) & set("/\\:\0") and name.isprintable()
