"""What a screen reader is told: the tags of a finished PDF, read back by a second parser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from publish import verapdf
from publish.page import Resource
from publish.render.leaf import Leaf, start
from publish.targets import SCREEN
from tests.casefile import Case, cases
from tests.pages import make_page, make_png, structure

MAP = {"doc:///manuscript/map.png": Resource("image/png", make_png(40, 20))}


@pytest.fixture(scope="module")
def leaf() -> Iterator[Leaf]:
    with start() as child:
        yield child


@pytest.mark.parametrize("case", tuple(cases("structure")), ids=lambda case: case.name)
def test_structure(case: Case, leaf: Leaf, update: bool) -> None:
    """The tree of a case is what the case says, and keeps both standards."""
    page = make_page(case.sections["body"], case.sections.get("css", ""), resources=MAP)
    rendered = leaf.render(page, SCREEN)
    assert rendered.diagnostics == ()
    case.expect("tree", structure(rendered.pdf), update)


@pytest.mark.parametrize("case", tuple(cases("structure")), ids=lambda case: case.name)
def test_every_structure_is_valid(case: Case, leaf: Leaf) -> None:
    """PDF/A-2a and PDF/UA-1 are kept at once."""
    if not verapdf.is_installed():
        pytest.skip("the extra 'verify' with veraPDF is not installed")
    page = make_page(case.sections["body"], case.sections.get("css", ""), resources=MAP)
    pdf = leaf.render(page, SCREEN).pdf
    assert [verapdf.judge(pdf, each).failures for each in SCREEN.verapdf] == [(), ()]
