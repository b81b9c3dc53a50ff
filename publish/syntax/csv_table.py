"""MyST's tables of values between commas (docutils, "csv-table"): lines → cells with places."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it.rules_block import StateBlock

from publish.located import Located
from publish.syntax.table_tokens import Cell, Table, shares

Row = tuple[Cell, ...]
_SIGNS = {"tab": "\t", "space": " "}
"""Names that docutils gives to separators."""


def read_csv_table(state: StateBlock, first: int, last: int, options: Mapping[str, str]) -> Table:
    """Read the lines from `first` to before `last`; `options` are those of the directive.

    A value in quotes stands in one line.
    """
    delimiter = _SIGNS.get(options.get("delim", ","), options.get("delim", ",")[:1] or ",")
    outer: Located = state.env["text"]
    lines = [line for line in range(first, last) if not state.isEmpty(line)]
    rows = [
        _row(outer.part(state.bMarks[line] + state.tShift[line], state.eMarks[line]), delimiter)
        for line in lines
    ]
    count = options.get("header-rows", "0")
    heads = int(count) if count.isdigit() else 0
    head = rows[:heads]
    if options.get("header"):
        span = outer.at(state.bMarks[first - 1], state.eMarks[first - 1])
        text = Located(options["header"], span, ((0, span.start),))
        head = [_row(text, delimiter), *head]
    body = rows[heads:]
    columns = max(map(len, (*head, *body)), default=0)
    return Table(
        tuple(_filled(row, columns) for row in head),
        tuple(_filled(row, columns) for row in body),
        _widths(options.get("widths", ""), columns),
    )


def _row(line: Located, delimiter: str) -> Row:
    sign = re.escape(delimiter)
    value = re.compile(rf'[ \t]*(?:"((?:[^"]|"")*)"[ \t]*|([^{sign}]*))({sign}|\Z)')
    cells: list[Cell] = []
    at = 0
    while found := value.match(line.text, at):
        group = 1 if found[1] is not None else 2
        text = found[group].rstrip()
        start = found.start(group)
        located = line.part(start, start + len(text))
        if '""' in text and group == 1:
            located = Located(text.replace('""', '"'), located.span, ((0, located.span.start),))
        cells.append(Cell(located))
        at = found.end()
        if not found[3]:
            break
    return tuple(cells)


def _filled(row: Row, columns: int) -> Row:
    return (*row, *(Cell() for _ in range(columns - len(row))))


def _widths(text: str, columns: int) -> tuple[float, ...]:
    parts = [int(part) for part in re.findall(r"\d{1,4}", text)]
    return shares(parts) if len(parts) == columns and all(parts) else ()
