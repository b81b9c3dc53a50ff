"""Tables are given the room they need, or the author is told by how much they miss it."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import api
from publish.composing.wide_tables import Room, fit_tables, room_of, text_width
from publish.source import Source
from tests.pagelayout import read_layout

ROOM = Room(column=124, page=162, turned=249, size_pt=8.5)


def table(columns: int, cell: str) -> str:
    """Make a table of two rows of equal cells."""
    row = "<tr>" + f"<td>{cell}</td>" * columns + "</tr>"
    return f"<table><tbody>{row}{row}</tbody></table>"


@pytest.mark.parametrize(
    ("columns", "cell", "opening"),
    [
        (4, "12,345", "<table>"),
        (6, "several words that may be broken over lines", '<table class="wide">'),
        (12, "1,234,567", '<table class="wide small">'),
        (16, "1,234,567", '<table class="turned">'),
        (18, "1,234,567", '<table class="turned small">'),
        (3, "responsibility", "<table>"),
        (3, "an event in so many words that a narrow column would have it " * 2, 'wide"'),
    ],
)
def test_a_table_gets_the_room_it_needs(columns: int, cell: str, opening: str) -> None:
    """First beside the text too, then smaller, then on a page on its side."""
    html, found = fit_tables(table(columns, cell), ROOM)
    assert (opening in html[:40], found) == (True, ())


def test_a_table_that_fits_nowhere_is_told_at_its_place() -> None:
    """With the millimetres that it is too wide."""
    span = Source("brief.md", "| a |").span(0, 1)
    _, found = fit_tables(table(40, "1,234,567"), ROOM, (span,))
    assert [(each.code, each.span) for each in found] == [("table-wide", span)]
    assert "mm too wide" in found[0].message


def test_each_table_is_judged_on_its_own() -> None:
    """A wide one leaves its neighbours as they are."""
    html, _ = fit_tables(table(3, "x") + table(16, "1,234,567") + table(3, "x"), ROOM)
    assert [html.count("<table>"), html.count('class="turned"')] == [2, 1]


def test_notes_in_cells_do_not_count() -> None:
    """They stand at the foot of the page."""
    note = '<note-call href="#n"><span class="note">' + "word " * 90 + "</span></note-call>"
    assert fit_tables(table(4, "12" + note), ROOM)[0].startswith("<table>")


def test_a_cell_over_several_columns_widens_none() -> None:
    """Its text has the room of all of them."""
    head = '<tr><th colspan="4">' + "Responsibilities" * 5 + "</th></tr>"
    html = table(4, "12").replace("<tbody>", f"<thead>{head}</thead><tbody>")
    assert fit_tables(html, ROOM)[0].startswith("<table>")


def test_the_room_is_that_of_the_tokens() -> None:
    """A house with another grid has other limits."""
    tokens = {"--column": "100mm", "--side": "40mm", "--gutter": "5mm", "--size-table": "9pt"}
    assert room_of(tokens) == Room(100, 145, 225, 9)


def test_a_face_that_we_have_not_measured_gets_more_room() -> None:
    """A table that fits in Source Sans may not fit in a wider face."""
    narrow = room_of({"--latin-sans": '"Source Sans 3"'})
    wide = room_of({"--latin-sans": '"IBM Plex Sans"'})
    html = table(10, "1,234,567")
    assert fit_tables(html, narrow)[0].startswith('<table class="wide">')
    assert fit_tables(html, wide)[0].startswith('<table class="wide small">')


@pytest.mark.parametrize(
    ("text", "em"),
    [("Afghanistan", 5.0), ("1,234,567", 3.99), ("September 24, 2021", 8.3)],
)
def test_widths_are_near_those_of_the_face(text: str, em: float) -> None:
    """Within a tenth of what the advance widths of Source Sans 3 add up to."""
    assert text_width(text) == pytest.approx(em, rel=0.12)


MANUSCRIPT = """---
title: Wide
lang: {lang}
---

Text.

| A | B |
|---|---|
| 1 | 2 |

: A caption {{#tbl-a {given}}}

![Wells](a.svg){{#fig-a width=100% {given}}}
"""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><path d="M0 0h90v20H0z"/></svg>'
)


@pytest.mark.parametrize(
    ("lang", "given", "edge", "width"),
    [
        ("en", "", 62, 124),
        ("en", ".wide", 24, 162),
        ("fa", "", 141, 117),  # Persian lines are shorter: arabic.css
        ("fa", ".wide", 186, 162),
    ],
)
def test_the_class_wide_gives_the_room_beside_the_text(
    tmp_path: Path, lang: str, given: str, edge: float, width: float
) -> None:
    """To tables by their caption, and to figures; at the other side in right-to-left texts."""
    (tmp_path / "a.svg").write_text(DRAWING)
    (tmp_path / "x.md").write_text(MANUSCRIPT.format(lang=lang, given=given), "utf-8")
    layout = read_layout(api.render(tmp_path / "x.md").artifacts[".pdf"].data)
    (picture,) = (box for block in layout.blocks for box in block.pictures)
    (cell,) = (block.lines[0].main.box for block in layout.blocks if block.text.strip() == "A")
    for box in (picture, cell):
        start = box.left if lang == "en" else box.right
        assert start * 25.4 / 72 == pytest.approx(edge, abs=1)
    assert (picture.right - picture.left) * 25.4 / 72 == pytest.approx(width, abs=0.5)
