"""A file for the press: its inks, boxes, pictures and output intent, read by a second parser."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from publish.finishing.colour import MOST_INK, Inks, UnusableProfileError
from publish.inspection.ink import read_inks
from publish.page import Page, Resource
from publish.render.conditions import default_condition
from publish.render.leaf import Leaf, start
from publish.targets import PRINT
from tests.pages import make_page, make_png
from tests.test_cli import publish

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


DRAWN = {
    "shapes": '<rect width="9" height="9" fill="#0b4a58"/><path d="M0 0h9v9" stroke="navy"/>',
    "groups that shine through": '<g opacity=".5"><rect width="9" height="9" fill="#c22"/></g>',
    "words": '<text y="9" fill="navy">Words</text>',
    "a sheet": '<style>.a{fill:#a50;stroke:rgb(0,100,200)}</style><path class="a" d="M0 0h9v9"/>',
    "hues": '<rect width="9" height="9" fill="hsl(200,80%,40%)"/>',
    "the current colour": '<g color="#184"><rect width="9" height="9" fill="currentColor"/></g>',
    "markers": '<marker id="m" markerWidth="4" markerHeight="4"><path d="M0 0h4v4" fill="#22c"/>'
    '</marker><path d="M0 5h9" stroke="#c2c" marker-end="url(#m)"/>',
    "patterns": '<pattern id="p" width="2" height="2" patternUnits="userSpaceOnUse">'
    '<rect width="1" height="1" fill="#2c2"/></pattern><rect width="9" height="9" '
    'fill="url(#p)"/>',
    "masks": '<mask id="k" maskUnits="userSpaceOnUse" x="0" y="0" width="9" height="9">'
    '<rect width="5" height="9" fill="#fff"/></mask>'
    '<rect width="9" height="9" fill="#c22" mask="url(#k)"/>',
}


@pytest.mark.parametrize("drawn", DRAWN.values(), ids=list(DRAWN))
def test_drawings_are_in_inks(leaf: Leaf, drawn: str) -> None:
    """Their colours and the words in them, however they are written."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{drawn}</svg>'
    data = leaf.render(press_page(Resource("image/svg+xml", svg.encode())), PRINT).pdf
    inks = read_inks(data)
    assert (inks.screen_colours, inks.mixed_black_text) == (set(), set())
    with pikepdf.open(BytesIO(data)) as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        spaces = {str(each.Group.CS) for each in streams if "/Group" in each}
        written = b"".join(each.read_bytes() for each in streams if "/Filter" in each)
    assert spaces <= {"/DeviceCMYK"}
    inked = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) [\d.]+ [kK]\s", written)
    assert any(float(ink) for each in inked for ink in each), "it is drawn, and in colour"


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
        group = {name: str(each) for name, each in page.Group.items()}
        assert group == {"/Type": "/Group", "/S": "/Transparency", "/CS": "/DeviceCMYK"}
        assert "/PageLabels" not in root
        (intent,) = root.OutputIntents
        assert str(intent.S) == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert document.docinfo.Trapped == "/False"
        xmp = root.Metadata.read_bytes()
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4<" in xmp
    assert b"CreateDate" in xmp


@pytest.mark.parametrize("size", ["120mm 100mm", "125mm 123mm", "8.5in 11in", "17cm 24cm"])
@pytest.mark.parametrize("bleed", [0, 3, 3.175])
def test_each_box_lies_in_the_next_to_the_last_digit(leaf: Leaf, size: str, bleed: float) -> None:
    """ISO 15930-7 §6.4: the trim in the bleed, the bleed in the media, also where they are one."""
    page = make_page("<h1>A</h1>", f"@page {{ size: {size} }}")
    pdf = leaf.render(page, PRINT, condition=default_condition(bleed)).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        known = document.pages[0]
        boxes = [list(each) for each in (known.MediaBox, known.BleedBox, known.TrimBox)]
    for outer, inner in pairwise(boxes):
        assert outer[0] <= inner[0] < inner[2] <= outer[2]
        assert outer[1] <= inner[1] < inner[3] <= outer[3]
    assert (boxes[1] == boxes[2]) == (bleed == 0)


def test_marks_stand_at_the_corners_whatever_the_page_leaves_behind(leaf: Leaf) -> None:
    """They are drawn in the graphics state (ISO 32000-1 §8.4) that the renderer's content left."""
    pdf = leaf.render(press_page(), PRINT).pdf
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil().convert("L")
    width, height = picture.size
    mm = 4 * PT_PER_MM
    for across in (8 * mm, width - 8 * mm):
        for beyond in (2 * mm, height - 2 * mm):
            near = picture.crop(
                (round(across) - 3, round(beyond), round(across) + 3, round(beyond) + 1)
            )
            assert near.getextrema()[0] < 128
    for along in (8 * mm, height - 8 * mm):
        for beyond in (2 * mm, width - 2 * mm):
            near = picture.crop(
                (round(beyond), round(along) - 3, round(beyond) + 1, round(along) + 3)
            )
            assert near.getextrema()[0] < 128


def test_register_marks_stand_at_the_middles(leaf: Leaf) -> None:
    """A cross in a square on its point, by which plates are laid over each other."""
    pdf = leaf.render(press_page(), PRINT).pdf
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil().convert("L")
    mm = 4 * PT_PER_MM
    width, height = (each / mm for each in picture.size)
    middles = ((2, height / 2), (width - 2, height / 2), (width / 2, 2), (width / 2, height - 2))
    for x, y in middles:
        for across, along in (
            (0, 0), (-1.5, 0), (1.5, 0), (0, -1.5), (0, 1.5),
            (0.5, 0.5), (-0.5, 0.5), (0.5, -0.5), (-0.5, -0.5),
        ):  # fmt: skip
            left, top = round((x + across) * mm), round((y + along) * mm)
            assert picture.crop((left - 2, top - 2, left + 3, top + 3)).getextrema()[0] < 160


def test_pictures_in_inks_or_grey_stay_as_they_are() -> None:
    """Whoever has separated a photo has done so for this press; grey is black ink already."""
    inks = Inks(default_condition().profile)
    assert inks.picture(as_file(Image.new("CMYK", (9, 9), (200, 10, 200, 0)), "JPEG")) is None
    assert inks.picture(as_file(Image.new("L", (9, 9), 99))) is None


def test_what_is_no_profile_is_told_as_that() -> None:
    with pytest.raises(UnusableProfileError):
        Inks(b"no profile at all")


def greys(kind: str) -> bytes:
    """Make a picture of greys as files have them: a mode of Pillow, or "clear" for tRNS."""
    grey = Image.linear_gradient("L").resize((400, 400))
    if kind == "I;16":
        image = Image.new(kind, grey.size)
        image.frombytes(b"".join(bytes((each, each)) for each in grey.tobytes()))
        return as_file(image)
    return as_file(grey, transparency=0) if kind == "clear" else as_file(grey.convert(kind))


def as_file(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def pictures(pdf: bytes) -> list[Image.Image]:
    """Give what was handed to the press."""
    with pikepdf.open(BytesIO(pdf)) as document:
        found = [each for each in document.objects if isinstance(each, pikepdf.Stream)]
        return [
            pikepdf.PdfImage(each).as_pil_image()
            for each in found
            if each.get("/Subtype") == "/Image"
        ]


@pytest.mark.parametrize("kind", ["1", "L", "RGB", "P", "RGBA", "LA", "I;16", "clear"])
def test_a_picture_without_colour_takes_black_ink_alone(leaf: Leaf, kind: str) -> None:
    """ISO 15930-7 §6.2.4 allows grey; four inks would give it a cast, and RGB is no ink at all."""
    rendered = leaf.render(press_page(Resource("image/png", greys(kind))), PRINT)
    (image,) = pictures(rendered.pdf)
    assert image.mode == "L"
    assert read_inks(rendered.pdf).screen_colours == set()
    shades = [image.getpixel((100, y)) for y in (0, 100, 200, 300, 399)]
    if kind != "1":
        darkest = 255 if kind == "clear" else 0
        assert shades == pytest.approx([darkest, 64, 128, 192, 255], abs=3)
    assert rendered.diagnostics == ()


@pytest.mark.parametrize("colour", [(0, 0, 0), (200, 10, 10)], ids=["black", "red"])
@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_shines_through_a_picture_is_paper(mode: str, colour: tuple[int, int, int]) -> None:
    """The colour that a picture has where it cannot be seen is not printed."""
    image = Image.new("RGBA", (20, 20), (*colour, 0))
    image.paste((*colour, 255), (10, 0, 20, 20))
    found = Inks(default_condition().profile).picture(as_file(image.convert(mode)))
    assert found
    inks = [each.tobytes() for each in Image.open(BytesIO(found)).convert("CMYK").split()]
    assert [each[10 * 20 + 2] for each in inks] == [0, 0, 0, 0]
    assert sum(each[10 * 20 + 17] for each in inks) > 150


def test_a_photo_stands_as_its_camera_was_held(leaf: Leaf) -> None:
    """CSS Images 3 §3.5: the file says it, and a converted file says it no more."""
    lying = Image.new("RGB", (800, 400), "red")
    lying.paste((0, 0, 255), (400, 0, 800, 400))
    turned = Image.Exif()
    turned[0x0112] = 6
    page = press_page(Resource("image/jpeg", as_file(lying, "JPEG", exif=turned)))
    (image,) = pictures(leaf.render(page, PRINT).pdf)
    assert image.size == (400, 800)
    top, bottom = (image.convert("RGB").getpixel((200, y)) for y in (100, 700))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > top[2]
    assert bottom[0] < bottom[2]


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
    assert [f"{each:g}" for each in inks.mix(1, 1, 1)] == ["0"] * 4
    assert inks.mix(0.8, 0.1, 0.1)[1] > 0.5


def test_a_coarse_bitmap_in_a_drawing_is_told_at_its_picture(tmp_path: Path) -> None:
    """Also one that `use` shows enlarged, as programs of statistics write it."""
    data = b64encode(make_png(60, 60)).decode()
    image = f'<image id="i" width="60" height="60" href="data:image/png;base64,{data}"/>'
    shown = f'<defs>{image}</defs><use href="#i" transform="scale(2)"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240">{shown}</svg>'
    (tmp_path / "a.svg").write_text(svg, "utf-8")
    path = tmp_path / "brief.md"
    path.write_text("# A\n\n![Alt](a.svg){width=40mm}\n", "utf-8")
    _, _, said = publish("pdf", "--for", "print", "--format", "short", path)
    assert "brief.md:3:1: error[press-resolution]: the picture 'a.svg' has 76 pixels" in said
