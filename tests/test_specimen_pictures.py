"""Pages of specimens, and pictures of them, beside those that were looked at and found good.

The pictures depend on the libraries that set and draw the text; `made-with.txt` names those of the
references. With others the comparison says nothing of us and is left out, loudly.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import pytest
from PIL import Image

from tests.likeness import MOST, PPI, strangers, thin
from tests.rendered import (
    ALL,
    BASE,
    ELEMENTS,
    GEOMETRY,
    LAYOUTS,
    RIGHT_TO_LEFT,
    TWO_NOTES,
    Edition,
    Finished,
    Printer,
    specimen,
)

REFERENCE = Path(__file__).parent / "specimens" / "reference"
MADE_WITH = REFERENCE / "made-with.txt"
MOST_BYTES = 1_500_000
"""Of all references together: a repository keeps every one that ever was."""

WHOLE = BASE + RIGHT_TO_LEFT + ELEMENTS[:1] + GEOMETRY + [TWO_NOTES]
FIRST_PAGES = [specimen(name, "letter") for name in LAYOUTS]
FIRST_PAGES += ELEMENTS[1:]
FIRST_PAGES += [specimen(name, "a4", "meridian") for name in LAYOUTS]


def made_with(printer: Printer) -> str:
    """Name what decides where lines break and how letters are drawn."""
    native = printer.make(WHOLE[0]).native
    parts = [f"{name} {native[name]}" for name in sorted(native)]
    parts += [f"{name} {version(name)}" for name in ("weasyprint", "pyphen")]
    return "\n".join(parts) + "\n"


@pytest.fixture
def same_libraries(printer: Printer, update: bool) -> None:
    """Skip where other libraries set the text than those of the references."""
    here = made_with(printer)
    if update:
        MADE_WITH.write_text(here, encoding="utf-8")
    there = MADE_WITH.read_text("utf-8")
    if here != there:
        pytest.skip(f"the references were made with {there.split()}, and here are {here.split()}")


@pytest.mark.usefixtures("same_libraries")
@pytest.mark.parametrize("edition", WHOLE + FIRST_PAGES, ids=lambda each: each.name)
def test_a_page_looks_as_it_did(edition: Edition, printer: Printer, update: bool) -> None:
    """No word stands elsewhere than in the picture that was approved."""
    finished = printer.make(edition)
    count = len(finished.pages) if edition in WHOLE else 1
    differing = {}
    for stale in sorted(set(REFERENCE.glob(f"{edition.name}-*.png")) - _files(edition, count)):
        assert update, f"no page looks at {stale.name}"
        stale.unlink()
    for number in range(count):
        seen = finished.picture(number, PPI).convert("L")
        file = REFERENCE / f"{edition.name}-{number + 1}.png"
        if update:
            _keep(seen, file)
        with Image.open(file) as reference:
            pixels = strangers(seen, reference.convert("L"))
        if pixels > MOST:
            differing[number + 1] = pixels
    assert differing == {}


def _files(edition: Edition, count: int) -> set[Path]:
    return {REFERENCE / f"{edition.name}-{number}.png" for number in range(1, count + 1)}


def _keep(seen: Image.Image, file: Path) -> None:
    """Write a reference, unless the one that is there is the same to the eye."""
    if file.exists():
        with Image.open(file) as reference:
            if strangers(seen, reference.convert("L")) == 0:
                return
    thin(seen).save(file, optimize=True)


@pytest.mark.usefixtures("same_libraries")
@pytest.mark.parametrize("edition", ALL, ids=lambda each: each.name)
def test_pages_break_where_they_broke(edition: Edition, printer: Printer, update: bool) -> None:
    """The first and the last words of each page, by which a change of the layout is seen."""
    record = REFERENCE / f"{edition.name}.txt"
    seen = "\n".join(_summary(printer.make(edition)))
    if update:
        record.write_text(seen + "\n", encoding="utf-8")
    assert seen + "\n" == record.read_text("utf-8")


def _summary(finished: Finished) -> list[str]:
    """Write one line for each page."""
    lines = []
    for number, text in enumerate(finished.pages, 1):
        words = re.sub(r"[\ufffe\u0002]\s*", "", text).split()
        lines.append(f"{number}: {' '.join(words[:6])} … {' '.join(words[-6:])}")
    return lines


def test_the_references_are_small() -> None:
    """And there is none that no test looks at."""
    files = sorted(REFERENCE.glob("*.png"))
    wanted = tuple(f"{each.name}-" for each in WHOLE + FIRST_PAGES)
    assert sum(each.stat().st_size for each in files) < MOST_BYTES
    assert [each.name for each in files if not each.name.startswith(wanted)] == []


def test_the_grain_of_a_rasteriser_is_no_difference(printer: Printer) -> None:
    """The same page drawn four times as large and reduced, or a third of a pixel further on."""
    finished = printer.make(specimen("brief"))
    for number in range(2):
        page = finished.picture(number, PPI).convert("L")
        large = finished.picture(number, 4 * PPI).convert("L")
        reduced = large.resize(page.size, Image.Resampling.BOX)
        step = (1, 0, 0.33, 0, 1, 0.33)
        moved = page.transform(
            page.size, Image.Transform.AFFINE, step, Image.Resampling.BILINEAR, fillcolor=255
        )
        thinned = thin(page).convert("L")
        assert max(strangers(page, each) for each in (reduced, moved, thinned)) <= MOST


@pytest.mark.parametrize("down", [4, 12], ids=["a third of a line", "one line"])
def test_a_line_that_has_moved_is_a_difference(down: int, printer: Printer) -> None:
    """Wherever it stands on the page."""
    page = printer.make(specimen("brief")).picture(1, PPI).convert("L")
    for top in _lines(page):
        line = (0, top, page.width, top + 12)
        moved = page.copy()
        moved.paste(255, line)
        moved.paste(page.crop(line), (0, top + down))
        assert strangers(page, moved) > MOST


def _lines(page: Image.Image) -> list[int]:
    """Find the tops of lines of text: rows without ink above a strip with much of it."""
    dark = page.point([255 * (level < 128) for level in range(256)])
    strips = [dark.crop((0, top, page.width, top + 12)) for top in range(page.height - 60)]
    is_bare = [strip.crop((0, 0, page.width, 1)).getbbox() is None for strip in strips]
    return [
        top
        for top in range(60, len(strips) - 1)
        if is_bare[top] and not is_bare[top + 1] and strips[top].histogram()[255] > 100
    ]
