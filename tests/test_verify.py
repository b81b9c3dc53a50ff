"""`publish verify`: what is said of finished files, good and bad."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from publish import verapdf
from publish.inspection.holdings import read_facts
from publish.verdict import Verdict, judge
from tests.test_cli import BRIEF, LIBRARY, publish


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    (folder / "publish.toml").write_text("", "utf-8")
    (folder / "brief.md").write_text(BRIEF, "utf-8")
    (folder / "refs.bib").write_text(LIBRARY, "utf-8")
    assert publish("pdf", "--for", "all", folder / "brief.md")[0] == 0
    return folder


@pytest.fixture(autouse=True)
def no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge by our own rules here; tests/test_verapdf.py asks the validator."""
    monkeypatch.setattr(verapdf, "is_installed", lambda: False)


def changed(path: Path, change: Any) -> bytes:
    """Give a PDF after a change to its objects."""
    with pikepdf.open(path) as document:
        change(document)
        saved = io.BytesIO()
        document.save(saved)
    return saved.getvalue()


def bad(verdict: Verdict) -> list[str]:
    return [row.subject for row in verdict.rows if row.answer == "bad"]


@pytest.mark.parametrize(
    ("name", "target", "claims"),
    [
        ("brief.pdf", "screen", {"PDF/A-2a", "PDF/UA-1"}),
        ("brief.archive.pdf", "archive", {"PDF/A-3a", "PDF/UA-1"}),
        ("brief.print.pdf", "print", {"PDF/X-4"}),
    ],
)
def test_each_target_says_what_it_is_and_nothing_is_bad(
    built: Path, name: str, target: str, claims: set[str]
) -> None:
    pdf = (built / "build" / name).read_bytes()
    verdict = judge(pdf)
    assert (verdict.target, bad(verdict)) == (target, [])
    facts = read_facts(pdf)
    assert facts is not None
    assert facts.claims == claims


def test_without_the_extra_no_file_is_called_valid(built: Path) -> None:
    verdict = judge((built / "build" / "brief.pdf").read_bytes())
    said = [row.text for row in verdict.rows if row.subject == "standard"]
    assert said == ["not verified by veraPDF (pip install 'publish-press[verify]')"]


def untagged(document: pikepdf.Pdf) -> None:
    del document.Root.MarkInfo


def untitled(document: pikepdf.Pdf) -> None:
    del document.docinfo["/Title"]


def speechless(document: pikepdf.Pdf) -> None:
    del document.Root.Lang


def scripted(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
    )


def without_fonts(document: pikepdf.Pdf) -> None:
    for each in document.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile2", "/FontFile3"):
                if key in each:
                    del each[key]


def elements(document: pikepdf.Pdf, kind: str) -> list[Any]:
    return [
        each
        for each in document.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == kind and "/P" in each
    ]


def with_a_heading_too_deep(document: pikepdf.Pdf) -> None:
    elements(document, "/H2")[0].S = pikepdf.Name.H4


def with_a_dead_link(document: pikepdf.Pdf) -> None:
    for each in document.objects:
        if isinstance(each, pikepdf.Dictionary) and "/Dest" in each and "/Rect" in each:
            each.Dest = pikepdf.String("nowhere")


def with_a_bare_head(document: pikepdf.Pdf) -> None:
    elements(document, "/P")[0].S = pikepdf.Name.TH


@pytest.mark.parametrize(
    ("change", "subject"),
    [
        (with_a_heading_too_deep, "headings"),
        (with_a_dead_link, "links"),
        (with_a_bare_head, "tables"),
        (untagged, "tags"),
        (untitled, "title"),
        (speechless, "language"),
        (scripted, "safety"),
        (without_fonts, "fonts"),
    ],
)
def test_each_fault_is_found(built: Path, change: Any, subject: str) -> None:
    assert subject in bad(judge(changed(built / "build" / "brief.pdf", change)))


def in_screen_colours(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    page.contents_add(pikepdf.Stream(document, b"1 0 0 rg 0 0 9 9 re f"))


def in_much_ink(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    page.contents_add(pikepdf.Stream(document, b"1 1 .9 .9 k 0 0 9 9 re f"))


def without_intent(document: pikepdf.Pdf) -> None:
    del document.Root.OutputIntents


@pytest.mark.parametrize(
    ("change", "subject"),
    [(in_screen_colours, "inks"), (in_much_ink, "ink"), (without_intent, "output intent")],
)
def test_what_a_press_refuses_is_found(built: Path, change: Any, subject: str) -> None:
    assert subject in bad(judge(changed(built / "build" / "brief.print.pdf", change)))


def test_what_is_no_pdf_is_said_to_be_none(tmp_path: Path) -> None:
    assert bad(judge(b"%PDF-1.7 and nothing else")) == ["file"]
    code, _, said = publish("verify", tmp_path / "nothing.pdf")
    assert (code, "no file" in said) == (1, True)


def test_sources_that_made_the_file_are_proven(built: Path) -> None:
    path = built / "build" / "brief.pdf"
    code, out, _ = publish("verify", "--format", "json", "--against", built, path)
    record = json.loads(out)
    assert (code, record["good"], record["provenance"]["proven"]) == (0, True, True)


def test_a_changed_source_is_named(built: Path, tmp_path: Path) -> None:
    for name in ("publish.toml", "brief.md"):
        (tmp_path / name).write_bytes((built / name).read_bytes())
    (tmp_path / "refs.bib").write_text(LIBRARY.replace("1984}", "1985}"), "utf-8")
    code, out, _ = publish("verify", "--against", tmp_path, built / "build" / "brief.pdf")
    assert code == 1
    assert "! source changed: refs.bib" in out.decode()
    assert "brief.md" not in out.decode()


def test_a_receipt_of_another_file_proves_nothing(built: Path, tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_bytes((built / "build" / "brief.archive.pdf").read_bytes())
    receipt = json.loads((built / "build" / "brief.receipt.json").read_text("utf-8"))
    receipt["outputs"] = receipt["outputs"][:1]
    (tmp_path / "brief.receipt.json").write_text(json.dumps(receipt), "utf-8")
    code, out, _ = publish("verify", "--against", built, tmp_path / "brief.pdf")
    assert (code, "! receipt: it is of another file" in out.decode()) == (1, True)
