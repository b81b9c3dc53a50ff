"""A house's words + language → Words: labels, dates and digits as the language writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publish.houses.house import House
from publish.houses.word_lists import merged
from publish.language.calendars import SOLAR_YEARS, solar_hijri

FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """What a layout says of itself, in one language."""

    lang: str
    """The language asked for (BCP 47)."""
    table: Mapping[str, Any]

    def __getitem__(self, key: str) -> str:
        """Give a word by its name in `strings/en.toml`; an unknown name gives itself."""
        return str(self.table.get(key, key))

    @property
    def months(self) -> tuple[str, ...]:
        """The names of the twelve months."""
        return tuple(self.table.get("dates", {}).get("months", ()))

    def language(self, lang: str) -> str:
        """Give the name of a language in this one; one that we cannot name has its tag."""
        names = self.table.get("languages", {})
        return str(names.get(lang) or names.get(lang.split("-")[0]) or lang)

    def with_number(self, number: str) -> str:
        """Write the number of an issue: "No. 12"."""
        return self["number"].format(number=self.digits(number))

    def quoted(self, text: str) -> str:
        """Put a title into the language's quotation marks; those within it become inner ones."""
        opening, _, closing = (part.strip() for part in self["quoted"].partition("{text}"))
        inner = self["inner-quotes"]
        if len(inner) == 2 and opening in text and closing in text:
            text = text.replace(opening, inner[0]).replace(closing, inner[1])
        return self["quoted"].format(text=text)

    def joined(self, names: tuple[str, ...]) -> str:
        """Write a list of names: "A", "A and B", "A, B and C"."""
        if len(names) < 2:
            return "".join(names)
        return f"{self['list-join'].join(names[:-1])} {self['and']} {names[-1]}"

    def digits(self, text: str) -> str:
        """Write numbers with the language's own digits."""
        own = str(self.table.get("digits", ""))
        return text.translate(str.maketrans("0123456789", own)) if len(own) == 10 else text

    def date(self, year: int, month: int = 0, day: int = 0, calendar: str = "") -> str:
        """Write a date as precisely as it is known; 0 is unknown.

        With the calendar "solar" a day is written in the Solar Hijri calendar, with "both" in
        either; a language without names for its months has the Gregorian one only.
        """
        solar_months = tuple(self.table.get("dates", {}).get("solar-months", ()))
        is_solar = calendar in ("solar", "both") and year in SOLAR_YEARS
        if not (day and is_solar and len(solar_months) == 12):
            return self._written(year, month, day, self.months)
        solar = self._written(*solar_hijri(year, month, day), solar_months)
        if calendar == "solar":
            return solar
        return f"{solar} ({self._written(year, month, day, self.months)})"

    def _written(self, year: int, month: int, day: int, months: tuple[str, ...]) -> str:
        dates = self.table.get("dates", {})
        if not month or len(months) != 12:
            return self.digits(str(year))
        precision = "first-day" if day == 1 and "first-day" in dates else "day" if day else "month"
        pattern = str(dates.get(precision, "{month} {year}"))
        name = months[month - 1]
        return pattern.format(day=self.digits(str(day)), month=name, year=self.digits(str(year)))


def words_for(lang: str, house: House) -> Words:
    """Choose the words of a language: the fallback's, then the language's, then the region's."""
    table: dict[str, Any] = dict(house.strings.get(FALLBACK, {}))
    parts = lang.split("-")
    for end in range(1, len(parts) + 1):
        table = merged(table, house.strings.get("-".join(parts[:end]), {}))
    return Words(lang, table)
