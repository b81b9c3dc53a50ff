"""The pages behind a reference: each once and in order, as the finished PDF shows them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest

from publish import api, verapdf

HEAD = """\
---
title: A Brief
lang: {lang}
csl: publish-{style}
notes: {notes}
back-references: true
references:
  - {{id: once, type: book, title: Once, author: [{{family: Amin, given: Jane}}],
     issued: {{date-parts: [[2001]]}}}}
  - {{id: often, type: book, title: Often, author: [{{family: Smith, given: Jane}}],
     issued: {{date-parts: [[2002]]}}}}
---

"""
NEW_PAGE = "\n\n::: {.page-break}\n:::\n\n"
TEXT = NEW_PAGE.join(
    [
        "One[@often], two[@often]. Three.[^n]\n\n[^n]: See @often [12] and @once [13].",
        "Four[@often].",
        "Five[@often; @often, 7]. @often [8] says.",
        "Nothing.",
        "Last[@often].",
    ]
)


@cache
def made(lang: str, style: str = "notes", notes: str = "foot") -> bytes:
    """Make the PDF of a text of five pages, whose works are cited on 1 and on 1, 1, 2, 3, 3, 5."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "brief.md"
        path.write_text(HEAD.format(lang=lang, style=style, notes=notes) + TEXT, "utf-8")
        publication = api.render(path)
    assert [each.message for each in publication.diagnostics] == []
    return publication.artifacts[".pdf"].data


def cited_on(data: bytes) -> list[str]:
    """Give what stands in brackets behind each reference, on the last page."""
    with pypdfium2.PdfDocument(data) as document:
        text = document[len(document) - 1].get_textpage().get_text_range()
    lines = [line for line in text.splitlines() if re.search(r"\b200[12]\.", line)]
    inside = [re.search(r"[()]([^()]*)[()]", line) for line in lines]
    return [found[1].strip() if found else "" for found in inside]


@pytest.mark.parametrize(
    ("lang", "label"),
    [("en-GB", "cited on pp. "), ("fr", "cité p. "), ("es", "citado en las pp. ")],
)
def test_each_page_stands_once_and_three_in_a_row_are_a_range(lang: str, label: str) -> None:
    """One page has the label of one, and more have that of several."""
    one, several = cited_on(made(lang))
    assert re.fullmatch(r"(?!.*pp\.).* 1", one)
    assert several == f"{label}1–3, 5"


@pytest.mark.parametrize(("style", "notes"), [("author-date", "foot"), ("notes", "end")])
def test_pages_are_those_of_the_text_when_notes_stand_at_the_end(style: str, notes: str) -> None:
    """A citation in the text counts as one in a note does; notes at the end by their calls."""
    assert cited_on(made("en-GB", style, notes)) == ["cited on p. 1", "cited on pp. 1–3, 5"]


@pytest.mark.parametrize(
    ("lang", "digits"), [("fa", "۰۱۲۳۴۵۶۷۸۹"), ("ps", "۰۱۲۳۴۵۶۷۸۹"), ("ur", "۰۱۲۳۴۵۶۷۸۹")]
)
def test_pages_have_the_digits_of_the_language(lang: str, digits: str) -> None:
    """As the page's own number has."""
    pages = ["".join(sorted(set(re.findall(r"[0-9۰-۹]", each)))) for each in cited_on(made(lang))]
    assert pages == [digits[1], digits[1] + digits[3] + digits[5]]


def test_a_page_left_out_leaves_no_link_behind() -> None:
    """A link that nobody can see would be read aloud."""
    with pypdfium2.PdfDocument(made("en-GB")) as document:
        page = document[4]
        links = pypdfium2.raw.FPDFPage_GetAnnotCount(page)
    assert links == 2 + 1 + 3, "a note's call and number, a page, and three pages"


@pytest.mark.skipif(not verapdf.is_installed(), reason="the extra 'verify' is not installed")
def test_lists_of_pages_are_well_tagged() -> None:
    """ISO 14289-1, as a validator that is not ours reads it."""
    assert verapdf.judge(made("en-GB"), "PDFUA-1").failures == ()
