"""Texts, from Markdown to HTML: one case each; citations print their keys."""

from __future__ import annotations

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
