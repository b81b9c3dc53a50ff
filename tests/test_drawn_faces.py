"""Words of drawings: in which of the house's typefaces they are set when theirs is not at hand."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest

from publish import api

WORD = '<text y="20" font-size="16" {}>Word</text>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">{}</svg>'
TEXT = '---\ntitle: Drawn\nlang: en\n---\n\nText.\n\n![A](a.svg){fig-alt="b"}\n'


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
    with pypdfium2.PdfDocument(api.render(tmp_path / "x.md").artifacts[".pdf"].data) as document:
        page = document[0]
        words = page.get_textpage()
        at = words.get_text_range().index("Word")
        name = bytes(100)
        raw.FPDFText_GetFontInfo(words, at, name, len(name), None)
    assert name.partition(b"+")[2].decode().replace("-", " ").startswith(family)
