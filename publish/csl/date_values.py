"""A date of CSL-JSON → Date: its parts as numbers, or as text to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from publish.csl.date_text import SEASONS, Date, Day, parse_date_text
from publish.csl.vocabulary import whole_number

__all__ = ["Date", "Day", "read_date_value"]


_LAST_YEAR = 999_999_999


def read_date_value(value: Any) -> Date | None:
    """Read a date; None when there is nothing in it."""
    if isinstance(value, str | int):
        return parse_date_text(str(value))
    if not isinstance(value, Mapping):
        return None
    circa = value.get("circa")
    date = _from_mapping(value)
    if date is not None and circa and str(circa).lower() not in ("0", "false"):
        date = replace(date, is_circa=True)
    return date


def _from_mapping(value: Mapping[str, Any]) -> Date | None:
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts:
        date = _from_parts(parts, value.get("season"))
        if date is not None:
            return date
    for key in ("raw", "edtf"):
        text = value.get(key)
        if isinstance(text, str) and text.strip():
            return parse_date_text(text)
    literal = value.get("literal")
    if isinstance(literal, str) and literal.strip():
        return Date(None, literal=literal)
    if value.get("year"):
        return _from_parts([[value.get(key) for key in ("year", "month", "day")]], None)
    return None


def _from_parts(parts: list[Any], season: Any) -> Date | None:
    days = [_day(each) for each in parts[:2] if isinstance(each, list)]
    if not days or days[0] is None:
        return None
    start = days[0]
    number = _season(season)
    if number and not start.month:
        start = replace(start, month=12 + number)
    if len(days) == 1:
        return Date(start)
    end = days[1]
    if end is None or end.year == 0:
        return Date(start, is_open=True)
    return Date(start, end if end != start else None)


def _day(parts: list[Any]) -> Day | None:
    numbers = []
    for part in parts[:3]:
        try:
            numbers.append(int(part))
        except (TypeError, ValueError):
            break
    if not numbers:
        return None
    year, month, day = (*numbers, 0, 0)[:3]
    if abs(year) > _LAST_YEAR:
        return None
    if 21 <= month <= 24:
        month -= 8  # EDTF writes seasons as months 21 to 24
    elif not 0 <= month <= 16:
        month = 0
    return Day(year, month, day if 0 <= day <= 31 else 0)


def _season(value: Any) -> int:
    if value in (None, ""):
        return 0
    text = str(value).strip().lower()
    if text.isdecimal():
        number = whole_number(text)
        return number if 1 <= number <= 4 else number - 20 if 21 <= number <= 24 else 0
    return SEASONS.get(text, 0)
