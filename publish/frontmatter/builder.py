"""YAML events → nodes, without recursion, resolvers or aliases."""

from __future__ import annotations

import re
from typing import Any

import yaml

from publish.diagnostics import Diagnostic, error
from publish.frontmatter.nodes import DEPTH_LIMIT, Fields, Items, Node, Scalar
from publish.located import Located
from publish.source import Source


class FaultError(Exception):
    """One fault of the YAML text, as the diagnostic that tells it."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class _Open:
    """A list or map that is not yet closed."""

    def __init__(self, kind: type[Items] | type[Fields], start: int) -> None:
        self.kind = kind
        self.start = start
        self.nodes: list[Node] = []


def build(source: Source, start: int, end: int, deepest: int = DEPTH_LIMIT) -> Node | None:
    """Read a range of a source as one YAML node; None when it is empty."""
    text = source.text[start:end]
    try:
        if _FAST and not _MURKY.search(text):
            try:
                return _Builder(source, start, deepest).run(text, _FAST)
            except yaml.YAMLError:
                pass  # PyYAML itself says better where the fault is
        return _Builder(source, start, deepest).run(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as problem:
        is_unclosed = "end of stream" in str(problem.problem)
        mark = problem.context_mark if is_unclosed else problem.problem_mark
        at = min(start + (mark.index if mark else 0), end)
        opened = start + problem.context_mark.index if problem.context_mark else at
        said = str(problem.problem)
        misplaced = _misplaced(source, opened, at, said)
        raise FaultError(misplaced or _explain(source, start, at, said)) from None
    except yaml.reader.ReaderError as problem:
        at = start + problem.position
        message = f"the character U+{_code_point(problem.character):04X} cannot stand in YAML"
        raise FaultError(error("front-yaml", message, source.span(at, at + 1))) from None


_FAST = getattr(yaml, "CSafeLoader", None)
"""libyaml's parser, where PyYAML was built with it: a tenth of the time."""
_MURKY = re.compile(
    r"[^ -~\n\u00a1-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd]"
    r"|^%|(?:^|[-:,]) *\?(?: |$)|[\[{][^\n]*\?|^(?:---|\.\.\.)",
    re.MULTILINE,
)
"""Tabs, controls, `?` for a key, several documents: libyaml takes some that PyYAML refuses."""


def _code_point(character: object) -> int:
    return character if isinstance(character, int) else ord(str(character)[:1] or "\0")


class _Builder:
    def __init__(self, source: Source, base: int, deepest: int) -> None:
        self._source = source
        self._base = base
        self._deepest = deepest
        self._stack: list[_Open] = []
        self._root: Node | None = None

    def run(self, text: str, loader: Any) -> Node | None:
        for event in yaml.parse(text, Loader=loader):
            self._take(event)
        return self._root

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, "an alias ('*name') cannot be used in front matter")
        if isinstance(event, yaml.NodeEvent) and getattr(event, "anchor", None):
            self._refuse(event, "an anchor ('&name') cannot be used in front matter")
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open(Items, event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._open(Fields, event)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self._close(event)

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        """Give the offsets of an event in the source; text that is parsed has marks always."""
        assert event.start_mark is not None
        assert event.end_mark is not None
        return self._base + event.start_mark.index, self._base + event.end_mark.index

    def _refuse(self, event: yaml.Event, message: str) -> None:
        start, end = self._place(event)
        hint = "if the value begins with '*' or '&', put it in quotes; else write it out"
        raise FaultError(error("front-alias", message, self._source.span(start, end), hint))

    def _open(self, kind: type[Items] | type[Fields], event: yaml.Event) -> None:
        start, _ = self._place(event)
        if len(self._stack) >= self._deepest:
            message = f"lists and maps nest deeper than {self._deepest} levels"
            raise FaultError(error("front-depth", message, self._source.span(start, start + 1)))
        self._stack.append(_Open(kind, start))

    def _close(self, event: yaml.Event) -> None:
        done = self._stack.pop()
        span = self._source.span(done.start, self._place(event)[1])
        if done.kind is Items:
            self._add(Items(tuple(done.nodes), span))
            return
        entries: list[tuple[Scalar, Node]] = []
        for key, value in zip(done.nodes[::2], done.nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                message = "the name of a field must be a word, not a list or a map"
                raise FaultError(
                    error("front-yaml", message, key.span, "put '{…}' and '[…]' in quotes")
                )
            entries.append((key, value))
        self._add(Fields(tuple(entries), span))

    def _add(self, node: Node) -> None:
        if self._stack:
            self._stack[-1].nodes.append(node)
        elif self._root is None:
            self._root = node

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        start, end = self._place(event)
        raw = self._source.text[start:end]
        runs = _align(event.value, raw, start, event.style)
        if runs:
            first = runs[0][1]
            last = runs[-1][1] + len(event.value) - runs[-1][0]
            span = self._source.span(first, last)
        else:
            span = self._source.span(start, max(end, start + 1))
        return Scalar(Located(event.value, span, runs), bool(event.style))


def _align(value: str, raw: str, start: int, style: str | None) -> tuple[tuple[int, int], ...]:
    """Find where each character of a scalar's value stands in its raw text.

    Both are walked side by side; what the raw text has more (quotes, indents, escapes, folded
    line ends) is passed over.
    """
    first = 1 if style in ("'", '"') else 0
    is_folded = style in ("|", ">") or "\\" in value
    if value and not is_folded and raw.startswith(value, first):
        return ((0, start + first),)
    runs: list[tuple[int, int]] = []
    at = 1 if style in ("'", '"') else 0
    if style in ("|", ">"):
        at = raw.find("\n") + 1
    expected = -1
    for index, character in enumerate(value):
        at, width = _next(raw, at, character, style)
        if at >= len(raw):
            break
        if at != expected:
            runs.append((index, start + at))
        at += width
        expected = at if width == 1 else -1
    return tuple(runs)


def _next(raw: str, at: int, character: str, style: str | None) -> tuple[int, int]:
    """Find the next place in the raw text that stands for a character, and its width."""
    while at < len(raw):
        here = raw[at]
        if style == '"' and here == "\\":
            escape = re.compile(r"\\(?:x..|u.{4}|U.{8}|\r?\n[ \t]*|.)", re.DOTALL).match(raw, at)
            assert escape is not None
            if escape[0][1] not in "\r\n":
                return at, len(escape[0])
            at = escape.end()
        elif here == character:
            return at, 2 if style == "'" and here == "'" else 1
        elif character == " " and here in "\r\n":
            return at, 1
        else:
            at += 1
    return at, 1


_COLON_IN_VALUE = re.compile(r"(\s*(?:-\s+)?[^\s:#][^:\n]*:[ \t]+)(?![\"'|>\[{])(\S[^\n]*)")


def _misplaced(source: Source, opened: int, at: int, problem: str) -> Diagnostic | None:
    """Tell what a lost bracket or a wrong indentation made a YAML parser say."""
    number, column = source.position(at)
    before = source.line(number)[: column - 1]
    if problem.startswith("expected ',' or") and source.position(opened)[0] != number:
        message = f"a '{source.text[opened]}' is opened here and seems not to be closed"
        return error("front-yaml", message, source.span(opened, opened + 1))
    hint = "indent the lines of one field or list alike"
    if problem.startswith("expected <block end>") and not before.strip():
        message = "this line does not go on with the lines above it"
        return error("front-yaml", message, source.span(at, at + 1), hint)
    if "mapping values are not allowed" in problem and ":" not in before:
        message = "a field stands here within the value of the one above"
        return error("front-yaml", message, source.span(at, at + 1), f"{hint}, or use quotes")
    return None


def _explain(source: Source, start: int, at: int, problem: str) -> Diagnostic:
    """Say in an editor's words what a YAML parser found."""
    line = source.line(source.position(at)[0])
    span = source.span(at, at + 1)
    found = _COLON_IN_VALUE.match(line)
    if "mapping values are not allowed" in problem and found:
        quoted = found[2].rstrip().replace('"', "'")
        message = "a value that holds ': ' must stand in quotes"
        return error("front-yaml", message, span, f'write {found[1].strip()} "{quoted}"')
    if "found character '\\t'" in problem:
        message = "a tab cannot indent a line of the front matter"
        return error("front-yaml", message, span, "indent with spaces")
    if "end of stream" in problem or "while scanning a quoted scalar" in problem:
        return error("front-yaml", "a quote is opened here and not closed", span)
    for sign in ("@", "`", "%"):
        if f"found character '{sign}'" in problem:
            message = f"a value cannot begin with '{sign}' unless it stands in quotes"
            return error("front-yaml", message, span, "put the value in quotes")
    if "could not find expected ':'" in problem:
        message = "this line of the front matter has no ':'"
        previous = source.span(max(start, at - 1), at)
        return error("front-yaml", message, previous, "write 'field: value', one to a line")
    message = f"the front matter cannot be read here: {problem}"
    return error("front-yaml", message, span, "values with signs like : # { [ * & need quotes")
