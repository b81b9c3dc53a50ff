"""What a screen reader is told: the tags of a finished PDF, read back by a second parser."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest

from publish import verapdf
from publish.page import Resource
from publish.render.leaf import Leaf, start
from publish.targets import SCREEN
from tests.casefile import Case, cases
from tests.pages import kids, make_page, make_png, note, structure

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


def elements(element: Any) -> Iterator[Any]:
    """Give an element and all below it, in reading order."""
    yield element
    for kid in kids(element):
        if not isinstance(kid, int) and "/S" in kid:
            yield from elements(kid)


def from_above(root: Any) -> Iterator[tuple[Any, Any]]:
    """Give what each element says it holds: (page or form, mark) or a link's area, → the element.

    An element's parent is the one that it is found under.
    """
    for element in elements(root.K):
        for kid in kids(element):
            if isinstance(kid, int):
                yield (element.Pg.objgen, kid), element.objgen
            elif "/S" in kid:
                assert kid.P.objgen == element.objgen
            elif kid.Type == "/OBJR":
                yield (kid.Pg.objgen, kid.Obj.objgen), element.objgen
            else:
                assert kid.Type == "/MCR"
                yield (kid.get("/Stm", kid.Pg).objgen, int(kid.MCID)), element.objgen


def from_below(document: pikepdf.Pdf) -> Iterator[tuple[Any, Any]]:
    """Give the same from the pages, by the keys that what is on them has in the parent tree."""
    numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    assert list(owners) == sorted(owners)
    assert max(owners) < document.Root.StructTreeRoot.ParentTreeNextKey
    for page in document.pages:
        forms = [each for _, each in page.Resources.get("/XObject", {}).items()]
        for holder in (page.obj, *(each for each in forms if "/StructParents" in each)):
            for mark, owner in enumerate(owners.pop(int(holder.StructParents), ())):
                if owner is not None:
                    yield (holder.objgen, mark), owner.objgen
        for area in page.get("/Annots", ()):
            yield (page.objgen, area.objgen), owners.pop(int(area.StructParent)).objgen
    assert not owners


TWO_OF_ALL = (
    f"<h1>A</h1><p>One{note(1, 'First.')} and two{note(10, 'Second.')}, three{note(9, 'Third.')}"
    " <a href='https://e.org'>web</a></p><p style='opacity: .5'>Pale <b>words</b></p>"
    "<p style='break-before: page'>Next <a href='#note-1'>note</a>"
    " <img src='doc:///manuscript/map.png' alt='Map'></p><p style='opacity: .5'>Pale again</p>"
)


def test_tags_are_found_from_what_they_hold_and_hold_what_is_found(leaf: Leaf) -> None:
    """ISO 32000-1 §14.7.4.4: a reader that is pointed at a place asks for the tag of it."""
    pdf = leaf.render(make_page(TWO_OF_ALL, resources=MAP), SCREEN).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        above = list(from_above(document.Root.StructTreeRoot))
        assert dict(above) == dict(from_below(document))
        assert len(above) == len(dict(above))


def test_an_element_is_found_by_its_identifier(leaf: Leaf) -> None:
    """ISO 32000-1 §14.7.2, table 322: the tree of identifiers, which a file with any must have."""
    pdf = leaf.render(make_page(TWO_OF_ALL, resources=MAP), SCREEN).pdf
    plain = leaf.render(make_page("<h1>A</h1>"), SCREEN).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        root = document.Root.StructTreeRoot
        identified = {str(each.ID): each.objgen for each in elements(root.K) if "/ID" in each}
        names = list(root.IDTree.Names)
        pairs = zip(names[::2], names[1::2], strict=True)
        found = [(str(name), each.objgen) for name, each in pairs]
        assert found == sorted(identified.items())
        assert len(found) == 3
    with pikepdf.open(BytesIO(plain)) as document:
        assert "/IDTree" not in document.Root.StructTreeRoot


def test_a_picture_says_where_it_is(leaf: Leaf) -> None:
    """ISO 32000-1 §14.8.5.4.3: what is no line of text has its box, in points of the page."""
    css = "img { width: 30mm; margin: 7mm } @page { size: 120mm 100mm }"
    page = make_page(f"<h1>A</h1>{TWO_OF_ALL}", css, resources=MAP)
    pdf = leaf.render(page, SCREEN).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        (figure,) = [e for e in elements(document.Root.StructTreeRoot.K) if e.S == "/Figure"]
        assert figure.A.O == "/Layout"
        said = [float(each) for each in figure.A.BBox]
    (drawn,) = [each for each in pypdfium2.PdfDocument(pdf)[1].get_objects() if each.type == 3]
    assert said == pytest.approx(drawn.get_bounds(), abs=0.02)


def test_the_file_says_that_it_is_tagged_and_shows_its_title(leaf: Leaf) -> None:
    """ISO 14289-1 §6.2 and §7.1: marked, and the window bears the title."""
    with pikepdf.open(BytesIO(leaf.render(make_page("<h1>A</h1>"), SCREEN).pdf)) as document:
        assert dict(document.Root.MarkInfo) == {"/Marked": True}
        assert dict(document.Root.ViewerPreferences) == {"/DisplayDocTitle": True}
        assert document.Root.StructTreeRoot.Type == "/StructTreeRoot"
        assert str(document.Root.Lang) == "en"


def test_no_artifact_lies_inside_of_tagged_content_and_nothing_outside_of_both(leaf: Leaf) -> None:
    """ISO 14289-1 §7.1, however text is drawn under, over and through, and whatever it has."""
    css = (
        "u { text-decoration: underline overline line-through wavy; border: 1pt solid; outline:"
        " 1pt solid; background: #eee url(doc:///manuscript/map.png); box-shadow: 1pt 1pt #888 }"
        "div { columns: 2; column-rule: 1pt solid } @page { @top-left { content: 'Head' } }"
    )
    body = f"<div><p>An <u>underlined</u> word.</p><p>And <u>two</u>.</p></div>{TWO_OF_ALL}"
    with pikepdf.open(
        BytesIO(leaf.render(make_page(body, css, resources=MAP), SCREEN).pdf)
    ) as document:
        for page in document.pages:
            depths, shown = [0], 0
            for each in pikepdf.parse_content_stream(page):
                name = str(each.operator)
                if name in ("BMC", "BDC"):
                    kind = str(each.operands[0])
                    assert kind == "/Span" or depths == [0], kind
                    depths.append(1)
                elif name == "EMC":
                    depths.pop()
                elif name in ("TJ", "f", "f*", "S"):
                    shown += 1
                    assert len(depths) > 1, name
            assert shown


def test_no_element_says_or_holds_an_empty_list(leaf: Leaf) -> None:
    """An element without attributes has none, and one page's only mark is its number."""
    body = "<p>Text</p><table><tbody><tr><td></td><td>a</td></tr></tbody></table>"
    pdf = leaf.render(make_page(body), SCREEN).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        found = [*elements(document.Root.StructTreeRoot.K)]
        text = next(each for each in found if each.S == "/P")
        assert [each.S for each in found if len(each.get("/A", {"O": 0, "": 0})) < 2] == []
        assert [str(each.S) for each in found if "/K" in each and not kids(each)] == []
        assert text.K == 0
