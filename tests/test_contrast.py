"""Text that is too pale for its ground is named; what is only estimated is called so."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image

from publish.inspection.contrast import Contrasts, read_contrasts
from publish.page import Resource
from publish.render.leaf import Leaf, start
from publish.targets import SCREEN
from tests.pages import make_page

GREY = "#888"
"""3.54 on white: enough for large text only."""


@pytest.fixture(scope="module")
def leaf() -> Iterator[Leaf]:
    with start() as child:
        yield child


def _noise() -> Resource:
    out = BytesIO()
    Image.effect_noise((200, 200), 90).save(out, "PNG")
    return Resource("image/png", out.getvalue())


def seen(leaf: Leaf, body: str) -> Contrasts:
    """Judge a page of this text."""
    resources = {"doc:///manuscript/noise.png": _noise()}
    return read_contrasts(leaf.render(make_page(body, resources=resources), SCREEN).pdf)


@pytest.mark.parametrize(
    ("body", "ratio"),
    [
        (f"<p style='color:{GREY}'>Pale</p>", 3.54),
        (f"<p style='color:{GREY};font-size:17pt'>Pale</p>", 3.54),
        (f"<p style='color:{GREY};font:bold 13pt \"Source Serif 4\"'>Pale</p>", 3.54),
        ("<p style='background:#024;color:#567'>Pale</p>", 2.7),
        ("<div style='background:#eee'><p style='background:#024;color:#567'>Pale</p></div>", 2.7),
        ("<svg xmlns='http://www.w3.org/2000/svg' width='90' height='40'><title>x</title>"
         "<rect width='90' height='40' fill='#024'/>"
         "<text x='9' y='20' font-family='Source Serif 4' fill='#567'>Pale</text></svg>", 2.7),
    ],
)  # fmt: skip
def test_pale_text_is_named_with_its_ratio(leaf: Leaf, body: str, ratio: float) -> None:
    """As the colours that the file writes have it."""
    found = seen(leaf, f"{body}<p>Dark</p>")
    assert [(each.text, each.ratio, each.is_exact) for each in found.pale] == [
        ("Pale", ratio, True)
    ]
    assert (found.texts, found.estimated, found.pages) == (2, 0, 1)


@pytest.mark.parametrize(
    "body",
    [
        f"<p style='color:{GREY};font-size:18pt'>Large</p>",
        f"<p style='color:{GREY};font:bold 14pt \"Source Serif 4\"'>Bold</p>",
        "<p style='background:#024;color:#fff'>White</p>",
        "<p style='color:#767676'>Just enough</p>",
    ],
)
def test_what_can_be_read_is_not_named(leaf: Leaf, body: str) -> None:
    """WCAG 2.2 §1.4.3: large text is of 18 pt, or of 14 pt and bold."""
    found = seen(leaf, body)
    assert (found.pale, found.estimated) == ((), 0)


def test_text_on_a_picture_is_an_estimate(leaf: Leaf) -> None:
    """Its ground has no colour of its own."""
    body = "<p style='background:url(doc:///manuscript/noise.png);padding:9mm'>Anything</p>"
    assert seen(leaf, body).estimated == 1
