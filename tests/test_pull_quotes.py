"""Pull quotes in the side column: on the page, and on nothing else that stands there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from publish.render.leaf import Leaf, start
from publish.targets import SCREEN
from tests.pages import make_page
from tests.test_geometry import MILLIMETRE, words

CSS = """
body { margin: 0 0 0 40mm } p { margin: 0 } .wide { margin-left: -40mm }
.pullquote { position: absolute; left: 0; width: 35mm; margin: 0 }
.pullquote > * { display: inline-block; width: 100% }
"""
LINE = 14 / MILLIMETRE
FOOT = 85.0
"""Of the text, in mm below the head of the page."""


@pytest.fixture(scope="module")
def leaf() -> Iterator[Leaf]:
    with start() as child:
        yield child


def quote(lines: int) -> str:
    return f"<aside class='pullquote'><p>{'<br>'.join(['Mere'] * lines)}</p></aside>"


@pytest.mark.parametrize(
    ("before", "first", "between", "second", "after"),
    [
        (14, 5, 0, 0, 0),
        (3, 6, 1, 4, 8),
        (9, 4, 2, 4, 1),
        (2, 2, 0, 0, 5),
        (1, 3, 0, 0, -1),
    ],
    ids=[
        "at the foot",
        "one close to another",
        "both near the foot",
        "alone",
        "above a wide block",
    ],
)
def test_a_pull_quote_stands_clear(
    leaf: Leaf, before: int, first: int, between: int, second: int, after: int
) -> None:
    """Of the foot of the page, of another quote, and of what is as wide as the page."""
    wide = "<p class='wide'>Mere across</p><p>It is.</p>" if after < 0 else ""
    parts = ("<p>It is.</p>" * before, quote(first), "<p>It is.</p>" * between)
    body = "".join((*parts, quote(second) if second else "", wide, "<p>It is.</p>" * after))
    rendered = leaf.render(make_page(body, CSS), SCREEN)
    feet = sorted(
        100 - bottom / MILLIMETRE
        for text, _, bottom, *_ in words(rendered.pdf, 0)
        if text == "Mere"
    )
    assert len(feet) == first + second + bool(wide)
    assert feet[-1] < FOOT
    steps = [lower - upper for upper, lower in pairwise(feet)]
    assert min(steps) > LINE - 0.1
    assert not second or max(steps) > LINE + 3


def places(leaf: Leaf, body: str, sheet: str = "") -> dict[str, list[float]]:
    """Give the feet of each word of the first page, in mm below its head."""
    found: dict[str, list[float]] = {}
    for text, _, bottom, *_ in words(leaf.render(make_page(body, CSS + sheet), SCREEN).pdf, 0):
        found.setdefault(text, []).append(100 - bottom / MILLIMETRE)
    return found


@pytest.mark.parametrize("before", [1, 4, 6])
def test_a_pull_quote_stands_above_the_notes(leaf: Leaf, before: int) -> None:
    """It belongs beside the text, also where its place in it is just above them."""
    note = f"<span class='n'>{'<br>'.join(['Noted'] * 4)}</span>"
    body = f"<p>It is.{note}</p>" + "<p>It is.</p>" * before + quote(4) + "<p>It is.</p>"
    found = places(leaf, body, ".n { float: footnote }")
    assert (len(found["Mere"]), len(found["Noted"])) == (4, 4)
    assert max(found["Mere"]) < min(found["Noted"]) - LINE + 0.1


@pytest.mark.parametrize("before", [3, 5, 7])
def test_a_pull_quote_stands_beside_no_heading(leaf: Leaf, before: int) -> None:
    """What stands at its level would be read with it."""
    lines = "<p>It is.</p>"
    body = lines * before + quote(3) + lines * 2 + "<h2>Headed</h2>" + lines * 4
    found = places(leaf, body, "h2 { font-size: 10pt; margin: 0 }")
    (heading,) = found["Headed"]
    assert len(found["Mere"]) == 3
    assert min(abs(each - heading) for each in found["Mere"]) > LINE - 0.3


def test_where_notes_fill_the_page_a_pull_quote_keeps_its_place(leaf: Leaf) -> None:
    """None is lost, nor put over the head of the page."""
    note = f"<span class='n'>{'<br>'.join(['Noted'] * 12)}</span>"
    found = places(leaf, f"<p>It is.{note}</p>{quote(4)}", ".n { float: footnote }")
    assert len(found["Mere"]) == 4
    assert max(found["Mere"]) < FOOT
