"""Whether the lines of the text stand on one grid, on all pages and in all columns of a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tests.pagelayout import Block, Layout, Line
from tests.pagerules import Finding

NEAR = 0.6
"""Points: a line in italics stands so much higher or lower, for each face has its own middle."""
NUMBER = re.compile(r"\(\w+\)\s*")
"""Of a formula: it stands on the baseline of that."""
SAME = 0.06
"""Points within which two sizes are one."""
SET_OFF = ("BlockQuote", "Sect", "Div")
"""Elements whose text, like that of lists, may stand half a line off: white sets it off."""


def off_grid(
    layout: Layout, size: float, step: float, *, is_letter: bool = False
) -> Iterator[Finding]:
    """Find lines of the text that do not stand a number of lines from those of other pages.

    `size` and `step` are those of the text, in points. The first page may have a head of its own,
    and so a grid of its own; the paragraphs of letters are set off by half a line.
    """
    lines = [
        (block, line)
        for block in layout.blocks
        if block.kind in ("P", "LBody") and not NUMBER.fullmatch(block.text)
        for line in block.lines
        if abs(line.main.size - size) < SAME and not (is_letter and len(block.lines) == 1)
    ]
    if len(layout.sizes) == 1 and not is_letter:
        return  # no other page to be level with
    unit = step / 2 if is_letter else step
    for is_first in (True, False):
        own = [(block, line) for block, line in lines if (line.page == 0) == is_first]
        yield from _off(own, layout, unit)


def _off(lines: list[tuple[Block, Line]], layout: Layout, step: float) -> Iterator[Finding]:
    def place(line: Line) -> float:
        return layout.sizes[line.page][1] - line.baseline

    plain = [line for block, line in lines if not _is_set_off(block)]
    places = Counter(round(place(line) % step, 1) for line in plain)
    usual = places.most_common(1)[0][0] if places else 0.0
    for block, line in lines if plain else ():
        own = step / 2 if _is_set_off(block) else step
        off = abs((place(line) - usual + own / 2) % own - own / 2)
        if off > NEAR:
            yield Finding("off-grid", line.page + 1, f"{off:.1f} pt: {line.text[:50]}")


def _is_set_off(block: Block) -> bool:
    return block.kind == "LBody" or block.path[-1] in SET_OFF
