"""Numbers of a PDF: finite, and within what readers hold."""

from __future__ import annotations

from math import inf, nan
from types import SimpleNamespace

import pytest

from publish.render.finite import LARGEST, write_finite_numbers


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
