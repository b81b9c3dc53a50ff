"""The scanner finds what the parser library finds: it was chosen for speed and exact places."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string

from publish.bibliography.library import parse
from publish.source import Source
from tests.conftest import ROOT


def entries(text: str) -> dict[str, tuple[str, set[str]]]:
    """Give type and field names of every entry that bibtexparser 2 can read, by key."""
    logging.getLogger().setLevel(logging.CRITICAL)
    return {
        each.key: (each.entry_type.lower(), {field.key.lower() for field in each.fields})
        for each in parse_string(text).entries
    }


def check(path: Path) -> None:
    text = path.read_text("utf-8")
    library = parse(Source(path.name, text))
    ours = {key: (library.entry(key).kind, set(library.entry(key).field_spans)) for key in library}
    assert ours == entries(text)


def test_the_first_brief_is_read_alike() -> None:
    check(ROOT / "bib" / "taliban-pakistan.bib")


def test_the_outside_cases_are_read_alike(shared: Path) -> None:
    for path in sorted((shared / "biblatex-cases").glob("*.bib")):
        check(path)


@pytest.mark.parametrize(
    "text",
    [
        "@book{a, title={One}}\n@comment{@book{b, title={Two}}}\n@book{c, title={Three}}",
        '@STRING{x = {X}}\n@Article(a, title = x # { and } # "more", year = 2020)',
        "text before\n@misc{a,\n note = {braces {in {braces}}, and a comma}\n}\ntext after",
    ],
)
def test_odd_entries_are_read_alike(text: str) -> None:
    library = parse(Source("odd.bib", text))
    assert {key: library.entry(key).kind for key in library} == {
        key: kind for key, (kind, _) in entries(text).items()
    }
