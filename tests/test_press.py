"""A file for the press: its inks, boxes, pictures and output intent, read by a second parser."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from publish.finishing.colour import MOST_INK, Inks
from publish.inspection.ink import read_inks
from publish.page import Page, Resource
from publish.render.conditions import default_condition
from publish.render.leaf import Leaf, start
from publish.targets import PRINT
from tests.pages import make_page

PT_PER_MM = 72 / 25.4
CSS = "p { color: #14191d } h1 { color: #0b4a58 } b { color: device-cmyk(.1 .9 .8 0) }"


@pytest.fixture(scope="module")
def leaf() -> Iterator[Leaf]:
    with start() as child:
        yield child


def photo(width: int, height: int, mode: str = "RGB") -> Resource:
    """Make a picture with every dark and bright colour in it."""
    image = Image.linear_gradient("L").resize((width, height))
    colours = [image, image.transpose(Image.Transpose.ROTATE_90).resize((width, height)), image]
    out = BytesIO()
    whole = Image.merge("RGB", colours) if mode != "L" else image
    whole.convert(mode).save(out, "PNG")
    return Resource("image/png", out.getvalue())


def press_page(resource: Resource | None = None) -> Page:
    picture = '<img src="doc:///manuscript/a.png" alt="A" style="width: 20mm">' if resource else ""
    body = f'<h1>Title</h1><p>Black <b>red</b> <a href="https://e.org">link</a></p>{picture}'
    resources = {"doc:///manuscript/a.png": resource} if resource else {}
    return make_page(body, CSS, resources=resources)


def test_all_colours_are_inks_and_black_text_is_black_alone(leaf: Leaf) -> None:
    """Greys print in black ink, colours by the profile, and CMYK colours as they are written."""
    inks = read_inks(leaf.render(press_page(), PRINT).pdf)
    assert (inks.screen_colours, inks.mixed_black_text) == (set(), set())
    assert 0 < inks.most_ink <= 3


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P"])
def test_pictures_are_separated_within_the_limit_of_ink(leaf: Leaf, mode: str) -> None:
    """However dark a picture is, the paper can take it."""
    rendered = leaf.render(press_page(photo(400, 400, mode)), PRINT)
    inks = read_inks(rendered.pdf)
    assert inks.screen_colours == set()
    assert inks.most_ink <= 3
    assert inks.coarsest_ppi == 508
    assert rendered.diagnostics == ()


@pytest.mark.parametrize(
    ("width", "severity"), [(100, "error"), (200, "warning")], ids=["72 to 150", "150 to 300"]
)
def test_a_coarse_picture_is_named(leaf: Leaf, width: int, severity: str) -> None:
    """Below half of what the press needs it is an error."""
    found = leaf.render(press_page(photo(width, width)), PRINT).diagnostics
    ppi = round(width / (20 / 25.4))
    assert [(str(each.severity), each.message) for each in found] == [
        (severity, f"the picture 'a.png' has {ppi} pixels per inch at its size,"
         " and the press needs 300")
    ]  # fmt: skip


def test_drawings_are_in_inks(leaf: Leaf) -> None:
    """Their colours and the words in them, however they are written."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9" fill="#0b4a58"/>'
        '<g opacity=".5"><path d="M0 0h9v9" style="stroke: rgb(200, 40, 10)"/></g>'
        '<text y="9" fill="navy">Words</text></svg>'
    )
    inks = read_inks(leaf.render(press_page(Resource("image/svg+xml", svg.encode())), PRINT).pdf)
    assert (inks.screen_colours, inks.mixed_black_text) == (set(), set())


def test_a_gradient_is_refused(leaf: Leaf) -> None:
    """Its colours would be those of the screen, and broken."""
    page = make_page("<p>x</p>", "p { background: linear-gradient(red, blue) }")
    assert [each.code for each in leaf.render(page, PRINT).diagnostics] == ["press-colour"]


def test_boxes_intent_and_metadata_are_those_of_x4(leaf: Leaf) -> None:
    """Trim as ordered, 3 mm of bleed, marks outside of it, no links, nothing trapped."""
    pdf = leaf.render(press_page(), PRINT).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        page, root = document.pages[0], document.Root
        trim = [float(each) / PT_PER_MM for each in page.trimbox]
        bleed = [float(each) / PT_PER_MM for each in page.BleedBox]
        media = [float(each) / PT_PER_MM for each in page.mediabox]
        assert trim == pytest.approx([0, 0, 120, 100], abs=0.01)
        assert bleed == pytest.approx([-3, -3, 123, 103], abs=0.01)
        assert media == pytest.approx([-8, -8, 128, 108], abs=0.01)
        assert "/Annots" not in page
        assert page.Group.CS == "/DeviceCMYK"
        (intent,) = root.OutputIntents
        assert str(intent.S) == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert document.docinfo.Trapped == "/False"
        xmp = root.Metadata.read_bytes()
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4<" in xmp
    assert b"CreateDate" in xmp


def test_the_same_page_gives_the_same_bytes_for_the_press(leaf: Leaf) -> None:
    """No random identifier, no clock."""
    page = press_page(photo(400, 400))
    assert leaf.render(page, PRINT).pdf == leaf.render(page, PRINT).pdf


@pytest.mark.parametrize("red", [0.0, 0.2, 0.6, 1.0])
@pytest.mark.parametrize("blue", [0.0, 0.3, 1.0])
def test_no_colour_takes_more_ink_than_is_allowed(red: float, blue: float) -> None:
    """What is taken back is coloured ink: black holds the form."""
    inks = Inks(default_condition().profile)
    assert sum(inks.mix(red, 0.1, blue)) <= MOST_INK + 0.002
    assert inks.mix(0, 0, 0) == (0, 0, 0, 1)
