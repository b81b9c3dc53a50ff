"""Pages of specimens, and pictures of them, beside those that were looked at and found good.

The pictures depend on the libraries that set and draw the text; `made-with.txt` names those of the
references. With others the comparison says nothing of us and is left out, loudly.
"""

from __future__ import annotations

import io
import re
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from zlib import crc32

import pikepdf
import pytest
from PIL import Image

from tests.likeness import MOST, PPI, strangers, thin
from tests.rendered import ALL, MATRIX, TWO_NOTES, Edition, Finished, Printer, specimen
from tests.written import letters

REFERENCE = Path(__file__).parent / "specimens" / "reference"
MADE_WITH = REFERENCE / "made-with.txt"
MOST_BYTES = 4_500_000
"""Of all references together: a repository keeps every one that ever was."""

EDITIONS = [*ALL, TWO_NOTES]
every = pytest.mark.parametrize("edition", EDITIONS, ids=lambda each: each.name)


def made_with(printer: Printer) -> str:
    """Name what decides where lines break and how letters are drawn."""
    native = printer.make(EDITIONS[0]).native
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
@every
def test_a_page_looks_as_it_did(edition: Edition, printer: Printer, update: bool) -> None:
    """No word stands elsewhere than in the picture that was approved."""
    finished = printer.make(edition)
    count = len(finished.pages)
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
@every
def test_an_edition_holds_what_it_held(edition: Edition, printer: Printer, update: bool) -> None:
    """Faces, inks, boxes, outline, and each page by its ends, its letters and a sum of them."""
    record = REFERENCE / f"{edition.name}.txt"
    seen = "\n".join(_summary(printer.make(edition)))
    if update:
        record.write_text(seen + "\n", encoding="utf-8")
    assert seen + "\n" == record.read_text("utf-8")


def _summary(finished: Finished) -> list[str]:
    """Write a line for the faces, the inks, each box, each bookmark and each page."""
    lines = [f"faces: {', '.join(sorted(finished.fonts))}"]
    lines += [f"inks: {' '.join(sorted(finished.inks))}"]
    lines += [f"box: {box}" for box in sorted({_boxes(page) for page in finished.pdf.pages})]
    lines += [f"outline: {'  ' * depth}{title}" for depth, title in finished.outline]
    for number, text in enumerate(finished.pages, 1):
        whole = re.sub(r"[\ufffe\u0002]\s*", "", text)
        words, told = whole.split(), letters(whole)
        ends = f"{' '.join(words[:6])} … {' '.join(words[-6:])}"
        lines.append(f"{number}: {ends} [{len(told)} {crc32(told.encode()):08x}]")
    return lines


def _boxes(page: pikepdf.Page) -> str:
    """Write the boxes that a page has itself, in points (ISO 32000-1 §14.11.2)."""
    names = [name for name in ("MediaBox", "CropBox", "TrimBox", "BleedBox") if f"/{name}" in page]
    return ", ".join(
        f"{name} {' '.join(f'{float(side):.2f}' for side in page[f'/{name}'])}" for name in names
    )


def test_the_references_are_small() -> None:
    """And there is none that no test looks at."""
    files = sorted(REFERENCE.glob("*.png"))
    wanted = tuple(f"{each.name}-" for each in EDITIONS)
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
@pytest.mark.parametrize("edition", [specimen("brief"), *MATRIX[-8::2]], ids=lambda each: each.name)
def test_a_line_that_has_moved_is_a_difference(
    edition: Edition, down: int, printer: Printer
) -> None:
    """Wherever it stands on the last page but one, in Latin and in Arabic letters."""
    finished = printer.make(edition)
    page = finished.picture(max(len(finished.pages) - 2, 0), PPI).convert("L")
    assert len(_lines(page)) > 0
    for top in _lines(page):
        line = (0, top, page.width, top + 12)
        moved = page.copy()
        moved.paste(255, line)
        moved.paste(page.crop(line), (0, top + down))
        assert strangers(page, moved) > MOST


def test_another_ink_is_a_difference(printer: Printer) -> None:
    """Even one that is as dark as the one before, which a grey picture cannot show."""
    finished = printer.make(specimen("letter"))
    (house,) = finished.inks & {"#0b4a58"}
    with pikepdf.open(io.BytesIO(finished.data)) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
            drawn = page.Contents.read_bytes().replace(b"0.043137 0.290196", b"0.290196 0.156863")
            page.Contents = pdf.make_stream(drawn)
        saved = io.BytesIO()
        pdf.save(saved)
    other = replace(finished, data=saved.getvalue())
    assert (house in other.inks, "#4a2858" in other.inks) == (False, True)
    assert _summary(other)[1] != _summary(finished)[1]
    assert _summary(other)[2:] == _summary(finished)[2:]


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
