"""Notes in the margin: on the lines of their calls, clear of the title and of what stands there.

Pages are 130 mm wide between their margins: notes have the left 40 mm, the text the right 80.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from publish.geometry import Geometry
from publish.render.leaf import Leaf, start
from publish.targets import SCREEN
from tests.pages import make_page, note
from tests.test_geometry import MILLIMETRE, words

CSS = """
@page { size: 160mm 120mm; margin: 15mm; @footnote { margin-right: 90mm; border: 0; padding: 0 } }
body { margin: 0 0 0 50mm } p { margin: 0 } h1 { font: 20pt/24pt 'Source Serif 4'; margin: 0 }
.note { font-size: 7pt; line-height: 9pt } .note a { color: black }
"""
FILLING = "It was one more autumn on a river. " * 12
TALL = "Tall " + "and so on " * 74
"""It would have room beside the text if the note before it stood as high as the title."""
WIDE = "<div style='margin-left: -50mm; line-height: 56pt'>Wall</div>"


@pytest.fixture(scope="module")
def leaf() -> Iterator[Leaf]:
    with start() as child:
        yield child


def feet(leaf: Leaf, body: str) -> dict[str, list[float]]:
    """Give where the words of a page stand, in mm below its head: their lowest points."""
    page = replace(make_page(body, CSS), geometry=Geometry(has_side_notes=True))
    rendered = leaf.render(page, SCREEN)
    assert rendered.diagnostics == ()
    found: dict[str, list[float]] = {}
    for word, _, bottom, *_ in words(rendered.pdf, 0):
        found.setdefault(word, []).append(120 - bottom / MILLIMETRE)
    return found


def is_on(height: float, lines: list[float]) -> bool:
    return any(abs(height - each) < 0.05 for each in lines)


@pytest.mark.parametrize(
    "call",
    [
        "<p>{} was</p>",
        "<h1>{} was</h1><p>A river</p>",
        "<p>A river <span style='display: inline-block; width: 9mm'>{} was it one</span></p>",
    ],
    ids=["a line", "a title", "a box in a line"],
)
def test_a_note_stands_on_the_line_of_its_call(leaf: Leaf, call: str) -> None:
    """Its first line has the baseline of that line, however large the type of either."""
    found = feet(leaf, call.format(f"Mere{note(1, 'Nave')}"))
    called = found.get("Mere1") or found["Mere"]
    assert found["Nave"] == pytest.approx(called, abs=0.05)


def test_a_note_that_is_pushed_down_stands_on_a_line_of_the_text(leaf: Leaf) -> None:
    """The margin keeps the rhythm of the text, though its own lines are lower."""
    found = feet(leaf, f"<p>Mere{note(1, 'Nave ' * 20)}{note(2, 'Oar')} {FILLING}</p>")
    assert found["Oar"][0] > max(found["Nave"])
    assert is_on(found["Oar"][0], found["was"])


def test_a_note_keeps_its_distance_from_what_stands_in_the_margin(leaf: Leaf) -> None:
    """Three millimetres, here from a block that is as wide as the page."""
    found = feet(leaf, f"{WIDE}<p>Mere{note(1, 'Nave')} {FILLING}</p>")
    assert found["Nave"][0] > min(found["was"]) + 1
    assert is_on(found["Nave"][0], found["was"])


@pytest.mark.parametrize("title", ["<h1>Title</h1>", "<header><h1>Title</h1></header>"])
def test_no_note_is_pushed_up_beside_the_title(leaf: Leaf, title: str) -> None:
    """Where a tall one below it would ask for that, this goes on with its line to the next page."""
    first, second = note(1, "Nave"), note(2, TALL)
    found = feet(leaf, f"{title}<p>A river. Mere{first} {FILLING} one{second}</p>")
    assert found["Nave"] == pytest.approx(found["Mere1"], abs=0.05)


def edges(leaf: Leaf, body: str, css: str = "") -> dict[str, list[float]]:
    """Give how far from the left each word begins, in mm, on the two pages of a sheet."""
    geometry = Geometry(has_side_notes=True, is_facing=True)
    both = f"{body}<div style='break-before: page'>{body}</div>"
    rendered = leaf.render(replace(make_page(both, CSS + css), geometry=geometry), SCREEN)
    found: dict[str, list[float]] = {}
    for page in range(2):
        for word, left, *_ in words(rendered.pdf, page):
            found.setdefault(word, []).append(round(left / MILLIMETRE))
    return found


def test_text_stands_inside_and_notes_outside(leaf: Leaf) -> None:
    """Right-hand pages mirror what the sheet says, with what is indented and what is boxed."""
    indented = "<p style='margin-left: 10mm'>Fen</p>"
    boxed = "<div style='padding-left: 5mm'><p>Gate</p></div>"
    found = edges(leaf, f"<p>Mere{note(1, 'Nave')} was</p>{indented}{boxed}")
    assert found["Mere"] == [15, 65]
    assert found["Nave"] == [107, 17]
    assert found["Fen"] == [25, 75]
    assert found["Gate"] == [20, 70]


def test_what_is_as_wide_as_the_page_stays_there(leaf: Leaf) -> None:
    """It reaches into the side column on either page."""
    wide = "<div style='margin-left: -50mm'>Wall</div>"
    found = edges(leaf, f"<p>Mere{note(1, 'Nave')} was</p>{wide}")
    assert found["Wall"] == [15, 15]


def test_what_stands_in_the_side_column_goes_with_it(leaf: Leaf) -> None:
    """A picture's caption, and what is set in it."""
    aside = "<div style='margin: 0 90mm 0 -50mm'><p>Quay</p></div>"
    found = edges(leaf, f"<p>Mere{note(1, 'Nave')} was</p>{aside}")
    assert found["Quay"] == [105, 15]
