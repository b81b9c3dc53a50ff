"""A copy for the archive carries its sources, and every copy keeps the standard it declares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import md5
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from publish import verapdf
from publish.finishing.attachments import Attachment
from publish.finishing.xmp import clean, full_date, pdf_date
from publish.page import Metadata, Resource
from publish.render.conditions import default_condition
from publish.render.leaf import Leaf, start
from publish.render.uninked import picture_of_screen
from publish.targets import ARCHIVE, SCREEN, Target
from tests.pages import METADATA, make_page, make_png, note
from tests.test_press import pictures

ATTACHED = (
    Attachment("brief.md", b"# A Brief\n", "text/markdown", "Source", "The manuscript"),
    Attachment("zahlen ü.svg", b"<svg/>\n", "image/svg+xml", "Data"),
    Attachment("odd", b"\x00\x01", "application/x-a b>>", "Unspecified"),
    Attachment("zz.csv", b"a\n", "text/csv", "Data"),
)
PICTURE = {"doc:///manuscript/a.png": Resource("image/png", make_png(30, 20))}
BODY = (
    f"<h1>A &amp; B</h1><p lang='fa' dir='rtl'>کابل</p><p>Text{note(1, 'A <i>note</i>.')}</p>"
    "<p><a href='https://e.org'>the <em>web</em></a></p>"
    "<img src='doc:///manuscript/a.png' alt='A' style='image-rendering: auto; width: 60mm'>"
)


@pytest.fixture(scope="module")
def leaf() -> Iterator[Leaf]:
    with start() as child:
        yield child


def test_an_archive_copy_gives_its_files_back(leaf: Leaf) -> None:
    """ISO 32000-1 §7.11.4: each with its name, its kind, its size and a sum to check it by."""
    page = make_page(BODY, resources=PICTURE)
    pdf = leaf.render(page, ARCHIVE, attachments=ATTACHED, date="2023-04").pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        names = [str(each) for each in list(document.Root.Names.EmbeddedFiles.Names)[::2]]
        for given in ATTACHED:
            entry = document.attachments[given.name]
            file = entry.get_file()
            assert file.read_bytes() == given.data
            assert file.md5 == md5(given.data, usedforsecurity=False).digest()
            assert (file.size, entry.filename) == (len(given.data), given.name)
            assert entry.description == (given.description or given.name)
            assert str(file.obj.Params.ModDate) == "D:20230401000000Z"
            assert file.obj.Type == "/EmbeddedFile"
            assert entry.obj.Type == "/Filespec"
            assert entry.obj.EF.UF.objgen == entry.obj.EF.F.objgen
        assert len(document.attachments) == len(ATTACHED)
        related = [str(each.AFRelationship) for each in document.Root.AF]
        kinds = {str(each.EF.F.Subtype) for each in document.Root.AF}
        plain = [str(each.F) for each in document.Root.AF]
        assert document.Root.PageMode == "/UseAttachments"
    assert related == ["/Source", "/Data", "/Unspecified", "/Data"]
    assert kinds == {"/text/markdown", "/image/svg+xml", "/application/octet-stream", "/text/csv"}
    assert plain == ["brief.md", "zahlen ?.svg", "odd", "zz.csv"]
    assert names == sorted(names), "ISO 32000-1 §7.9.6"


def test_a_file_without_a_date_says_none(leaf: Leaf) -> None:
    """Neither the clock nor an empty date stands in for it; a file with none names none."""
    metadata = replace(METADATA, date="")
    page = make_page(BODY, resources=PICTURE, metadata=metadata)
    with pikepdf.open(BytesIO(leaf.render(page, ARCHIVE, attachments=ATTACHED).pdf)) as document:
        assert all("/ModDate" not in each.EF.F.Params for each in document.Root.AF)
    with pikepdf.open(BytesIO(leaf.render(page, SCREEN).pdf)) as document:
        assert {"/AF", "/PageMode"}.isdisjoint(document.Root.keys())
        assert "/EmbeddedFiles" not in document.Root.Names


@pytest.mark.parametrize("target", [SCREEN, ARCHIVE], ids=lambda each: each.name)
def test_hard_cases_are_valid_all_the_same(leaf: Leaf, target: Target) -> None:
    """Smoothed pictures, links with emphasis, control characters in the title, foreign words."""
    if not verapdf.is_installed():
        pytest.skip("the extra 'verify' with veraPDF is not installed")
    metadata = replace(METADATA, title="A\x01 <B> & “C”\ufffe", license="CC BY", doi="10.1/x")
    page = make_page(BODY, resources=PICTURE, metadata=metadata)
    attachments = ATTACHED if target.carries_sources else ()
    pdf = leaf.render(page, target, attachments=attachments, date="2023-04").pdf
    assert [verapdf.judge(pdf, each).failures for each in target.verapdf] == [(), ()]


def in_inks(profile: bytes = b"") -> Resource:
    """Make a photo as agencies for print deliver it, in a bright green."""
    out = BytesIO()
    Image.new("CMYK", (60, 60), (200, 10, 200, 0)).save(out, "JPEG", icc_profile=profile)
    return Resource("image/jpeg", out.getvalue())


DRAWN = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="99" height="99" fill="{}"/></svg>'
STROKE = DRAWN.replace("<rect", "<path d='M0 50H99' stroke-width='60'").replace("fill", "stroke")
GREEN = "device-cmyk(.8 0 .8 0)"


@pytest.mark.parametrize(
    ("css", "picture"),
    [
        ("", in_inks()),
        ("", in_inks(default_condition().profile)),
        ("", in_inks(b"no profile at all")),
        ("", Resource("image/svg+xml", DRAWN.format(GREEN).encode())),
        ("", Resource("image/svg+xml", STROKE.format(GREEN).encode())),
        (f"img {{ border: 20mm solid {GREEN} }}", PICTURE["doc:///manuscript/a.png"]),
    ],
    ids=["photo", "photo with a profile", "photo with a broken one", "drawing", "stroke", "sheet"],
)
def test_inks_become_colours_of_the_screen(leaf: Leaf, css: str, picture: Resource) -> None:
    """ISO 19005-2 §6.2.4.3: with an output intent of the screen there is no DeviceCMYK."""
    body = "<h1>A</h1><p><img src='doc:///manuscript/a' alt='A' style='width: 20mm'></p>"
    page = make_page(body, css, resources={"doc:///manuscript/a": picture})
    pdf = leaf.render(page, SCREEN).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        streams = [each for each in document.objects if isinstance(each, pikepdf.Stream)]
        assert "/DeviceCMYK" not in [str(each.get("/ColorSpace")) for each in streams]
        photos = [each for each in streams if each.get("/Subtype") == "/Image"]
        assert not any(b"ICC_PROFILE" in each.read_raw_bytes() for each in photos)
        drawn = [each.read_bytes() for each in streams if each.get("/Subtype") != "/Image"]
        assert not any(b"DeviceCMYK" in each for each in drawn)
    colours = pypdfium2.PdfDocument(pdf)[0].render().to_pil().convert("RGB").getcolors(1 << 20)
    assert any(green > 140 > max(red, blue) for _, (red, green, blue) in colours or ())


def test_a_photo_in_inks_stands_as_its_camera_was_held(leaf: Leaf) -> None:
    """CSS Images 3 §3.5: the file says it, and a converted file says it no more."""
    lying = Image.new("CMYK", (60, 30), (0, 0, 0, 0))
    lying.paste((0, 0, 0, 255), (0, 0, 30, 30))
    turned = Image.Exif()
    turned[0x0112] = 6
    out = BytesIO()
    lying.save(out, "JPEG", exif=turned)
    page = make_page(
        "<h1>A</h1><img src='doc:///manuscript/a' alt='A'>",
        resources={"doc:///manuscript/a": Resource("image/jpeg", out.getvalue())},
    )
    (image,) = pictures(leaf.render(page, SCREEN).pdf)
    assert image.size == (30, 60)
    top, bottom = (image.convert("L").getpixel((15, y)) for y in (10, 50))
    assert top == pytest.approx(0, abs=60)
    assert bottom == pytest.approx(255, abs=9)


def test_a_grey_of_16_bits_is_that_grey(leaf: Leaf) -> None:
    """The renderer would paint it black."""
    out = BytesIO()
    image = Image.new("I;16", (20, 20))
    image.frombytes(b"\x80\x80" * 400)
    image.save(out, "PNG")
    page = make_page(
        "<h1>A</h1><img src='doc:///manuscript/a' alt='A'>",
        resources={"doc:///manuscript/a": Resource("image/png", out.getvalue())},
    )
    rendered = leaf.render(page, SCREEN)
    assert rendered.diagnostics == ()
    (image,) = pictures(rendered.pdf)
    assert image.convert("L").getpixel((9, 9)) == 128


def test_a_photo_keeps_its_colours_by_its_own_profile() -> None:
    """Inks say little without it: a full cyan on coated paper is far from that of a screen."""
    pixels = []
    for profile in (b"", default_condition().profile):
        out = BytesIO()
        Image.new("CMYK", (8, 8), (255, 0, 0, 0)).save(out, "JPEG", icc_profile=profile)
        converted = picture_of_screen(out.getvalue())
        assert converted is not None
        pixels.append(Image.open(BytesIO(converted)).getpixel((4, 4)))
    plain, by_profile = pixels
    assert plain == pytest.approx((0, 255, 255), abs=3)
    assert by_profile == pytest.approx((0, 159, 227), abs=12)


def test_a_file_in_the_text_is_no_attachment(leaf: Leaf) -> None:
    """The renderer's annotation for it has neither tag nor words (ISO 14289-1 §7.18.1)."""
    body = "<h1>A</h1><p><a rel='attachment' href='doc:///manuscript/a.png'>file</a></p>"
    rendered = leaf.render(make_page(body, resources=PICTURE), SCREEN)
    assert [each.code for each in rendered.diagnostics] == ["render-refused"]
    with pikepdf.open(BytesIO(rendered.pdf)) as document:
        assert "/Annots" not in document.pages[0]
        assert not document.attachments


def test_info_and_xmp_say_the_same(leaf: Leaf) -> None:
    """A reader that knows only one of them is told no less."""
    metadata = Metadata("Title", ("A B", "C D"), "en-GB", ("x", "y"), "What", "2023-04", "P")
    pdf = leaf.render(make_page("<p>x</p>", metadata=metadata), SCREEN).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        known = {name: str(text) for name, text in document.docinfo.items()}
        xmp = document.Root.Metadata.read_bytes().decode()
        assert str(document.Root.Lang) == "en-GB"
    assert known["/Title"] == "Title"
    assert known["/Author"] == "A B, C D"
    assert known["/Keywords"] == "x, y"
    assert known["/CreationDate"] == "D:20230401000000Z"
    for text in ("Title", "A B", "C D", "x, y", "What", "2023-04-01T00:00:00Z", "en-GB"):
        assert f">{text}<" in xmp


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("", ""),
        ("2023", "2023-01-01T00:00:00Z"),
        ("2023-04-07", "2023-04-07T00:00:00Z"),
        ("2023-04-07T08:09:10Z", "2023-04-07T08:09:10Z"),
    ],
)
def test_a_date_is_completed_to_a_moment(date: str, moment: str) -> None:
    """As precise as the standards ask, and never by the clock."""
    assert full_date(date) == moment
    assert pdf_date(moment)[2:10] == moment[:10].replace("-", "")


def test_metadata_have_no_characters_that_xml_forbids() -> None:
    """Controls and non-characters go, line ends become spaces."""
    assert clean("a\x00b\tc\nd\ufffe\ud800é\U0001f600") == "ab c dé\U0001f600"
