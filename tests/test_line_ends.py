"""Line ends: a text stays on its line when only the space after it has no room."""

from __future__ import annotations

import pypdfium2

from publish.render.leaf import start
from publish.targets import SCREEN
from tests.pages import make_page

SENTENCE = "Chief visits Kabul to meet Taliban leaders. <i>The Express</i>, 2021."
WIDTHS_MM = [70 + tenth / 10 for tenth in range(120)]


def test_no_first_word_stands_alone_before_an_element() -> None:
    """Whatever the width, one of which holds the sentence but not the space that follows it."""
    body = "".join(f'<p style="width: {width}mm">{SENTENCE}</p>' for width in WIDTHS_MM)
    with start() as leaf:
        pdf = leaf.render(make_page(body, "p { hyphens: none }"), SCREEN).pdf
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    first_lines = {
        line.strip() for text in texts for line in text.splitlines() if line.startswith("Chief")
    }
    assert first_lines == {
        "Chief visits Kabul to meet Taliban",
        "Chief visits Kabul to meet Taliban leaders.",
        "Chief visits Kabul to meet Taliban leaders. The",
    }


def test_no_first_word_stands_alone_before_a_quote_that_a_fixed_space_opens() -> None:
    """As in French, where the quote's words are an element of their own."""
    sentence = "Vois aussi le rapport de la cour, «\u202f<i>Les comptes</i>\u202f», 2021."
    body = "".join(f'<p style="width: {width - 15}mm">{sentence}</p>' for width in WIDTHS_MM)
    with start() as leaf:
        pdf = leaf.render(make_page(body, "p { hyphens: none }"), SCREEN).pdf
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    first_lines = {
        line.strip() for text in texts for line in text.splitlines() if line.startswith("Vois")
    }
    assert all(line.startswith("Vois aussi le rapport de la cour,") for line in first_lines)
    assert len(first_lines) > 1
