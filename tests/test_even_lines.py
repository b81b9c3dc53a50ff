"""Titles and headings have lines of about one length."""

from __future__ import annotations

import pypdfium2
import pytest

from publish.render.leaf import start
from publish.targets import SCREEN
from tests.pages import make_page, note
from tests.test_geometry import MILLIMETRE, words

TITLE = "Were the neighbours of the lower well the best keepers of its rope"


FACE = "{ font: 9.5pt/14pt 'Source Serif 4' }"
CSS = f"h1, h2, h3, h4, p {FACE}"


def lines(body: str, css: str = "") -> list[str]:
    """Give the lines of a page that holds some 56 letters on each."""
    with start() as leaf:
        pdf = leaf.render(make_page(body, CSS + css), SCREEN).pdf
    text: str = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    return [line.strip() for line in text.splitlines()]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("tag", ["h1", "h2", "h3", "h4"])
def test_the_last_line_of_a_heading_is_no_lonely_word(tag: str, direction: str) -> None:
    """A paragraph fills its first line; a heading of the same words parts them evenly."""
    css = f"body {{ direction: {direction} }}"
    first, last = (len(line) for line in lines(f"<{tag}>{TITLE}</{tag}>", css))
    assert abs(first - last) < 12
    first, last = (len(line) for line in lines(f"<p>{TITLE}</p>", css))
    assert first > 2 * last


def test_a_heading_has_no_more_lines_than_it_needs() -> None:
    """One that has room on one line stays on it."""
    assert lines("<h1>The lower well</h1>") == ["The lower well"]


def test_a_title_keeps_its_note() -> None:
    """Laid out more than once, it has one call and one note."""
    body = f"<h1>{TITLE}{note(1, 'On ropes.')}</h1>"
    assert sum("On ropes" in line for line in lines(body)) == 1


def test_a_pull_quote_is_set_as_a_heading_is() -> None:
    """And a paragraph beside it is not."""
    first, last = lines(f'<aside class="pullquote"><p>{TITLE}</p></aside>')
    assert abs(len(first) - len(last)) < 12


def test_a_subtitle_is_set_as_a_heading_is() -> None:
    """It stands below one, as a paragraph of its class."""
    first, last = lines(f'<p class="subtitle">{TITLE}</p>')
    assert abs(len(first) - len(last)) < 12


@pytest.mark.parametrize("tag", ["h5", "div"])
def test_other_blocks_fill_their_lines(tag: str) -> None:
    """Whatever attributes they have."""
    first, last = lines(f"<{tag} data-even class='subtitle'>{TITLE}</{tag}>", f"{tag} {FACE}")
    assert len(first) > 2 * len(last)


def test_a_heading_of_many_lines_fills_them() -> None:
    """Nobody sees that its last line is short, and each trial takes time."""
    found = lines(f"<h1>{' '.join([TITLE] * 6)}</h1>")
    assert len(found) > 6
    assert len(found[-1]) < len(found[0]) / 2


def test_a_heading_beside_a_float_keeps_clear_of_it() -> None:
    """Its lines are of two widths, which no one width makes even."""
    beside = "<div style='float: left; width: 40mm; height: 6mm'></div>"
    first, *_ = lines(f"{beside}<h1>{TITLE}</h1>")
    assert len(first) < 40


def test_a_word_that_is_wider_than_even_lines_would_be_stays_in_its_column() -> None:
    """The width is that of the widest line at least."""
    long = "Counterrevolutionarycounterrevolution"
    first, last = lines(f"<h1>Were it so {long}</h1>", "h1 { width: 62mm; hyphens: none }")
    assert (first, last) == ("Were it so", long)


def test_a_heading_over_two_pages_keeps_its_words() -> None:
    """What goes on on the next page is set as it comes."""
    css = "@page { size: 120mm 45mm; margin: 15mm } h1 { orphans: 1; widows: 1 }"
    with start() as leaf:
        pdf = leaf.render(make_page(f"<h1>{' '.join([TITLE] * 3)}</h1>", CSS + css), SCREEN).pdf
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    assert len(texts) > 1
    assert " ".join(" ".join(texts).split()) == " ".join([TITLE] * 3)


def test_a_heading_that_runs_to_the_left_begins_at_the_right() -> None:
    """Its even lines are narrower than the page, and stand where its long ones would."""
    css = "body { direction: rtl; margin: 0 } h1 { font: 9.5pt/14pt 'Source Serif 4' }"
    with start() as leaf:
        pdf = leaf.render(make_page(f"<h1>{TITLE}</h1>", css), SCREEN).pdf
    lines_end: dict[int, float] = {}
    for _, _, foot, right, _ in words(pdf, 0):
        line = round(foot / 14)
        lines_end[line] = max(lines_end.get(line, 0.0), right / MILLIMETRE)
    assert len(lines_end) == 2
    assert min(lines_end.values()) > 104
