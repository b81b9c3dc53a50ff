"""A Gregorian date → the same day in the Solar Hijri calendar of Iran and Afghanistan."""

from __future__ import annotations

from datetime import date

_BREAKS = (
    -61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324,
    2394, 2456, 3178,
)  # fmt: skip
"""Years in which the 33-year round of leap years is broken (K. M. Borkowski, "The Persian calendar
for 3000 years", Earth, Moon and Planets 74, 1996, table 1)."""


SOLAR_YEARS = range(1799, 2256)
"""Gregorian years in which the rule agrees with the equinox, as the law of Iran asks (1925)."""


def solar_hijri(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Give year, month and day; the months are 1 (Farvardin, Hamal) to 12 (Esfand, Hut).

    Right in the Gregorian years `SOLAR_YEARS`.

    >>> solar_hijri(2026, 5, 14)
    (1405, 2, 24)
    """
    day_number = date(year, month, day).toordinal()
    hijri = year - 621
    new_year = _new_year(hijri)
    if day_number < new_year:
        hijri -= 1
        new_year = _new_year(hijri)
    passed = day_number - new_year
    if passed < 186:  # six months of 31 days
        return hijri, passed // 31 + 1, passed % 31 + 1
    passed -= 186
    return hijri, passed // 30 + 7, passed % 30 + 1


def _new_year(hijri: int) -> int:
    """Give the ordinal of the first day of a year: the day of the spring equinox, by rule."""
    leap_days, start = -14, _BREAKS[0]
    jump = 0
    for end in _BREAKS[1:]:
        jump = end - start
        if hijri < end:
            break
        leap_days += jump // 33 * 8 + jump % 33 // 4
        start = end
    place = hijri - start
    leap_days += place // 33 * 8 + (place % 33 + 3) // 4
    if jump % 33 == 4 and jump - place == 4:
        leap_days += 1
    gregorian = hijri + 621
    leap_gregorian = gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150
    return date(gregorian, 3, 1).toordinal() + 19 + leap_days - leap_gregorian
