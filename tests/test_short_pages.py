"""Notes of a page that ends early follow its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from publish.geometry import Geometry
from publish.render.leaf import Leaf, start
from publish.targets import SCREEN
from tests.pagelayout import read_layout
from tests.pages import make_page, note

LINE = 5 * 72 / 25.4
"""Points: the leading of the pages below."""
CSS = """
@page { size: 100mm 140mm; margin: 20mm; @footnote { border-top: 1pt solid; padding-top: 1mm } }
html { font-size: 10pt; line-height: 5mm } body, p { margin: 0 }
.end-matter { border-top: 1pt solid; margin-top: 10mm }
"""
FOOT = 19
"""Lines below the first one, where the last line of a full page stands."""
TEXT = f"<p>First{note(1, 'Remark')}</p><p>Last</p>"
END = '<footer class="end-matter"><p>Imprint</p></footer>'


@pytest.fixture(scope="module")
def leaf() -> Iterator[Leaf]:
    """One child process for all pages."""
    with start() as child:
        yield child


def heights(leaf: Leaf, body: str, css: str = "") -> dict[str, float]:
    """Say how many lines below the first line of page 1 the first word of each line stands."""
    layout = read_layout(leaf.render(make_page(body, CSS + css), SCREEN).pdf)
    found = {
        (line.text.split() or [""])[-1]: line.baseline for b in layout.blocks for line in b.lines
    }
    top = 120 * 72 / 25.4 - 0.7 * LINE
    return {text: round((top - at) / LINE, 1) for text, at in found.items()}


def test_notes_of_the_last_page_follow_the_text(leaf: Leaf) -> None:
    """A line and a half below it."""
    found = heights(leaf, TEXT)
    assert 1.5 < found["Remark"] - found["Last"] < 4


def test_end_matter_follows_the_notes(leaf: Leaf) -> None:
    """As far below them as they are below the text."""
    found = heights(leaf, TEXT + END)
    assert found["Last"] < found["Remark"] < found["Imprint"] < 10
    assert 1.5 < found["Imprint"] - found["Remark"] < 5


@pytest.mark.parametrize("css", ["break-before: page", "page: other"])
def test_a_chapter_ends_with_its_notes(leaf: Leaf, css: str) -> None:
    """Before a new page, and before a page of another kind."""
    found = heights(leaf, f'{TEXT}<p style="{css}">New</p>')
    assert found["Remark"] < 5


def test_notes_follow_where_what_comes_next_finds_no_room(leaf: Leaf) -> None:
    """The page stays empty at its foot, not above its notes."""
    box = '<div style="height: 95mm; break-inside: avoid">New</div>'
    found = heights(leaf, f"{TEXT}<p>more</p>{box}")
    assert 1.5 < found["Remark"] - found["more"] < 4


def test_notes_of_other_pages_lie_at_the_foot(leaf: Leaf) -> None:
    """Where no more than two lines are free besides."""
    box = '<div style="height: 30mm; break-inside: avoid">New</div>'
    found = heights(leaf, TEXT.replace("<p>Last", "<p>line</p>" * 13 + "<p>Last") + box)
    assert found["Remark"] > FOOT - 2


def test_notes_stay_where_little_is_saved(leaf: Leaf) -> None:
    """A page that is nearly full looks like all others."""
    found = heights(leaf, TEXT.replace("<p>Last", "<p>line</p>" * 13 + "<p>Last"))
    assert found["Remark"] > FOOT - 2


def test_end_matter_that_has_no_room_below_the_notes_stays_above(leaf: Leaf) -> None:
    """The notes then lie at the foot."""
    found = heights(leaf, TEXT + END.replace("<p>", "<p>line</p>" * 11 + "<p>"))
    assert found["Imprint"] < found["Remark"]
    assert found["Remark"] > FOOT - 2


def test_what_has_a_ground_is_not_covered(leaf: Leaf) -> None:
    """The padding of a box belongs to it."""
    box = '<div style="padding: 9mm; background: #eee">Last</div>'
    found = heights(leaf, TEXT.replace("<p>Last</p>", box))
    assert found["Remark"] - found["Last"] > 1.5 + 9 / 5


def test_notes_beside_the_text_stay_there(leaf: Leaf) -> None:
    """They are no notes at the foot."""
    css = CSS + "@page { @footnote { width: 20mm; margin-left: -20mm } }"
    page = replace(make_page(TEXT, css), geometry=Geometry(has_side_notes=True))
    layout = read_layout(leaf.render(page, SCREEN).pdf)
    found = {line.text.split()[-1]: line.baseline for b in layout.blocks for line in b.lines}
    assert found["Remark"] > found["Last"]
