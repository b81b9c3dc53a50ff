"""The ends of lists: when a last item goes to the next page with the one before, when alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.render.leaf import Leaf, start
from publish.targets import SCREEN
from tests.pagelayout import read_layout
from tests.pages import make_page

SHEET = Path(__file__).resolve().parent.parent / "styles" / "base" / "text.css"
RULE = "".join(re.findall(r"^li:.+break-.+$", SHEET.read_text("utf-8"), re.MULTILINE))
CSS = f"""
@page {{ size: 100mm 142mm; margin: 20mm }}
html {{ font-size: 10pt; line-height: 5mm }} body, p, ol {{ margin: 0; padding: 0 }}
li {{ list-style: none }} {RULE}
"""
LINES = 20
"""On a page."""


def fill(count: int) -> str:
    """Make paragraphs of a line each that no page is named by."""
    return "<p>fill</p>" * count


def items(*names: str) -> str:
    """Make a list; "/" in a name begins a line."""
    lines = [name.replace("/", "<br>") for name in names]
    return f"<ol>{''.join(f'<li>{each}</li>' for each in lines)}</ol>"


CASES = {
    "two items go on, not one": (
        fill(LINES - 3) + items("a", "b", "c", "d") + fill(30),
        "a b / c d /",
    ),
    "an item of four lines is broken for it": (
        fill(LINES - 5) + items("a", "b1/b2/b3/b4", "c") + fill(30),
        "a b1 b2 / b3 b4 c /",
    ),
    "of a list of two the last goes alone": (
        fill(LINES - 1) + items("a", "b") + fill(30),
        "a / b /",
    ),
    "what ends in a colon stays with what it speaks of": (
        fill(LINES - 1) + "<p>so:</p><div>a</div>" + fill(30),
        "/ so: a /",
    ),
    "what ends otherwise does not": (
        fill(LINES - 1) + "<p>so.</p><div>a</div>" + fill(30),
        "so. / a /",
    ),
    "a short list stays whole": (fill(LINES - 2) + items("a", "b", "c") + fill(30), "/ a b c /"),
}
"""Each with enough after it that the document's last page is no short one."""


@pytest.fixture(scope="module")
def leaf() -> Iterator[Leaf]:
    """One child process for all pages."""
    with start() as child:
        yield child


def read(leaf: Leaf, body: str) -> str:
    """Give the words of the pages, "fill" left out, with "/" between."""
    layout = read_layout(leaf.render(make_page(body, CSS), SCREEN).pdf)
    pages: list[list[str]] = [[] for _ in layout.sizes]
    for block in layout.blocks:
        for line in block.lines:
            pages[line.page] += [each for each in line.text.split() if each != "fill"]
    return " / ".join(" ".join(words) for words in pages).strip()


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES)
def test_last_items(leaf: Leaf, body: str, expected: str) -> None:
    """They are kept with the item before, as far as that is short."""
    assert read(leaf, body) == expected


def test_no_page_is_added_for_an_item(leaf: Leaf) -> None:
    """The text after the list has room on the last page only if its item goes there alone."""
    listed = items("a", "b", "c")
    assert read(leaf, fill(LINES - 2) + listed + fill(LINES - 1)) == "a b / c"
    heading = '<p style="break-after: avoid">h</p><p>i</p>'
    headed = listed + fill(LINES - 2) + heading + fill(LINES - 2)
    assert read(leaf, fill(LINES - 2) + headed) == "a b / c / h i"
    assert read(leaf, fill(LINES - 2) + listed + fill(LINES - 4)) == "/ a b c"


def test_a_page_that_lists_did_not_cost_is_kept(leaf: Leaf) -> None:
    """Lists are kept together then, and in the document after it."""
    listed = items("a", "b", "c")
    assert read(leaf, fill(LINES - 2) + listed + fill(LINES + 5)) == "/ a b c /"
