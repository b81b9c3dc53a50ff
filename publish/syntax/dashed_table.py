"""Simple and multiline tables, whose columns are lines of dashes.

Pandoc manual, "Extension: simple_tables" and "Extension: multiline_tables".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.rules_block import StateBlock

from publish.syntax.table_tokens import Cell, Table, joined, push_table, shares

_COLUMNS = re.compile(r"[ ]*-+(?:[ ]+-+)+[ ]*")
_RULE = re.compile(r"[ ]*-{3,}[ ]*")
_GROUP = re.compile(r"-+")
Line = tuple[int, str]
"""A line's offset in the text, and what it says."""


def dashed_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a simple or a multiline table, with or without a header."""
    if start_line + 2 > end_line or state.isEmpty(start_line):
        return False
    found = _find(state, start_line, end_line)
    if found is None:
        return False
    if not silent:
        table, last = found
        push_table(state, table, start_line, last)
        state.line = last
    return True


def _find(state: StateBlock, start: int, end: int) -> tuple[Table, int] | None:
    if state.isEmpty(start + 1):
        return None
    if _is_dashes(state, start):
        is_columns = _COLUMNS.fullmatch(_line(state, start)[1])
        return _headless(state, start, end) if is_columns else _multiline(state, start, end)
    second = _line(state, start + 1)[1]
    is_simple = _COLUMNS.fullmatch(second) and not state.is_code_block(start + 1)
    return _simple(state, start, end) if is_simple else None


def _line(state: StateBlock, line: int) -> Line:
    """Give a line from where its container begins."""
    start = state.bMarks[line] + min(state.blkIndent, state.tShift[line])
    return start, state.src[start : state.eMarks[line]]


def _simple(state: StateBlock, start: int, end: int) -> tuple[Table, int] | None:
    columns = _spans(_line(state, start + 1)[1])
    rows, last = _rows_to_gap(state, start + 2, end)
    if not rows:
        return None
    header = _line(state, start)
    aligns = _aligns([header[1]], columns)
    head = _row(state, [header], columns, aligns)
    body = tuple(_row(state, [row], columns, aligns) for row in rows)
    return Table((head,), body), last


def _rows_to_gap(state: StateBlock, line: int, end: int) -> tuple[list[Line], int]:
    """Take lines up to an empty one, or a line of dashes, which belongs to the table."""
    rows: list[Line] = []
    while line < end and not state.isEmpty(line):
        text = _line(state, line)
        line += 1
        if _COLUMNS.fullmatch(text[1]) or _RULE.fullmatch(text[1]):
            break
        rows.append(text)
    return rows, line


def _headless(state: StateBlock, start: int, end: int) -> tuple[Table, int] | None:
    """Read a table that begins with its columns and ends with a line of dashes."""
    columns = _spans(_line(state, start)[1])
    closing = _closing(state, start + 1, end)
    if closing < 0:
        return None
    groups = _groups(state, start + 1, closing)
    if not groups:
        return None
    is_multiline = len(groups) > 1
    rows = groups if is_multiline else [[line] for line in groups[0]]
    aligns = _aligns([text for _, text in rows[0]], columns)
    body = tuple(_row(state, row, columns, aligns) for row in rows)
    return Table((), body, _widths(columns) if is_multiline else ()), closing + 1


def _multiline(state: StateBlock, start: int, end: int) -> tuple[Table, int] | None:
    """Read a table that begins and ends with a whole line of dashes."""
    line = start + 1
    while line < end and not state.isEmpty(line) and not _is_dashes(state, line):
        line += 1
    if line >= end or line == start + 1 or not _COLUMNS.fullmatch(_line(state, line)[1]):
        return None
    closing = _closing(state, line + 1, end)
    if closing < 0:
        return None
    columns = _spans(_line(state, line)[1])
    header = [_line(state, each) for each in range(start + 1, line)]
    aligns = _aligns([text for _, text in header], columns)
    head = _row(state, header, columns, aligns)
    groups = _groups(state, line + 1, closing)
    body = tuple(_row(state, row, columns, aligns) for row in groups)
    return Table((head,), body, _widths(columns)), closing + 1


def _is_dashes(state: StateBlock, line: int) -> bool:
    if state.is_code_block(line):
        return False
    text = _line(state, line)[1]
    return _COLUMNS.fullmatch(text) is not None or _RULE.fullmatch(text) is not None


def _closing(state: StateBlock, line: int, end: int) -> int:
    """Find the line of dashes that ends a table: an empty line or the end follows it."""
    start = line
    while line < end:
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return -1
        if not state.isEmpty(line) and _is_dashes(state, line):
            is_last = line + 1 >= end or state.isEmpty(line + 1)
            return line if is_last and line > start else -1
        line += 1
    return -1


def _groups(state: StateBlock, start: int, end: int) -> list[list[Line]]:
    """Cut lines at empty ones."""
    groups: list[list[Line]] = [[]]
    for line in range(start, end):
        if state.isEmpty(line):
            groups.append([])
        else:
            groups[-1].append(_line(state, line))
    return [group for group in groups if group]


def _spans(dashes: str) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in _GROUP.finditer(dashes))


def _widths(columns: Sequence[tuple[int, int]]) -> tuple[float, ...]:
    return shares([end - start for start, end in columns])


def _row(
    state: StateBlock,
    lines: Sequence[Line],
    columns: Sequence[tuple[int, int]],
    aligns: Sequence[str],
) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for number, (start, _) in enumerate(columns):
        left = start if number else 0
        right = columns[number + 1][0] if number + 1 < len(columns) else None
        pieces = [(at + left, text[left:right]) for at, text in lines]
        cells.append(Cell(joined(state, pieces), align=aligns[number]))
    return tuple(cells)


def _aligns(header: Sequence[str], columns: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Tell alignments by where the words of the header stand over their dashes.

    Of a header's lines the shortest counts, as in Pandoc's reader.
    """
    aligns: list[str] = []
    for number, (start, end) in enumerate(columns):
        until = columns[number + 1][0] if number + 1 < len(columns) else None
        lines = [text[start:until].rstrip() for text in header]
        words = min(filter(None, lines), key=len, default="")
        is_left, is_right = words[:1].strip() != "", len(words) >= end - start
        if not words or (is_left and is_right):
            aligns.append("")
        else:
            aligns.append("left" if is_left else "right" if is_right else "center")
    return tuple(aligns)
