"""Markdown parsing that knows where every inline token stands in the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from publish.located import Located, Runs
from publish.source import Span
from publish.syntax.pipe_table import hide_pipes
from publish.syntax.rows import cell_runs, column_widths

DEPTH_LIMIT = 8
"""How deep texts may stand in texts: a note in a citation's words in a note is 3."""


class InlineState(StateInline):
    """The library's state, with the source of the text that is being parsed."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        self._pending_at = -1
        super().__init__(src, md, env, tokens)
        located = env["located"]
        assert isinstance(located, Located)
        self.located = located
        """The text in `src`, and perhaps more after it."""
        self._brackets: dict[int, int] | None = None

    @property
    def pending(self) -> str:
        """Literal text that is not yet a token."""
        return str(StateInline.pending.__get__(self))

    @pending.setter
    def pending(self, value: str) -> None:
        if not value:
            self._pending_at = -1
        elif self._pending_at < 0:
            self._pending_at = self.pos
        self._pending = value
        self._pending_buffer = []

    def append_pending(self, text: str) -> None:
        """Append literal text; the first piece says where the token begins."""
        if self._pending_at < 0:
            self._pending_at = self.pos
        self._pending_buffer.append(text)

    def pushPending(self) -> Token:  # noqa: N802 - the library's name
        """Make a token of the literal text so far."""
        start = self._pending_at
        token = super().pushPending()
        token.meta["at"] = ((0, self.located.place(max(start, 0))),)
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Make a token, and note where it stands."""
        token = super().push(ttype, tag, nesting)
        token.meta["at"] = ((0, self.located.place(self.pos)),)
        return token

    def span(self, start: int, end: int) -> Span:
        """Name a range of `src` in the source."""
        return self.located.at(start, end)

    def closing_bracket(self, opening: int) -> int:
        """Give the offset of the `]` that closes a `[`, or -1; linear for a whole text."""
        if self._brackets is None:
            self._brackets = match_brackets(self.src)
        closing = self._brackets.get(opening, -1)
        return closing if closing < self.posMax else -1


class PlacedInline(ParserInline):
    """The library's inline parser; `env["located"]` says where the text stands."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Parse a text into tokens."""
        state = InlineState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def parse_part(state: StateInline, start: int, end: int) -> list[Token]:
    """Parse a range of the text that is being parsed, for itself.

    Notes in notes in notes are cut off at a depth: the innermost words stay a plain text.
    """
    assert isinstance(state, InlineState)
    outer = state.env["located"]
    depth = state.env.get("depth", 0)
    located = state.located.part(start, end)
    if depth >= DEPTH_LIMIT:
        token = Token("text", "", 0, content=state.src[start:end])
        token.meta["at"] = located.runs or ((0, located.span.start),)
        return [token]
    state.env.update(located=located, depth=depth + 1)
    tokens = state.md.inline.parse(state.src[start:end], state.md, state.env, [])
    state.env.update(located=outer, depth=depth)
    return tokens


def match_brackets(text: str) -> dict[int, int]:
    """Pair `[` with `]`, outside of code spans and not after a backslash."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    ticks = _backtick_runs(text) if "`" in text else {}
    at = 0
    while at < len(text):
        character = text[at]
        if character == "\\":
            at += 1
        elif character == "[":
            opened.append(at)
        elif character == "]" and opened:
            pairs[opened.pop()] = at
        elif character == "`":
            at = ticks.get(at, at)
            while at + 1 < len(text) and text[at + 1] == "`":
                at += 1
        at += 1
    return pairs


def _backtick_runs(text: str) -> dict[int, int]:
    """Map where a run of backticks begins to where the next run of its length ends."""
    starts: dict[int, int] = {}
    following: dict[int, int] = {}
    at = len(text)
    while (at := text.rfind("`", 0, at)) >= 0:
        end = at
        while at > 0 and text[at - 1] == "`":
            at -= 1
        size = end - at + 1
        if size in starts:
            following[at] = starts[size] + size - 1
        starts[size] = at
    return following


def place_blocks(state: StateCore) -> None:
    """Find where the text of every block stands (a core rule)."""
    place_inlines(state.tokens, state.env["text"])


def parse_inlines(state: StateCore) -> None:
    """Parse the text of every block (a core rule)."""
    for token in state.tokens:
        if token.type == "inline":
            state.env["located"] = token.meta["located"]
            ready = token.meta.get("ready")
            token.children = ready or state.md.inline.parse(token.content, state.md, state.env, [])


def place_inlines(tokens: Sequence[Token], text: Located) -> None:
    """Find where the text of each block stands; `token.map` counts lines of `text`."""
    lines = text.text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    cells: Iterator[Runs] | None = None
    for token in tokens:
        if token.type == "table_open" and token.map and "widths" not in token.meta:
            token.meta["widths"] = column_widths(lines[token.map[0] : token.map[1]])
        if token.type == "tr_open" and token.map:
            cells = iter(cell_runs(hide_pipes(lines[token.map[0]])))
        elif token.type == "tr_close":
            cells = None
        if token.type in ("fence", "code_block") and token.map:
            first = token.map[0]
            token.meta["span"] = text.at(starts[first], starts[first] + len(lines[first]))
        if token.type not in ("inline", "html_block") or "located" in token.meta:
            continue
        first, last = token.map or (0, 1)
        if cells is not None:
            runs = next(cells, ((0, 0),))
        else:
            runs = _line_runs(lines[first:last], token.content)
        token.meta["located"] = _through(text, runs, starts[first], token.content)


def _line_runs(lines: Sequence[str], content: str) -> Runs:
    """Find each line of a block's text at the end of its line, without quote and list signs."""
    runs: list[tuple[int, int]] = []
    inside = outside = 0
    for line, piece in zip(lines, content.split("\n"), strict=False):
        bare = piece.strip(" \t")
        indent = len(piece) - len(piece.lstrip(" \t"))
        at = line.rstrip(" \t").rfind(bare) if bare else len(line)
        runs.append((inside + indent, outside + max(at, 0)))
        inside += len(piece) + 1
        outside += len(line) + 1
    return tuple(runs)


def _inner_runs(text: Located, start: int, size: int) -> Runs:
    if len(text.runs) <= 1 or size <= 0:
        return ((0, text.place(start)),)
    return text.part(start, start + size).runs


def _through(text: Located, runs: Runs, start: int, content: str) -> Located:
    """Carry offsets in a text on to its source."""
    ends = [*(inside for inside, _ in runs[1:]), len(content)]
    placed = tuple(
        (inside + within, place)
        for (inside, outside), end in zip(runs, ends, strict=False)
        for within, place in _inner_runs(text, start + outside, end - inside)
    )
    first = placed[0][1] if placed else text.place(start)
    last = placed[-1][1] + len(content) - placed[-1][0] if placed else first
    return Located(content, text.span.source.span(first, last), placed or ((0, first),))
