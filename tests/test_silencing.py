"""Warnings are silenced in the text, with a reason; errors are not."""

from __future__ import annotations

from publish.document import parse
from publish.manuscript import read
from publish.silencing import heard
from publish.source import Source


def codes(text: str) -> list[str]:
    document = parse(read(Source("x.md", text)))
    return [each.code for each in heard(document.diagnostics)]


def test_a_warning_is_silenced_on_its_line_and_the_next() -> None:
    """The comment stands above what it is about, or beside it."""
    reason = "<!-- publish: ignore note-unused: kept for the next edition -->"
    assert codes("Text.\n\n[^a]: Lost.\n") == ["note-unused"]
    assert codes(f"Text.\n\n{reason}\n[^a]: Lost.\n") == []
    assert codes(f"Text.\n\n{reason}\n\n\n[^a]: Lost.\n") == ["note-unused"]


def test_without_a_reason_nothing_is_silenced() -> None:
    """Whoever comes later wants to know why."""
    text = "Text.\n\n<!-- publish: ignore note-unused -->\n[^a]: Lost.\n"
    assert codes(text) == ["note-unused", "ignore-reason"]


def test_an_error_cannot_be_silenced() -> None:
    """The output would be wrong all the same."""
    text = "<!-- publish: ignore note-undefined: later -->\nText.[^a]\n"
    assert codes(text) == ["note-undefined"]
