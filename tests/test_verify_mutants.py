"""`publish verify` before files that someone has changed: each fault in words, no traceback."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from publish import verapdf
from publish.targets import PRINT
from publish.verdict import judge
from tests.test_cli import publish

Change = Callable[[pikepdf.Pdf], object]
TEXT = """---
title: Rules for Water
author: Ada Writer
lang: en-GB
date: 2023-04-07
bibliography: refs.bib
---

A first paragraph calls a note.[^a] See [the web](https://example.org/x) and @fig-a.

## A heading of its own

Another sentence cites a work [@a2000, 3]. The second remark stands here.[^b]

![A photo of a well](a.png){#fig-a alt="A well with a roof" width="40mm"}

| Head one | Head two |
|----------|----------|
| cell     | other    |

[^a]: Wells are dug by hand in Adamstown.
[^b]: Pumps are mended by anybody in Browntown.
"""
WORK = "@book{a2000, author={Adams, Ann}, title={On Wells}, date={2000}, publisher={Well Press}}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    (folder / "publish.toml").write_text("", "utf-8")
    (folder / "brief.md").write_text(TEXT, "utf-8")
    (folder / "refs.bib").write_text(WORK, "utf-8")
    Image.effect_noise((600, 400), 90).convert("RGB").save(folder / "a.png")
    assert publish("pdf", "--for", "all", folder / "brief.md")[0] == 0
    return folder


@pytest.fixture(autouse=True)
def no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own rules are asked here; tests/test_verapdf.py asks the validator."""
    monkeypatch.setattr(verapdf, "is_installed", lambda: False)


def changed(path: Path, change: Change, **saved: Any) -> bytes:
    """Give a file after a change to its objects."""
    with pikepdf.open(path) as document:
        change(document)
        out = io.BytesIO()
        document.save(out, **saved)
    return out.getvalue()


def told(pdf: bytes) -> set[str]:
    """Give what is bad or to be looked at, as one would read it."""
    rows = [row for row in judge(pdf).rows if row.answer != "good"]
    return {f"{row.subject}: {row.text}" for row in rows}


def elements(document: pikepdf.Pdf, kind: str) -> list[Any]:
    found = [each for each in document.objects if isinstance(each, Dictionary)]
    return [each for each in found if each.get("/S") == kind and "/P" in each]


def of_type(document: pikepdf.Pdf, kind: str) -> list[Any]:
    found = [each for each in document.objects if isinstance(each, Dictionary)]
    return [each for each in found if each.get("/Type") == kind]


def addresses(document: pikepdf.Pdf) -> list[Any]:
    return [each for each in document.pages[0].Annots if "/A" in each]


def each_of(things: Callable[[pikepdf.Pdf], list[Any]], change: Callable[[Any], object]) -> Change:
    def apply(document: pikepdf.Pdf) -> None:
        for each in things(document):
            change(each)

    return apply


def painted(operators: bytes) -> Change:
    return lambda document: document.pages[0].contents_add(Stream(document, operators))


def set_(name: str, value: Any) -> Change:
    return lambda document: document.Root.__setitem__(name, value)


def without(name: str) -> Change:
    return lambda document: document.Root.__delitem__(name)


def page_set(name: str, value: Any) -> Change:
    return lambda document: document.pages[0].obj.__setitem__(name, value)


def page_without(name: str) -> Change:
    return lambda document: document.pages[0].obj.__delitem__(name)


def info(name: str, value: str) -> Change:
    def change(document: pikepdf.Pdf) -> None:
        document.docinfo[name] = value

    return change


def drop_font(document: pikepdf.Pdf) -> None:
    descriptor = of_type(document, "/FontDescriptor")[0]
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def drop_text(document: pikepdf.Pdf) -> None:
    del next(each for each in of_type(document, "/Font") if "/ToUnicode" in each)["/ToUnicode"]


def swap_notes(document: pikepdf.Pdf) -> None:
    notes = {str(each.ID): each for each in elements(document, "/Note")}
    one, other = notes["note-1"], notes["note-3"]
    one.K, other.K = other.K, one.K


def turn_order(document: pikepdf.Pdf) -> None:
    whole: Any = document.Root.StructTreeRoot.K
    whole.K = Array(reversed(list(whole.K)))


def loop_tags(document: pikepdf.Pdf) -> None:
    element = elements(document, "/P")[0]
    element.K = Array([element])


def name_scripts(document: pikepdf.Pdf) -> None:
    action = document.make_indirect(Dictionary(S=Name.JavaScript, JS=String("x")))
    document.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), action]))


def add_widget(document: pikepdf.Pdf) -> None:
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, Rect=Array([0, 0, 9, 9]))
    document.pages[0].Annots.append(document.make_indirect(field))
    document.Root.AcroForm = Dictionary(Fields=Array([]))


def attach(document: pikepdf.Pdf) -> None:
    document.attachments["x.exe"] = b"MZ"


def loop_outline(document: pikepdf.Pdf) -> None:
    document.Root.Outlines.First.Next = document.Root.Outlines.First


def dead_bookmark(document: pikepdf.Pdf) -> None:
    document.Root.Outlines.First.Dest = Array([document.make_indirect(Dictionary()), Name.Fit])


def show_notdef(document: pikepdf.Pdf) -> None:
    name = next(iter(document.pages[0].Resources.Font.keys()))
    painted(b"BT " + name.encode() + b" 9 Tf <00410000> Tj ET")(document)


def empty_page(document: pikepdf.Pdf) -> None:
    document.pages[0].Contents = document.make_stream(b"")


def garbage(document: pikepdf.Pdf) -> None:
    document.pages[0].Contents = document.make_stream(b"\x00\xff ( [ << BT q Q Q Q /x Do cm k")


def bomb(document: pikepdf.Pdf) -> None:
    """Show eight forms, each of which shows the next ten times, and the last one the first."""
    forms = [
        document.make_stream(
            b"/X Do " * 10, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1])
        )
        for _ in range(8)
    ]
    for form, shown in zip(forms, (*forms[1:], forms[0]), strict=True):
        form.Resources = Dictionary(XObject=Dictionary(X=shown))
    document.pages[0].Resources.XObject.Y = forms[0]
    painted(b"/Y Do")(document)


SCREEN_MUTANTS: dict[str, tuple[Change, str]] = {
    "a font is left out": (drop_font, "fonts: not embedded: "),
    "a font says no letters": (drop_text, "search: text of "),
    "a picture has no words": (
        each_of(lambda d: elements(d, "/Figure"), lambda e: e.__delitem__("/Alt")),
        "pictures: 1 without alternative text",
    ),
    "a picture has empty words": (
        each_of(lambda d: elements(d, "/Figure"), lambda e: e.__setitem__("/Alt", String(" "))),
        "pictures: 1 without alternative text",
    ),
    "no place has a name": (without("/Names"), "links: these lead nowhere: call-1, call-2"),
    "no language": (without("/Lang"), "language: the file does not say its language"),
    "no language that exists": (
        set_("/Lang", String("englisch")),
        "language: no tag of a language: englisch; German is 'de'",
    ),
    "two notes are swapped": (
        swap_notes,
        "notes: what is called note 1 is tied to the call of another",
    ),
    "tags are turned round": (turn_order, "notes: note 1 is read after note 3"),
    "a heading is too deep": (
        each_of(lambda d: elements(d, "/H2"), lambda e: e.__setitem__("/S", Name.H5)),
        "headings: one of level 5 follows one of level 1",
    ),
    "no title heading": (
        each_of(lambda d: elements(d, "/H1"), lambda e: e.__setitem__("/S", Name.P)),
        "headings: one of level 2 stands first",
    ),
    "heads of tables say nothing": (
        each_of(lambda d: elements(d, "/TH"), lambda e: e.__delitem__("/A")),
        "tables: 2 header cells do not say what they head",
    ),
    "two elements have one name": (
        each_of(lambda d: elements(d, "/Note"), lambda e: e.__setitem__("/ID", String("a"))),
        "tags: two elements have one name: a",
    ),
    "no tags": (without("/StructTreeRoot"), "tags: the text is not tagged for screen readers"),
    "a script on opening": (
        set_("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("x"))),
        "safety: the file has an action of the kind 'JavaScript'",
    ),
    "a script with a name": (
        name_scripts,
        "safety: the file has an action of the kind 'JavaScript'",
    ),
    "a page starts a program": (
        page_set("/AA", Dictionary(O=Dictionary(S=Name.Launch, F=String("x")))),
        "safety: the file has an action of the kind 'Launch'",
    ),
    "a form": (add_widget, "safety: the file has a form, which none of its readers is to fill in"),
    "a link runs a script": (
        each_of(addresses, lambda e: e.A.__setitem__("/URI", String("javascript:x"))),
        "safety: the file links to 'javascript:x'",
    ),
    "a link opens a file": (
        each_of(addresses, lambda e: e.A.__setitem__("/URI", String("file:///etc/passwd"))),
        "safety: the file links to 'file:///etc/passwd'",
    ),
    "a file is inside": (attach, "safety: files are inside that 'screen' does not carry: x.exe"),
    "a bookmark leads nowhere": (
        dead_bookmark,
        "outline: these lead nowhere: A heading of its own",
    ),
    "no bookmarks": (
        without("/Outlines"),
        "outline: there are headings, and no bookmarks to reach them by",
    ),
    "no title": (
        lambda d: d.docinfo.__delitem__("/Title"),
        "title: the file has no title that old readers see",
    ),
    "two titles": (
        info("/Title", "Other"),
        "title: it has two: 'Other' for old readers, 'Rules for Water' for new ones",
    ),
    "no metadata": (
        without("/Metadata"),
        "metadata: there is no description (XMP) of the file that can be read",
    ),
    "the title is not shown": (
        without("/ViewerPreferences"),
        "title bar: readers show the file's name, not its title",
    ),
    "a missing glyph": (
        show_notdef,
        "characters: a font lacks a character on page 1: an empty box",
    ),
    "no text": (empty_page, "text: page 1 has no text: is it a picture?"),
    "garbage for content": (garbage, "content: page 1 cannot be read through"),
    "pale text": (lambda d: pale(d), "contrast: "),
}


@pytest.mark.parametrize("name", SCREEN_MUTANTS)
def test_a_fault_on_the_screen_is_told(built: Path, name: str) -> None:
    change, said = SCREEN_MUTANTS[name]
    found = told(changed(built / "build" / "brief.pdf", change))
    assert any(each.startswith(said) for each in found), found


def pale(document: pikepdf.Pdf) -> None:
    """Turn all text pale that is written after the first colour."""
    data = document.pages[0].Contents.read_bytes()
    document.pages[0].Contents.write(data.replace(b" rg\n", b" rg\n.9 .9 .9 rg\n"))


PRESS_MUTANTS: dict[str, tuple[Change, str]] = {
    "no trim": (page_without("/TrimBox"), "trim: page 1 does not say where it is cut (TrimBox)"),
    "no bleed": (page_without("/BleedBox"), "bleed: 0 mm; most presses ask for 3 mm"),
    "bleed beyond the paper": (
        page_set("/BleedBox", Array([-99, -99, 900, 900])),
        "trim: on page 1 trim, bleed and paper are not nested",
    ),
    "no paper": (page_set("/MediaBox", Array([0, 0, 0, 0])), "pages: page 1 has no size"),
    "a page of another size": (
        lambda d: d.add_blank_page(page_size=(300, 300)),
        "trim: page 2 does not say where it is cut (TrimBox)",
    ),
    "RGB": (painted(b"1 0 0 rg 0 0 9 9 re f"), "inks: colours of the screen (RGB) on page 1"),
    "RGB by its space": (
        painted(b"/DeviceRGB cs 1 0 0 sc 0 0 9 9 re f"),
        "inks: colours of the screen (RGB) on page 1",
    ),
    "400 % of ink": (
        painted(b"1 1 1 1 k 0 0 9 9 re f"),
        "ink: 400% of ink on page 1; 300 % is the limit",
    ),
    "black text of four inks": (
        painted(b".6 .4 .4 1 k BT (x) Tj ET"),
        "black: black text in several inks on page 1",
    ),
    "no intent": (without("/OutputIntents"), "output intent: none: no press is named"),
    "an intent without a profile": (
        lambda d: d.Root.OutputIntents[0].__delitem__("/DestOutputProfile"),
        "output intent: 'FOGRA39' has no profile of four inks",
    ),
    "an intent of three colours": (
        lambda d: d.Root.OutputIntents[0].DestOutputProfile.__setitem__("/N", 3),
        "output intent: 'FOGRA39' has no profile of four inks",
    ),
    "two intents": (
        lambda d: d.Root.OutputIntents.append(d.Root.OutputIntents[0]),
        "output intent: 2 are named, and one is meant",
    ),
    "a link": (
        page_set("/Annots", Array([Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 1, 1]))])),
        "links: 1 links or forms lie on the pages",
    ),
    "trapping": (
        lambda d: d.docinfo.__delitem__("/Trapped"),
        "trapping: the file does not say whether it is trapped",
    ),
    "blending on the screen": (
        page_set("/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)),
        "transparency: what shines through on page 1 is not mixed in inks",
    ),
    "a bomb": (bomb, "content: page 1 cannot be read through"),
    "garbage": (garbage, "content: page 1 cannot be read through"),
}


@pytest.mark.parametrize("name", PRESS_MUTANTS)
def test_a_fault_for_the_press_is_told(built: Path, name: str) -> None:
    change, said = PRESS_MUTANTS[name]
    assert said in told(changed(built / "build" / "brief.print.pdf", change))


@pytest.mark.parametrize("sides", [(900, 600), (1, 600), (900, 1)], ids=["both", "high", "wide"])
def test_a_picture_of_72_ppi_is_told(built: Path, sides: tuple[int, int]) -> None:
    """On its coarser side."""

    def enlarge(document: pikepdf.Pdf) -> None:
        name = next(
            name
            for name, each in document.pages[0].Resources.XObject.items()
            if each.get("/Subtype") == "/Image"
        )
        painted(b"q %d 0 0 %d 0 0 cm %s Do Q" % (*sides, name.encode()))(document)

    found = told(changed(built / "build" / "brief.print.pdf", enlarge))
    assert [each for each in found if each.startswith("pictures: 48 ppi")]


@pytest.mark.parametrize("change", [loop_tags, loop_outline], ids=["tags", "bookmarks"])
def test_what_goes_in_circles_ends(built: Path, change: Change) -> None:
    assert judge(changed(built / "build" / "brief.pdf", change)).target == "screen"


def test_three_thousand_pages_are_judged(built: Path) -> None:
    def grow(document: pikepdf.Pdf) -> None:
        for _ in range(3000):
            document.add_blank_page(page_size=(595, 842))

    found = told(changed(built / "build" / "brief.pdf", grow))
    assert "text: page 2, 3, 4, 5, 6 and 2995 more has no text: is it a picture?" in found


def test_a_locked_file_is_told(built: Path) -> None:
    locked = pikepdf.Encryption(owner="o", user="u")
    assert told(changed(built / "build" / "brief.pdf", lambda _: None, encryption=locked)) == {
        "file: it asks for a password"
    }
    half = pikepdf.Encryption(owner="o", user="")
    found = told(changed(built / "build" / "brief.pdf", lambda _: None, encryption=half))
    assert "safety: the file is locked: archives and readers of text refuse it" in found


LOOP = (
    b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj"
)
DAMAGED = "file: it cannot be opened: it is damaged or cut short"
NO_PDF = "file: it is no PDF: it does not begin with '%PDF-'"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "file: it is empty"),
        (b"hello", NO_PDF),
        (b"PK\x03\x04" + b"0" * 500, NO_PDF),
        (b"\0" * 5000, NO_PDF),
        (b"%PDF-1.7\n", DAMAGED),
        (b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000, DAMAGED),
        (b"%PDF-1.4\n" + LOOP + b"\ntrailer<</Root 1 0 R>>\n%%EOF", DAMAGED),
        (b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF", DAMAGED),
    ],
    ids=["empty", "text", "docx", "zeros", "head", "deep", "loop", "no pages"],
)
def test_what_is_no_file_is_told(data: bytes, said: str) -> None:
    assert told(data) == {said}


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_told(built: Path, share: float) -> None:
    whole = (built / "build" / "brief.pdf").read_bytes()
    assert told(whole[: int(share * len(whole))]) == {DAMAGED}


def test_any_file_can_be_judged_for_any_target(built: Path) -> None:
    """Also when it never said that it was for it."""
    rows = judge((built / "build" / "brief.pdf").read_bytes(), PRINT).rows
    said = {f"{row.subject}: {row.text}" for row in rows}
    assert "claims: it does not say that it keeps PDF/X" in said
    assert "inks: colours of the screen (RGB) on page 1" in said
    code, out, _ = publish(
        "verify", "--for", "print", "--format", "json", built / "build" / "brief.pdf"
    )
    assert (code, json.loads(out)["target"]) == (1, "print")


def against(built: Path, folder: Path, change: Change) -> list[str]:
    """Hold a changed file against its sources; give the differences at their places."""
    shutil.copy(built / "build" / "brief.receipt.json", folder / "brief.receipt.json")
    (folder / "brief.pdf").write_bytes(changed(built / "build" / "brief.pdf", change))
    code, out, _ = publish("verify", "--format", "json", "--against", built, folder / "brief.pdf")
    assert code == 1
    return [
        f"{each['line']}:{each['column']} {each['message']}"
        for each in json.loads(out)["differences"]
    ]


def test_swapped_notes_are_told_at_their_places(built: Path, tmp_path: Path) -> None:
    assert against(built, tmp_path, swap_notes) == [
        "21:32 note 1 of the file has another text; its text stands in note 3",
        "22:38 note 3 of the file has another text; its text stands in note 1",
    ]


def test_another_order_is_told_at_its_place(built: Path, tmp_path: Path) -> None:
    (found,) = against(built, tmp_path, turn_order)
    assert "is read before" in found


def test_a_lost_page_is_told_word_by_word(built: Path, tmp_path: Path) -> None:
    found = against(built, tmp_path, empty_page)
    assert "9:3 the word 'first' of the manuscript is not in the file" in found
    assert len(found) == 20


def test_a_changed_word_is_told_at_its_place(built: Path, tmp_path: Path) -> None:
    """The file as it was, and a manuscript in which one word is another."""
    for name in ("publish.toml", "refs.bib", "a.png"):
        shutil.copy(built / name, tmp_path / name)
    (tmp_path / "brief.md").write_text(TEXT.replace("second remark", "second remarque"), "utf-8")
    code, out, _ = publish("verify", "--against", tmp_path, built / "build" / "brief.pdf")
    lines = out.decode().splitlines()
    assert code == 1
    assert "! source changed: brief.md" in lines
    assert any(
        line.endswith("13:55: error[pdf-text]: the word 'remarque' of the manuscript is not in"
                      " the file") for line in lines
    )  # fmt: skip
