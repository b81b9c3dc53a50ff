"""The short form of a chart, `type: bar`, `x: year` … + a table → what it shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from publish.charts.categories import quoted
from publish.charts.rows import Row, Table
from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.syntax.charts import ChartBlock

TYPES = ("bar", "column", "line", "area", "scatter", "pie")
_ALIASES = {
    "bars": "bar", "horizontal-bar": "bar", "columns": "column", "lines": "line",
    "points": "scatter", "point": "scatter", "dots": "scatter", "donut": "pie",
}  # fmt: skip
FIELDS = (
    "type", "data", "x", "y", "series", "stack", "labels", "format", "order", "x-title", "y-title",
    "width", "height", "highlight", "zero", "legend", "caption", "title", "alt", "description",
    "source", "credit", "note", "id", "label", "name", "fig-cap", "fig-alt",
)  # fmt: skip
ORDERS = ("ascending", "descending")
MOST_SERIES = 6


@dataclass(frozen=True, slots=True)
class Short:
    """A chart in the short form, its rows named alike: `x`, `y` and, with series, `s`."""

    kind: str
    block: ChartBlock
    rows: tuple[Row, ...]
    categories: tuple[str, ...]
    """The values of `x` as texts, in order; () when `x` is a number or a day."""
    series: tuple[str, ...]
    x_name: str
    y_name: str
    is_flat: bool
    """Whether the bars lie: the author has given `x` the numbers."""

    def flag(self, name: str) -> bool:
        """Say whether a field says yes."""
        return self.block.form.get(name) in (True, "true", "yes", "on")


def read_short(block: ChartBlock, table: Table, found: list[Diagnostic]) -> Short | None:
    """Read which columns a chart shows; None, with the reasons, when they cannot be shown."""
    form = block.form
    for name in form:
        if name not in FIELDS:
            hint = did_you_mean(str(name), FIELDS) or "a chart has: " + ", ".join(FIELDS[:15])
            message = f"a chart has no field '{name}'"
            found.append(warning("chart-field", message, block.place(name), hint))
    kind = str(form.get("type", "bar")).lower().replace("_", "-")
    kind = _ALIASES.get(kind, kind)
    if kind not in TYPES:
        hint = did_you_mean(kind, TYPES) or "the types are: " + ", ".join(TYPES)
        message = f"a chart cannot be of type '{form.get('type')}'"
        found.append(error("chart-form", message, block.place("type"), hint))
        return None
    x = _column(block, "x", table, found)
    series = _column(block, "series", table, found)
    x = x or next((each for each in table.columns if each != series), "")
    ys = _columns(block, table, found) or _numeric(table, x, series)
    if any(each.code == "chart-data" for each in found) or not ys:
        if not ys:
            message = "the data has no column of numbers to show"
            found.append(error("chart-data", message, block.place("data")))
        return None
    is_flat = _is_numeric(table, x) and not any(_is_numeric(table, each) for each in ys)
    if is_flat and kind in ("bar", "column") and len(ys) == 1:
        x, ys = ys[0], (x,)
    else:
        is_flat = False
    return _shown(block, kind, table, (x, ys, series), is_flat, found)


def _shown(
    block: ChartBlock,
    kind: str,
    table: Table,
    names: tuple[str, tuple[str, ...], str],
    is_flat: bool,
    found: list[Diagnostic],
) -> Short | None:
    x, ys, series = names
    if len(ys) > 1 and series:
        message = "a chart has either several columns 'y' or a column 'series', not both"
        found.append(error("chart-field", message, block.place("series")))
        return None
    rows = _rows(block, table, names, found)
    if rows is None:
        return None
    if not rows:
        message = f"no row of the data has anything in '{x}'"
        found.append(error("chart-data", message, block.place("data")))
        return None
    shown = tuple(dict.fromkeys(each["s"] for each in rows if each["s"]))
    if len(shown) > MOST_SERIES:
        message = f"the chart has {len(shown)} series, and {MOST_SERIES} can be told apart"
        hint = "show the largest, or split the chart"
        found.append(warning("chart-field", message, block.place("series"), hint))
    categories: tuple[str, ...] = ()
    if kind in ("bar", "column", "pie") or not all(_is_scaled(each["x"]) for each in rows):
        for each in rows:
            each["x"] = str(each["x"])
        categories = _arranged(block, rows, found)
        rows.sort(key=lambda row: categories.index(row["x"]))
    if kind == "pie":
        _tell_lost_slices(block, rows, found)
    y_name = "" if len(ys) > 1 or ys[0] in ("value", "y") else ys[0]
    return Short(kind, block, tuple(rows), categories, shown, x, y_name, is_flat)


def _rows(
    block: ChartBlock,
    table: Table,
    names: tuple[str, tuple[str, ...], str],
    found: list[Diagnostic],
) -> list[dict[str, Any]] | None:
    """Give one row for each number, with `x`, `y` and `s`; None where something is no number."""
    x, ys, series = names
    rows: list[dict[str, Any]] = []
    for place, row in enumerate(table.rows, 2):
        if nameless := [each for each in (x, series) if each and row[each] in (None, "")]:
            message = f"row {place} has nothing in '{nameless[0]}', and is left out"
            hint = "say what its number is of"
            found.append(warning("chart-data", message, block.place("data"), hint))
            continue
        for y in ys:
            value = row[y]
            if value is not None and not _is_number(value):
                message = f"the column '{y}' holds '{value}' in row {place}, and no number"
                found.append(error("chart-data", message, block.place("data")))
                return None
            name = y if len(ys) > 1 else str(row[series]) if series else ""
            rows.append({"x": row[x], "y": value, "s": name})
    return rows


def _arranged(block: ChartBlock, rows: Sequence[Row], found: list[Diagnostic]) -> tuple[str, ...]:
    """Give the categories of rows in the author's order, and tell of those it does not name."""
    known = tuple(dict.fromkeys(str(row["x"]) for row in rows))
    order = block.form.get("order")
    _tell_unknown(block, "highlight", known, found)
    if isinstance(order, list):
        _tell_unknown(block, "order", known, found)
        first = [each for each in dict.fromkeys(map(str, order)) if each in known]
        if rest := [each for each in known if each not in first]:
            message = f"not named in 'order', and set at the end: {quoted(rest)}"
            found.append(warning("chart-data", message, block.place("order")))
        return (*first, *rest)
    if order is not None and order not in ORDERS:
        message = f"'order' cannot be '{order}'"
        hint = did_you_mean(str(order), ORDERS) or "it is ascending, descending or a list of names"
        found.append(warning("chart-field", message, block.place("order"), hint))
    return known


def _tell_unknown(
    block: ChartBlock, field: str, known: Sequence[str], found: list[Diagnostic]
) -> None:
    given = block.form.get(field)
    for each in given if isinstance(given, list) else [] if given is None else [given]:
        if str(each) not in known:
            message = f"no row of the data has '{each}', which '{field}' names"
            hint = did_you_mean(str(each), known) or ""
            found.append(warning("chart-data", message, block.place(field), hint))


def _tell_lost_slices(block: ChartBlock, rows: Sequence[Row], found: list[Diagnostic]) -> None:
    if lost := [str(row["x"]) for row in rows if row["y"] is None or row["y"] <= 0]:
        message = f"without a number above 0, and so without a slice: {quoted(lost)}"
        found.append(warning("chart-data", message, block.place("data")))


def _column(block: ChartBlock, name: str, table: Table, found: list[Diagnostic]) -> str:
    given = block.form.get(name)
    if given is None or isinstance(given, list):
        return ""
    if str(given) not in table.columns:
        found.append(_no_column(block, name, str(given), table))
        return ""
    return str(given)


def _columns(block: ChartBlock, table: Table, found: list[Diagnostic]) -> tuple[str, ...]:
    given = block.form.get("y")
    if given is None:
        return ()
    names = tuple(map(str, given if isinstance(given, list) else [given]))
    missing = [each for each in names if each not in table.columns]
    found += [_no_column(block, "y", each, table) for each in missing]
    return () if missing else names


def _no_column(block: ChartBlock, field: str, name: str, table: Table) -> Diagnostic:
    hint = did_you_mean(name, table.columns) or "the columns are: " + ", ".join(table.columns)
    return error("chart-data", f"the data has no column '{name}'", block.place(field), hint)


def _numeric(table: Table, x: str, series: str) -> tuple[str, ...]:
    names = tuple(
        each for each in table.columns if each not in (x, series) and _is_numeric(table, each)
    )
    return names[:1] if series else names


def _is_numeric(table: Table, name: str) -> bool:
    values = [row[name] for row in table.rows if row[name] is not None]
    return bool(values) and all(_is_number(each) for each in values)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?", re.ASCII)


def _is_scaled(value: object) -> bool:
    return _is_number(value) or (isinstance(value, str) and _DAY.fullmatch(value) is not None)
