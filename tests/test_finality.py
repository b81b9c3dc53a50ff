"""`publish pdf --final`: what is not to be published yet is refused at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import manuscript
from publish.finality import unfinished
from publish.source import Source
from tests.test_cli import publish


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("status: draft", "brief.md:3:9: this is no final text: it is marked as a draft"),
        ("draft: true", "brief.md:3:8: this is no final text: it is marked as a draft"),
        ("status: embargoed", "brief.md:3:9: this is no final text: it is marked as embargoed"),
        ("embargo: 2031-05-01", "brief.md:3:10: this text is under an embargo: 2031-05-01"),
        ("embargo: 1999-05-01", "brief.md:3:10: this text is under an embargo: 1999-05-01"),
        ("status: final", ""),
        ("draft: false", ""),
        ("version: '1'", ""),
    ],
)
def test_a_field_that_stands_is_told_at_its_place(field: str, said: str) -> None:
    text = f"---\ntitle: A Brief\n{field}\n---\n\nWords.\n"
    told = [
        f"{each.span.source.name}:{each.span.line}:{each.span.column}: {each.message}"
        for each in unfinished(manuscript.read(Source("brief.md", text)))
        if each.span
    ]
    assert told == ([said] if said else [])


def test_both_reasons_are_told_in_one_run() -> None:
    text = "---\nstatus: draft\nembargo: 2031-05-01\n---\n"
    assert len(unfinished(manuscript.read(Source("brief.md", text)))) == 2


def test_a_draft_is_made_and_its_final_copy_is_refused(tmp_path: Path) -> None:
    brief = tmp_path / "brief.md"
    brief.write_text("---\ntitle: A Brief\nlang: en\nstatus: draft\n---\n\nWords.\n", "utf-8")
    code, _, said = publish("pdf", "--final", brief)
    assert code == 1
    assert "brief.md:4:9: error[not-final]: this is no final text" in said
    assert not (tmp_path / "build").exists()
    assert publish("pdf", brief)[0] == 0
    brief.write_text(brief.read_text("utf-8").replace("draft", "final"), "utf-8")
    assert publish("pdf", "--final", brief)[0] == 0
