"""Small pages with notes, line for line: on which page each stands, how high, and how far in.

A page has ten lines of 70 mm. Lines of a case are lines of its pages, and `^[…]` is a note:

    === body
    <p>First line^[What the note says,
    in two lines]
    second line</p>
    === pages
    page 1
       0  First line[1]
       1  second line
       3  1 What the note says,
       4  in two lines

What begins further in has its distance in millimetres before it: `2  @45 Beside the text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import byref, c_double
from dataclasses import replace
from itertools import count

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from publish.geometry import Geometry
from publish.render.leaf import Leaf, start
from publish.targets import SCREEN
from tests.casefile import Case, cases
from tests.pages import make_page, note

MILLIMETRE = 72 / 25.4
LINE = 5 * MILLIMETRE
HEIGHT, MARGIN = 60 * MILLIMETRE, 5 * MILLIMETRE
CSS = """
@page { size: 80mm 60mm; margin: 5mm; @footnote { margin: 0; padding-top: 5mm } }
html { font-size: 9pt; line-height: 5mm; hyphens: manual } body, p, table { margin: 0 }
p, th, td, li, blockquote, .note { white-space: pre-line } .note { font-size: 9pt }
.note::footnote-call { content: "[" attr(data-number) "]"; vertical-align: 0; font-size: 9pt }
table { border-spacing: 0 } th, td { padding: 0; font-weight: normal; text-align: start }
"""
"""The sheet of all cases; a case may have a section `css` of its own."""
_APART = 4 * MILLIMETRE
"""What stands so far apart belongs to two columns."""


@pytest.fixture(scope="module")
def leaf() -> Iterator[Leaf]:
    """One child process for all cases."""
    with start() as child:
        yield child


@pytest.mark.parametrize("case", tuple(cases("notes")), ids=lambda case: case.name)
def test_note_pages(case: Case, leaf: Leaf, update: bool) -> None:
    """Every line stands where the case says."""
    numbers = count(1)

    def called(found: re.Match[str]) -> str:
        return note(next(numbers), found[1])

    body = re.sub(r"\^\[(.*?)\]", called, case.sections["body"], flags=re.DOTALL)
    wanted = case.sections.get("geometry", "").split("\n")
    geometry = Geometry(
        is_facing="facing pages" in wanted,
        has_side_notes="side notes" in wanted,
        has_columns="columns" in wanted,
    )
    page = replace(make_page(body, CSS + case.sections.get("css", "")), geometry=geometry)
    rendered = leaf.render(page, SCREEN)
    assert rendered.diagnostics == ()
    case.expect("pages", "\n".join(written(rendered.pdf)), update)


def written(pdf: bytes) -> Iterator[str]:
    """Write the lines of all pages from the head to the foot, each from left to right."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            yield f"page {number}"
            for row, left, text in _lines(page.get_textpage()):
                inset = f"@{left} " if left else ""
                yield f"{row:>5g}  {inset}{text}"


def _lines(text: pypdfium2.PdfTextPage) -> list[tuple[float, int, str]]:
    """Give the row, the distance in millimetres, and the words of all that stands together."""
    words = sorted(_words(text))
    lines: list[tuple[float, int, str]] = []
    ends: list[float] = []
    for row, left, right, word in words:
        if lines and lines[-1][0] == row and left - ends[-1] < _APART:
            lines[-1] = (*lines[-1][:2], f"{lines[-1][2]} {word}")
            ends[-1] = right
        else:
            lines.append((row, round((left - MARGIN) / MILLIMETRE), word))
            ends.append(right)
    return lines


def _words(text: pypdfium2.PdfTextPage) -> Iterator[tuple[float, float, float, str]]:
    """Give the row of each word, where it begins and ends in points, and what it says."""
    word, row, left, right = "", 0.0, 0.0, 0.0
    for at, character in enumerate(f"{text.get_text_range()} "):
        x, y = c_double(), c_double()
        pdfium.FPDFText_GetCharOrigin(text.raw, at, byref(x), byref(y))
        on = round((HEIGHT - MARGIN - y.value) / LINE - 0.7, 1) + 0.0
        is_ink = not (character.isspace() or character == "\ufffe")
        if word and not (is_ink and on == row):
            yield row, left, right, word
            word = ""
        if is_ink:
            row, left = on, left if word else x.value
            right, word = text.get_charbox(at)[2], word + character
