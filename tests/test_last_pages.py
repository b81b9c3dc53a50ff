"""When a document is laid out again because its last page holds next to nothing."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from publish.render.engine import Engine
from publish.render.last_pages import SPARED, has_lonely_end
from publish.render.list_ends import ListEnds


class _Line(SimpleNamespace):
    """A line of text."""


class _Other(SimpleNamespace):
    """A box of another kind."""

    element: Any = None


TYPES = SimpleNamespace(margin=type("Margin", (), {}), placeholder=type("P", (), {}), line=_Line)


def page(*heights: int, after: tuple[int, ...] = ()) -> Any:
    """Make a page of the renderer with lines at these heights, some of what follows the text."""
    lines, rest = ([_Line(position_y=y, baseline=9.6) for y in each] for each in (heights, after))
    end = _Other(children=rest, element={"class": "end-matter qr"})
    return SimpleNamespace(_page_box=_Other(children=[_Other(children=lines), end]))


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


@pytest.mark.parametrize(
    ("lines", "expected"),
    [(page(after=(*range(11),)), True), (page(after=(*range(12),)), False),
     (page(90, after=(*range(4),)), False)],
)  # fmt: skip
def test_what_follows_the_text_wants_some_of_it(lines: Any, expected: bool) -> None:
    """Unless it is much."""
    assert has_lonely_end([page(10), lines], TYPES) is expected


def test_a_document_of_one_page_may_be_short() -> None:
    """There is no page before it to take lines from."""
    assert not has_lonely_end([page(10)], TYPES)


@pytest.mark.parametrize(("counts", "kept"), [((2, 2), "fuller"), ((2, 3), "first")])
def test_columns_before_a_lonely_end_leave_lines_to_it(
    counts: tuple[int, int], kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless that takes one more page."""
    first, second = ([page(10)] * count for count in counts)
    made = {
        (): SimpleNamespace(name="first", pages=first),
        ((1, SPARED + 10),): SimpleNamespace(name="fuller", pages=second),
    }

    def lay_out(*_: object, spared: dict[int, float] | None = None) -> Any:
        return made[tuple((spared or {}).items())]

    engine: Any = object.__new__(Engine)
    engine._types = TYPES
    engine._list_ends = ListEnds()
    monkeypatch.setattr(sys.modules[Engine.__module__], "left_over", lambda *_: 10.0)
    monkeypatch.setattr(engine, "_laid_out", lay_out)
    job: Any = SimpleNamespace(geometry=SimpleNamespace(has_columns=True))
    assert engine._ended_well(None, job, None, {}).name == kept
