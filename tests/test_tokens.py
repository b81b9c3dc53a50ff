"""Tokens: which value wins, and what is left of a sheet when all are in their places."""

from __future__ import annotations

import pytest

from publish.houses.house import Sheet
from publish.houses.tokens import put_in, values
from publish.source import Source


def sheet(text: str, condition: str = "") -> Sheet:
    """Make a sheet; which house it is of does not matter here."""
    return Sheet("doc:///house/x/y.css", "x", Source("y.css", text), condition)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a { color: var(--ink) }", "a { color: black }"),
        ("a { color: var(--title) }", "a { color: black }"),
        ("a { color: var(--none) }", "a { color: var(--none) }"),
        ("a { color: var(--none, red) }", "a { color: red }"),
        ("a { color: var(--circle) }", "a { color: var(--circle) }"),
        ("a { margin: calc(2 * var(--line)) }", "a { margin: 10mm }"),
        ("a { margin: calc(-1 * (var(--line) + 2mm)) }", "a { margin: -7mm }"),
        ("a { margin: calc(var(--line) / 4) 0 }", "a { margin: 1.25mm 0 }"),
        ("a { width: calc(100% - var(--line)) }", "a { width: calc(100% - 5mm) }"),
        ("a { width: calc(1mm / 0) }", "a { width: calc(1mm / 0) }"),
        (":root { --a: 1 }\na { b: c }", "\na { b: c }"),
        ("/* one\ntwo */ a { b: c }", "\n a { b: c }"),
    ],
)
def test_tokens_are_put_in(text: str, expected: str) -> None:
    """Each line stays on its line."""
    tokens = {
        "--ink": "black",
        "--title": "var(--ink)",
        "--line": "5mm",
        "--circle": "var(--circle)",
    }
    assert put_in(text, tokens) == expected


def test_a_later_sheet_wins() -> None:
    """Houses come in the order of their chain."""
    assert values([sheet(":root { --a: 1 }"), sheet(":root { --a: 2 }")]) == {"--a": "2"}


def test_a_sheet_for_an_occasion_wins_over_all() -> None:
    """What is restated for a script holds in every house."""
    sheets = [sheet(":root { --a: 1 }", "language:fa"), sheet(":root { --a: 2 }")]
    assert values(sheets) == {"--a": "1"}


def test_a_colour_in_print_is_its_partner() -> None:
    """Both stand beside one another in tokens.css."""
    sheets = [sheet(":root { --a: #000; --a-cmyk: device-cmyk(0 0 0 1); --b: 2 }")]
    assert values(sheets, "cmyk")["--a"] == "device-cmyk(0 0 0 1)"


def test_a_comment_does_not_define() -> None:
    """What is explained is not meant."""
    assert values([sheet(":root { /* --a: 1; */ --b: 2; /* } */ }")]) == {"--b": "2"}
