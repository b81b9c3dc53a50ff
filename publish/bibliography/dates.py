"""Dates as BibLaTeX and BibTeX write them → CSL-JSON dates.

BibLaTeX follows ISO 8601-2:2016 (EDTF), levels 0 and 1 ("The biblatex Package", §2.3.8): ranges,
open ends, `~` `?` `%`, seasons 21-24, `20XX`, negative and long years. CSL-JSON has no uncertainty
and no open end: an open end is year 0, as Pandoc writes it; a season keeps its number (21-24) in
the month's place, as citeproc reads it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from typing import Any

Parts = list[int]

_YEAR = r"(?:[Yy](-?\d{1,12})|(-?\d{1,4})|(\d{0,3}[uUxX]{1,4}))"
_DATE = re.compile(
    _YEAR + r"(?:-(\d{1,2}|[uUxX]{2})(?:-(\d{1,2}|[uUxX]{2}))?)?(?:T[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?"
)
_OPEN = frozenset(("", "..", "open", "unknown", "*"))
_FORMS = {"–": "-", "—": "-", "−": "-", "\u00a0": "~"}

_MONTH_NAMES = (
    ("jan", "january", "januar", "jänner", "janvier", "enero", "gennaio"),
    ("feb", "february", "februar", "février", "fevrier", "febrero", "febbraio"),
    ("mar", "march", "märz", "mars", "marzo"),
    ("apr", "april", "avril", "abril", "aprile"),
    ("may", "mai", "mayo", "maggio"),
    ("jun", "june", "juni", "juin", "junio", "giugno"),
    ("jul", "july", "juli", "juillet", "julio", "luglio"),
    ("aug", "august", "août", "aout", "agosto"),
    ("sep", "sept", "september", "septembre", "septiembre", "settembre"),
    ("oct", "october", "oktober", "okt", "octobre", "octubre", "ottobre"),
    ("nov", "november", "novembre", "noviembre"),
    ("dec", "december", "dezember", "dez", "décembre", "decembre", "diciembre", "dicembre"),
    ("",), ("",), ("",), ("",), ("",), ("",), ("",), ("",),
    ("spring",), ("summer",), ("fall", "autumn"), ("winter",),
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names if name}


def parse_date(text: str) -> dict[str, Any] | None:
    """Read a BibLaTeX date, e.g. "1998/2004-05~"; None if it is not one."""
    for wrong, right in _FORMS.items():
        text = text.replace(wrong, right)
    ends = [each.strip() for each in text.strip().split("/")]
    if not text.strip() or len(ends) > 2 or all(each in _OPEN for each in ends):
        return None
    parts: list[Parts] = []
    is_circa = False
    for end in ends:
        bare = end.rstrip("?~%")
        is_circa = is_circa or "~" in end[len(bare) :] or "%" in end[len(bare) :]
        read = [[0]] if bare in _OPEN else _date(bare)
        if read is None:
            return None
        if len(ends) == 2 and re.fullmatch(r"\d{1,2}", bare):
            return None
        parts.extend(read if len(ends) == 1 else [read[-1] if parts else read[0]])
    date: dict[str, Any] = {"date-parts": parts}
    if is_circa:
        date["circa"] = True
    return date


def _date(text: str) -> list[Parts] | None:
    """Read one date; a year with unknown digits gives its first and last."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    long, short, unspecified, month, day = found.groups()
    if unspecified:
        digits = re.sub("[uUxX]", "0", unspecified), re.sub("[uUxX]", "9", unspecified)
        return [[int(each)] for each in digits] if len(unspecified) == 4 else None
    year = int(long or short)
    parts = [year - 1 if year < 0 else year]
    for each in (month, day):
        if each is None or not each.isdigit():
            break
        parts.append(int(each))
    return [parts] if _exists(parts) else None


def _exists(parts: Parts) -> bool:
    """Say whether there is such a day; months 21-24 are seasons, and have no days."""
    if len(parts) == 1:
        return True
    month = parts[1]
    if not 1 <= month <= 12:
        return 21 <= month <= 24 and len(parts) == 2
    if len(parts) == 2:
        return True
    leap = calendar.isleap(parts[0])
    days = 29 if month == 2 and leap else 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return 1 <= parts[2] <= days


def parse_month(text: str) -> tuple[tuple[int, ...], int | None]:
    """Read an old `month` field: "aug", "08", "August 12", "jan/feb"; its months and its day."""
    words = re.findall(r"\d+|[^\W\d_]+", text.lower())
    names = tuple(_MONTHS[each] for each in words if each in _MONTHS)
    numbers = [int(each) for each in words if each.isdecimal() and len(each) <= 2]
    if names:
        return names, numbers[0] if numbers and 1 <= numbers[0] <= 31 else None
    if numbers and 1 <= numbers[0] <= 24:
        return (numbers[0],), numbers[1] if len(numbers) > 1 and 1 <= numbers[1] <= 31 else None
    return (), None


def old_date(fields: Mapping[str, str], prefix: str) -> dict[str, Any] | None:
    """Put a date together from `year`, `month` and `day`; a year in words is kept as it is.

    `fields` are plain text; `prefix` is "", "orig", "event" or "url".
    """
    year = fields.get(prefix + "year", "").strip()
    if not year:
        return None
    if re.fullmatch(r"[-–—]{1,3}\d{1,4}", year):  # BC in words of the author, not of ISO 8601
        return {"date-parts": [[-int(year.lstrip("-–—"))]]}
    date = parse_date(year) if "-" not in year[1:] else None
    if date is None:
        found = re.fullmatch(r"(\d{4})\s*[-–/]{1,3}\s*(\d{4})", year)
        if found is None:
            return {"literal": year}
        return {"date-parts": [[int(found[1])], [int(found[2])]]}
    months, day = parse_month(fields.get(prefix + "month", ""))
    written_day = fields.get(prefix + "day", "")
    day = int(written_day) if written_day.isdecimal() and len(written_day) <= 2 else day
    first = date["date-parts"][0]
    if months and len(first) == 1 and len(date["date-parts"]) == 1:
        if len(months) > 1:
            date["date-parts"].append([first[0], months[-1]])
        first.append(months[0])
        if day and len(months) == 1:
            first.append(day)
    end = old_date({"year": fields.get(prefix + "endyear", "")}, "")
    if end and "date-parts" in end:
        date["date-parts"] = [first, end["date-parts"][0]]
    return date
