"""Line ends: a text stays on its line when only the space after it has no room."""

from __future__ import annotations

import pypdfium2
import pytest

from publish.render.leaf import start
from publish.targets import SCREEN
from tests.pages import make_page


def lines(body: str) -> list[str]:
    """Give the lines of a page."""
    with start() as leaf:
        rendered = leaf.render(make_page(body, "p { hyphens: none }"), SCREEN)
    assert rendered.diagnostics == ()
    with pypdfium2.PdfDocument(rendered.pdf) as document:
        return [each.strip() for each in document[0].get_textpage().get_text_range().splitlines()]


SENTENCE = "Chief visits Kabul to meet Taliban leaders. <i>The Express</i>, 2021."
TALL = "@page { size: 300mm 2000mm }"
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


@pytest.mark.parametrize("space", ["\xa0", "\u202f"])
@pytest.mark.parametrize("size", [8, 20])
def test_a_text_before_a_fixed_space_is_broken_at_its_last_space(space: str, size: int) -> None:
    """Whatever the width of the space and the size of the type."""
    body = "".join(
        f'<p style="width: {tenth * size / 8 / 10}mm">Voir le rapport de{space}<i>cour</i></p>'
        for tenth in range(208, 330, 2)
    )
    css = (
        f"@page {{ size: 300mm 2000mm }} p {{ hyphens: none; font: {size}pt/1.4 'Source Serif 4' }}"
    )
    with start() as leaf:
        pdf = leaf.render(make_page(body, TALL + css), SCREEN).pdf
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    begun = {line.strip() for text in texts for line in text.splitlines() if line[:4] == "Voir"}
    assert begun == {"Voir le rapport", "Voir le rapport de cour"}


def test_a_word_alone_on_its_line_stays_there() -> None:
    """Where the next has no room either."""
    body = '<p style="width: 25mm">Counterproductive reports <i>so</i></p>'
    assert lines(body) == ["Counterproductive", "reports so"]


def test_lines_that_the_author_ends_stay_as_they_are() -> None:
    """In a text whose line ends are kept."""
    body = '<p style="white-space: pre-line; width: 60mm">One\n\nTwo <i>so</i></p>'
    assert lines(body) == ["One", "Two so"]


def test_a_separator_of_lines_in_a_cell_is_told_and_stops_nothing() -> None:
    """A cell is first laid out without a width, and its line ends all the same."""
    with start() as leaf:
        rendered = leaf.render(
            make_page("<table><tr><td>One\u2028Two <i>so</i></td></tr></table>"), SCREEN
        )
    assert [each.code for each in rendered.diagnostics] == ["font-character"]


def test_a_text_that_fits_but_for_its_space_stays_whole() -> None:
    """It stands on one line at every width at which it does so without what follows it."""
    widths = [70 + twentieth / 20 for twentieth in range(200)]
    fitting = []
    for after in ("", " <i>The</i>"):
        body = "".join(
            f'<p style="width: {width}mm">Chief visits Kabul to meet Taliban leaders.{after}</p>'
            for width in widths
        )
        with start() as leaf:
            pdf = leaf.render(make_page(body, TALL + "p { hyphens: none }"), SCREEN).pdf
        with pypdfium2.PdfDocument(pdf) as document:
            texts = [page.get_textpage().get_text_range() for page in document]
        fitting.append(sum(text.count("Taliban leaders.") for text in texts))
    assert 0 < fitting[0] < len(widths)
    assert fitting[1] == fitting[0]
