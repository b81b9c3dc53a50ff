"""The picture of a report's cover: where it reaches, what stands on it, how fine it is."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from tests.test_cli import publish

MM = 72 / 25.4
RED, HOUSE, PAPER = (230, 40, 60), (11, 74, 88), (255, 255, 255)
FRONT = """\
---
title: {title}
lang: {lang}
layout: report
paper: {paper}
cover-image: {picture}
cover-image-alt: "{alt}"
cover-image-credit: "Photo: Ada Reed"
cover-image-focus: {focus}
---

# One

Words.

# Two

Words.
"""
TITLES = {"en": "The Well", "fa": "چاه"}


def drawing(folder: Path) -> str:
    """Write a picture that is red, with a green left half."""
    folder.joinpath("red.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100">'
        '<path fill="#e6283c" d="M0 0h300v100H0z"/><path fill="#28c83c" d="M0 0h150v100H0z"/></svg>'
    )
    return "red.svg"


def noise(folder: Path, width: int, height: int) -> str:
    """Write a photo of nothing."""
    data = Random(1).randbytes(width // 20 * (height // 20))
    small = Image.frombytes("L", (width // 20, height // 20), data).convert("RGB")
    small.resize((width, height)).save(folder / "noise.jpg", quality=60)
    return "noise.jpg"


def made(folder: Path, *options: str, **given: str) -> tuple[int, str]:
    """Make a report, and give its exit code and what is told of it."""
    lang = given.get("lang", "en")
    usual = {
        "title": TITLES[lang],
        "lang": lang,
        "paper": "a4",
        "picture": "",
        "alt": "A field.",
        "focus": "right",
    }
    (folder / "publish.toml").write_text("")
    (folder / "x.md").write_text(FRONT.format(**{**usual, **given}), "utf-8")
    code, _, said = publish("pdf", *options, folder / "x.md")
    return code, "\n".join(line for line in said.splitlines() if line.startswith("x.md:"))


def cover(folder: Path, name: str = "x.pdf") -> tuple[Image.Image, float, float]:
    """Draw the cover, at 72 ppi; with left and top of its media, in points."""
    with pypdfium2.PdfDocument(folder / "build" / name) as document:
        left, _, _, top = document[0].get_mediabox()
        return document[0].render().to_pil().convert("RGB"), left, top


def colour(drawn: Image.Image, x: float, y: float) -> tuple[int, ...]:
    pixel = drawn.getpixel((round(x), round(y)))
    assert isinstance(pixel, tuple)
    return pixel


def near(pixel: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 12 for a, b in zip(pixel, wanted, strict=True))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("lang", ["en", "fa"])
def test_the_picture_fills_three_edges_and_the_panel_the_side_of_the_text(
    tmp_path: Path, paper: str, lang: str
) -> None:
    """The panel bleeds at the end of the lines, which lies left where lines run to the left."""
    assert made(tmp_path, picture=drawing(tmp_path), paper=paper, lang=lang) == (0, "")
    drawn, _, _ = cover(tmp_path)
    width = drawn.width
    for x in (1, width / 2, width - 3):
        assert near(colour(drawn, x, 1), RED), x
    low = 150 * MM
    assert near(colour(drawn, 3 if lang == "en" else width - 3, low), RED)
    assert near(colour(drawn, width - 3 if lang == "en" else 3, 180 * MM), HOUSE)
    assert near(colour(drawn, 3, drawn.height - 3), PAPER)


def test_the_focus_stays_in_sight(tmp_path: Path) -> None:
    """A wide picture is cut at the sides: the middle has both halves, the left one alone."""
    picture = drawing(tmp_path)
    for focus, is_red in (("left", (False, False)), ("center", (False, True))):
        assert made(tmp_path, picture=picture, focus=focus) == (0, "")
        drawn, _, _ = cover(tmp_path)
        ends = (colour(drawn, 3, 9), colour(drawn, drawn.width - 3, 9))
        assert tuple(near(each, RED) for each in ends) == is_red


@pytest.mark.parametrize("name", ["x.pdf", "x.cover.print.pdf"])
def test_the_picture_reaches_the_end_of_the_bleed_in_inks(tmp_path: Path, name: str) -> None:
    """Also where the cover is a file of its own."""
    parted = ("--cover", "separate") if "cover" in name else ()
    code, said = made(tmp_path, "--for", "print", *parted, picture=drawing(tmp_path))
    assert (code, "error" in said) == (0, False)
    drawn, left, _ = cover(tmp_path, name)
    bleed = 3 * MM
    at = -left - bleed + 1
    for x in (at, drawn.width - at):
        assert not near(colour(drawn, x, at), PAPER)
        assert near(colour(drawn, x, drawn.height - 40), PAPER)
    with pikepdf.open(tmp_path / "build" / name) as document:
        assert float(document.pages[0].BleedBox[0]) == pytest.approx(-bleed, abs=0.01)


@pytest.mark.parametrize(("width", "height", "is_told"), [(2700, 2450, False), (5000, 1225, True)])
def test_the_press_has_enough_pixels_where_a_picture_is_cut(
    tmp_path: Path, width: int, height: int, is_told: bool
) -> None:
    """A wide one is drawn far wider than the page, and as coarse as its height."""
    code, said = made(tmp_path, "--for", "print", picture=noise(tmp_path, width, height))
    assert (code, "x.md:6:14: warning[press-resolution]" in said) == (0, is_told), said


def tags(folder: Path) -> list[str]:
    """List the alternative texts of all figures."""
    with pikepdf.open(folder / "build" / "x.pdf") as document:
        return [
            str(each.Alt)
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]


@pytest.mark.parametrize("alt", ["A field.", ""])
def test_the_picture_is_read_aloud_unless_it_only_decorates(tmp_path: Path, alt: str) -> None:
    """With its alternative text, as a figure."""
    assert made(tmp_path, picture=drawing(tmp_path), alt=alt) == (0, "")
    assert tags(tmp_path) == ([alt] if alt else [])


def test_a_picture_that_cannot_be_shown_leaves_the_plain_cover(tmp_path: Path) -> None:
    """The panel reaches over the head of the page, as without a picture."""
    code, said = made(tmp_path, picture="https://example.org/a.jpg")
    assert (code, "image-remote" in said, "image-alt" in said) == (0, True, False)
    drawn, _, _ = cover(tmp_path)
    assert near(colour(drawn, 3, 3), HOUSE)


def test_a_long_title_stays_on_the_cover(tmp_path: Path) -> None:
    """The panel grows upwards, and the words below it stay clear of it."""
    title = "What Became of the Wells, Pumps and Meters of the Upper Valley " * 4
    assert made(tmp_path, picture=drawing(tmp_path), title=title.strip()) == (0, "")
    with pypdfium2.PdfDocument(tmp_path / "build" / "x.pdf") as document:
        text = document[0].get_textpage()
        words = text.get_text_range()
        assert " ".join(words.split()).count("Upper Valley") == 4
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
        assert max(top for _, _, _, top in boxes) < 280 * MM


def test_no_picture_is_no_other_cover(tmp_path: Path) -> None:
    """The page of a report without one has no element of it."""
    (tmp_path / "x.md").write_text("---\ntitle: A\nlang: en\nlayout: report\n---\n\nWords.\n")
    code, written, _ = publish("html", tmp_path / "x.md", "-o", "-")
    assert (code, b'<header class="cover">' in written, b"<img" in written) == (0, True, False)


def test_a_page_of_its_own_carries_the_picture(tmp_path: Path) -> None:
    """An HTML file shows it without another file."""
    made(tmp_path, picture=drawing(tmp_path))
    code, written, _ = publish("html", tmp_path / "x.md", "-o", "-")
    assert (code, b'<div class="cover-picture"><img src="data:image/svg' in written) == (0, True)
