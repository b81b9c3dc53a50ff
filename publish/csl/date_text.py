"""A date as text (EDTF, or as people write it) → Date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
NAMED_SEASON = 17
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EDTF = re.compile(
    r"(?P<year>-?\d{4}|[Yy]-?\d{1,9}|\d{1,3}[Xx]{1,3})(?:-(?P<month>\d{1,2}|XX))?"
    r"(?:-(?P<day>\d{1,2}|XX))?(?:T.*)?"
)
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)")
_CIRCA = re.compile(r"(?i)(?:circa|ca\b\.?|c\.)\s*")
_RANGE_MARKS = ("/", "–", "—", " - ", "-", " to ")
_SMALL_WORDS = frozenset(("of", "th", "st", "nd", "rd", "bc", "bce", "ad", "ce"))


@dataclass(frozen=True, slots=True)
class Day:
    """A point in time: 0 where a part is absent; seasons are months 13 (spring) to 16."""

    year: int
    month: int = 0
    day: int = 0
    season_name: str = ""
    """Of a season that is none of the four ("Trinity"); its `month` is `NAMED_SEASON`."""

    @property
    def season(self) -> int:
        """The season, 1 to 4, 5 for one with a name of its own, or 0."""
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


def parse_date_text(text: str) -> Date | None:
    """Read a date: EDTF level 0 and 1 (ISO 8601-2), else English words or numbers.

    What cannot be read is kept as literal text; None when there is none.
    """
    text = text.strip()
    if not text:
        return None
    bare = _CIRCA.sub("", text.strip("[]"), count=1).strip("[]")
    is_circa = bare != text.strip("[]") or bare[-1:] in ("?", "~", "%")
    bare = _SLASHED.sub(r"\1-\2-\3", bare.replace("?", "").strip("~% "))
    day = _edtf(bare) or _words(bare)
    if day is not None:
        return Date(day, is_circa=is_circa)
    for left, right in _halves(bare):
        date = _range(left, right, is_circa)
        if date is not None:
            return date
    return Date(None, literal=text)


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Part a text at each mark that may stand in the middle of a range."""
    for mark in _RANGE_MARKS:
        if text.count(mark) == 1:
            left, _, right = text.partition(mark)
            yield left.strip("~% "), right.strip("~% ")


def _range(left: str, right: str, is_circa: bool) -> Date | None:
    """Read two halves; the first may lack its year or month, the second its month."""
    if right in ("", "..", "open"):
        start = _edtf(left) or _words(left)
        return Date(start, is_open=True, is_circa=is_circa) if start is not None else None
    short_year = re.fullmatch(r"(\d\d)\d\d", left), re.fullmatch(r"\d\d", right)
    if short_year[0] and short_year[1]:
        right = short_year[0][1] + right
    end = _edtf(right) or _words(right)
    if end is None and (month := re.search(r"[^\W\d_]{3,}", left)):
        end = _words(f"{month[0]} {right}")
    if end is None:
        return None
    if left in ("", ".."):
        return None
    start = _edtf(left) or _words(left) or _words(f"{left} {end.year}")
    if start is None and end.month:
        start = _words(f"{left} {_MONTHS[end.month - 1]} {end.year}") if end.month < 13 else None
    return Date(start, end, is_circa=is_circa) if start is not None else None


def _edtf(text: str) -> Day | None:
    match = _EDTF.fullmatch(text)
    if match is None:
        return None
    year = int(re.sub("[Yy]", "", match["year"]).upper().replace("X", "0"))
    month = int(match["month"]) if (match["month"] or "XX") != "XX" else 0
    day = int(match["day"]) if (match["day"] or "XX") != "XX" else 0
    if month > 24 or 12 < month < 21 or day > 31:
        return None
    return Day(year, month - 8 if month > 20 else month, day)


def _words(text: str) -> Day | None:
    """Read "12 May 2008", "May 2008", "Spring 2008", "44 BC", "5/12/2008" (month first)."""
    numeric = _numeric(text)
    if numeric is not None:
        return numeric
    if re.search(r"[^\w\s,.]", text):
        return None
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", text)]
    if any(not _month(word) and word not in _SMALL_WORDS for word in words):
        return None
    has_era = not _SMALL_WORDS.isdisjoint(words) and words[-1] in ("bc", "bce", "ad", "ce")
    least = 1 if has_era else 3
    numbers = re.findall(r"\d+", text)
    years = [number for number in numbers if len(number) >= least and len(number) <= 4]
    if has_era:
        years = years[-1:]
    if len(years) != 1:
        return None
    numbers.remove(years[0])
    month = next((_month(word) for word in words if _month(word)), 0)
    is_day = len(numbers) == 1 and month and len(numbers[0]) <= 2 and int(numbers[0]) <= 31
    if numbers and not is_day:
        return None
    year = -int(years[0]) if words[-1:] in (["bc"], ["bce"]) else int(years[0])
    return Day(year, month, int(numbers[0]) if numbers else 0)


def _month(word: str) -> int:
    if word in SEASONS:
        return 12 + SEASONS[word]
    return _MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS else 0


def _numeric(text: str) -> Day | None:
    """Read "5/12/2008", "31.12.1999", "12/1965" and "1965/12"."""
    parts = re.split(r"[/.]", text)
    if not all(part.isdecimal() and part.isascii() for part in parts) or len(parts) not in (2, 3):
        return None
    if any(len(part) > 4 for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if len(parts) == 2:
        year, month = (numbers[1], numbers[0]) if len(parts[1]) == 4 else (numbers[0], numbers[1])
        is_month = 1 <= month <= 12 and len(str(year)) == 4 and len(parts[0]) != len(parts[1])
        return Day(year, month) if is_month else None
    if len(parts[2]) != 4:
        return None
    first, second, year = numbers
    if first <= 12 and second <= 31:
        return Day(year, first, second)
    return Day(year, second, first) if second <= 12 and first <= 31 else None
