"""What is seen though no letter says it: a break between thoughts, and words that are marked."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from publish import api

Box = tuple[float, float, float, float]
SCALE = 4
"""Pixels for a point."""


def drawn(folder: Path, text: str, house: str) -> tuple[Image.Image, pypdfium2.PdfTextPage]:
    (folder / "publish.toml").write_text(f'style = "{house}"\n', "utf-8")
    (folder / "x.md").write_text(f"---\ntitle: T\nlang: en-GB\n---\n\n{text}\n", "utf-8")
    page = pypdfium2.PdfDocument(api.render(folder / "x.md").artifacts[".pdf"].data)[0]
    return page.render(scale=SCALE).to_pil().convert("RGB"), page.get_textpage()


def box_of(words: str, text: pypdfium2.PdfTextPage, height: int) -> Box:
    """Give left, top, right and bottom of these words in pixels."""
    start = text.get_text_range().index(words)
    boxes = [text.get_charbox(at) for at in range(start, start + len(words))]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return left * SCALE, height - top * SCALE, right * SCALE, height - bottom * SCALE


@pytest.mark.parametrize("house", ["base", "meridian"])
def test_a_break_between_thoughts_is_a_line(house: str, tmp_path: Path) -> None:
    """Between the paragraphs, in the middle of the text and shorter than it."""
    picture, text = drawn(tmp_path, "Above stands this.\n\n* * *\n\nBelow stands that.", house)
    above, below = (box_of(word, text, picture.height) for word in ("Above", "Below"))
    left, top = int(above[0]), int(above[3]) + 8
    between = picture.crop((0, top, picture.width, int(below[1]) - 8)).convert("L")
    line = between.point(lambda value: 255 * (value < 230)).getbbox()
    assert line is not None
    millimetres = (line[2] - line[0]) / SCALE / 72 * 25.4
    assert 10 < millimetres < 40
    assert line[0] > left + 100
    assert line[3] - line[1] <= SCALE


@pytest.mark.parametrize("house", ["base", "meridian"])
def test_marked_words_stand_on_a_ground(house: str, tmp_path: Path) -> None:
    """And those beside them on paper; both in the colour of the text."""
    picture, text = drawn(tmp_path, "Plain words and [marked ones]{.mark} here.", house)
    marked, beside = (
        picture.crop(box_of(words, text, picture.height)).convert("L")
        for words in ("marked ones", "here")
    )
    grounds = [max(range(256), key=each.histogram().__getitem__) for each in (marked, beside)]
    assert grounds[1] == 255
    assert 220 < grounds[0] < 250


@pytest.mark.parametrize("house", ["base", "meridian"])
def test_letters_are_raised_and_lowered_whatever_the_typeface(house: str, tmp_path: Path) -> None:
    """Also those of a face that has raised digits only; in running text and in a table."""
    text = "Rows nnn^aaa^ and mmm~ooo~.\n\n| Head |\n|:--|\n| uuu^eee^ |\n| www~xxx~ |\n"
    picture, read = drawn(tmp_path, text, house)
    for word, raised in (("nnn", "aaa"), ("uuu", "eee")):
        plain, small = (box_of(each, read, picture.height) for each in (word, raised))
        assert small[3] < plain[3] - 4  # its foot stands higher; pixels count from above
        assert small[3] - small[1] < 0.85 * (plain[3] - plain[1])
    for word, lowered in (("mmm", "ooo"), ("www", "xxx")):
        plain, small = (box_of(each, read, picture.height) for each in (word, lowered))
        assert small[3] > plain[3] + 2
