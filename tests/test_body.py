"""Texts, from Markdown to HTML: one case each; citations print their keys."""

from __future__ import annotations

import re

import pytest

from publish.body import write_body
from publish.document import parse
from publish.manuscript import read
from publish.report import as_human
from publish.source import Source
from tests.casefile import Case, cases
from tests.citing import cite

RESULTS = ("html", "field", "references", "diagnostics")


@pytest.mark.parametrize("case", [*cases("body")], ids=lambda case: case.name)
def test_body(case: Case, update: bool) -> None:
    """The whole HTML of a text is shown; a file `notes.md` is set in a style of notes."""
    (name,) = case.files(*RESULTS)
    document = parse(read(Source(name, case.sections[name])))
    body = write_body(cite(document, is_note_style=name == "notes.md"))
    case.expect("html", body.html, update)
    shown = [f"{key}: {value}" for key, value in body.fields.items()]
    case.expect("field", "\n".join(shown), update)
    if "references" in case.sections:
        case.expect("references", body.references, update)
    case.expect("diagnostics", as_human((*document.diagnostics, *body.diagnostics)), update)


@pytest.mark.parametrize(
    "asked", ["lof: true\nlot: true", "list-of-figures: true\nlist-of-tables: true"]
)
def test_figures_and_tables_are_listed_on_request(asked: str) -> None:
    """The lists have the labels of the captions, in the language of the text."""
    text = (
        f"---\nlang: de\n{asked}\n---\n\n"
        "![Ein *Bild*](a.png){#fig-a}\n\n"
        "![Ohne Nummer](b.png)\n\n| a |\n|---|\n| b |\n\n: Zahlen {#tbl-z}\n"
    )
    body = write_body(cite(parse(read(Source("x.md", text))), is_note_style=False))
    listed = [
        (each.title, [(e.id, e.number, e.title) for e in each.entries]) for each in body.lists
    ]
    assert listed == [
        ("Abbildungen", [("fig-a", "Abbildung\N{NO-BREAK SPACE}1", "Ein Bild")]),
        ("Tabellen", [("tbl-z", "Tabelle\N{NO-BREAK SPACE}1", "Zahlen")]),
    ]


def test_only_long_numbers_of_notes_ask_for_room_of_their_own() -> None:
    """A number that stands in the indent has a width that need not be worked out."""
    calls = "".join(f"Word.[^{number}] " for number in range(1, 102))
    notes = "".join(f"[^{number}]: Words.\n" for number in range(1, 102))
    html = write_body(
        cite(parse(read(Source("m.md", f"{calls}\n\n{notes}"))), is_note_style=False)
    ).html
    wide = re.findall(r'<a class="note-number" data-wide="1" href="#call-(\d+)"', html)
    assert wide == ["100", "101"]
    assert len(re.findall(r'<a class="note-number" href=', html)) == 99
