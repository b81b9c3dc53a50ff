"""Print every layout in every house, for people to look at: python -m tests.gallery.

In build/gallery: each specimen as a PDF, with all its pages on a sheet of its own; the first pages
of all as one PDF, and as one sheet.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pikepdf
from PIL import Image

from tests.rendered import (
    ELEMENTS,
    GEOMETRY,
    LANGUAGES,
    LAYOUTS,
    PAPERS,
    RIGHT_TO_LEFT,
    TWO_NOTES,
    Edition,
    Finished,
    Printer,
    manuscript,
    specimen,
)

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "gallery"
PPI = 75
GAP = 30
"""Pixels between the pages of the sheet."""
GROUND = 120
"""The grey on which they lie."""


def houses() -> list[str]:
    """Name the houses that lie in styles/: base first."""
    found = {each.parent.name for each in (ROOT / "styles").glob("*/style.toml")}
    return sorted(found, key=lambda name: (name != "base", name))


def rows() -> list[list[Edition]]:
    """Give the editions: a row for each house, for each language, and two for what is left."""
    others = [name for name in houses() if name != "base"]
    by_house = [
        [specimen(layout, paper, house) for paper in PAPERS for layout in LAYOUTS]
        for house in others
    ]
    by_language = [
        [Edition(manuscript(layout, lang), paper) for paper in PAPERS for layout in LAYOUTS]
        for lang in LANGUAGES
    ]
    return [*by_language, *by_house, [*GEOMETRY, TWO_NOTES, *RIGHT_TO_LEFT, *ELEMENTS]]


def sheet(pictures: list[list[Image.Image]]) -> Image.Image:
    """Lay pictures of pages side by side, row below row."""
    width = max(sum(each.width + GAP for each in row) for row in pictures) + GAP
    height = sum(max(each.height for each in row) + GAP for row in pictures) + GAP
    whole = Image.new("RGB", (width, height), (GROUND, GROUND, GROUND))
    top = GAP
    for row in pictures:
        left = GAP
        for each in row:
            whole.paste(each, (left, top))
            left += each.width + GAP
        top += max(each.height for each in row) + GAP
    return whole


def first_pages(shown: list[list[Finished]]) -> bytes:
    """Put the first page of each edition into one PDF."""
    whole = pikepdf.new()
    for row in shown:
        for each in row:
            whole.pages.append(each.pdf.pages[0])
    for page in whole.pages:
        if "/Annots" in page:
            del page.Annots  # their links lead to pages that are not here
    data = io.BytesIO()
    whole.save(data)
    return data.getvalue()


def main() -> None:
    """Make the gallery."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with Printer() as printer:
        shown = [[printer.make(edition) for edition in row] for row in rows()]
    for finished in (each for row in shown for each in row):
        print(finished.messages, file=sys.stderr, end="")
        (FOLDER / f"{finished.edition.name}.pdf").write_bytes(finished.data)
        pages = [finished.picture(number, PPI) for number in range(len(finished.pages))]
        sheet([pages]).save(FOLDER / f"{finished.edition.name}.png")
    (FOLDER / "gallery.pdf").write_bytes(first_pages(shown))
    first = [[each.picture(0, PPI) for each in row] for row in shown]
    sheet(first).save(FOLDER / "gallery.png", optimize=True)
    print(f"made {(FOLDER / 'gallery.png').relative_to(ROOT)}", file=sys.stderr)


if __name__ == "__main__":
    main()
