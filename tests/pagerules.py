"""What a compositor would mark on finished pages: each rule a row, each finding with its page.

The rules are those of the typography study, and of Bringhurst 2.4 (hyphens, widows, orphans).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise, takewhile
from statistics import median

from tests.pagelayout import HEADINGS, Block, Box, Layout, Line, Run

SOFT = "\N{SOFT HYPHEN}"
"""What a broken word ends with."""
HYPHENS = (SOFT, "-", "\N{HYPHEN}")

NEAR = 1.5
"""Points by which ink may pass an edge: side bearings and rounding."""
SPACE = 0.35
"""Em: of a space at the end of a line, which leaves no ink."""
DESCENT = 0.35
"""Em: how far letters reach below the line."""
STROKE = 5.0
"""Points that PDFium adds round a line for its pointed corners, whether it has some or not."""
FEWEST_LINES = 4
"""Of a last page: the typography study, lesson 4."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that a compositor would mark."""

    rule: str
    page: int
    """As printed: the first is 1."""
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the rules have to know of an edition beside its pages."""

    areas: tuple[Box, ...]
    """The type area of each page; the whole page for a cover."""
    lang: str = "en"


Rule = Callable[[Layout, Sheet], Iterator[Finding]]


def judge(layout: Layout, sheet: Sheet) -> list[Finding]:
    """Hold a file against all rules."""
    return [finding for rule in RULES for finding in rule(layout, sheet)]


def _at(rule: str, line: Line, text: str = "") -> Finding:
    return Finding(rule, line.page + 1, text or line.text[:60])


def lonely_lines(layout: Layout, sheet: Sheet) -> Iterator[Finding]:
    """Find lines of a paragraph alone at the head or the foot of a page or a column."""
    for block in layout.blocks:
        parts = block.fragments
        if block.kind in ("Figure", "TH") or len(parts) < 2:
            continue  # the head of a table stands again on its next page
        if len(parts[0]) == 1:
            yield _at("orphan", parts[0][0])
        if len(parts[-1]) == 1:
            yield _at("widow", parts[-1][0])


def headings(layout: Layout, sheet: Sheet) -> Iterator[Finding]:
    """Find headings and titles of boxes with less than two lines below them."""
    flow = [each for each in layout.blocks if each.kind not in ("Note", "Figure") or each.pictures]
    for at, block in enumerate(flow):
        if not (block.kind in HEADINGS[1:] or _is_title(block)):
            continue
        below = _below(block, takewhile(partial(_may_follow, block), flow[at + 1 :]))
        if len(below) < 2 and not _is_made_to_end(layout, [block.lines[-1], *below], sheet):
            yield _at("heading-with-one-line" if below else "heading-at-foot", block.lines[-1])


def _may_follow(block: Block, other: Block) -> bool:
    """Say whether a block stands in the element of a heading, or in one within it."""
    return other.home == block.home or len(other.path) > len(block.path)


def _is_title(block: Block) -> bool:
    """Say whether a paragraph of a box is bold throughout, as its title is."""
    faces = [run.face for line in block.lines for run in line.runs]
    is_boxed = block.kind == "P" and block.path[-1] == "Sect"
    return is_boxed and all(re.search("bold", face, re.IGNORECASE) for face in faces)


def _below(block: Block, rest: Iterable[Block]) -> list[Line]:
    """Give up to two lines that follow a heading in its column.

    A picture counts as two, and so does the end of the element of the heading.
    """
    last = block.lines[-1]
    found: dict[int, Line] = {}
    for each in rest:
        if _is_beside(last, each):
            continue
        if each.kind == "Figure" or not each.lines:
            picture = each.pictures[0]
            is_below = picture.page == last.page and picture.low < last.baseline
            return [last, last] if is_below else [*found.values()]
        is_repeated = each.kind == "TH"  # on the next page or in the next column
        for line in each.fragments[0] if is_repeated else each.lines:
            if line.page != last.page or line.baseline > last.baseline:
                return [*found.values()]
            found[round(line.baseline)] = line
            if len(found) == 2:
                return [*found.values()]
    return [last, last]


def _is_beside(line: Line, block: Block) -> bool:
    """Say whether a block stands beside the column of a line: a pull quote."""
    boxes = block.pictures or [each.band for each in block.lines]
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    is_apart = right < line.left or left > line.right + 12
    first = boxes[0]
    return is_apart and first.page == line.page and first.low <= line.baseline + 10


def _is_made_to_end(layout: Layout, lines: list[Line], sheet: Sheet) -> bool:
    """Say whether so much room is left that the author must have ended the page here."""
    page = lines[-1].page
    lowest = min(
        line.baseline
        for block in layout.blocks
        for line in block.lines
        if line.page == page and block.kind != "Note"
    )
    area = sheet.areas[page]
    return lowest == lines[-1].baseline and lowest - area.low > (area.high - area.low) / 4


def lead_ins(layout: Layout, sheet: Sheet) -> Iterator[Finding]:
    """Find sentences that announce a list on the next page, and marks without their items."""
    for before, after in pairwise(layout.blocks):
        if not (before.lines and after.lines):
            continue
        if before.kind == "Lbl" and _is_parted(before, after, 3):
            yield _at("mark-without-item", before.lines[-1])
        is_lead_in = before.kind == "P" and before.text.rstrip().endswith(":")
        if is_lead_in and after.kind == "Lbl" and _is_parted(before, after):
            yield _at("lead-in-at-foot", before.lines[-1])


def captions(layout: Layout, sheet: Sheet) -> Iterator[Finding]:
    """Find captions that do not stand with their figure or table."""
    for before, block in pairwise(layout.blocks):
        is_figure = before.kind == "Figure" and before.pictures and before.path[-1] == "Div"
        if is_figure and block.kind == "Caption" and block.lines:
            is_elsewhere = before.pictures[0].page != block.lines[0].page
            yield from [_at("caption-parted", block.lines[0])] if is_elsewhere else []
        is_table = before.kind == "Caption" and "Table" in block.path
        if is_table and before.lines and block.lines and _is_parted(before, block):
            yield _at("caption-parted", before.lines[-1])


def _is_parted(before: Block, after: Block, slack: float = 0) -> bool:
    """Say whether a block begins on another page than one before it, or in another column."""
    return _is_elsewhere(before.lines[-1], after.lines[0], slack)


def _is_elsewhere(line: Line, after: Line, slack: float = 0) -> bool:
    return line.page != after.page or after.baseline > line.baseline + slack


def rows(layout: Layout, sheet: Sheet) -> Iterator[Finding]:
    """Find rows of a table alone on a page, and heads of tables without rows."""
    for head, row in pairwise(block for block in layout.blocks if "Table" in block.path):
        is_edge = "THead" in head.path and "TBody" in row.path and head.lines and row.lines
        if is_edge and _is_elsewhere(head.fragments[0][-1], row.lines[0]):
            yield _at("table-head-at-foot", head.lines[0])
    tables: list[list[Line]] = [[]]
    for block in layout.blocks:
        if block.kind == "TD" and block.lines:
            tables[-1].append(block.lines[0])
        elif "Table" not in block.path and tables[-1]:
            tables.append([])
    for cells in tables:
        found = {(cell.page, round(cell.baseline)): cell for cell in cells}
        count = Counter(page for page, _ in found)
        alone = [page for page, number in count.items() if number == 1 and len(count) > 1]
        yield from (_at("row-alone", cell) for at, cell in found.items() if at[0] in alone)


def hyphens(layout: Layout, sheet: Sheet) -> Iterator[Finding]:
    """Find more than two hyphens one below the other, and words that should not be broken."""
    for block in layout.blocks:
        ends = [line.text.rstrip() for line in block.lines]
        for at in range(len(ends) - 2):
            if all(end.endswith(HYPHENS) for end in ends[at : at + 3]):
                yield _at("stacked-hyphens", block.lines[at])
        for line, after in pairwise(block.lines):
            if not line.text.rstrip().endswith(SOFT):
                continue
            head = re.split(r"[^\w'’]", line.text.rstrip(f"{SOFT} "))[-1]
            word = f"{head}-{after.text.split()[0]}"
            if line.page != after.page:
                yield _at("word-over-pages", line, word)
            if after is block.lines[-1] and len(after.text.split()) == 1:
                yield _at("last-word-broken", after, word)
            if head[:1].isupper() and not sheet.lang.startswith("de"):
                yield _at("name-broken", line, word)


def outside(layout: Layout, sheet: Sheet) -> Iterator[Finding]:
    """Find text, pictures, grounds and rules that leave the type area."""
    for block in layout.blocks:
        for run in (run for line in block.lines for run in line.runs):
            yield from _judged(run.box, sheet, run.text[:40], run)
        for box in block.pictures if block.kind == "Figure" and not _bleeds(block, layout) else ():
            yield from _judged(box, sheet, "a picture")
    for box in layout.art:
        width, height = layout.sizes[box.page]
        is_in = box.left > 1 and box.low > 1 and box.right < width - 1 and box.high < height - 1
        yield from _judged(box, sheet, "a ground or a rule") if is_in else ()


def _bleeds(block: Block, layout: Layout) -> bool:
    """Say whether a picture reaches three edges: a cover's, on which the title's panel lies."""
    parts = block.pictures
    width, height = layout.sizes[parts[0].page] if parts else (0.0, 0.0)
    is_wide = any(each.left < 1 for each in parts) and any(each.right > width - 1 for each in parts)
    return is_wide and any(each.high > height - 1 for each in parts)


def _judged(box: Box, sheet: Sheet, text: str, run: Run | None = None) -> Iterator[Finding]:
    """Tell of a box that leaves the type area, and at which side."""
    area = sheet.areas[box.page]
    size = run.size if run else 0.0
    near = NEAR + (DESCENT * 0.3 * size if run else STROKE if text == "a picture" else 0)
    has_space = run is not None and run.text != run.text.strip()
    space = near + SPACE * size * has_space
    is_leftward = sheet.lang[:2] in ("ar", "fa", "ps", "ur")
    past = {
        "left": area.left - box.left - (space if is_leftward else near),
        "right": box.right - area.right - (near if is_leftward else space),
        "foot": area.low - box.low - NEAR - DESCENT * size,
        "head": box.high - area.high - near,
    }
    side = max(past, key=lambda name: past[name])
    if past[side] > 0:
        yield Finding("outside", box.page + 1, f"{past[side]:.1f} pt over the {side}: {text}")


def overlaps(layout: Layout, sheet: Sheet) -> Iterator[Finding]:
    """Find lines that stand on one another, or on a picture."""
    lines: list[list[tuple[Box, Line]]] = [[] for _ in layout.sizes]
    pictures: list[list[Box]] = [[] for _ in layout.sizes]
    for block in layout.blocks:
        if block.kind == "Figure":
            for box in () if _bleeds(block, layout) else block.pictures:
                pictures[box.page].append(box)
        else:
            for line in block.lines:
                lines[line.page].append((line.band, line))
    for page, things in enumerate(lines):
        for at, (band, line) in enumerate(things):
            under = (other.text[:30] for box, other in things[:at] if band.overlaps(box, 1))
            yield from (_at("overlap", line, f"{line.text[:30]} / {text}") for text in under)
            if any(band.overlaps(box, 3) for box in pictures[page]):
                yield _at("overlap", line, f"{line.text[:30]} / a picture")


def leading(layout: Layout, sheet: Sheet) -> Iterator[Finding]:
    """Find lines of a paragraph that do not stand equally far apart."""
    for block in layout.blocks:
        pairs = [pair for part in block.fragments for pair in pairwise(part)]
        faces = {run.face for line in block.lines for run in line.runs}
        is_code = all("Code" in face for face in faces)  # in which an empty line is one
        if block.kind not in ("P", "LBody", "Note") or not pairs or is_code:
            continue
        usual = median(a.baseline - b.baseline for a, b in pairs)
        for above, line in pairs:
            step = above.baseline - line.baseline
            if abs(step - usual) > 0.6:
                told = f"{step:.1f} for {usual:.1f} pt: {line.text[:40]}"
                yield _at("uneven-leading", line, told)


def justified(layout: Layout, sheet: Sheet) -> Iterator[Finding]:
    """Find paragraphs whose lines all end at one edge: rivers are to be feared in them."""
    for block in layout.blocks:
        for part in block.fragments:
            inner = part[1:-1]
            if block.kind != "P" or len(inner) < 4:
                continue
            sides = [line.right for line in inner], [line.left for line in inner]
            if all(max(side) - min(side) < NEAR for side in sides):
                yield _at("justified", part[0])


def last_page(layout: Layout, sheet: Sheet) -> Iterator[Finding]:
    """Find a last page with next to nothing on it."""
    last = len(layout.sizes) - 1
    lines = [line for block in layout.blocks for line in block.lines if line.page == last]
    pictures = any(box.page == last for block in layout.blocks for box in block.pictures)
    count = len({round(line.baseline) for line in lines})
    if last and count < FEWEST_LINES and not pictures:
        yield Finding("empty-last-page", last + 1, f"{count} lines")


def notes_of_the_last_page(layout: Layout, sheet: Sheet) -> Iterator[Finding]:
    """Find notes far below the text where that ends: lesson 5. Notes beside it stand elsewhere."""
    last = len(layout.sizes) - 1
    lines = [(block, line) for block in layout.blocks for line in block.lines]
    here = [(block, line) for block, line in lines if line.page == last]
    notes = [line for block, line in here if block.kind == "Note"]
    if not notes:
        return
    first = max(notes, key=lambda line: line.baseline)
    above = [line.baseline for block, line in here if line.baseline > first.baseline]
    is_below = all(line.left < first.right for block, line in here if block.kind == "P")
    if is_below and above and min(above) - first.baseline > MOST_ABOVE_NOTES:
        yield _at("notes-far-below", first)


MOST_ABOVE_NOTES = 72.0
"""Points between a text that ends and its notes: what a move must save, and the white it leaves."""

RULES: tuple[Rule, ...] = (
    lonely_lines,
    headings,
    lead_ins,
    captions,
    rows,
    hyphens,
    outside,
    overlaps,
    leading,
    justified,
    last_page,
    notes_of_the_last_page,
)

FEWEST = 12
"""Full lines of text without which a measure says nothing."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def measure(layout: Layout) -> float:
    """Give the median of characters in full lines of the text; 0 where it has too few of them."""
    texts = [each for each in layout.blocks if each.kind == "P" and each.path == ("Document",)]
    lines = [line for block in texts for line in block.lines[:-1]]
    sizes = Counter(round(line.main.size, 1) for line in lines)
    usual = sizes.most_common(1)[0][0] if sizes else 0
    full = [
        len(_UNSEEN.sub("", line.text).strip())
        for line in lines
        if round(line.main.size, 1) == usual
    ]
    return median(full) if len(full) >= FEWEST else 0
