"""The data of a chart in any form that an author writes → rows of one table."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publish.syntax.charts import number

MOST_ROWS = 20_000
"""More than a chart of a page can show, and what can be drawn within the limit of time."""

Row = Mapping[str, Any]


class DataError(Exception):
    """Data that is no table, with what it is in words."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with the names of their columns."""

    columns: tuple[str, ...]
    """In the author's order."""
    rows: tuple[Row, ...]


def read_file(name: str, text: str) -> Table:
    """Read a data file by its ending: CSV, TSV or JSON."""
    if not name.lower().endswith(".json"):
        return read_csv(text)
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as problem:
        raise DataError(f"is no JSON: {problem}") from problem
    return read_values(value)


def read_csv(text: str) -> Table:
    """Read rows with the signs `,`, `;` or a tab between their cells; the first names the columns.

    RFC 4180; cells that are numbers become numbers, empty ones None.
    """
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    if not lines:
        raise DataError("is empty")
    sign = max(",;\t", key=lines[0].count)
    try:
        cells = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=sign, strict=False))
    except csv.Error as problem:
        raise DataError(f"is no table: {problem}") from problem
    return _table([[each.strip() for each in row] for row in cells])


def read_values(value: object) -> Table:
    """Read rows that stand in the text: a list of maps, of lists, a map, or CSV."""
    if isinstance(value, Mapping):
        return _of_map(value)
    if isinstance(value, str):
        return read_csv(value)
    if isinstance(value, list) and value and all(isinstance(each, Mapping) for each in value):
        columns = tuple(dict.fromkeys(str(name) for row in value for name in row))
        return _bounded(columns, [{name: row.get(name) for name in columns} for row in value])
    if isinstance(value, list) and value and all(isinstance(each, list) for each in value):
        return _table(value)
    if isinstance(value, list) and value and all(isinstance(each, int | float) for each in value):
        return _bounded(
            ("place", "value"),
            [{"place": place, "value": each} for place, each in enumerate(value, 1)],
        )
    raise DataError("is no table: a list of rows is wanted, or the name of a CSV file")


def _of_map(value: Mapping[str, Any]) -> Table:
    """Read columns (`year: [2019, 2020]`), or labels with their numbers (`Users: 41`)."""
    if "values" in value:
        return read_values(value["values"])
    columns = {name: each for name, each in value.items() if isinstance(each, list)}
    if columns and len(columns) == len(value):
        sizes = {len(each) for each in columns.values()}
        if len(sizes) > 1:
            raise DataError("has columns of different lengths")
        across = zip(*columns.values(), strict=True)
        return _bounded(tuple(columns), [dict(zip(columns, row, strict=True)) for row in across])
    if value and not columns and not any(isinstance(each, Mapping) for each in value.values()):
        return _bounded(
            ("label", "value"),
            [{"label": name, "value": figure(each)} for name, each in value.items()],
        )
    raise DataError("is no table: either every column is a list, or every label has a number")


def _table(cells: Sequence[Sequence[Any]]) -> Table:
    names = tuple(str(each) for each in cells[0])
    if len(set(names)) < len(names) or not all(names):
        raise DataError("needs a first row that names each column, and each by a name of its own")
    rows = []
    for place, row in enumerate(cells[1:], 2):
        if len(row) > len(names):
            raise DataError(f"has {len(row)} cells in row {place}, and {len(names)} columns")
        filled = [*row, *[None] * (len(names) - len(row))]
        rows.append({name: figure(each) for name, each in zip(names, filled, strict=True)})
    return _bounded(names, rows)


def _bounded(columns: tuple[str, ...], rows: Sequence[Row]) -> Table:
    if len(rows) > MOST_ROWS:
        raise DataError(f"has {len(rows)} rows, and {MOST_ROWS} are the most")
    if not rows:
        raise DataError("has no rows")
    return Table(columns, tuple(rows))


_GROUPED = re.compile(r"[-\u2212]?\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?", re.ASCII)
_MISSING = frozenset(("", "NA", "N/A", "n/a", "-", "–", "—", "..", "null"))
"""What tables of statistics write where they have no number."""


def figure(cell: object) -> Any:
    """Read a cell: "1,234.5" and "\N{MINUS SIGN}3" are numbers, "–" is none, other text stays."""
    if not isinstance(cell, str):
        return cell
    bare = cell.strip()
    if bare in _MISSING:
        return None
    if re.match(r"0\d", bare):
        return bare  # a code, not a number
    if _GROUPED.fullmatch(bare):
        bare = re.sub(r"[,\u00a0\u202f ]", "", bare)
    return number(bare.replace("\N{MINUS SIGN}", "-").removesuffix("%").strip()) if bare else None
