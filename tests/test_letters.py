"""The typeface of Arabic script: one glyph for what a reader searches for as one."""

from __future__ import annotations

from collections import Counter
from functools import cache
from io import BytesIO
from typing import Any

import pytest
import uharfbuzz as hb
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from publish.houses.faces import FontFace
from publish.render.instances import make_instance
from publish.render.letters import join_letters
from publish.render.packages import file_for

HE_WITH_HAMZA, ALEF_WITH_STROKES = "ه\u0654", "ا\u064b"
POPPLERS_SPACE_EM = 0.1  # TextOutputDev.cc, minWordBreakSpace


@cache
def font_of(weight: int) -> Any:
    """Make the face as the renderer gets it."""
    face = FontFace("Amiri", weight, "normal", "amiri", {}, "Arab")
    path = file_for(face)
    assert path is not None
    return hb.Font(hb.Face(hb.Blob(make_instance(path.read_bytes(), face))))


def shape(word: str, weight: int, language: str = "fa") -> Any:
    """Set a word as the renderer's shaper does."""
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    buffer.language = language
    hb.shape(font_of(weight), buffer)
    return buffer


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize(
    "word",
    [
        *("زنجیر", "سخنرانی", "نجات", "بحران", "پنج"),  # letters that are lengthened
        *("حمله\u0654", "نتیجه\u0654", "درباره\u0654", "حملۀ", "محکمۂ"),  # a he with its hamza
        *("مثلا\u064b", "قبلا\u064b", "واقعا\u064b"),  # an alef with its two strokes
    ],
)
def test_no_letter_has_two_glyphs(word: str, weight: int) -> None:
    """A reader's program finds each letter once, on the line, at its place."""
    clusters = Counter(info.cluster for info in shape(word, weight).glyph_infos)
    signed = sum(word.count(pair) for pair in (HE_WITH_HAMZA, ALEF_WITH_STROKES))
    assert set(clusters.values()) == {1}
    assert len(clusters) == len(word) - signed


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize(
    "word", ["تحریک", "شریف", "ویلسون", "زیاد", "اړیکې", "طریقے", "استراتژیک", "اپریل"]
)
def test_no_gap_within_a_word_reads_as_a_space(word: str, weight: int) -> None:
    """Kerning opens letters less than what a reader's program takes for a space."""
    buffer, font = shape(word, weight), font_of(weight)
    widest = max(
        place.x_advance - font.get_glyph_h_advance(info.codepoint)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )
    assert widest < POPPLERS_SPACE_EM * font.face.upem


def test_a_mark_that_is_not_of_plain_prose_stays_a_mark() -> None:
    """Vowel signs, rare in prose, are set as the typeface has them."""
    assert len(shape("کِتاب", 400).glyph_infos) == 5


FEATURES = """
languagesystem DFLT dflt; languagesystem arab dflt;
markClass hamza <anchor 100 500> @ABOVE;
lookup lengthen useExtension { sub reh by reh stroke; } lengthen;
feature rlig { lookup lengthen; } rlig;
lookup open useExtension { pos reh heh <400 0 400 0>; } open;
feature kern { lookup open; } kern;
feature mark { pos base heh <anchor 250 600> mark @ABOVE; } mark;
"""


def other_font() -> Any:
    """Draw a typeface that writes in other tables what Amiri does: pairs one by one, extended."""
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", "heh", "reh", "stroke", "hamza"]
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 500))
    pen.lineTo((400, 500))
    pen.closePath()
    outline = pen.glyph()
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x647: "heh", 0x631: "reh", 0x654: "hamza"})
    builder.setupGlyf(dict.fromkeys(names, outline))
    builder.setupHorizontalMetrics({name: (500 * (name != "hamza"), 0) for name in names})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupPost()
    addOpenTypeFeaturesFromString(builder.font, FEATURES)
    return builder.font


def test_any_typeface_gets_one_glyph_for_what_is_searched_for_as_one() -> None:
    """However its tables say that strokes lengthen, pairs open and signs stand above."""
    font = other_font()
    join_letters(font)
    out = BytesIO()
    font.save(out)
    buffer = hb.Buffer()
    buffer.add_str("ره\u0654ره")
    buffer.guess_segment_properties()
    hb.shape(made := hb.Font(hb.Face(hb.Blob(out.getvalue()))), buffer)
    shaped = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    assert [
        (made.glyph_to_string(info.codepoint), place.x_advance, place.x_offset)
        for info, place in shaped
    ] == [("heh", 500, 0), ("reh", 547, 47), ("signed.heh.hamza", 500, 0), ("reh", 500, 0)]
