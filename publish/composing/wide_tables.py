"""HTML + the measures of a page → the same HTML with wide tables marked for the room they need.

The renderer lets a wide table run off the page without a word, so its width is worked out
beforehand: from the letters of its longest words, in the face and size of tables. Where that was
too little, the table is set once more by its true width.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from publish.diagnostics import Diagnostic, warning
from publish.source import Span

_TABLE = re.compile(r"<table\b([^>]*)>(.*?)</table>", re.DOTALL)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b([^>]*)>(.*?)</t[hd]>", re.DOTALL)
_NOTE = re.compile(r"<note-call\b.*?</note-call>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SPAN = re.compile(r'colspan="(\d+)"')

_EM = {"narrow": 0.28, "digit": 0.5, "capital": 0.6, "letter": 0.51, "other": 0.5}
"""Widths in em of Source Sans 3 regular: means of its advance widths."""
_NARROW = frozenset("iIjlt.,:;'’|!()[] \xa0")

SHORT_CELL = 20
"""Characters that stay on one line, as `line_breaks` has it."""
KNOWN_FACE = "Source Sans 3"
WIDER = 1.2
"""How much wider another face may run: IBM Plex Sans has figures of 0.6 em, DejaVu of 0.64."""
COMFORTABLE_MM = 26.0
"""A column of text narrower than this breaks after every other word."""
ENOUGH_MM = 42.0
"""One as wide as this reads well however long its cells are: 28 letters, as in a newspaper."""
LINES = 3
"""Lines of a cell that read well."""
CELL_GAP_MM = 3.0
SMALL = 0.87
"""How much smaller a table marked "small" is set."""


@dataclass(frozen=True, slots=True)
class Room:
    """The widths a table may have, in mm."""

    column: float
    """That of the text."""
    page: float
    """Text and side column together."""
    turned: float
    """The type area of a page on its side."""
    size_pt: float
    """Of the type in tables."""
    spread: float = 1.0
    """How much wider its face runs than the one whose widths we know."""


def room_of(tokens: Mapping[str, str]) -> Room:
    """Read the measures of a page from its tokens."""

    def number(name: str, default: float) -> float:
        found = re.match(r"[\d.]+(?=mm|pt)", tokens.get(name, ""))
        return float(found[0]) if found else default

    column = number("--column", 124)
    page = column + number("--side", 31) + number("--gutter", 7)
    spread = 1.0 if KNOWN_FACE in tokens.get("--latin-sans", KNOWN_FACE) else WIDER
    return Room(column, page, number("--turned", 225), number("--size-table", 8.5), spread)


def fit_tables(
    html: str,
    room: Room,
    places: Sequence[Span | None] = (),
    overruns: Mapping[int, float] | None = None,
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Mark each table with its number and the room it needs; warn of those that fit nowhere.

    "wide" is as wide as text and side column together, "turned" stands on a page on its side,
    "small" is set smaller. `places` says where the manuscript has each table, in order.
    `overruns` has the tables, by number, that were too wide with the classes that they get
    without it, and their true widths in mm; what is still too wide is then not told here.
    """
    found: list[Diagnostic] = []
    counted = iter(range(len(html)))

    def fit(table: re.Match[str]) -> str:
        number = next(counted)
        least, wanted = widths(table[2], room.size_pt * room.spread)
        classes, missing = _choose(least, wanted, room)
        if overruns and number in overruns:
            classes = _choose_anew(least, wanted, room, classes, overruns[number])
        if missing and overruns is None:
            at = places[number] if number < len(places) else None
            found.append(too_wide(missing, at, ", even on a page on its side"))
        marked = f' class="{classes}"' if classes else ""
        return f'<table{marked} data-table="{number}"{table[1]}>{table[2]}</table>'

    return _TABLE.sub(fit, html), tuple(found)


def too_wide(missing_mm: float, at: Span | None, more: str) -> Diagnostic:
    """Tell of a table that is wider than its place; `more` ends the sentence."""
    message = f"this table is {max(missing_mm, 1):.0f} mm too wide{more}"
    hint = "take columns out, shorten long words, or split the table"
    return warning("table-wide", message, at, hint)


def _choose_anew(least: float, wanted: float, room: Room, before: str, width: float) -> str:
    """Choose for a table that was too wide; one in a box has no other place, and is set smaller."""
    true = width / (SMALL if "small" in before else 1)
    classes, _ = _choose(max(least, true), max(wanted, true), room)
    is_no_help = classes == before and "small" not in before
    return f"{classes} small".strip() if is_no_help else classes


def _choose(least: float, wanted: float, room: Room) -> tuple[str, float]:
    """Give the classes, and by how many mm the table is still too wide (0: it fits)."""
    if wanted <= room.column:
        return "", 0
    if wanted <= room.page:
        return "wide", 0
    if least <= room.page:
        return "wide" if wanted <= room.page / SMALL else "wide small", 0
    if least * SMALL <= room.page:
        return "wide small", 0
    if least <= room.turned:
        return "turned", 0
    return "turned small", max(0.0, least * SMALL - room.turned)


def widths(content: str, size_pt: float) -> tuple[float, float]:
    """Give the least width of a table, and the one in which it reads well, in mm.

    The least is that of the longest word of each column; in comfort a column has room for its
    longest cell in three lines, or for five words of it.
    """
    least: list[float] = []
    wanted: list[float] = []
    em = size_pt * 25.4 / 72
    for row in _ROW.findall(content):
        place = 0
        for attributes, inner in _CELL.findall(row):
            span = _SPAN.search(attributes)
            columns = max(1, min(int(span[1]), 100)) if span else 1
            text = " ".join(unescape(_TAG.sub("", _NOTE.sub("¹²", inner))).split(" "))
            words = (
                [text] if len(text.strip()) <= SHORT_CELL else re.split(r"[ \n\u200b\xad-]", text)
            )
            if columns == 1:
                while len(least) <= place:
                    least.append(0)
                    wanted.append(0)
                narrow = max(text_width(word) for word in words) * em
                full = text_width(text) * em
                least[place] = max(least[place], narrow)
                wanted[place] = max(wanted[place], _comfort(narrow, full))
            place += columns
    gaps = CELL_GAP_MM * max(0, len(least) - 1)
    return sum(least) + gaps, sum(wanted) + gaps


def _comfort(narrow: float, full: float) -> float:
    """Give the width in which a cell reads well; it may be that of its longest word."""
    some = min(max(COMFORTABLE_MM, full / LINES), ENOUGH_MM)
    return min(full, max(narrow, some))


def text_width(text: str) -> float:
    """Estimate the width of a text in em."""
    return sum(_EM[_kind(character)] for character in text.strip())


def _kind(character: str) -> str:
    if character in _NARROW:
        return "narrow"
    if character.isdigit():
        return "digit"
    if character.isupper():
        return "capital"
    return "letter" if character.isalpha() else "other"
