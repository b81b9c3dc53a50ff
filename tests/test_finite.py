"""Numbers of a PDF: finite, and within what readers hold."""

from __future__ import annotations

import re
from io import BytesIO
from math import inf, nan
from types import SimpleNamespace

import pikepdf
import pytest

from publish.page import Resource
from publish.render.finite import LARGEST, write_finite_numbers
from publish.render.leaf import start
from publish.targets import SCREEN
from tests.pages import make_page


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (0.5, 0.5),
        (-LARGEST, -LARGEST),
        (1e99, LARGEST),
        (-1e99, -LARGEST),
        (inf, LARGEST),
        (-inf, -LARGEST),
        (nan, 0.0),
        (10**12, 10**12),  # lengths and places in the file
        ("name", "name"),
    ],
)
def test_a_number_that_no_reader_holds_is_clipped(given: object, expected: object) -> None:
    """To the largest one, and what is no number to nought; all else is written as it is."""
    writer = SimpleNamespace(_to_bytes=repr)
    write_finite_numbers(writer)
    assert writer._to_bytes(given) == repr(expected)


def test_bytes_are_handed_on() -> None:
    """They are written already: asked for thousands of times."""
    writer = SimpleNamespace(_to_bytes=repr)
    write_finite_numbers(writer)
    assert writer._to_bytes(b"1 0 R") == b"1 0 R"


def test_the_renderer_writes_a_drawing_so() -> None:
    """A place beyond all pages is one that readers can hold."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<rect x="1e99" width="4" height="4"/></svg>'
    )
    found = {"doc:///a.svg": Resource("image/svg+xml", drawing.encode())}
    page = make_page('<img src="doc:///a.svg" alt="Far">', resources=found)
    with start() as leaf, pikepdf.open(BytesIO(leaf.render(page, SCREEN).pdf)) as pdf:
        contents = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
    written = b" ".join(each for each in contents if b" re" in each)
    assert b"10000000 " in written
    assert not re.search(rb"\d{12}", written)
