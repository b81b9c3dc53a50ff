"""A specification of Vega-Lite with its rows → the categories that its drawing would lack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.syntax.charts import ChartBlock

_DISCRETE = ("nominal", "ordinal")
_PARTS = ("layer", "hconcat", "vconcat", "concat")
_MOST_NAMED = 4
_NAME = re.compile(r"[^.\[\]\\]+")
"""A field that is no path into a row (Vega-Lite 5, "Field")."""


def lost_categories(block: ChartBlock, spec: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """Tell of categories that stand in the data alone, or in a list alone.

    Vega-Lite leaves out rows without a number, and what a `domain` does not list (Vega-Lite 5,
    "Invalid Data", "Scale"). Data that a transform makes is not looked at.
    """
    for encoding, rows in _views(spec, {}, ()):
        for channel in encoding.values():
            if isinstance(channel, dict) and channel.get("type") in _DISCRETE:
                yield from _unlisted(block, channel, rows)
            if isinstance(channel, dict):
                yield from _unknown(block, channel, rows)
        yield from _without_number(block, encoding, rows)


def _views(
    view: Mapping[str, Any], encoding: Mapping[str, Any], rows: tuple[Mapping[str, Any], ...]
) -> Iterator[tuple[Mapping[str, Any], tuple[Mapping[str, Any], ...]]]:
    """Give each view that draws something, with all that it encodes and the rows it has."""
    if "transform" in view:
        return
    given = view.get("data")
    if isinstance(given, dict):
        values = given.get("values")
        listed = values if isinstance(values, list) else []
        rows = tuple(each for each in listed if isinstance(each, dict))
    own = view.get("encoding")
    encoding = {**encoding, **own} if isinstance(own, dict) else encoding
    if "mark" in view and rows:
        yield encoding, rows
    parts = [view.get(name) for name in _PARTS]
    inner = [each for part in parts if isinstance(part, list) for each in part]
    for each in (*inner, view.get("spec")):
        if isinstance(each, dict):
            yield from _views(each, encoding, rows)


def _names(rows: tuple[Mapping[str, Any], ...], field: str) -> dict[str, None]:
    return {str(row[field]): None for row in rows if row.get(field) is not None}


def _unknown(
    block: ChartBlock, channel: Mapping[str, Any], rows: tuple[Mapping[str, Any], ...]
) -> Iterator[Diagnostic]:
    """Find a field that no row has; a path into a row is left to the engine."""
    field = channel.get("field")
    if not isinstance(field, str) or not _NAME.fullmatch(field):
        return
    columns = dict.fromkeys(str(name) for row in rows for name in row)
    if field not in columns:
        hint = did_you_mean(field, tuple(columns)) or "the fields are: " + quoted([*columns])
        message = f"no row of the data has the field '{field}'"
        yield error("chart-field", message, block.place("encoding"), hint)


def _unlisted(
    block: ChartBlock, channel: Mapping[str, Any], rows: tuple[Mapping[str, Any], ...]
) -> Iterator[Diagnostic]:
    """Hold the categories of the data against those of a `domain` or a `sort`."""
    field = str(channel.get("field", ""))
    known = _names(rows, field)
    scale = channel.get("scale")
    domain = scale.get("domain") if isinstance(scale, dict) else None
    lists = (("domain", domain), ("sort", channel.get("sort")))
    for name, listed in lists:
        if not isinstance(listed, list) or not known:
            continue
        given = [str(each) for each in listed]
        for each in (each for each in given if each not in known):
            message = f"no row of the data has '{each}' in '{field}', which '{name}' lists"
            hint = did_you_mean(each, tuple(known)) or ""
            yield warning("chart-data", message, block.place("encoding"), hint)
        if name == "domain" and (lost := [each for each in known if each not in given]):
            message = f"not in the 'domain' of '{field}', and not drawn: {quoted(lost)}"
            yield warning("chart-data", message, block.place("encoding"))


def _without_number(
    block: ChartBlock, encoding: Mapping[str, Any], rows: tuple[Mapping[str, Any], ...]
) -> Iterator[Diagnostic]:
    """Find categories all of whose rows lack the number that places them."""
    channels = [each for each in (encoding.get("x"), encoding.get("y")) if isinstance(each, dict)]
    names = [each for each in channels if each.get("type") in _DISCRETE]
    numbers = [each for each in channels if each.get("type") == "quantitative"]
    if len(names) != 1 or len(numbers) != 1 or "scale" in names[0]:
        return
    field, number = str(names[0].get("field", "")), str(numbers[0].get("field", ""))
    if not any(number in row for row in rows):
        return  # a count, or a mistake of which the engine tells
    told = tuple(row for row in rows if row.get(number) not in (None, ""))
    if lost := [each for each in _names(rows, field) if each not in _names(told, field)]:
        message = f"without a number in '{number}', and not drawn: {quoted(lost)}"
        hint = "give its number, or list every category in its scale's 'domain'"
        yield warning("chart-data", message, block.place("data"), hint)


def quoted(names: list[str]) -> str:
    """Name some categories, and the rest by a word."""
    shown = ", ".join(f"'{each}'" for each in names[:_MOST_NAMED])
    return shown + (f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else "")
