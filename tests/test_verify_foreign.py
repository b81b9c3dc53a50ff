"""`publish verify` before files that we did not make, or that are damaged: words, no traceback."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from PIL import Image

from publish import verapdf
from publish.targets import PRINT
from publish.verdict import Verdict, judge
from tests.test_cli import BRIEF, LIBRARY, publish
from tests.verifying import verify

DAMAGES = 150
"""Damaged copies that are judged: about 2 s."""
_TOKEN = re.compile(rb"/[A-Za-z]+|\(.*?\)|\d+ 0 R|\d+\.?\d*|\[|\]|<<|>>|<[0-9a-f]*>")
_ODD = (
    b"null", b"[]", b"<<>>", b"-1", b"99999999999999999999", b"0 0 R", b"1 0 R", b"/X", b"()",
    b"(\xff\xfe\xd8)", b"true", b"0.0000001", b"[[[[]]]]", b"<< /K 1 0 R >>", b"1e99", b"nan",
)  # fmt: skip


@pytest.fixture(autouse=True)
def no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verapdf, "is_installed", lambda: False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    (folder / "brief.md").write_text(BRIEF, "utf-8")
    (folder / "refs.bib").write_text(LIBRARY, "utf-8")
    assert publish("pdf", "--for", "all", folder / "brief.md")[0] == 0
    return folder / "build"


def said(verdict: Verdict, subject: str) -> list[tuple[str, str]]:
    return [(row.answer, row.text) for row in verdict.rows if row.subject == subject]


def saved(document: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def damaged(pdf: bytes, seed: int) -> bytes:
    """Change bytes of a file, or tokens of the same file without compression."""
    chance = random.Random(seed)
    if seed % 3 == 0:
        noisy = bytearray(pdf)
        for _ in range(chance.choice((1, 5, 30, 200))):
            noisy[chance.randrange(len(noisy))] = chance.randrange(256)
        return bytes(noisy)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(
            out,
            qdf=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    plain = bytearray(out.getvalue())
    tokens = [each.span() for each in _TOKEN.finditer(plain)]
    for start, end in sorted(chance.sample(tokens, chance.choice((1, 2, 4, 12))), reverse=True):
        plain[start:end] = chance.choice(_ODD)
    return bytes(plain)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["brief.pdf", "brief.print.pdf"])
def test_no_damage_ends_in_a_traceback(built: Path, name: str) -> None:
    pdf = (built / name).read_bytes()
    for seed in range(DAMAGES):
        rows = judge(damaged(pdf, seed)).rows
        assert rows
        assert all(row.subject and row.text for row in rows)


@pytest.mark.parametrize("target", [None, PRINT])
@pytest.mark.parametrize("content", [b"BT /F1 ( Tj", b"BI /W 1 ID", b"[ 1 0 0 rg", b"<< /A rg"])
def test_a_page_that_cannot_be_read_through_is_named(content: bytes, target: object) -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        page = document.add_blank_page()
        page.obj.Contents = pikepdf.Stream(document, content)
        page.obj.Contents.Filter = Name.FlateDecode
        pdf = saved(document)
    verdict = judge(pdf, PRINT if target else None)
    assert ("bad", "page 2 cannot be read through") in said(verdict, "content")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "it is empty"),
        (b"hello", "it is no PDF: it does not begin with '%PDF-'"),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "it is no PDF: it does not begin with '%PDF-'"),
        (bytes(1100) + b"%PDF-1.7\n", "it is no PDF: it does not begin with '%PDF-'"),
        (b"%PDF-1.7\n", "it cannot be opened: it is damaged or cut short"),
        (
            b"%PDF-1.7\nstartxref\n99999999999999999999\n%%EOF\n",
            "it cannot be opened: it is damaged or cut short",
        ),
        (b"%PDF-1.7\n" + bytes(range(256)) * 9, "it cannot be opened: it is damaged or cut short"),
    ],
)
def test_what_is_no_pdf_is_judged_for_nothing(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    assert verify(path) == (1, f"judged as a file for: nothing\n! file: {words}\n")


def test_half_a_file_and_one_without_pages_are_told(built: Path) -> None:
    pdf = (built / "brief.pdf").read_bytes()
    assert said(judge(pdf[: len(pdf) // 2]), "file")[0][0] == "bad"
    with pikepdf.new() as document:
        assert said(judge(saved(document)), "file") == [("bad", "it has no pages")]


@pytest.mark.parametrize(("user", "words"), [("u", "it asks for a password"), ("", "")])
def test_a_locked_file_is_told(built: Path, user: str, words: str) -> None:
    """One that asks to be opened cannot be judged; one that forbids to print can."""
    with pikepdf.open(built / "brief.pdf") as document:
        out = io.BytesIO()
        document.save(out, encryption=pikepdf.Encryption(owner="o", user=user))
    verdict = judge(out.getvalue())
    if words:
        assert said(verdict, "file") == [("bad", words)]
    else:
        locked = "the file is locked: archives and readers of text refuse it"
        assert ("bad", locked) in said(verdict, "safety")


def test_bytes_before_the_header_are_told(built: Path) -> None:
    """Readers look further, and archives do not (ISO 19005-2 §6.1.2)."""
    pdf = b"junk\n" + (built / "brief.pdf").read_bytes()
    verdict = judge(pdf)
    assert said(verdict, "file") == [("bad", "5 bytes that are no PDF stand before '%PDF-'")]
    assert said(verdict, "language") == [("good", "en-GB")]


@pytest.mark.parametrize(
    "title", ["untitled", "Microsoft Word - brief_final2.docx", "brief.indd", " ", "Untitled", "--"]
)
def test_a_title_that_a_program_wrote_is_doubted(built: Path, title: str) -> None:
    with pikepdf.open(built / "brief.pdf") as document:
        document.docinfo["/Title"] = title
        del document.Root["/Metadata"]
        pdf = saved(document)
    (row,) = said(judge(pdf), "title")
    assert row[0] != "good"


@pytest.mark.parametrize("title", ["Report.", "Untitled Works of 1984", "What is PDF?", "a.b c"])
def test_a_title_of_words_is_believed(built: Path, title: str) -> None:
    with pikepdf.open(built / "brief.pdf") as document:
        document.docinfo["/Title"] = title
        del document.Root["/Metadata"]
        pdf = saved(document)
    assert said(judge(pdf), "title") == [("good", title)]


def circular(document: pikepdf.Pdf) -> None:
    element = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P))
    element.K = element
    document.Root.StructTreeRoot = document.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=element)
    )


def deep(document: pikepdf.Pdf) -> None:
    top = below = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P))
    for _ in range(3000):
        below.K = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div))
        below = below.K
    document.Root.StructTreeRoot = document.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=top)
    )


def self_drawing(document: pikepdf.Pdf) -> None:
    form = document.make_indirect(
        pikepdf.Stream(document, b"/X Do", Type=Name.XObject, Subtype=Name.Form)
    )
    form.BBox = [0, 0, 9, 9]
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    document.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=form))
    document.pages[0].obj.Contents = pikepdf.Stream(document, b"/X Do")


def nested(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.Contents = pikepdf.Stream(document, b"q " * 100_000 + b"[" * 400)


@pytest.mark.parametrize("change", [circular, deep, self_drawing, nested])
def test_what_has_no_end_ends(change: Callable[[pikepdf.Pdf], None]) -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.MarkInfo = Dictionary(Marked=True)
        change(document)
        pdf = saved(document)
    assert not judge(pdf).is_good


@pytest.mark.parametrize("target", ["screen", "archive", "print"])
def test_a_file_of_another_tool_is_judged_for_any_target(tmp_path: Path, target: str) -> None:
    """Pillow's: a picture on a page, and nothing that a reader or a press asks for."""
    path = tmp_path / "x.pdf"
    Image.new("RGB", (300, 200), "red").save(path)
    code, out = verify("--for", target, path)
    assert code == 1
    assert out.startswith(f"judged as a file for: {target}\n")
    wanted = "! inks: colours of the screen (RGB) on page 1" if target == "print" else "! tags: "
    assert wanted in out
    assert "valid" not in out


def test_a_page_that_is_cut_twice_is_told(built: Path) -> None:
    """One of TrimBox and ArtBox is allowed (ISO 15930-7 §6.4)."""
    whole = (built / "brief.print.pdf").read_bytes()
    assert said(judge(whole), "trim") == []
    with pikepdf.open(io.BytesIO(whole)) as document:
        document.pages[0].obj.ArtBox = document.pages[0].obj.TrimBox
        pdf = saved(document)
    words = "page 1 has an ArtBox beside its TrimBox, and one of both is meant"
    assert said(judge(pdf), "trim") == [("bad", words)]
