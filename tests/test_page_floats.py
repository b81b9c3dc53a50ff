"""Figures, tables and boxes that find no room: what passes them, and what does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from publish.render.leaf import Leaf, start
from publish.targets import SCREEN
from tests.pagelayout import read_layout
from tests.pages import make_page, note

CSS = """
@page { size: 100mm 140mm; margin: 20mm } @page turned { size: 140mm 100mm }
html { font-size: 10pt; line-height: 5mm; hyphens: none } body, p, figure { margin: 0 }
body { page: main } .turned { page: turned }
h2 { font-size: 12pt; margin: 0; line-height: 5mm; break-after: avoid }
.long, figure, aside { break-inside: avoid } .long { height: 40mm } figcaption { height: 40mm }
.source { break-before: avoid } caption, .before { break-after: avoid } aside { height: 40mm }
"""
WORDS = ("One", "Two", "Three", "Four", "Five", "Six")
LINES = "".join(f"<p>{each}</p>" for each in WORDS)
SEVEN = "<br>".join([*WORDS, "Seven"])
NINE = f"{SEVEN}<br>Eight<br>Nine"
TEXT = f"<p>{NINE}</p>"
FILL = "<p>fill</p>" * 13
"""Leaves seven lines of a page free: one less than an object has."""
FIGURE = "<figure><figcaption>Figure</figcaption></figure>"
BOX = '<aside class="box"><p class="box-title">Box</p></aside>'
TABLE = "<table class=long><caption>Table</caption><tr><td>Cell</td></tr></table>"
SHORT = '<figure><figcaption style="height: 5mm">Short</figcaption></figure>'
CALLOUT = '<aside class="callout" style="height: 5mm"><p class="box-title">Note</p></aside>'
QUOTE = '<aside class="pullquote" style="position: absolute; left: 70mm">Quote</aside>'
KEPT = f'<p class="before">{SEVEN}</p>'
CHAPTER = '<h2 style="break-before: page">New</h2>'
TURNED = FIGURE.replace("<figure", '<figure class="turned"')
PICTURE = '<figure class="long"><p>Figure</p></figure>'
SMALL = BOX.replace("<aside", '<aside style="height: 10mm"').replace("Box", "Small")
SOURCE = '<div class="source">Source</div>'
CALLING = FIGURE.replace("Figure", f"Figure{note(1, 'Of')}")


@pytest.fixture(scope="module")
def leaf() -> Iterator[Leaf]:
    """One child process for all pages."""
    with start() as child:
        yield child


def read(leaf: Leaf, body: str) -> str:
    """Give the words of the pages in the order of the tags, "fill" left out, with "/" between."""
    layout = read_layout(leaf.render(make_page(body, CSS), SCREEN).pdf)
    pages: list[list[str]] = [[] for _ in layout.sizes]
    for block in layout.blocks:
        for line in block.lines:
            pages[line.page] += [each for each in line.text.split() if each != "fill"]
    return " / ".join(" ".join(words) for words in pages)


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (FIGURE + LINES, "One Two Three Four Five Six / Figure"),
        (BOX + LINES, "One Two Three Four Five Six / Box"),
        (TABLE + LINES, "One Two Three Four Five Six / Table Cell"),
        (FIGURE + SOURCE + LINES, "One Two Three Four Five Six / Figure Source"),
        (FIGURE + TEXT + LINES, "One Two Three Four Five Six Seven / Eight Nine Figure One"),
        # no further than to the next heading, and not away from it
        (FIGURE + "<p>One</p><p>Two</p><h2>Next</h2>" + LINES, "One Two / Figure Next One Two"),
        ("<h2>Next</h2>" + FIGURE + LINES, "Next One Two Three Four Five Six / Figure"),
        (FIGURE + CALLOUT + LINES, "Note One Two Three Four Five Six / Figure"),
        (
            CALLOUT * 2 + FIGURE + LINES[:20] + QUOTE + LINES,
            "Note Note One Two Quote One Two Three / Figure",
        ),
        (QUOTE + FIGURE + LINES, "Quote One Two Three Four Five Six / Figure"),
        (FIGURE + KEPT + LINES, "One Two Three Four Five / Six Seven One Figure Two"),
        # an object on a page of its own parts no paragraph
        (TURNED + LINES[:20] + TEXT, "One Two / Figure / One"),
        (TURNED + LINES + TEXT, "One Two Three Four Five Six / Figure / One"),
        (TURNED + TEXT, " / Figure / One"),
        # nor is one left alone at the end of a chapter
        (FIGURE + LINES + CHAPTER, "One Two Three Four Five / Figure Six / New"),
        (FIGURE + LINES[:20] + CHAPTER, " / Figure One Two / New"),
        (FIGURE + TEXT + CHAPTER, "One Two Three Four Five Six Seven / Eight Nine Figure / New"),
        # objects keep the order of their kind, and let others pass
        (
            FIGURE + FIGURE.replace("Figure", "Drawing") + LINES,
            "One Two Three Four Five Six / Figure Drawing",
        ),
        (FIGURE + SMALL + LINES, "Small One Two Three Four Five / Figure Six"),
        (FIGURE + SHORT + LINES, "One Two Three Four Five Six / Figure Short"),
        (
            FIGURE + SHORT.replace("<figure", '<figure class="table"') + LINES,
            "Short One Two Three Four",
        ),
        (FIGURE + BOX + LINES, "One Two Three Four Five Six / Figure Box"),
        # where the author wants it
        (FIGURE.replace("<figure", '<figure class="here"') + LINES, " / Figure One Two"),
        ("<p>See:</p>" + FIGURE + LINES, " / See: Figure One Two"),
        (PICTURE + LINES, " / Figure One Two"),
        # what belongs together stays together
        (
            FIGURE + "<p>One</p><p>Two</p><p>Three:</p><div class='formula long'>Item</div>",
            "One Two / Figure Three:",
        ),
        # notes keep the order of their calls
        (
            FIGURE + f"<p>One{note(1, 'Remark')}</p>" + LINES,
            "One1 1 Remark One Two Three / Figure",
        ),
        (CALLING + f"<p>One{note(2, 'Remark')}</p>" + LINES, " / Figure1 1 Of One2"),
        (
            CALLING + LINES + f"<p>One{note(2, 'Remark')}</p>",
            "One Two Three Four Five Six / Figure1",
        ),
        (FIGURE.replace("<figure", '<figure style="break-before: page"') + LINES, " / Figure One"),
        (CALLOUT.replace("5mm", "40mm") + LINES, " / Note One"),
        ("<div><h2 style='height: 40mm'>Next</h2></div>", " / Next"),
        # where the text would be no fuller, all stays as it is
        (FIGURE + "<p class=long>One</p>" * 9, " / Figure One"),
        (FIGURE + "<p>One</p>", " / Figure One"),
        (FIGURE, " / Figure"),
        (FILL[: 5 * len("<p>fill</p>")] + FIGURE + LINES, " / Figure One"),
        (f'<p style="widows: 6">{NINE}</p>', "One Two Three / Four"),
    ],
)
def test_where_an_object_stands(leaf: Leaf, body: str, pages: str) -> None:
    """The words of the pages, in the order of reading."""
    found = read(leaf, FILL + body)
    assert found[: len(pages)] == pages


@pytest.mark.parametrize(("before", "white_mm"), [("h2", 10), ("p", 0)])
def test_an_object_leaves_the_white_of_its_heading(
    leaf: Leaf, before: str, white_mm: float
) -> None:
    """Behind text it has as much above it as below."""
    css = CSS + "figure { margin-bottom: 10mm }"
    body = f"{FILL}<{before}>Next</{before}>{FIGURE}{TEXT}"
    layout = read_layout(leaf.render(make_page(body, css), SCREEN).pdf)
    places = {line.text.strip(): line for block in layout.blocks for line in block.lines}
    assert places["Nine"].page == places["Figure"].page == 1
    white = places["Nine"].baseline - places["Figure"].baseline
    assert white == pytest.approx((5 + white_mm) * 72 / 25.4, abs=2)


def test_an_object_is_set_off_by_what_it_stands_among_now(leaf: Leaf) -> None:
    """42 mm are nine lines of 5 mm: the rest goes above and below, no longer beside a box."""
    tall = FIGURE.replace("<figcaption", '<figcaption style="height: 42mm"')
    layout = read_layout(
        leaf.render(make_page(FILL + tall + SMALL + TEXT + LINES, CSS), SCREEN).pdf
    )
    places = {line.text.strip(): line for block in layout.blocks for line in block.lines}
    white = places["Nine"].baseline - places["Figure"].baseline
    assert white == pytest.approx((5 + 1.5) * 72 / 25.4, abs=1)
