"""Words of drawings: in which of the house's typefaces they are set when theirs is not at hand."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest

from publish import api, checking, pipeline
from publish.options import Options

WORD = '<text y="20" font-size="16" {}>Word</text>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">{}</svg>'
TEXT = '---\ntitle: Drawn\nlang: en\n---\n\nText.\n\n![A](a.svg){fig-alt="b"}\n'


def face_of(data: bytes, word: str) -> str:
    """Name the face of a word of the first page."""
    with pypdfium2.PdfDocument(data) as document:
        words = document[0].get_textpage()
        name = bytes(100)
        at = words.get_text_range().index(word)
        raw.FPDFText_GetFontInfo(words, at, name, len(name), None)
    return name.rstrip(b"\0").partition(b"+")[2].decode().replace("-", " ")


@pytest.mark.parametrize(
    ("asked", "family"),
    [
        ("", "Source Sans"),
        ('font-family="Arial, Helvetica, sans-serif"', "Source Sans"),
        ('font-family="Segoe UI"', "Source Sans"),
        ("style=\"font-family: 'DejaVu Sans', sans-serif\"", "Source Sans"),
        ('font-family="Times New Roman"', "Source Serif"),
        ('font-family="Charter, serif"', "Source Serif"),
        ('font-family="Arial, Source Serif Text"', "Source Serif"),
    ],
)
def test_the_house_has_one_of_the_same_kind(asked: str, family: str, tmp_path: Path) -> None:
    """What the drawing names and the house has comes first."""
    (tmp_path / "a.svg").write_text(SVG.format(WORD.format(asked)))
    (tmp_path / "x.md").write_text(TEXT)
    data = api.render(tmp_path / "x.md").artifacts[".pdf"].data
    assert face_of(data, "Word").startswith(family)


def test_a_script_that_is_drawn_alone_has_its_face(tmp_path: Path) -> None:
    """The text around it is in another."""
    (tmp_path / "a.svg").write_text(SVG.format(WORD.format("").replace("Word", "آب")), "utf-8")
    (tmp_path / "x.md").write_text(TEXT)
    made = api.render(tmp_path / "x.md")
    assert made.diagnostics == ()
    assert face_of(made.artifacts[".pdf"].data, "ب") == "Amiri"


def test_a_character_that_no_face_has_is_told_before_rendering(tmp_path: Path) -> None:
    """At the picture, by `check` too."""
    title = "<title>木</title>"
    svg = SVG.format(title + WORD.format("").replace("Word", "W水"))
    (tmp_path / "a.svg").write_text(svg, "utf-8")
    (tmp_path / "x.md").write_text(TEXT)
    project, source = pipeline.open_manuscript(tmp_path / "x.md", Options())
    found = checking.check(project, source, Options())
    assert [(each.code, each.span and each.span.line) for each in found] == [
        ("font-missing-glyph", 8)
    ]
    assert "'水'" in found[0].message
    assert api.render(tmp_path / "x.md").diagnostics == found
