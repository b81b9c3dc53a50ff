"""Faces: a page orders those that it uses, for each costs time in every brief."""

from __future__ import annotations

import pytest

from publish.houses.faces import FontFace
from publish.houses.typefaces import elements_in, faces_for

CSS = 'p { font-family: "Serif", "Mono" }'
TEXT = FontFace("Serif", 400, "normal", "serif", {})
BOLD_ITALIC = FontFace("Serif", 600, "italic", "serif", {}, use=("strong em", "em strong"))
MONO = FontFace("Mono", 400, "normal", "mono", {}, use=("code",))


@pytest.mark.parametrize(
    ("html", "ordered"),
    [
        ("<p><strong>a</strong> <em>b</em></p>", [TEXT]),
        ("<p><strong>a <a href='#x'><em>b</em></a></strong></p>", [TEXT, BOLD_ITALIC]),
        ("<p><i>a <b>b</b></i></p>", [TEXT, BOLD_ITALIC]),
        ("<pre>x</pre>", [TEXT, MONO]),
        ("<p><kbd>Ctrl</kbd></p>", [TEXT, MONO]),
    ],
)
def test_a_face_for_some_elements_is_ordered_where_they_are(
    html: str, ordered: list[FontFace]
) -> None:
    """Bold italics and code are rare in a brief."""
    assert list(faces_for((TEXT, BOLD_ITALIC, MONO), html, CSS)) == ordered


def test_elements_one_after_the_other_are_not_within_one_another() -> None:
    """Even where the HTML leaves one open, or closes what it never opened."""
    html = "<h2>a</h2></b><em>b</em><h3><b>c</h3><em>d</em>"
    assert elements_in(html) == {"h2", "em", "h3", "strong", "h3 strong"}
