"""What the side column of a first page has room for, by an estimate of its lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from publish.composing.imprint import Person
from publish.composing.wide_tables import text_width

LINE_EM = 10.0
"""What a line of the side column holds: 31 mm at 7.9 pt, less what ragged lines leave empty."""
LINES = 35
"""From the end of a short title and abstract to the foot of a US Letter page: 134 of 3.75 mm."""
LINES_OF_LONG = 6
"""What a long title, or a long abstract, takes of them."""
ARABIC = 0.7
"""Of those lines: Arabic script stands in lines of 5 mm, of larger letters."""
GAP = 0.6
"""Of a line, between what stands in the column."""
PHOTO = 8
"""Lines that the height of a portrait takes."""


@dataclass(frozen=True, slots=True)
class SideColumn:
    """Which parts of a first page stand beside its text."""

    has_authors: bool
    has_citation: bool
    has_biographies: bool


def side_column(
    authors: tuple[Person, ...],
    keywords: str,
    citation: str,
    biographies: Iterable[tuple[str, bool]],
    room: float,
) -> SideColumn:
    """Say what has room in so many lines: authors go before keywords, and those before a citation.

    `biographies` are texts, each with whether a photo stands above it.
    """
    people = sum(_lines(each.name, each.affiliation, each.orcid) for each in authors)
    words = _lines("", keywords) if keywords else 0
    lives = sum(_lines(text) + PHOTO * has_photo for text, has_photo in biographies)
    has_authors = people + words <= room
    used = people * has_authors + words
    return SideColumn(
        has_authors=has_authors,
        has_citation=used + 1 + _lines(citation) <= room,
        has_biographies=lives + words <= room,
    )


def room_beside(looks: str, direction: str) -> float:
    """Give the lines that a side column has, by what stands above it."""
    lines = LINES - LINES_OF_LONG * len(looks.split())
    return lines * (ARABIC if direction == "rtl" else 1)


def _lines(*texts: str) -> float:
    return sum(ceil(text_width(text) / LINE_EM) for text in texts) + GAP
