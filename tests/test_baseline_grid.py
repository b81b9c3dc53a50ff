"""The lines of the text on one grid: what is rounded, which way, and what is left to the house."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from publish.render.leaf import Leaf, start
from publish.targets import SCREEN
from tests.pagelayout import read_layout
from tests.pages import make_page

LINE = 5 * 72 / 25.4
"""Points: the leading of the pages below."""
PAGE = 1000 / LINE
"""What `places` counts a page for, in lines."""
CSS = """
@page { size: 100mm 140mm; margin: 20mm }
html { font-size: 10pt; line-height: 5mm } body, p, h2 { margin: 0 }
aside { margin: 7mm 0; padding: 1mm; line-height: 4mm }
h2 { font-size: 12pt; line-height: 7mm; margin: 7mm 0 2mm } ul { margin: 2.5mm 0; padding: 0 5mm }
"""
FIRST = "<p>First</p>"


@pytest.fixture(scope="module")
def leaf() -> Iterator[Leaf]:
    """One child process for all pages."""
    with start() as child:
        yield child


def places(leaf: Leaf, body: str, css: str = "") -> dict[str, float]:
    """Say how many lines below "First" each other line stands; pages are counted through."""
    layout = read_layout(leaf.render(make_page(body, CSS + css), SCREEN).pdf)
    found = {
        line.text.strip(): line.page * 1000 - line.baseline
        for block in layout.blocks
        for line in block.lines
    }
    return {text: round((at - found["First"]) / LINE, 2) for text, at in found.items()}


@pytest.mark.parametrize(
    ("body", "css", "where"),
    [
        ("<p>Next</p>", "", 1),
        ("<aside>Box</aside><p>Next</p>", "", 5),  # 7 + 6 + 7 mm are four lines
        ("<aside>Box<br>of two</aside><p>Next</p>", "", 6),  # 24 mm: one more
        ("<aside>Box</aside><p>Next</p>", "aside { margin: 7.9mm 0 }", 5),  # 21.8 mm: less
        ("<h2>A heading</h2><p>Next</p>", "", 5),  # 7 + 7 + 2 mm, and 4 mm above it
        ("<ul><li>Item</li></ul><p>Next</p>", "", 3),  # half a line above, half a line below
        ("<ul><li>Item</li></ul><p>Next</p>", "ul { margin: 2mm 0 }", 3),
        ("<p>Next</p>", "p + p { margin-top: 2.5mm }", 1.5),  # the house's own half line
        ("<p>Next</p>", "p + p { margin-top: 2mm }", 1.4),  # and its own measure
        ("<p>Next</p>", "p + p { margin-top: 5mm }", 2),
        ("<aside>Box</aside><p>Next</p>", "html { line-height: normal }", None),
        ("<div><aside>Box</aside></div><div><p>Next</p></div>", "", 5),
        ('<aside>Box</aside><div style="columns: 2"><p>Next</p></div>', "div { margin: 2mm 0 }", 5),
    ],
)
def test_text_goes_on_at_a_line(leaf: Leaf, body: str, css: str, where: float | None) -> None:
    """Below whatever is of another height, unless the house sets paragraphs apart itself."""
    found = places(leaf, FIRST + body, css)["Next"]
    if where is None:
        assert found % 1, "lines as far apart as the typeface has them are no grid"
    else:
        assert found == pytest.approx(where, abs=0.02)


@pytest.mark.parametrize(
    ("body", "css", "where"),
    [
        ('<div class="formula"><p>Set</p></div><p>Next</p>', ".formula p { margin: 2.5mm 0 }", 1.5),
        ('<aside>Box<br>of two</aside><div class="statement"><p>Set</p></div>', "", 6),
        ('<aside>Box</aside><div class="epigraph"><p>Set</p></div>', "div { margin: 8mm 0 }", 6),
        ('<aside>Box<br>of two</aside><table class="columns"><tr><td>Set</td></tr></table>', "", 6),
        ('<div class="opening"><div class="side">Set</div></div><p>Next</p>', "", 3),
    ],
)
def test_what_is_set_apart_is_known_by_its_class(
    leaf: Leaf, body: str, css: str, where: float
) -> None:
    """As the body writer and the layouts name it."""
    style = """
    .statement { margin: 2.5mm 0 } .opening { margin-top: 7mm; position: relative }
    .side { position: absolute; top: 0 } table { border-spacing: 0 } td { padding: 0 }
    """
    found = places(leaf, FIRST + body, style + css)
    assert found["Set"] == pytest.approx(where, abs=0.02)
    if "Next" in found:
        assert found["Next"] % 1 == pytest.approx(0, abs=0.02)


def test_a_letter_begins_where_its_address_ends(leaf: Leaf) -> None:
    """It is to have room on one page; its lines stand on a grid of their own."""
    css = ".letter > p { line-height: 4mm } .letter { margin: 0 } main { margin-top: 3mm }"
    body = "<main><p>First</p><aside>Box</aside><p>Next</p></main>"
    found = places(leaf, f'<div class="letter"><p>Address</p>{body}</div>', css)
    assert found["Next"] == pytest.approx(5, abs=0.02)
    assert found["Address"] == pytest.approx(-1.5, abs=0.02)  # 3 mm, half of 4 and half of 5


def test_white_within_a_box_counts_as_white_below_it(leaf: Leaf) -> None:
    """Where the margin of its last paragraph and its own are one."""
    css = "aside { padding: 0; margin: 7mm 0 1mm } aside p { margin-bottom: 5.2mm }"
    found = places(leaf, FIRST + "<aside><p>Box</p></aside><p>Next</p>", css)
    assert found["Next"] == pytest.approx(4, abs=0.02)


def test_a_table_that_begins_a_page_stands_at_its_head(leaf: Leaf) -> None:
    """Its margin is the wrapper's, which does not know that it may be left out."""
    body = FIRST + "<p>line</p>" * 19 + '<table class="columns"><tr><td>Set</td></tr></table>'
    css = "body { page: main } table { margin: 5mm 0; border-spacing: 0 } td { padding: 0 }"
    assert places(leaf, body, css)["Set"] - PAGE == pytest.approx(0, abs=0.02)


def test_what_a_box_lacks_goes_above_and_below(leaf: Leaf) -> None:
    """In equal parts, so that it stands in the middle of its white."""
    found = places(leaf, FIRST + "<aside>Box<br>of two</aside><p>Next</p>")
    free = places(leaf, FIRST + "<aside>Box<br>of two</aside>")
    assert found["Box"] - free["Box"] == pytest.approx(0.1, abs=0.02)  # half of 1 mm


def test_white_below_a_heading_is_the_house_s(leaf: Leaf) -> None:
    """A heading belongs to what follows it: what is lacking goes above."""
    found = places(leaf, FIRST + "<h2>A heading</h2><p>Next</p>")
    plain = places(leaf, FIRST + "<h2>A heading</h2><aside>Next</aside>", "aside { margin: 0 }")
    assert found["Next"] - found["A heading"] < 2
    assert plain["A heading"] == pytest.approx(found["A heading"], abs=0.02)


def test_pages_share_their_lines(leaf: Leaf) -> None:
    """Whatever a page begins with: those of a leaf lie on one another."""
    begin = '<p style="break-before: page">Top</p><p>line</p>'
    heading = '<h2 style="break-before: page">Begin</h2><p>Below</p>'
    found = places(leaf, FIRST + begin + heading, "h2 { margin: 0 0 2mm }")
    assert found["Top"] - PAGE == pytest.approx(0, abs=0.02)
    assert found["Below"] - 2 * PAGE == pytest.approx(2, abs=0.02)  # 9 mm of heading


def test_no_text_needs_a_second_page_for_the_grid(leaf: Leaf) -> None:
    """On one page its lines have none to be level with."""
    body = FIRST + "<h2>A heading</h2><p>line</p><h2>Another</h2>" + "<p>line</p>" * 10
    assert places(leaf, body + "<p>Last</p>")["Last"] < PAGE / 2
    assert places(leaf, body + "<p>line</p>" * 9 + "<p>Last</p>")["Last"] > PAGE / 2
    short = FIRST + "<h2>A heading</h2><p>line</p><h2>Another</h2><p>line</p>"
    on_grid = places(leaf, short)["Another"]
    assert places(leaf, body + "<p>line</p>" * 9)["Another"] == on_grid
    assert places(leaf, body + "<p>Last</p>")["Another"] < on_grid
