"""What an editor would mark in the prose, and the text with the safe ones mended: one case each."""

from __future__ import annotations

import pytest

from publish.document import parse
from publish.editorial.finding import mend
from publish.editorial.review import review
from publish.manuscript import read
from publish.report import as_human
from publish.source import Source
from tests.casefile import Case, cases

RESULTS = ("findings", "mended")


@pytest.mark.parametrize("case", [*cases("editorial")], ids=lambda case: case.name)
def test_editorial(case: Case, update: bool) -> None:
    """Every finding is shown with its place; mending changes nothing else."""
    (name,) = case.files(*RESULTS)
    text = case.sections[name]
    findings = review(parse(read(Source(name, text))))
    case.expect("findings", as_human([each.diagnostic for each in findings]), update)
    mended = mend(text, findings)
    case.expect("mended", mended if mended != text else "", update)


def test_mending_twice_is_mending_once() -> None:
    """What was mended is no slip any more."""
    text = "On June 2022 the the army‘s  men met anIslamic group, 1998-2001 .\n"
    once = mend(text, review(parse(read(Source("x.md", text)))))
    assert once == "In June 2022 the army’s men met an Islamic group, 1998–2001.\n"
    assert mend(once, review(parse(read(Source("x.md", once))))) == once
