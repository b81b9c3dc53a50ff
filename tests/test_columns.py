"""Columns: what begins one, and what is kept whole."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from publish import api
from publish.composing.column_flows import in_columns
from publish.render.leaf import start
from publish.targets import SCREEN
from tests.pages import make_page

LINES = "".join(f"<p>Line{number}.</p>" for number in range(1, 13))


def places(body: str, css: str) -> list[dict[str, tuple[float, float]]]:
    """Give for each page its words, each with its left and its top in points."""
    with start() as leaf:
        pdf = leaf.render(make_page(body, css), SCREEN).pdf
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        read = text.get_text_range()
        starts = [
            at
            for at, letter in enumerate(read)
            if letter.isalnum() and (not at or read[at - 1].isspace())
        ]
        boxes = [text.get_charbox(at, loose=True) for at in starts]
        found.append(
            {read[at:].split()[0]: (box[0], box[3]) for at, box in zip(starts, boxes, strict=True)}
        )
    return found


def test_a_heading_at_the_head_of_a_column_stands_as_high_as_the_text_beside_it() -> None:
    """The margin above it is cut, as above what begins a page."""
    css = "div { columns: 2 } p { margin: 0 } h2 { font: inherit; margin: 30pt 0 0 }"
    (page,) = places("<div><p>Left</p><p>a</p><p>b</p><h2>Right</h2><p>c</p><p>d</p></div>", css)
    assert page["Left"][0] < page["Right"][0]
    assert page["Left"][1] == page["Right"][1]


FIRST = "<p style='height: {}mm'>First</p>"
CSS = "section { columns: 2; position: relative } p { margin: 0 }"


@pytest.mark.parametrize("wish", ["avoid", "avoid-page"])
def test_columns_that_are_to_be_kept_whole_go_to_the_next_page(wish: str) -> None:
    """With everything they hold; without the wish they are broken."""
    aside = "<i style='position: absolute; top: 0; right: -10mm'>aside</i>"
    body = f"{FIRST.format(50)}<section>{LINES}{aside}</section>"
    assert [len(page) for page in places(body, CSS)] != [1, 13]
    kept = places(body, CSS + f"section {{ break-inside: {wish} }}")
    assert [len(page) for page in kept] == [1, 13]


@pytest.mark.parametrize(
    ("height", "count", "expected"),
    [
        (10, 12, [13]),
        (68, 12, [1, 12]),
        (50, 60, [1, 28, 28, 4]),
    ],
    ids=["they fit", "not a line of them fits", "no page holds them"],
)
def test_columns_are_kept_whole_as_far_as_can_be(
    height: int, count: int, expected: list[int]
) -> None:
    """They stay where they fit, and are broken where no page would hold them."""
    lines = "".join(f"<p>Line{number}.</p>" for number in range(count))
    body = f"{FIRST.format(height)}<section>{lines}</section>"
    kept = places(body, CSS + "section { break-inside: avoid }")
    assert [len(page) for page in kept] == expected


def test_what_is_said_of_a_wide_table_goes_across_with_it() -> None:
    """Its source and its notes, written as a paragraph or as a block."""
    table = '<figure class="table"><table class="wide"></table></figure>'
    for told in ('<p class="source">S</p>', '<div class="source"><p>S</p></div>'):
        assert in_columns(table + told + "<p>Text</p>").startswith(table + told)


def test_a_heading_goes_across_with_the_wide_table_below_it() -> None:
    """It would stand alone at the foot of a column."""
    table = '<table class="wide"><tr><td>1</td></tr></table>'
    html = in_columns(f"<p>a</p>\n<h2>Costs</h2>\n{table}\n<h2>Text</h2>\n<p>b</p>")
    assert html.index("</div>") < html.index("<h2>Costs") < html.index("<table")
    assert html.index('"text flow">', html.index("<table")) < html.index("<h2>Text")


FULL = """---
title: Columns
lang: en
columns: 2
author: Ada Roe
date: 2026-03-01
---

{text}

| A | B |
|---|---|
| Two words or three | {cell} |

{more}
"""
SENTENCE = "A town that pays late pays more than one that pays in time, and nobody says so.\n\n"


@pytest.mark.parametrize(("before", "after"), [(50, 8), (50, 16), (62, 14), (56, 18)])
def test_what_follows_the_text_stands_on_no_page_alone(
    before: int, after: int, tmp_path: Path
) -> None:
    """Nor do columns go to its page as a whole, or end unevenly, and leave theirs half empty."""
    cell = "many words that a narrow column would not hold, and so it goes across both " * 3
    path = tmp_path / "x.md"
    text = FULL.format(text=SENTENCE * before, cell=cell, more=SENTENCE * after)
    path.write_text(text, "utf-8")
    with pypdfium2.PdfDocument(api.render(path).artifacts[".pdf"].data) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert "nobody" in pages[-1]
    assert sum("town" in line for line in pages[-2].splitlines()) >= 30


def test_columns_are_no_higher_than_they_must_be() -> None:
    """With an object that cannot be broken: it stands in the column that makes both lower."""
    box = "<div style='break-inside: avoid; height: 60mm'>Box</div>"
    body = "".join(f"<p>Line{number}.<br>More</p>" for number in range(1, 11))
    body = body.replace("<p>Line7.", f"{box}<p>Line7.")
    css = "@page { size: 120mm 200mm } div { margin: 0 }" + CSS
    (page,) = places(f"<section>{body}</section>", css)
    assert page["Box"][0] > page["Line6."][0]
    assert page["Box"][1] == pytest.approx(page["Line1."][1], abs=1)
