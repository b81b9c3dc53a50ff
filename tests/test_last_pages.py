"""When a document is laid out again because its last page holds next to nothing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from publish.render.last_pages import has_lonely_end


class _Line(SimpleNamespace):
    """A line of text."""


class _Other(SimpleNamespace):
    """A box of another kind."""


TYPES = SimpleNamespace(margin=type("Margin", (), {}), placeholder=type("P", (), {}), line=_Line)


def page(*heights: int) -> Any:
    """Make a page of the renderer with lines at these heights."""
    lines = [_Line(position_y=height, baseline=9.6) for height in heights]
    return SimpleNamespace(_page_box=_Other(children=[_Other(children=lines)]))


@pytest.mark.parametrize(
    ("heights", "expected"),
    [
        ((10, 30, 50), True),
        ((10, 10, 30, 30, 50), True),  # in two columns
        ((10, 30, 50, 70), False),
        ((), False),  # a picture, or a blank page
    ],
)
def test_three_lines_are_next_to_nothing(heights: tuple[int, ...], expected: bool) -> None:
    """Side by side in columns they count once."""
    assert has_lonely_end([page(10), page(*heights)], TYPES) is expected


def test_a_document_of_one_page_may_be_short() -> None:
    """There is no page before it to take lines from."""
    assert not has_lonely_end([page(10)], TYPES)
