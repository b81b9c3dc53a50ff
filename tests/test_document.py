"""Texts, from Markdown to citations, notes and messages with their places: one case each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from publish.document import Document, parse
from publish.manuscript import read
from publish.report import as_human
from publish.source import Source
from publish.syntax.words import plain_words
from tests.casefile import Case, cases

RESULTS = ("citations", "notes", "headings", "diagnostics")


@pytest.mark.parametrize("case", [*cases("document")], ids=lambda case: case.name)
def test_document(case: Case, update: bool) -> None:
    """What a text refers to is shown with its places; so is every message."""
    (name,) = case.files(*RESULTS)
    document = parse(read(Source(name, case.sections[name])))
    case.expect("citations", "\n".join(citations(document)), update)
    case.expect("notes", "\n".join(notes(document)), update)
    case.expect("headings", "\n".join(headings(document)), update)
    case.expect("diagnostics", as_human(document.diagnostics), update)


def citations(document: Document) -> Iterator[str]:
    """Write each citation, and below it each of its sources."""
    for citation in document.citations:
        where = f" in note {citation.note}" if citation.note else ""
        span = citation.span
        yield f"{span.line}:{span.column} {citation.mode}{where} {span.text!r}"
        for item in citation.items:
            words = [f"  {item.span.line}:{item.span.column} {item.key}"]
            if item.suppress_author:
                words.append("without author")
            if item.prefix:
                words.append(f"after {plain_words(item.prefix)!r}")
            if item.locator:
                words.append(f"{item.label} {item.locator!r}")
            if item.suffix:
                words.append(f"before {plain_words(item.suffix)!r}")
            yield ", ".join(words)


def notes(document: Document) -> Iterator[str]:
    """Write each note with its calls."""
    for note in document.notes.values():
        calls = " ".join(f"{call.line}:{call.column}" for call in note.calls)
        yield f"{note.span.line}:{note.span.column} {note.id} called at {calls or 'no place'}"


def headings(document: Document) -> Iterator[str]:
    """Write each heading."""
    for each in document.headings:
        words = ["#" * each.level, each.number, each.title, f"#{each.id}"]
        yield f"{each.span.line}:{each.span.column} {' '.join(filter(None, words))}"


def test_every_span_gives_back_what_it_names() -> None:
    """In quotes, lists, tables, notes, captions and with any line end, spans are exact."""
    text = (
        "---\ntitle: x\n---\n\n> - quoted [@a, p. 3]\n>   more @b\n\n| x | y \\| z |\n|---|---|\n"
        "| [@c] | `\\|` @d \\| @d2 |\n\n[^n]: note @e\n\n    more [@f; @g]\n\nText[^n] ^[in @h] "
        "![cap @i](x.png)\n\n: cap @j\n\ntab\t@k &amp; \\* @l\n\n"
        "+---+----+\n| a | @m |\n+---+----+\n"
    )
    for ending in ("\n", "\r\n", "\r"):
        source = Source("x.md", text.replace("\n", ending))
        document = parse(read(source))
        keys = [item for each in document.citations for item in each.items]
        assert [item.span.text.lstrip("-@") for item in keys] == [item.key for item in keys]
        assert sorted(item.key for item in keys) == sorted([*"abcdefghijklm", "d2"])
