"""Strokes that a drawing wants beneath its fills are painted there, and no word is there twice."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from publish.inspection.contrast import read_contrasts
from publish.inspection.shown import misstated
from publish.page import Resource
from publish.render.leaf import start
from publish.targets import ARCHIVE, PRINT, SCREEN, Target
from tests.pages import make_page

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200">'
    "<style>.halo {{ paint-order: stroke; stroke: #00ff00; stroke-width: 30px }}</style>"
    '<rect width="400" height="200" fill="#0000ff"/>{}</svg>'
)
LETTER = (
    '<text {} x="100" y="150" font-family="Source Sans 3" font-size="160" fill="#ff0000"'
    " {}>I<tspan>I</tspan></text>"
)
SHAPE = '<path {} d="M100 50h12v90h-12z" fill="#ff0000"><title>A bar</title></path>'


def made(inside: str, target: Target = SCREEN) -> bytes:
    """Render a drawing on a page."""
    drawing = Resource("image/svg+xml", SVG.format(inside).encode())
    html = '<p><img src="doc:///a.svg" alt="A"></p>'
    with start() as leaf:
        result = leaf.render(make_page(html, resources={"doc:///a.svg": drawing}), target)
    assert result.diagnostics == ()
    return result.pdf


def reds(pdf: bytes) -> int:
    """Count the pixels in the colour of the filling."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=1).to_pil().convert("RGB")
    return sum(count for count, ink in page.getcolors(1 << 20) if ink == (255, 0, 0))


@pytest.mark.parametrize(
    "inside",
    [LETTER.format("{}", ""), LETTER.format("{}", 'text-anchor="middle"'), SHAPE],
    ids=["words", "words-in-the-middle", "a-shape"],
)
def test_a_stroke_beneath_its_fill_does_not_cover_it(inside: str) -> None:
    """The stroke is wider than what it goes round."""
    plain = reds(made(inside.format("")))
    assert reds(made(inside.format('class="halo"'))) == pytest.approx(plain, rel=0.02)
    assert reds(made(inside.format('style="stroke:#00ff00;stroke-width:30px"'))) < plain / 4


@pytest.mark.parametrize("order", ["fill", "normal", "markers", "fill stroke markers"])
def test_a_stroke_above_its_fill_covers_it(order: str) -> None:
    style = f'style="paint-order:{order};stroke:#00ff00;stroke-width:30px"'
    assert reds(made(SHAPE.format(style))) == 0


@pytest.mark.parametrize("target", [SCREEN, ARCHIVE, PRINT], ids=["screen", "archive", "print"])
def test_words_with_an_outline_are_there_once(target: Target) -> None:
    """For whoever searches and copies; the outline alone is no text."""
    pdf = made(LETTER.format('class="halo"', ""), target)
    with pypdfium2.PdfDocument(pdf) as document:
        assert document[0].get_textpage().get_text_range().split() == ["II"]
    with pikepdf.open(BytesIO(pdf)) as document:
        assert misstated(document) == ()
        document.pages[0].contents_coalesce()
        content = document.pages[0].Contents.read_bytes()
    assert content.count(b"/ActualText ()") == 2


def test_words_that_are_said_nowhere_are_no_outline() -> None:
    """Without the letters on it, an outline would be words that nobody is told."""
    pdf = made(LETTER.format('class="halo"', ""))
    with pikepdf.open(BytesIO(pdf)) as document:
        content = document.pages[0].Contents
        content.write(re.sub(rb"0 Tr.*?TJ", b"", content.read_bytes(), flags=re.DOTALL))
        assert misstated(document) == (("", "I"), ("", "I"))


def test_an_outline_is_the_ground_of_its_words() -> None:
    """Red on blue is hard to read; on green it is judged as such, and the outline not at all."""
    bare, haloed = (
        read_contrasts(made(LETTER.format(each, ""))).pale for each in ("", 'class="halo"')
    )
    assert {each.ratio for each in bare} == {2.14}
    assert {each.ratio for each in haloed} == {2.91}
