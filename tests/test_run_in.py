"""Citations inside of hand-written notes end as their sentence wants it."""

from __future__ import annotations

import re

import pytest

from publish.citing.run_in import run_in
from publish.csl.render_html import to_html
from publish.csl.richtext import RichText, Style, Styled


def rich(text: str) -> RichText:
    """Read `<i>…</i>` as italics."""
    parts = re.split(r"<i>(.*?)</i>", text)
    styled = [
        Styled(Style.ITALIC, RichText((part,))) if i % 2 else part for i, part in enumerate(parts)
    ]
    return RichText(tuple(part for part in styled if part))


@pytest.mark.parametrize(
    ("name", "text", "following", "bracketed", "expected", "swallowed"),
    [
        ("the note ends with it", "Coll, <i>S</i>.", "", False, "Coll, <i>S</i>.", 0),
        ("the author's stop gives way", "Coll, “S.”", ". More", False, "Coll, “S.”", 1),
        ("a stop is missing", "Coll, “S”", ". More", False, "Coll, “S.”", 1),
        ("the sentence goes on", "Coll, <i>S</i>.", " and more", False, "Coll, <i>S</i>", 0),
        ("the sentence goes on after a quote", "Coll, “S.”", " says", False, "Coll, “S”", 0),
        ("a comma goes into the quote", "Coll, “S.”", ", who", False, "Coll, “S,”", 1),
        ("a new sentence follows", "Coll, <i>S</i>.", " Then", False, "Coll, <i>S</i>.", 0),
        ("a question mark stays", "Fair, “Past?”", ". More", False, "Fair, “Past?”", 1),
        ("in parentheses", "Coll, “S.”", ".", True, "(Coll, “S”)", 0),
        (
            "parentheses in parentheses are square",
            "Coll, <i>S</i> (New York, 2018).",
            ".",
            True,
            "(Coll, <i>S</i> [New York, 2018])",
            0,
        ),
    ],
)
def test_run_in(
    name: str, text: str, following: str, bracketed: bool, expected: str, swallowed: int
) -> None:
    """The name says how the citation stands in its sentence."""
    result = run_in(rich(text), following, is_bracketed=bracketed, stops_in_quote=True)
    assert (to_html(result.text), result.swallowed) == (expected, swallowed), name


def test_without_punctuation_in_quote_the_comma_stays_outside() -> None:
    result = run_in(rich("Coll, ‘S’."), ", who", is_bracketed=False, stops_in_quote=False)
    assert (to_html(result.text), result.swallowed) == ("Coll, ‘S’", 0)
