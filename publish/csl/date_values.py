"""A date of CSL-JSON → Date: its parts as numbers, or as text to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from publish.csl.date_text import NAMED_SEASON, SEASONS, Date, Day, parse_date_text
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
        nested = parts if isinstance(parts[0], list) else [parts]
        date = _from_parts(nested, value.get("season")) or _from_words(nested[0])
        if date is not None:
            return date
    elif isinstance(parts, str):
        return parse_date_text(parts)
    for key in ("raw", "edtf"):
        text = value.get(key)
        if isinstance(text, str) and text.strip():
            return parse_date_text(text)
    literal = value.get("literal")
    if isinstance(literal, str) and literal.strip():
        return Date(None, literal=literal)
    return _from_parts([[value.get(key) for key in ("year", "month", "day")]], None)


def _from_parts(parts: list[Any], season: Any) -> Date | None:
    days = [_day(each) for each in parts[:2] if isinstance(each, list)]
    if not days or days[0] is None:
        return None
    start = days[0]
    if not start.month:
        start = _with_season(start, season)
    if len(days) == 1:
        return Date(start)
    end = days[1]
    if end is None or end.year == 0:
        return Date(start, is_open=True)
    return Date(start, end if end != start else None)


def _from_words(parts: list[Any]) -> Date | None:
    """Read what stands in the place of a year: ["in press"], ["1998?"]."""
    return parse_date_text(" ".join(part for part in parts if isinstance(part, str)))


def _day(parts: list[Any]) -> Day | None:
    """Read year, month and day, up to what is no number; the year alone may be left empty."""
    has_year = bool(parts) and parts[0] not in ("", None)
    numbers = [] if has_year else [0]
    for part in parts[len(numbers) : 3]:
        number = _number(part)
        if number is None:
            break
        numbers.append(number)
    if not any(numbers) and not (has_year and numbers):
        return None
    year, month, day = (*numbers, 0, 0)[:3]
    if abs(year) > _LAST_YEAR:
        return None
    if 21 <= month <= 24:
        month -= 8  # EDTF writes seasons as months 21 to 24
    elif not 0 <= month <= 16:
        month = 0
    return Day(year, month, day if 0 <= day <= 31 else 0)


def _number(part: Any) -> int | None:
    if isinstance(part, bool):
        return None
    try:
        return int(part)
    except (TypeError, ValueError, OverflowError):
        return None


def _with_season(day: Day, season: Any) -> Day:
    """Put a season in the place of the month: by its number, or by its name."""
    text = str(season).strip() if isinstance(season, str | int) else ""
    if text.isdecimal():
        number = whole_number(text)
        number = number - 20 if 21 <= number <= 24 else number
        return replace(day, month=12 + number) if 1 <= number <= 4 else day
    number = SEASONS.get(text.lower(), 0)
    if number:
        return replace(day, month=12 + number)
    return replace(day, month=NAMED_SEASON, season_name=text) if text else day
