"""Citations and references in HTML: what stays on a line, by the language of the text."""

from __future__ import annotations

import pytest

from publish.csl.richtext import Link, Piece, RichText, Style, Styled
from publish.writing.cited_words import cited_html
from publish.writing.direction import is_rightward


@pytest.mark.parametrize(
    ("pieces", "lang", "html"),
    [
        (("Rev, August 30, 2021, p. 3.",), "en", "Rev, August~30, 2021, p.~3."),
        (("Rev, August 30, 2021.",), "fa", "Rev, August~30, 2021."),
        (("۳۰ اوت ۲۰۲۱، ص. ۳",), "fa", "۳۰~اوت ۲۰۲۱، ص.~۳"),
        (("١٢ مارس",), "ar", "١٢~مارس"),
        (("۱۲ مۍ",), "ps", "۱۲~مۍ"),
        (("Nr. 3, 30. August",), "de", "Nr.~3, 30.~August"),
        (
            (Styled(Style.ITALIC, RichText(("Deutsch: Englisch?",))),),
            "fr",
            "<i>Deutsch: Englisch?</i>",
        ),
        (
            (Link("https://x.org/p. 3", RichText(("here, p. 3",))),),
            "en",
            '<a href="https://x.org/p. 3">here, p.~3</a>',
        ),
    ],
)
def test_a_page_stays_with_its_sign_and_a_day_with_its_month(
    pieces: tuple[Piece, ...], lang: str, html: str
) -> None:
    """A "~" is a space that does not break; signs keep the spaces that their style gives them."""
    assert cited_html(RichText(pieces), lang) == html.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("html", "is_foreign"),
    [
        ("Hirschman, <i>Exit</i>, 44–46.", True),
        ("Hirschman, <i>Exit</i>, ٤٤–٤٦.", True),  # the author's digits do not make it Arabic
        ("Hirschman, <i>Exit</i>, ص. ٤٤.", False),
        ("٤٤–٤٦", False),
    ],
)
def test_a_note_in_latin_letters_alone_runs_to_the_right(html: str, is_foreign: bool) -> None:
    assert is_rightward(html) == is_foreign
