"""Each rule of good setting finds what it is there for: pages made by hand, with one fault each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.pagelayout import Block, Box, Layout, Line, Run
from tests.pagerules import Sheet, judge, measure

AREA = Box(0, 100, 100, 500, 800)
WORDS = "as many words as stand in a line of some length "


def line(at: float, left: float = 100, text: str = WORDS, face: str = "Serif") -> Line:
    """Set a line of 10 pt: `at` 1700 is 700 pt above the foot of page 1."""
    page, baseline = int(at // 1000) - 1, at % 1000
    right = left + 5 * len(text)
    return Line([Run(Box(page, left, baseline - 2, right, baseline + 7), baseline, 10, text, face)])


def block(kind: str, *lines: Line, path: str = "Document", home: int = 1) -> Block:
    """Make an element of lines."""
    return Block(kind, tuple(path.split("/")), home, list(lines))


def paragraph(*places: float) -> Block:
    """Make a paragraph of lines at these places, none of them as long as the one before."""
    return block("P", *(line(at, text=WORDS[: -1 - n % 7]) for n, at in enumerate(places)))


def body(page: int) -> Block:
    """Fill a page as far as a last page must be filled."""
    return paragraph(*(page * 1000 + at for at in (700, 686, 672, 658)))


def ending(*ends: str, at: float = 1600) -> Block:
    """Make a paragraph whose lines end so."""
    lines = (line(at - 14 * n, text=f"words before {end}") for n, end in enumerate(ends))
    return block("P", *lines)


def rules(*blocks: Block, pages: int = 2, art: tuple[Box, ...] = ()) -> list[str]:
    """Name the rules that mark these pages."""
    layout = Layout(((600, 900),) * pages, (*blocks, body(pages)), art)
    areas = tuple(Box(page, 100, 100, 500, 800) for page in range(pages))
    return sorted({finding.rule for finding in judge(layout, Sheet(areas))})


def faults() -> Iterator[tuple[str, list[Block]]]:
    """Give each rule with blocks that it must mark."""
    foot = block("H2", line(1110, text="A heading"))
    yield "notes-far-below", [body(2), block("Note", line(2110))]
    yield "orphan", [paragraph(1110, 2790, 2776)]
    yield "widow", [paragraph(1124, 1110, 2790)]
    yield "heading-at-foot", [foot, paragraph(2790, 2776)]
    yield "heading-with-one-line", [block("H2", line(1124, text="A")), paragraph(1110), body(2)]
    label = block("Lbl", line(1110, text="1. "), path="Document/L/LI")
    yield "mark-without-item", [label, block("LBody", line(2790), path="Document/L/LI")]
    lead_in = block("P", line(1110, text="What follows is this:"))
    yield "lead-in-at-foot", [lead_in, block("Lbl", line(2790, text="1. "), path="Document/L")]
    figure = Block("Figure", ("Document", "Div"), 3, [], [Box(0, 100, 100, 300, 200)])
    yield "caption-parted", [figure, block("Caption", line(2790), path="Document/Div")]
    caption = block("Caption", line(1110, text="Table 1"), path="Document/Div")
    cells = "Document/Div/Table/TBody/TR"
    yield "caption-parted", [caption, block("TD", line(2790), path=cells)]
    column = [block("TD", line(at, text="1"), path=cells) for at in (1110, 2790, 2776)]
    yield "row-alone", column
    head = block("TH", line(1110, text="Year"), path="Document/Div/Table/THead/TR")
    yield "table-head-at-foot", [head, block("TD", line(2790, text="1"), path=cells)]
    yield "stacked-hyphens", [ending("hy-", "hy\xad", "hy-", "end of it")]
    yield "word-over-pages", [ending("more", "hy\xad", at=1124), paragraph(2790)]
    yield "last-word-broken", [ending("more", "hy\xad"), block("P", line(1572, text="phen."))]
    yield "name-broken", [ending("Afghan\xad", "istan and more", "words")]
    yield "outside", [block("P", line(1700, left=480))]
    yield "outside", [block("P", line(1090))]
    yield "outside", [Block("Figure", ("Document",), 3, [], [Box(0, 80, 200, 300, 400)])]
    yield "overlap", [paragraph(1700), block("P", line(1702))]
    picture = Block("Figure", ("Document",), 3, [], [Box(0, 100, 600, 300, 720)])
    yield "overlap", [picture, paragraph(1700)]
    yield "uneven-leading", [paragraph(1700, 1686, 1672, 1657)]
    same = (line(1700 - 14 * n) for n in range(7))
    yield "justified", [block("P", *same)]


FAULTS = [*faults()]


@pytest.mark.parametrize("at", range(len(FAULTS)), ids=[rule for rule, _ in FAULTS])
def test_a_rule_finds_what_it_is_there_for(at: int) -> None:
    """One fault on two pages, and nothing else that could be marked."""
    rule, blocks = FAULTS[at]
    if rule in ("word-over-pages", "last-word-broken"):  # one paragraph, on two pages or not
        blocks = [block("P", *(line for each in blocks for line in each.lines))]
    assert rule in rules(*blocks)


def test_a_last_page_with_three_lines_is_marked() -> None:
    """And one with four is not."""
    lines = [line(2700 - 14 * n) for n in range(3)]
    layout = Layout(((600, 900),) * 2, (body(1), block("P", *lines)), ())
    areas = (AREA, Box(1, 100, 100, 500, 800))
    assert [each.rule for each in judge(layout, Sheet(areas))] == ["empty-last-page"]
    assert rules(body(1)) == []


def test_a_good_page_is_not_marked() -> None:
    """A paragraph over two pages, a heading with its text, a quotation beside, a list."""
    heading = block("H2", line(1500, text="A heading"))
    beside = block("P", line(1500, left=10, text="beside it"), path="Document/Sect", home=2)
    text = paragraph(1480, 1466)
    label = block("Lbl", line(1440, text="1. "), path="Document/L/LI")
    item = block("LBody", line(1440, left=115), line(1426, left=115), path="Document/L/LI")
    found = rules(paragraph(1700, 1686), heading, beside, text, label, item)
    assert found == ["outside"]  # the quotation, which stands in the margin of this page


def test_grounds_and_rules_are_held_to_the_type_area() -> None:
    """But for those that bleed."""
    assert rules(body(1), art=(Box(0, 100, 80, 500, 90),)) == ["outside"]
    assert rules(body(1), art=(Box(0, 0, 850, 600, 900),)) == []


def test_the_measure_counts_what_is_seen() -> None:
    """Without soft hyphens, and without the last lines of paragraphs."""
    lines = [line(1700 - 14 * n, text="x" * 65 + "\xad ") for n in range(20)]
    layout = Layout(((600, 900),), (block("P", *lines, line(1100, text="end")),), ())
    assert measure(layout) == 65
