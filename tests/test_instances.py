"""Static faces: named as the house names them, and with nothing left that varies."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from publish.houses.faces import FontFace
from publish.render.fonts import FontSet
from publish.render.instances import make_instance
from publish.render.leaf import start
from publish.render.packages import file_for
from publish.targets import SCREEN
from tests.pages import make_page

ACME = (
    FontFace("Acme", 400, "normal", "source sans 3", {"wght": 400}),
    FontFace("Acme", 700, "normal", "source serif 4", {"wght": 400}),
    FontFace("Acme", 400, "italic", "source serif 4", {"wght": 300}),
)
"""Faces of one family from files that call themselves otherwise, none of them bold or italic."""


def instance(face: FontFace) -> TTFont:
    """Make a face as the renderer gets it."""
    path = file_for(face)
    assert path is not None
    return TTFont(BytesIO(make_instance(path.read_bytes(), face)))


def test_faces_are_found_by_what_the_house_calls_them() -> None:
    """By family, weight and slant; what their files are called says nothing."""
    body = "<p style='font-family: Acme'>Mil <b>Mil</b> <i>Mil</i></p>"
    with start() as leaf:
        rendered = leaf.render(replace(make_page(body), faces=ACME), SCREEN)
    widths = {}
    with pikepdf.open(BytesIO(rendered.pdf)) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Dictionary) and "/DescendantFonts" in each:
                name = str(each.BaseFont).partition("+")[2]
                widths[name] = int(
                    max(list(each.DescendantFonts[0].W)[1::2], key=lambda w: w[0])[0]
                )
    assert widths == {"Acme": 727, "Acme-Bold": 902, "Acme-Italic": 914}


@pytest.mark.parametrize("face", ACME, ids=lambda face: f"{face.weight} {face.style}")
def test_the_two_tables_of_styles_agree(face: FontFace) -> None:
    """OpenType 1.9 §head: bold and italic are what OS/2 says."""
    font = instance(face)
    is_italic, is_bold = face.style == "italic", face.weight >= 700
    assert font["head"].macStyle == is_bold | is_italic << 1
    assert font["OS/2"].fsSelection & 0x61 == (is_italic | is_bold << 5 or 0x40)


@pytest.mark.parametrize("axes", [{"wght": 700}, {"wght": 700, "opsz": 12}])
def test_nothing_varies_in_a_static_face(axes: dict[str, float]) -> None:
    """The renderer would cut it anew in every document; an axis that nobody names is no choice."""
    font = instance(FontFace("Acme", 400, "normal", "source serif 4", axes))
    assert not {"fvar", "avar", "gvar", "HVAR"} & set(font.keys())


def test_hyphens_are_told_apart_and_never_lacking() -> None:
    """That of a broken word, that which the author types, and the one that does not break."""
    font = instance(FontFace("Acme", 400, "normal", "source serif 4", {"wght": 400}))
    characters = font.getBestCmap()
    assert characters[0x2010] != characters[0x2D] == characters[0x2011]
    assert font["hmtx"][characters[0x2010]] == font["hmtx"][characters[0x2D]]


def test_only_what_is_drawn_needs_a_glyph() -> None:
    """The shaper composes letters with their accents, and draws neither joiners nor spaces."""
    faces = FontSet(Path(), Path(), (range(0xE9, 0xEA),))
    assert faces.uncovered("e\u0301\u200b\u200c\u00ad\u2060\u00a0\u2009ж") == {"ж"}
