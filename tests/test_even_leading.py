"""Lines of a paragraph are equally far apart, whatever stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from publish.render.leaf import Leaf, start
from publish.targets import SCREEN
from tests.pagelayout import read_layout
from tests.pages import make_page

CSS = """
@page { size: 120mm 100mm; margin: 10mm }
p { margin: 0; width: 60mm; font: 10pt/14pt 'Source Serif 4' } .face { font-family: Amiri }
svg { vertical-align: -4pt }
"""
LEADING = 14.0


@pytest.fixture(scope="module")
def leaf() -> Iterator[Leaf]:
    with start() as child:
        yield child


def distances(leaf: Leaf, line: str, css: str = "") -> list[float]:
    """Give how far apart the baselines of three lines are, the middle one of which is given."""
    page = make_page(f"<p>First<br>Mid {line}<br>Last</p>", CSS + css)
    rendered = leaf.render(page, SCREEN)
    assert rendered.diagnostics == ()
    found = {
        line.text.split()[0]: line.baseline
        for block in read_layout(rendered.pdf).blocks
        for line in block.lines
    }
    heights = [found[word] for word in ("First", "Mid", "Last")]
    return [round(one - other, 2) for one, other in pairwise(heights)]


def formula(height: int, role: str = "math") -> str:
    return (
        f'<svg role="{role}" aria-label="x" xmlns="http://www.w3.org/2000/svg" width="9pt"'
        f' height="{height}pt" viewBox="0 0 9 {height}"><path d="M0 0h9v9z"/></svg>'
    )


@pytest.mark.parametrize(
    "line",
    [
        "<span class='face'>face</span>",
        "<b>in <span class='face'>a face</span></b>",
        "word " + formula(16),
        "<b>in " + formula(16) + "</b>",
        "<i style='float: right' class='face'>aside</i> and <b class='face'>face</b>",
    ],
    ids=["another face", "in an element", "a formula", "a formula in an element", "a float"],
)
def test_lines_are_equally_far_apart(leaf: Leaf, line: str) -> None:
    """A word in another face, and a formula that reaches into the white around its line."""
    assert distances(leaf, line) == [LEADING, LEADING]


@pytest.mark.parametrize(
    "line",
    [
        "<span style='font-size: 20pt; line-height: 30pt'>large</span>",
        "<span style='vertical-align: 6pt'>raised</span>",
        "word " + formula(30),
        "word " + formula(16, "img"),
    ],
    ids=["a larger line height", "what the author raises", "a tall formula", "a picture"],
)
def test_what_needs_room_has_it(leaf: Leaf, line: str) -> None:
    """Only faces and formulas are let into the white."""
    assert max(distances(leaf, line)) > LEADING + 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<span class='face' style='vertical-align: top'>top</span>", [LEADING, 15.06]),
        ("<span class='face' style='line-height: 16pt'>more</span>", [LEADING, 16.06]),
        ("<span class='face' style='display: inline-block'>block</span>", [LEADING, 15.06]),
    ],
)
def test_what_is_aligned_otherwise_stands_as_css_has_it(
    leaf: Leaf, line: str, expected: list[float]
) -> None:
    """A face of its own pushes the lines apart there (CSS 2.2 §10.8.1)."""
    assert distances(leaf, line) == expected


def test_a_ground_stands_behind_its_word(leaf: Leaf) -> None:
    """As high above the baseline as in a paragraph of the word's own face."""
    grounds = []
    for body in ("<p class='face'>In <b>it</b></p>", "<p>In <b class='face'>it</b></p>"):
        page = make_page(body, CSS + "b { background: #eee }")
        layout = read_layout(leaf.render(page, SCREEN).pdf)
        (line,) = (line for block in layout.blocks for line in block.lines)
        grounds += [round(each.high - line.baseline, 1) for each in layout.art]
    assert grounds[0] == grounds[1]


def test_a_picture_of_a_running_head_is_no_formula(leaf: Leaf) -> None:
    """It stands for no element."""
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    css = f'@page {{ @top-left {{ content: url("data:image/svg+xml,{drawing}") "Head" }} }}'
    page = make_page("<p>Text</p>", CSS + css)
    assert leaf.render(page, SCREEN).diagnostics == ()
