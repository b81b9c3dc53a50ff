"""Text written shorter: no kerns of nothing, and each glyph worked out once.

Between most glyphs of a line the renderer writes a kern of 0, the whole part of a rounding error:
a fifth of a page's content, 2 % of a file. What it writes for a glyph depends on the font, the size
and the glyph's width alone: looked up, the 30,000 glyphs of a brief take 10 ms instead of 55.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct
from types import ModuleType
from typing import Any

from publish.render.mending import change_lines

_LOOP = """\
        for i, glyph_info in enumerate(glyphs_info[0:num_glyphs]):
            glyph_id = glyph_info.glyph
            width = glyph_info.geometry.width
"""
_REMEMBERING_LOOP = """\
        written = font.__dict__.setdefault('written', {}).setdefault(font_size, {})
        for i, glyph in enumerate(read_glyphs(glyphs_info, num_glyphs)):
            if glyph in written:
                piece, advance = written[glyph]
                string += piece
                x_advance += advance
                continue
            start = len(string)
            glyph_id, width, x_offset, y_offset = glyph
"""
_ADVANCE = "            x_advance += (logical_width + offset - kerning) / 1000\n"
_REMEMBER = """\
            advance = (logical_width + offset - kerning) / 1000
            x_advance += advance
            if glyph_id == glyph[0] and not (y_offset or font.svg or font.png or font.colr):
                written[glyph] = string[start:], advance
"""
_CHANGES = (
    ("            if kerning:\n", "            if int(kerning):\n"),
    (
        "string += f'>{-width / font_size}<'\n",
        "string += f'>{-width / font_size}<' if width else ''\n",
    ),
    (_LOOP, _REMEMBERING_LOOP),
    ("glyph_info.geometry.x_offset / font_size", "x_offset / font_size"),
    ("glyph_info.geometry.y_offset / 1000", "y_offset / 1000"),
    (_ADVANCE, _REMEMBER),
)
"""WeasyPrint 70, draw/text.py, `draw_first_line`."""

_GLYPH = Struct("=Iiii4x")
"""`PangoGlyphInfo`: a glyph, its width and offsets, and bits that the renderer does not read."""


def write_glyphs_plainly(drawing: ModuleType) -> bool:
    """Shorten the renderer's writing of text; say whether all the lines to change were found.

    `drawing` is the module `weasyprint.draw.text`. A renderer whose code reads otherwise is left
    alone.
    """
    ffi = drawing.__dict__["ffi"]
    if ffi.sizeof("PangoGlyphInfo") != _GLYPH.size:
        return False

    def read_glyphs(glyphs: Any, number: int) -> Iterator[tuple[int, int, int, int]]:
        return _GLYPH.iter_unpack(ffi.buffer(glyphs, number * _GLYPH.size))

    drawing.__dict__["read_glyphs"] = read_glyphs
    return all(change_lines(drawing, "draw_first_line", *each) for each in _CHANGES)
