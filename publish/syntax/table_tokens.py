"""Rows and cells → the tokens of a table, the same for every kind of table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from publish.located import Located


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: one text, or blocks."""

    text: Located | None = None
    blocks: tuple[Token, ...] = ()
    align: str = ""
    """"left", "right", "center" or ""."""
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table of any kind."""

    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    """Of the columns, in per cent; () when the renderer is to find them."""


def push_table(state: StateBlock, table: Table, first: int, last: int) -> None:
    """Push a table's tokens; it covers the lines from `first` to before `last`."""
    opening = state.push("table_open", "table", 1)
    opening.map = [first, last]
    opening.meta["widths"] = table.widths
    for kind, tag, rows in (("thead", "th", table.head), ("tbody", "td", table.body)):
        if not rows:
            continue
        state.push(f"{kind}_open", kind, 1)
        for row in rows:
            state.push("tr_open", "tr", 1)
            for cell in row:
                _push_cell(state, cell, tag, first)
            state.push("tr_close", "tr", -1)
        state.push(f"{kind}_close", kind, -1)
    state.push("table_close", "table", -1)


def _push_cell(state: StateBlock, cell: Cell, tag: str, line: int) -> None:
    token = state.push(f"{tag}_open", tag, 1)
    if cell.align:
        token.attrs["style"] = f"text-align:{cell.align}"
    if cell.columns > 1:
        token.attrs["colspan"] = cell.columns
    if cell.rows > 1:
        token.attrs["rowspan"] = cell.rows
    if cell.text is not None:
        inline = state.push("inline", "", 0)
        inline.content = cell.text.text
        inline.map = [line, line + 1]
        inline.children = []
        inline.meta["located"] = cell.text
    for block in cell.blocks:
        block.level += state.level
        state.tokens.append(block)
    state.push(f"{tag}_close", tag, -1)


def shares(widths: Sequence[int]) -> tuple[float, ...]:
    """Give the widths of columns, counted in characters, as shares in per cent."""
    total = sum(widths) or 1
    return tuple(round(100 * width / total, 1) for width in widths)


def joined(state: StateBlock, pieces: Sequence[tuple[int, str]]) -> Located:
    """Join pieces of lines, each with its offset in the text, to one text with its places."""
    text: Located = state.env["text"]
    kept = [(at + len(piece) - len(piece.lstrip()), piece.strip()) for at, piece in pieces]
    while kept and not kept[-1][1]:
        kept.pop()
    while kept and not kept[0][1]:
        kept.pop(0)
    runs: list[tuple[int, int]] = []
    size = 0
    for at, piece in kept:
        runs.append((size, text.place(at)))
        size += len(piece) + 1
    content = "\n".join(piece for _, piece in kept)
    if not runs:
        start = text.place(pieces[0][0]) if pieces else text.span.start
        return Located("", text.span.source.span(start, start), ((0, start),))
    last = runs[-1][1] + len(kept[-1][1])
    return Located(content, text.span.source.span(runs[0][1], last), tuple(runs))
