"""Days in the Solar Hijri calendar, and dates as languages write them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from publish.houses.house import load
from publish.language.calendars import solar_hijri
from publish.language.localization import words_for
from publish.project import Project


@pytest.mark.parametrize(
    ("gregorian", "expected"),
    [
        ((1979, 2, 11), (1357, 11, 22)),
        ((2000, 3, 20), (1379, 1, 1)),
        ((2017, 3, 20), (1395, 12, 30)),
        ((2021, 8, 15), (1400, 5, 24)),
        ((2024, 3, 20), (1403, 1, 1)),
        ((2025, 3, 20), (1403, 12, 30)),
        ((2025, 3, 21), (1404, 1, 1)),
    ],
)
def test_known_days(gregorian: tuple[int, int, int], expected: tuple[int, int, int]) -> None:
    """Days that history or an almanac knows in both calendars."""
    assert solar_hijri(*gregorian) == expected


def test_every_day_follows_the_one_before() -> None:
    """Over two centuries no day is left out and none comes twice."""
    day = date(1900, 3, 21)
    before = solar_hijri(day.year, day.month, day.day)
    while day < date(2100, 1, 1):
        day += timedelta(days=1)
        year, month, number = solar_hijri(day.year, day.month, day.day)
        is_next_day = (year, month, number) == (before[0], before[1], before[2] + 1)
        is_next_month = number == 1 and before[2] >= 29
        assert is_next_day or is_next_month, day
        before = (year, month, number)


@pytest.mark.parametrize(
    ("lang", "calendar", "expected"),
    [
        ("en-GB", "", "14 May 2026"),
        ("en-US", "", "May 14, 2026"),
        ("de", "", "14. Mai 2026"),
        ("fr", "", "14 mai 2026"),
        ("es", "", "14 de mayo de 2026"),
        ("fa", "", "۱۴ مه ۲۰۲۶"),
        ("fa", "solar", "۲۴ اردیبهشت ۱۴۰۵"),
        ("fa-AF", "solar", "۲۴ ثور ۱۴۰۵"),
        ("fa-AF", "both", "۲۴ ثور ۱۴۰۵ (۱۴ می ۲۰۲۶)"),
        ("ps", "solar", "د ۱۴۰۵ د غویی ۲۴"),
        ("en-GB", "solar", "14 May 2026"),
    ],
)
def test_dates_are_written_as_the_language_does(
    lang: str, calendar: str, expected: str, tmp_path: Path
) -> None:
    """With its digits, its order, and the calendar that the manuscript asks for."""
    words = words_for(lang, load("base", Project(tmp_path)))
    assert words.date(2026, 5, 14, calendar) == expected


@pytest.mark.parametrize(("day", "written"), [(1, "1er mai 2026"), (11, "11 mai 2026")])
def test_the_first_of_a_month_is_an_ordinal_in_french(
    day: int, written: str, tmp_path: Path
) -> None:
    """And no other day, though it ends in 1."""
    assert words_for("fr", load("base", Project(tmp_path))).date(2026, 5, day) == written
