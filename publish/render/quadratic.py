"""A font with PostScript outlines → the same with TrueType outlines, as all other repairs want.

Hyphens, joiners and signed letters get glyphs of their own; that is written once, for the kind
of outlines that nearly all fonts have. PDF has no place for CFF2 at all (ISO 32000-1 §9.9).
"""

from __future__ import annotations

from typing import Any

_TOLERANCE_EM = 0.0005
"""How far a curve may lie from where it was: half a unit of the usual 1,000, 2 µm in text."""


def draw_quadratically(font: Any) -> None:
    """Change an open font in place; its advances and its features stay."""
    from fontTools.ttLib import newTable

    letters, order = font.getGlyphSet(), font.getGlyphOrder()
    glyphs = {name: _glyph(letters, name, font["head"].unitsPerEm) for name in order}
    outlines = font["glyf"] = newTable("glyf")
    outlines.glyphOrder, outlines.glyphs = order, glyphs
    font["loca"] = newTable("loca")
    for name, glyph in glyphs.items():
        glyph.recalcBounds(outlines)
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))
    for tag in ("CFF ", "CFF2", "VORG"):
        if tag in font:
            del font[tag]
    font.sfntVersion = "\0\1\0\0"
    _measure(font)
    _keep_names(font)


def _glyph(letters: Any, name: str, units_per_em: int) -> Any:
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    made = TTGlyphPen(None)
    # contours of the two kinds run in opposite directions
    letters[name].draw(Cu2QuPen(made, _TOLERANCE_EM * units_per_em, reverse_direction=True))
    return made.glyph()


def _measure(font: Any) -> None:
    """Fill in what the table of maxima says of TrueType outlines (OpenType 1.9 §maxp)."""
    sizes = font["maxp"]
    sizes.tableVersion = 0x00010000
    sizes.maxZones = 1
    for name in (
        *("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"),
        *("maxStackElements", "maxSizeOfInstructions", "maxComponentElements"),
    ):
        setattr(sizes, name, 0)
    sizes.recalc(font)


def _keep_names(font: Any) -> None:
    """Keep the glyphs' names, which PostScript outlines had with them (OpenType 1.9 §post)."""
    post = font["post"]
    post.formatType = 2.0
    post.extraNames, post.mapping = [], {}
