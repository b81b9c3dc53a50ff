"""A line of a pipe table → where the text of each cell stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.located import Runs

_PREFIX = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+[\s>]*)*(\|)?")


def cell_runs(line: str) -> list[Runs]:
    r"""Map each cell's text to its columns (0-based) in the line.

    The text is what the parser makes of the cell: trimmed, and `\|` made `|`
    (GitHub Flavored Markdown 0.29 §4.10, example 200).
    """
    prefix = _PREFIX.match(line)
    assert prefix is not None
    return [_runs(line, start, end) for start, end in _cells(line, prefix.end())]


NARROW = 72
"""Pandoc's column width: a table with a longer line has columns as wide as their dashes."""


def column_widths(lines: list[str]) -> tuple[float, ...]:
    """Give the widths of a pipe table's columns in per cent; () when they are left to the page.

    Pandoc manual, "Extension: pipe_tables": relative widths only if a line exceeds the column
    width. The second line is the one of dashes.
    """
    if len(lines) < 2 or max(map(len, lines)) <= NARROW:
        return ()
    prefix = _PREFIX.match(lines[1])
    assert prefix is not None
    cells = [lines[1][start:end].strip() for start, end in _cells(lines[1], prefix.end())]
    dashes = [len(cell) for cell in cells if cell]
    total = sum(dashes) or 1
    return tuple(round(100 * width / total, 1) for width in dashes)


def cells_of(row: str) -> list[tuple[int, int]]:
    """Give the columns of each cell of a row, without the ends that `|` make at its edges."""
    found = list(_cells(row, len(row) - len(row.lstrip())))
    if found and not row[slice(*found[0])].strip():
        del found[0]
    if found and not row[slice(*found[-1])].strip():
        del found[-1]
    return found


def _cells(line: str, start: int) -> Iterator[tuple[int, int]]:
    at = start
    while (found := line.find("|", at)) >= 0:
        if line[found - 1 : found] != "\\":
            yield start, found
            start = found + 1
        at = found + 1
    yield start, len(line)


def _runs(line: str, start: int, end: int) -> Runs:
    while start < end and line[start] in " \t":
        start += 1
    runs = [(0, start)]
    at, gone = start, 0
    while (found := line.find("\\|", at, end)) >= 0:
        gone += 1
        runs.append((found + 1 - start - gone, found + 1))
        at = found + 2
    return tuple(runs)
