"""A house set in font files of its own: read, cut, embedded; and what is told of bad ones."""

from __future__ import annotations

import json
import random
import shutil
import struct
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont

from publish import verapdf
from publish.checking import check_style
from publish.diagnostics import Diagnostic
from publish.houses.faces import FontFace
from publish.houses.font_files import FontFacts, NoFont, read_facts
from publish.houses.house import House, load
from publish.project import Project
from publish.render.cutting import cut
from publish.report import as_human
from publish.verdict import judge
from tests import fontfiles
from tests.test_cli import publish

BRIEF = """---
title: A Brief in Acme
style: acme
lang: en-GB
---

A *slanted* and a **strong** word, a well-known fact.^[A note.]

## A heading

More text of the same kind.
"""
TOKENS = (
    ':root { --latin: "Acme"; --latin-small: "Acme"; --latin-large: "Acme"; --latin-sans: "Acme" }'
)
REGULAR, ITALIC, BOLD = (
    ("Regular", 400, "normal"),
    ("Italic", 400, "italic"),
    ("Bold", 600, "normal"),
)


def face(file: str, **more: object) -> str:
    """Write a face of a style.toml."""
    lines = [
        f"file = {json.dumps(file)}",
        *(f"{key} = {json.dumps(it)}" for key, it in more.items()),
    ]
    return "[[faces]]\n" + "\n".join(lines) + "\n\n"


def write_house(folder: Path, settings: str, fonts: dict[str, bytes]) -> Path:
    """Write a project whose house 'acme' has font files."""
    house = folder / "styles" / "acme"
    (house / "fonts").mkdir(parents=True)
    (folder / "publish.toml").write_text("", "utf-8")
    (folder / "brief.md").write_text(BRIEF, "utf-8")
    (house / "style.toml").write_text(settings, "utf-8")
    (house / "tokens.css").write_text(TOKENS, "utf-8")
    for name, data in fonts.items():
        (house / "fonts" / name).write_bytes(data)
    return folder


def acme(folder: Path, ending: str = "ttf") -> Path:
    """Write a house with three static fonts of one kind."""
    kinds: dict[str, Callable[[bytes], bytes]] = {
        "ttf": lambda data: data,
        "otf": fontfiles.postscript,
        "cff2.otf": lambda data: fontfiles.postscript(data, "CFF2"),
        "woff": lambda data: fontfiles.packed(data, "woff"),
        "woff2": lambda data: fontfiles.packed(data, "woff2"),
    }
    fonts, settings = {}, ""
    for name, weight, style in (REGULAR, ITALIC, BOLD):
        fonts[f"Acme-{name}.{ending}"] = kinds[ending](fontfiles.static(weight, style, "Acme"))
        settings += face(f"fonts/Acme-{name}.{ending}")
    return write_house(folder, settings, fonts)


def told(folder: Path) -> str:
    """Say what is told of the house when it is loaded."""
    return as_human(load("acme", Project(folder)).diagnostics)


def fonts_of(data: bytes) -> set[str]:
    """Name the fonts embedded in a PDF, without the tags of subsets."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return {
            str(each.FontName).partition("+")[2]
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        }


def cut_from(made: FontFace) -> TTFont:
    """Cut a face with a file of its house."""
    assert made.file is not None
    data = cut(made, made.file, "test")
    assert isinstance(data, bytes)
    return TTFont(BytesIO(data))


@pytest.mark.parametrize("ending", ["ttf", "otf", "cff2.otf", "woff", "woff2"])
def test_every_kind_of_font_file_sets_text(ending: str, tmp_path: Path) -> None:
    """Weight, slant and family are what the file says of itself."""
    acme(tmp_path, ending)
    code, _, said = publish("pdf", tmp_path / "brief.md")
    assert (code, said.count("warning")) == (0, 0), said
    data = (tmp_path / "build" / "brief.pdf").read_bytes()
    assert fonts_of(data) == {"Acme", "Acme-Italic", "Acme-Semi-Bold"}
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert "A slanted and a strong word, a well-known fact." in text


def test_all_kinds_of_one_font_set_the_same_page(tmp_path: Path) -> None:
    """Outlines are drawn anew within half a unit, widths not at all."""
    widths, tops = {}, {}
    for ending in ("ttf", "otf", "cff2.otf", "woff2"):
        folder = acme(tmp_path / ending, ending)
        made = load("acme", Project(folder)).faces[-1]
        font = cut_from(made)
        names = [font.getBestCmap()[ord(each)] for each in fontfiles.LETTERS[1:95]]
        widths[ending] = [font["hmtx"][each][0] for each in names]
        tops[ending] = [font["glyf"][each].yMax for each in names]
        pen = AreaPen()
        font.getGlyphSet()["H"].draw(pen)
        assert pen.value < 0, "the outer contours of TrueType run clockwise"
    assert len({tuple(each) for each in widths.values()}) == 1
    assert all(
        abs(top - other) <= 1
        for each in tops.values()
        for top, other in zip(each, tops["ttf"], strict=True)
    )


def test_a_variable_file_is_every_weight_that_is_ordered(tmp_path: Path) -> None:
    """The weight that is ordered is the place on its axis."""
    settings = face("fonts/V.ttf", family="Acme") + face("fonts/V.ttf", family="Acme", weight=600)
    write_house(tmp_path, settings, {"V.ttf": fontfiles.variable()})
    house = load("acme", Project(tmp_path))
    own = [each for each in house.faces if each.file]
    assert [(each.key, each.axes) for each in own] == [
        (("Acme", 200, "normal"), {"wght": 200.0}),
        (("Acme", 600, "normal"), {"wght": 600.0}),
    ]
    fonts = [cut_from(each) for each in own]
    assert ["fvar" in each for each in fonts] == [False, False]
    assert fonts[0]["hmtx"]["n"][0] < fonts[1]["hmtx"]["n"][0]


verified = pytest.mark.skipif(
    not verapdf.is_installed(),
    reason="not verified by veraPDF: the extra 'verify' is not installed",
)


@verified
@pytest.mark.parametrize("ending", ["ttf", "otf"])
def test_files_for_all_targets_are_valid(ending: str, tmp_path: Path) -> None:
    """PDF/A and PDF/UA by an outside validator, print by our own rules; the font is in no copy."""
    acme(tmp_path, ending)
    assert publish("pdf", "--for", "all", tmp_path / "brief.md")[0] == 0
    screen, archive, press = (
        (tmp_path / "build" / f"brief{suffix}.pdf").read_bytes()
        for suffix in ("", ".archive", ".print")
    )
    assert verapdf.judge(screen, "PDFA-2A").failures == ()
    assert verapdf.judge(screen, "PDFUA-1").failures == ()
    assert verapdf.judge(archive, "PDFA-3A").failures == ()
    assert judge(press).is_good
    text = pypdfium2.PdfDocument(press)[0].get_textpage().get_text_range()
    assert "A slanted and a strong word, a well-known fact." in text
    assert {frozenset(fonts_of(each)) for each in (screen, archive, press)} == {
        frozenset(("Acme", "Acme-Italic", "Acme-Semi-Bold"))
    }
    with pikepdf.open(BytesIO(archive)) as pdf:
        assert not [name for name in pdf.attachments if name.endswith((".ttf", ".otf"))]


def test_another_machine_makes_the_same_bytes(tmp_path: Path) -> None:
    """Another folder, and nothing in its cache."""
    made = []
    for name in ("one", "two"):
        folder = acme(tmp_path / name, "otf")
        environment = {"PUBLISH_CACHE": str(tmp_path / f"cache-{name}")}
        assert publish("pdf", folder / "brief.md", **environment)[0] == 0
        made.append((folder / "build" / "brief.pdf").read_bytes())
    assert made[0] == made[1]


def test_the_receipt_knows_the_files_and_verify_tells_another(tmp_path: Path) -> None:
    """A font file is an input like any other."""
    folder = acme(tmp_path / "here")
    assert publish("pdf", folder / "brief.md")[0] == 0
    receipt = json.loads((folder / "build" / "brief.receipt.json").read_text("utf-8"))
    names = [each["name"] for each in receipt["inputs"]]
    assert [each for each in names if each.endswith(".ttf")] == [
        f"styles/acme/fonts/Acme-{name}.ttf" for name in ("Bold", "Italic", "Regular")
    ]
    assert {"Acme 400 normal", "Acme 400 italic", "Acme 600 normal"} <= receipt["fonts"].keys()
    against = ("verify", "--against", folder, folder / "build" / "brief.pdf")
    assert "styles/acme/fonts" not in publish(*against)[1].decode()
    other = fontfiles.static(300, "normal", "Acme")
    (folder / "styles" / "acme" / "fonts" / "Acme-Regular.ttf").write_bytes(other)
    code, out, _ = publish(*against)
    assert code == 1
    assert "styles/acme/fonts/Acme-Regular.ttf" in out.decode()


def test_show_says_where_each_face_comes_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of the house, or a package; and the line that orders it."""
    monkeypatch.chdir(acme(tmp_path))
    lines = publish("style", "show", "acme")[1].decode().splitlines()
    assert (
        "face: Acme 400 normal: styles/acme/fonts/Acme-Regular.ttf  (styles/acme/style.toml:2)"
        in lines
    )
    assert any(
        each.startswith("face: Amiri 400 normal: fontpkg-amiri  (styles/base/") for each in lines
    )


def test_the_page_names_the_typeface_as_its_file_does(tmp_path: Path) -> None:
    """The sheets may call it otherwise."""
    settings = face("fonts/A.ttf", family="Acme", weight=400)
    write_house(tmp_path, settings, {"A.ttf": fontfiles.static(400, "normal", "Acme Grotesk")})
    assert publish("html", tmp_path / "brief.md", "-o", tmp_path / "x.html")[0] == 0
    assert "Acme Grotesk." in (tmp_path / "x.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("rights", "version", "refusal"),
    [
        (0x0000, 4, ""),
        (0x0004, 4, ""),
        (0x0008, 4, ""),
        (0x0002, 4, "to be embedded"),
        (0x0002, 1, "to be embedded"),
        (0x000A, 2, ""),
        (0x000A, 3, "to be embedded"),
        (0x0100, 4, "to be embedded in part"),
        (0x0108, 4, "to be embedded in part"),
        (0x0200, 4, "its outlines to be embedded"),
        (0x0302, 4, "to be embedded"),
    ],
)
def test_what_a_font_forbids_is_read(rights: int, version: int, refusal: str) -> None:
    """OpenType 1.9 §OS/2, fsType; before version 3 the freest of several uses counts."""
    for data in (fontfiles.static(), fontfiles.packed(fontfiles.static(), "woff2")):
        facts = read_facts(fontfiles.with_rights(data, rights, version))
        assert isinstance(facts, FontFacts)
        assert facts.refusal == refusal


def _bare(font: TTFont) -> None:
    del font["glyf"], font["loca"]


def _nameless(font: TTFont) -> None:
    font["name"].names = []


GOOD = fontfiles.static(400, "normal", "Acme")
MISTAKES: dict[str, tuple[str, dict[str, bytes], str]] = {
    "no such file": (
        face("fonts/Acme-Regluar.ttf"),
        {"Acme-Regular.ttf": GOOD},
        "2:1: error[style-file]: the house 'acme' has no font file 'fonts/Acme-Regluar.ttf'"
        "|did you mean 'fonts/Acme-Regular.ttf'?",
    ),
    "no font file at all": (
        face("fonts/A.ttf"),
        {},
        "2:1: error[style-file]: the house 'acme' has no font file 'fonts/A.ttf'"
        "|put it into the folder",
    ),
    "outside, by steps": (
        face("../../A.ttf"),
        {},
        "2:1: error[file-outside]: '../../A.ttf' lies outside of the house,"
        " and nothing there is read"
        "|put the font file into the folder of the house, e.g. into fonts/",
    ),
    "outside, by its root": (face("/usr/A.ttf"), {}, "2:1: error[file-outside]"),
    "outside, on a server": (face("https://x.org/A.woff2"), {}, "2:1: error[file-outside]"),
    "of no kind": (
        face("fonts/A.eot"),
        {"A.eot": GOOD},
        "2:1: error[font-file]: 'fonts/A.eot' is no font file that can be set"
        "|it ends in .otf, .ttf, .woff2 or .woff",
    ),
    "a collection": (
        face("fonts/A.ttc"),
        {"A.ttc": b"ttcf\0\1\0\0\0\0\0\2"},
        "2:1: error[font-file]: 'fonts/A.ttc' is a collection of several fonts, and no font file"
        "|export the one face to a file of its own",
    ),
    "a page of a web site": (
        face("fonts/A.woff2"),
        {"A.woff2": b"<!doctype html><title>404</title>"},
        "2:1: error[font-file]: 'fonts/A.woff2' is a text with markup,"
        " perhaps the page of a web site, and no font file|download the font file itself",
    ),
    "empty": (face("fonts/A.otf"), {"A.otf": b""}, "error[font-file]: 'fonts/A.otf' is empty"),
    "zeros": (face("fonts/A.otf"), {"A.otf": bytes(999)}, "holds zeros alone, and no font"),
    "cut off": (
        face("fonts/A.ttf"),
        {"A.ttf": GOOD[: len(GOOD) // 2]},
        "2:1: error[font-file]: 'fonts/A.ttf' is damaged: its list of tables cannot be read",
    ),
    "without outlines": (
        face("fonts/A.ttf"),
        {"A.ttf": fontfiles.changed(GOOD, _bare)},
        "has no outlines of letters, and a page is set with outlines",
    ),
    "without a name": (
        face("fonts/A.ttf"),
        {"A.ttf": fontfiles.changed(GOOD, _nameless)},
        "'fonts/A.ttf' does not say its family|add family =",
    ),
    "forbidden": (
        face("fonts/A.ttf"),
        {"A.ttf": fontfiles.with_rights(GOOD, 2)},
        "2:1: error[font-license]: 'fonts/A.ttf' forbids to be embedded,"
        " and a PDF cannot do without"
        "|its fsType (OpenType, table OS/2) says so; ask the foundry for a licence and a file",
    ),
    "no parts allowed": (
        face("fonts/A.ttf"),
        {"A.ttf": fontfiles.with_rights(GOOD, 0x104)},
        "2:1: error[font-license]: 'fonts/A.ttf' forbids to be embedded in part",
    ),
    "two files for one face": (
        face("fonts/A.ttf") + face("fonts/B.ttf"),
        {"A.ttf": GOOD, "B.ttf": GOOD},
        "5:1: error[style-face]: 'Acme' 400 normal is ordered twice|two files for one face",
    ),
    "a file and a package": (
        face("fonts/A.ttf", package="amiri"),
        {"A.ttf": GOOD},
        "2:1: error[style-value]: a face is of a 'file' or of a 'package', and here are both",
    ),
    "a file that is no text": (
        "[[faces]]\nfile = 3\n",
        {},
        "2:1: error[style-value]: a face needs 'file'",
    ),
    "axes of a static file": (
        "[[faces]]\nfile = 'fonts/A.ttf'\naxes = { wght = 400 }\n",
        {"A.ttf": GOOD},
        "3:1: error[style-value]: 'fonts/A.ttf' has no axes: it is one face|leave 'axes' out",
    ),
    "an axis that is not there": (
        "[[faces]]\nfile = 'fonts/V.ttf'\naxes = { wdth = 90 }\n",
        {"V.ttf": fontfiles.variable()},
        "3:10: error[style-value]: 'fonts/V.ttf' has no axis 'wdth'"
        "|its axes are: wght (200 to 900)",
    ),
    "a place past the end of an axis": (
        "[[faces]]\nfile = 'fonts/V.ttf'\naxes = { wght = 950 }\n",
        {"V.ttf": fontfiles.variable()},
        "3:10: error[style-value]: 'fonts/V.ttf' has 200 to 900 on its axis 'wght', and not 950",
    ),
    "a weight past the end of its axis": (
        "[[faces]]\nfile = 'fonts/V.ttf'\nweight = 100\n",
        {"V.ttf": fontfiles.variable()},
        "3:1: error[style-value]: 'fonts/V.ttf' has 200 to 900 on its axis 'wght', and not 100",
    ),
    "regular ordered as bold": (
        face("fonts/A.ttf", weight=600),
        {"A.ttf": GOOD},
        "3:1: warning[style-face]: 'fonts/A.ttf' has the weight 400, and is ordered as 600"
        "|take the file of the weight that is wanted",
    ),
    "upright ordered as italic": (
        face("fonts/A.ttf", style="italic"),
        {"A.ttf": GOOD},
        "3:1: warning[style-face]: 'fonts/A.ttf' calls itself upright, and is ordered as italic",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_once_at_its_line(name: str, tmp_path: Path) -> None:
    """What was found, what was looked for, and what to do."""
    settings, fonts, wanted = MISTAKES[name]
    said = told(write_house(tmp_path, settings, fonts))
    assert [part for part in wanted.split("|") if part not in said] == [], said
    assert said.endswith(("1 error", "1 warning"))


def test_a_weight_that_no_file_has_names_the_file_that_may_stand_in(tmp_path: Path) -> None:
    """Base asks for 600, and most families have 700."""
    fonts = {
        f"{name}.ttf": fontfiles.static(weight, style, "Acme")
        for name, weight, style in (REGULAR, ITALIC)
    }
    fonts["Bold.ttf"] = fontfiles.static(700, "normal", "Acme")
    write_house(tmp_path, "".join(face(f"fonts/{name}") for name in fonts), fonts)
    said = as_human(check(tmp_path))
    assert "no face 'Acme' 600 normal is ordered" in said
    assert "say weight = 600 of 'styles/acme/fonts/Bold.ttf'" in said
    (tmp_path / "styles" / "acme" / "style.toml").write_text(
        face("fonts/Regular.ttf") + face("fonts/Italic.ttf") + face("fonts/Bold.ttf", weight=600),
        "utf-8",
    )
    assert as_human(check(tmp_path)) == ""


def check(folder: Path) -> tuple[Diagnostic, ...]:
    """Check the house as the command does."""
    with pytest.MonkeyPatch.context() as here:
        here.chdir(folder)
        return check_style("acme")


def test_a_font_file_that_no_face_orders_is_told(tmp_path: Path) -> None:
    """Such a file was meant to set something."""
    acme(tmp_path)
    fonts = tmp_path / "styles" / "acme" / "fonts"
    shutil.copy(fonts / "Acme-Bold.ttf", fonts / "Acme-Black.ttf")
    (fonts / "OFL.txt").write_text("SIL Open Font License", "utf-8")
    assert as_human(check(tmp_path)).splitlines() == [
        "styles/acme/fonts/Acme-Black.ttf:1:1: warning[style-unused]:"
        " 'fonts/Acme-Black.ttf' is a font file of no face",
        '  hint: a face orders it in style.toml: file = "fonts/Acme-Black.ttf"',
        "1 warning",
    ]


def test_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    """As for every file that is read."""
    outside = tmp_path / "A.ttf"
    outside.write_bytes(GOOD)
    folder = write_house(tmp_path / "project", face("fonts/A.ttf"), {})
    (folder / "styles" / "acme" / "fonts" / "A.ttf").symlink_to(outside)
    said = told(folder)
    assert (
        "styles/acme/fonts/A.ttf:1:1: error[file-outside]: 'styles/acme/fonts/A.ttf' lies" in said
    )
    assert "style.toml:2:1: error[font-file]: 'fonts/A.ttf' cannot be read" in said


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """A hole of a gigabyte takes no room on the disk."""
    folder = write_house(tmp_path, face("fonts/A.ttf"), {})
    with (folder / "styles" / "acme" / "fonts" / "A.ttf").open("wb") as file:
        file.truncate(1 << 30)
    assert "fonts/A.ttf:1:1: error[file-too-large]" in told(folder)


def test_what_is_packed_never_unpacks_past_what_is_announced() -> None:
    """WOFF 2.0: a hundred bytes can stand for gigabytes."""
    brotli = pytest.importorskip("brotli")
    bomb = brotli.compress(bytes(20 << 20), quality=1)
    head = struct.pack(">4s4sIHHIIHHIIIII", b"wOF2", b"\0\1\0\0", 0, 1, 0, 0, len(bomb), *[0] * 7)
    found = read_facts(head + bytes((0, 100)) + bomb)
    assert isinstance(found, NoFont)
    announced = read_facts(head + bytes((0, 0x8F, 0xFF, 0xFF, 0xFF, 0x7F)) + bomb)
    assert isinstance(announced, NoFont)
    assert "more than 64 MB of tables" in announced.message


def damaged() -> Iterator[tuple[str, bytes]]:
    """Give fonts with damage of every kind, the same in each run."""
    chance = random.Random(20261123)
    for kind, data in (
        ("ttf", GOOD),
        ("otf", fontfiles.postscript(GOOD)),
        ("woff2", fontfiles.packed(GOOD, "woff2")),
        ("woff", fontfiles.packed(GOOD, "woff")),
        ("variable", fontfiles.variable()),
    ):
        for length in (1, 4, 11, 40, 100, *(chance.randrange(len(data)) for _ in range(20))):
            yield f"{kind} of {length} bytes", data[:length]
        for _ in range(60):
            torn = bytearray(data)
            for _ in range(chance.choice((1, 4, 40))):
                torn[chance.randrange(chance.choice((64, 400, len(data))))] = chance.choice(
                    (0, 255, 128, 7)
                )
            yield f"{kind} with other bytes", bytes(torn)
        for _ in range(10):
            start = chance.randrange(len(data))
            yield (
                f"{kind} with a hole",
                data[:start] + bytes(min(999, len(data) - start)) + data[start + 999 :],
            )


def test_damage_is_read_or_told_and_never_stops_us() -> None:
    """Whatever is in the file: facts, or a sentence."""
    found = [read_facts(data) for _, data in damaged()]
    assert {type(each) for each in found} == {FontFacts, NoFont}
    assert all(each.message for each in found if isinstance(each, NoFont))


def test_damage_inside_of_tables_is_told_where_the_face_is_ordered(tmp_path: Path) -> None:
    """Found by the process that cuts, which may end as it likes."""
    font = TTFont(BytesIO(GOOD))
    start, size = (font.reader.tables["glyf"].offset, font.reader.tables["glyf"].length)
    torn = GOOD[: start + 40] + b"\x7f" * (size - 80) + GOOD[start + size - 40 :]
    folder = write_house(tmp_path, "\n\n" + face("fonts/A.ttf"), {"A.ttf": torn})
    assert told(folder) == ""
    code, _, said = publish("pdf", folder / "brief.md")
    assert code == 1
    assert (
        "styles/acme/style.toml:4:1: error[font-file]: 'styles/acme/fonts/A.ttf' is damaged: its "
        in said
    )
    assert "take the file once more" in said
    assert said.endswith("1 error\n")
    assert "error[font-file]: 'styles/acme/fonts/A.ttf' is damaged" in as_human(check(folder))


@pytest.mark.slow
def test_a_damaged_file_that_is_cut_all_the_same_sets_a_page_or_is_told(tmp_path: Path) -> None:
    """Whole way: what passes the cutter never stops the renderer without a word."""
    chance = random.Random(7)
    ends = set()
    for number in range(6):
        torn = bytearray(GOOD)
        for _ in range(3):
            torn[chance.randrange(400, len(torn))] ^= 0xFF
        folder = write_house(
            tmp_path / str(number), face("fonts/A.ttf", family="Acme"), {"A.ttf": bytes(torn)}
        )
        code, _, said = publish("pdf", folder / "brief.md")
        assert code == 0 or "error[font-file]" in said, said
        ends.add(code)
    assert ends == {0, 1}


def test_no_house_of_ours_has_own_fonts(tmp_path: Path) -> None:
    """They come from packages, so that no font is in the repository."""
    houses: list[House] = [load(name, Project(tmp_path)) for name in ("base", "meridian")]
    faces: list[FontFace] = [each for house in houses for each in house.faces]
    assert [each.key for each in faces if each.file] == []
