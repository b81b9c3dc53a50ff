"""A date of CSL-JSON (date-parts, EDTF, raw text) → Date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_EDTF = re.compile(
    r"^(?P<year>-?\d{4}|[Yy]-?\d+|-?\d{1,3}[Xx]{1,3}|-?\d{2}XX)(?:-(?P<month>\d{1,2}|XX))?"
    r"(?:-(?P<day>\d{1,2}|XX))?(?:T.*)?$"
)
_YEAR = re.compile(r"(?<!\d)(-?\d{3,4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Day:
    """A point in time: 0 where a part is absent; seasons are months 13 (spring) to 16."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def season(self) -> int:
        """The season, 1 to 4, or 0."""
        return self.month - 12 if self.month > 12 else 0


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a range of dates, or literal text."""

    start: Day | None
    end: Day | None = None
    is_open: bool = False
    """A range without an end."""
    is_circa: bool = False
    literal: str = ""


def read_date_value(value: Any) -> Date | None:
    """Read a date; None when there is nothing in it."""
    if isinstance(value, str | int):
        return _from_text(str(value))
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
            return _from_text(text)
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
    if month > 20:
        month -= 8  # EDTF writes seasons as months 21 to 24
    elif month < 0 or month > 16:
        month = 0
    return Day(year, month, day if 0 <= day <= 31 else 0)


def _season(value: Any) -> int:
    if value in (None, ""):
        return 0
    text = str(value).strip().lower()
    if text.isdecimal():
        number = int(text)
        return number if 1 <= number <= 4 else number - 20 if 21 <= number <= 24 else 0
    return _SEASONS.get(text, 0)


def _from_text(text: str) -> Date | None:
    """Read raw text: EDTF level 0 and 1 (ISO 8601-2), else English and numeric dates."""
    text = text.strip()
    if not text:
        return None
    is_circa = text[-1] in "?~%" or bool(re.match(r"(?i)(?:ca|circa)\b\.?|\[.*\?\]", text))
    bare = re.sub(r"(?i)^(?:circa|ca\b\.?|c\.)\s*", "", text.replace("?", "").strip("~%[] "))
    start, separator, end = bare.partition("/")
    if separator and _EDTF.match(start.strip("~%")):
        return _range(start, end, is_circa)
    if re.fullmatch(r"\d{4}\s*[-–—]\s*\d{4}", bare):
        first, last = re.findall(r"\d{4}", bare)
        return _range(first, last, is_circa)
    day = _edtf_day(bare) or _prose_day(bare)
    if day is not None:
        return Date(day, is_circa=is_circa)
    prose = re.split(r"\s*[–—]\s*|\s+-\s+|(?<=[A-Za-z])-(?=[A-Za-z])", bare)
    if len(prose) == 2:
        last_day = _prose_day(prose[1])
        if last_day is not None:
            first_day = _prose_day(f"{prose[0]} {last_day.year}") or _prose_day(prose[0])
            if first_day is not None:
                return Date(first_day, last_day, is_circa=is_circa)
    return Date(None, literal=text)


def _range(start: str, end: str, is_circa: bool) -> Date | None:
    first, last = _edtf_day(start.strip("~%? ")), _edtf_day(end.strip("~%? "))
    if first is None:
        return None
    if last is None:
        return Date(first, is_open=True, is_circa=is_circa)
    return Date(first, last, is_circa=is_circa)


def _edtf_day(text: str) -> Day | None:
    match = _EDTF.match(text.strip())
    if match is None:
        return None
    year = int(re.sub(r"[Yy]", "", match["year"]).replace("X", "0").replace("x", "0"))
    if match["year"].startswith("-") and year:
        pass
    month = int(match["month"]) if (match["month"] or "XX") != "XX" else 0
    day = int(match["day"]) if (match["day"] or "XX") != "XX" else 0
    if month > 24 or 12 < month < 21:
        return None
    return Day(year, month - 8 if month > 20 else month, day)


def _prose_day(text: str) -> Day | None:
    """Read "12 May 2008", "May 2008", "Spring 2008", "5/12/2008" (month first)."""
    slashed = re.fullmatch(r"(?:(\d{1,2})[/.])?(\d{1,2})[/.](\d{4})", text.strip())
    if slashed:
        first, second, year = slashed.groups()
        if first is None:
            return Day(int(year), int(second)) if int(second) <= 12 else None
        return _numeric_day(int(first), int(second), int(year))
    years = _YEAR.findall(text)
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", text)]
    month = next((_month(word) for word in words if _month(word)), 0)
    if len(years) != 1 or any(not _month(w) and w not in ("of", "th", "st", "nd", "rd", "bc", "ad")
                              for w in words):  # fmt: skip
        return None
    rest = [int(number) for number in re.findall(r"(?<!\d)\d{1,2}(?!\d)", text)]
    if len(rest) > 1 or (rest and not month) or re.search(r"[^\w\s,.\-]", text):
        return None
    year = int(years[0])
    return Day(-year if "bc" in words else year, month, rest[0] if rest else 0)


def _month(word: str) -> int:
    if word in _SEASONS:
        return 12 + _SEASONS[word]
    return _MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS and len(word) >= 3 else 0


def _numeric_day(first: int, second: int, year: int) -> Day | None:
    if first <= 12 and second <= 31:
        return Day(year, first, second)
    return Day(year, second, first) if second <= 12 and first <= 31 else None
