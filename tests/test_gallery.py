"""`publish style gallery`: one PDF with the first page of each layout of each house."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.test_cli import publish

LAYOUTS = ["brief", "commentary", "letter", "report"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    publish("style", "new", "acme")
    return tmp_path


def titles(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert len(outline.root) == len(pdf.pages)
        return [each.title for each in outline.root]


def text(path: Path, page: int) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(document[page].get_textpage().get_text_range().split())


def test_every_layout_of_every_house_has_its_first_page(project: Path) -> None:
    code, out, said = publish("style", "gallery")
    assert (code, out) == (0, b"")
    assert said == "made build/gallery.pdf (12 pages)\n"
    houses = ("base", "acme", "meridian")
    wanted = [f"{house}: {layout}" for house in houses for layout in LAYOUTS]
    assert titles(project / "build" / "gallery.pdf") == wanted
    assert "What a Policy Brief Asks" in text(project / "build" / "gallery.pdf", 0)
    assert "margins" in text(project / "build" / "gallery.pdf", 2)


def test_a_layout_of_ones_own_is_shown_with_the_text_of_a_brief(project: Path) -> None:
    layout = '{% extends "base/brief.html" %}{% block masthead %}<p>Our own head</p>{% endblock %}'
    (project / "styles" / "acme" / "layouts" / "memo.html").write_text(layout, "utf-8")
    assert publish("style", "gallery", "acme", "-o", "shown/all.pdf", "--paper", "letter")[0] == 0
    shown = project / "shown" / "all.pdf"
    assert titles(shown) == [f"acme: {each}" for each in (*LAYOUTS[:3], "memo", "report")]
    assert "Our own head" in text(shown, 3)
    assert "What a Policy Brief Asks" in text(shown, 3)
    with pikepdf.open(shown) as pdf:
        assert {tuple(map(float, page.MediaBox)) for page in pdf.pages} == {(0, 0, 612, 792)}


def test_a_house_with_a_mistake_does_not_hide_the_others(project: Path) -> None:
    (project / "styles" / "acme" / "style.toml").write_text('sheets = ["none.css"]\n', "utf-8")
    code, _, said = publish("style", "gallery", "acme", "base")
    assert (code, "styles/acme/style.toml:1:12: error[style-file]" in said) == (1, True)
    assert titles(project / "build" / "gallery.pdf") == [f"base: {each}" for each in LAYOUTS]


def test_a_house_that_is_not_there_is_said(project: Path) -> None:
    code, _, said = publish("style", "gallery", "acmee")
    assert (code, "did you mean 'acme'?" in said) == (1, True)
    assert not (project / "build").exists()


def test_styles_lists_the_houses_and_shows_the_same_gallery(project: Path) -> None:
    code, out, said = publish("styles")
    assert (code, said) == (0, "")
    assert out.decode().splitlines()[0] == (
        "acme: brief, commentary, letter, report  (base → acme)"
    )
    assert publish("styles", "--gallery", "acme", "-o", "one.pdf")[0] == 0
    assert titles(project / "one.pdf") == [f"acme: {each}" for each in LAYOUTS]
