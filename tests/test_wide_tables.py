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
        (4, "12,345", "<table data-"),
        (6, "several words that may be broken over lines", '<table class="wide" '),
        (12, "1,234,567", '<table class="wide small" '),
        (16, "1,234,567", '<table class="turned" '),
        (18, "1,234,567", '<table class="turned small" '),
        (3, "responsibility", "<table data-"),
        (3, "an event in so many words that a narrow column would have it " * 2, 'wide" '),
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


@pytest.mark.parametrize(
    ("columns", "cell", "true_mm", "opening"),
    [
        (4, "12,345", 130, '<table class="wide" '),
        (4, "12,345", 163, '<table class="wide small" '),
        (4, "12,345", 200, '<table class="turned" '),
        (4, "12,345", 110, '<table class="small" '),  # in a box
        (12, "1,234,567", 165, '<table class="turned" '),  # though it is set smaller
        (18, "1,234,567", 250, '<table class="turned small" '),
    ],
)
def test_a_table_wider_than_was_thought_gets_more(
    columns: int, cell: str, true_mm: float, opening: str
) -> None:
    """By its true width, and whatever is still missing is told when it is set."""
    html, found = fit_tables(table(columns, cell), ROOM, (), {0: true_mm})
    assert html.startswith(opening)
    assert found == ()


def test_a_table_that_has_room_is_left_alone() -> None:
    """Only those that ran over are set otherwise."""
    html, _ = fit_tables(table(4, "1") * 2, ROOM, (), {1: 130})
    assert [html.count("<table data-"), html.count('class="wide"')] == [1, 1]


def test_what_is_thought_too_wide_is_told_by_its_true_width() -> None:
    """When the page is set."""
    assert fit_tables(table(40, "1,234,567"), ROOM, (), {})[1] == ()


def test_each_table_is_judged_on_its_own() -> None:
    """A wide one leaves its neighbours as they are."""
    html, _ = fit_tables(table(3, "x") + table(16, "1,234,567") + table(3, "x"), ROOM)
    assert [html.count("<table data-"), html.count('class="turned"')] == [2, 1]


def test_notes_in_cells_do_not_count() -> None:
    """They stand at the foot of the page."""
    note = '<note-call href="#n"><span class="note">' + "word " * 90 + "</span></note-call>"
    assert fit_tables(table(4, "12" + note), ROOM)[0].startswith("<table data-")


def test_a_cell_over_several_columns_widens_none() -> None:
    """Its text has the room of all of them."""
    head = '<tr><th colspan="4">' + "Responsibilities" * 5 + "</th></tr>"
    html = table(4, "12").replace("<tbody>", f"<thead>{head}</thead><tbody>")
    assert fit_tables(html, ROOM)[0].startswith("<table data-")


def test_the_room_is_that_of_the_tokens() -> None:
    """A house with another grid has other limits."""
    tokens = {"--column": "100mm", "--side": "40mm", "--gutter": "5mm", "--size-table": "9pt"}
    assert room_of(tokens) == Room(100, 145, 225, 9)


def test_a_face_that_we_have_not_measured_gets_more_room() -> None:
    """A table that fits in Source Sans may not fit in a wider face."""
    narrow = room_of({"--latin-sans": '"Source Sans 3"'})
    wide = room_of({"--latin-sans": '"IBM Plex Sans"'})
    html = table(10, "1,234,567")
    assert fit_tables(html, narrow)[0].startswith('<table class="wide" ')
    assert fit_tables(html, wide)[0].startswith('<table class="wide small" ')


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


WIDE = "M" * 24
"""A word much wider than letters are in the mean."""
TOO_WIDE = f"""---
title: Wide
lang: en
---

| {WIDE} | {WIDE} | Last |
|---|---|---|
| 1 | 2 | 3 |

Text.[^1]

[^1]: A note.

    | {WIDE * 2} | {WIDE} |
    |---|---|
    | 1 | 2 |

- item

  | {WIDE * 3} | {WIDE} |
  |---|---|
  | 1 | 2 |
"""


def test_no_table_runs_over_its_edge(tmp_path: Path) -> None:
    """It gets more room, or its words are broken and the author is told by how much it missed."""
    (tmp_path / "x.md").write_text(TOO_WIDE)
    made = api.render(tmp_path / "x.md")
    layout = read_layout(made.artifacts[".pdf"].data)
    lines = [line for block in layout.blocks for line in block.lines if "M" in line.text]
    assert max(line.main.box.right for line in lines) * 25.4 / 72 < 24 + 162 + 0.3
    assert [line.text.strip() for line in lines[:2]] == [WIDE, WIDE]
    told = [(each.code, each.span and each.span.line, each.message) for each in made.diagnostics]
    assert [each[:2] for each in told] == [("table-wide", 12), ("table-wide", 20)]
    assert all(each[2].endswith(": words in it are broken") for each in told)


def test_what_cannot_be_broken_is_told(tmp_path: Path) -> None:
    """A formula, a picture with a width of its own."""
    (tmp_path / "a.svg").write_text(DRAWING)
    head = "---\ntitle: T\nlang: en\n---\n\n"
    text = head + "| A | B |\n|---|---|\n| ![a](a.svg){width=300mm} | 2 |\n"
    (tmp_path / "x.md").write_text(text)
    found = api.render(tmp_path / "x.md").diagnostics
    assert [each.code for each in found if "runs over its edge" in each.message] == ["table-wide"]
