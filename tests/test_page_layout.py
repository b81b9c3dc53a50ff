"""Finished pages held against the rules of good setting: every specimen, and random manuscripts."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
import yaml

from tests.pagegrid import off_grid
from tests.pagelayout import Box, Layout, read_layout
from tests.pagerules import Finding, Sheet, judge, measure
from tests.random_manuscripts import DRAWING, Author
from tests.rendered import ALL, GEOMETRY, TWO_NOTES, Edition, Printer, specimen

ROOT = Path(__file__).resolve().parent.parent
MILLIMETRE = 72 / 25.4
FACING_MM = 2.0
"""By how much base's pages are moved outward, so that there is room for the fold (`facing.css`)."""

MORE = [TWO_NOTES, *(specimen(name, "letter") for name in ("german", "french", "pashto", "urdu"))]
MORE += [specimen(name, "letter") for name in ("charts", "elements", "formulas", "persian-side")]
MORE += [specimen(each.manuscript.stem, "a4", "meridian") for each in GEOMETRY]
MORE += [
    Edition(ROOT / "manuscripts" / f"{name}.md", paper)
    for name in ("taliban-pakistan", "taliban-pakistan.fa")
    for paper in ("a4", "letter")
]
EDITIONS = list(dict.fromkeys([*ALL, *MORE]))

EXCEPTIONS: dict[str, Counter[str]] = {
    # A root over a fraction in the sentence is taller than any white between lines; the rest of
    # its paragraph, two lines, stands lower than the grid.
    f"formulas-{paper}-base": Counter({"uneven-leading": 1, "off-grid": 2})
    for paper in ("a4", "letter")
}
"""By edition: how many findings of each rule stand, and why."""


def front_matter(text: str) -> dict[str, object]:
    """Read what stands above the text."""
    fields: dict[str, object] = yaml.safe_load(text.split("\n---", 1)[0].removeprefix("---\n"))
    return fields


def areas(layout: Layout, fields: dict[str, object], paper: str, house: str) -> tuple[Box, ...]:
    """Give the type area of each page, as the sheet of its paper has it."""
    css = (ROOT / "styles" / "base" / f"paper-{paper}.css").read_text("utf-8")
    mm = {name: float(size) for name, size in re.findall(r"--page-([\w-]+): ([\d.]+)mm", css)}
    is_cover = fields.get("layout") == "report"
    is_leftward = str(fields["lang"])[:2] in ("ar", "fa", "ps", "ur")
    fold = FACING_MM if fields.get("pages") == "facing" and house == "base" else 0.0
    found = []
    for number, (width, height) in enumerate(layout.sizes):
        inner_is_left = (number % 2 == 0) != is_leftward
        moved = fold if inner_is_left else -fold
        top = mm["top"] if number else mm["top-first"] if house == "base" else 0.0
        left, right = (mm["side"] + moved) * MILLIMETRE, (mm["side"] - moved) * MILLIMETRE
        area = Box(
            number, left, mm["bottom"] * MILLIMETRE, width - right, height - top * MILLIMETRE
        )
        found.append(Box(number, 0, 0, width, height) if is_cover and not number else area)
    return tuple(found)


def findings(data: bytes, text: str, paper: str = "", house: str = "") -> list[Finding]:
    """Judge a file by the manuscript that it was made from."""
    fields, layout = front_matter(text), read_layout(data)
    paper, house = (
        paper or str(fields.get("paper", "a4")),
        house or str(fields.get("style", "base")),
    )
    sheet = Sheet(areas(layout, fields, paper, house), str(fields["lang"]))
    size, step = text_size(str(fields["lang"]), house)
    is_letter = fields.get("layout") == "letter"
    return [*judge(layout, sheet), *off_grid(layout, size, step, is_letter=is_letter)]


def text_size(lang: str, house: str) -> tuple[float, float]:
    """Give the size of the text and the distance of its lines in points, as the sheets have it."""
    sheets = ["base/tokens.css", f"{house}/tokens.css"]
    sheets += ["base/arabic.css"] if lang[:2] in ("ar", "fa", "ps", "ur") else []
    css = "".join((ROOT / "styles" / each).read_text("utf-8") for each in sheets)
    sizes = re.findall(r"--size-text: ([\d.]+)pt", css)
    steps = re.findall(r"--line: ([\d.]+)mm", css)
    return float(sizes[-1]), float(steps[-1]) * MILLIMETRE


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda each: each.name)
def test_a_compositor_would_mark_nothing(edition: Edition, printer: Printer) -> None:
    """But for what is listed with its reason."""
    text = edition.manuscript.read_text("utf-8")
    found = findings(printer.make(edition).data, text, edition.paper, edition.house)
    assert Counter(each.rule for each in found) == EXCEPTIONS.get(edition.name, Counter()), found


def test_lines_have_the_length_that_reads_best(printer: Printer) -> None:
    """In one column 60 to 72 characters (Bringhurst 2.1.2 has 45 to 75), in two 40 to 50.

    Letters and other short editions have too few full lines to say.
    """
    found = {each: measure(read_layout(printer.make(each).data)) for each in EDITIONS}
    judged = {each: length for each, length in found.items() if length}
    assert len(judged) >= LEAST_JUDGED
    for edition, length in judged.items():
        in_columns = "columns" in front_matter(edition.manuscript.read_text("utf-8"))
        least, most = (40, 50) if in_columns else (60, 72)
        assert least <= length <= most, edition.name


LEAST_JUDGED = 25
"""Editions with text enough: an instrument that sees none would find no fault."""


MODES = {
    "a4": "",
    "letter": "paper: letter",
    "columns": "columns: 2",
    "columns-letter": "columns: 2\npaper: letter",
    "facing": "pages: facing",
    "side": "notes: side",
    "side-facing": "notes: side\npages: facing\npaper: letter",
    "end": "notes: end",
    "report": "layout: report",
    "report-columns": "layout: report\ncolumns: 2",
    "commentary": "layout: commentary",
    "meridian": "style: meridian",
}
SEEDS = range(36)
BLOCKS = 16
"""Some three pages: 300 seeds with up to 45 blocks were tried by hand."""


def manuscript(seed: int, blocks: int = 0) -> str:
    """Write a manuscript that nobody wrote; each mode and each language has its turn."""
    mode = list(MODES)[seed % len(MODES)]
    chosen = Random(f"language {seed}").choice(("en-GB", "en-GB", "en-GB", "de", "fr", "fa"))
    lang = "en-GB" if mode == "meridian" else chosen
    return Author(seed, lang).manuscript(MODES[mode], blocks)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_marked_in_what_nobody_wrote(
    seed: int, printer: Printer, tmp_path: Path
) -> None:
    """Headings, lists, boxes, quotations, tables and figures at random places of pages."""
    path = tmp_path / "random.md"
    path.write_text(manuscript(seed, BLOCKS), "utf-8")
    (tmp_path / "drawing.svg").write_text(DRAWING, "utf-8")
    made = printer.make(Edition(path, "", ""))
    assert findings(made.data, path.read_text("utf-8")) == []
