"""One loss of the renderer, mended: the joiners of Arabic script stay in the text of the PDF."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from publish.render.mending import change_lines

_DROPS = """\
            if glyph_id == pango.PANGO_GLYPH_EMPTY:
                string += f'>{-width / font_size}<'
                continue
"""
"""WeasyPrint 70, draw/text.py, `draw_first_line`: characters without ink are not drawn, and what
is not drawn cannot be searched. In Persian the non-joiner is a part of the spelling (ISIRI 6219,
"نیم‌فاصله"): without it "می‌خواهد" reads back as "میخواهد", which no reader would type."""

_KEEPS = """\
            if glyph_id == pango.PANGO_GLYPH_EMPTY:
                glyph_id = joiner_glyph(font, textbox, glyph_item, clusters[i])
                if not glyph_id:
                    string += f'>{-width / font_size}<'
                    continue
"""
_JOINERS = {b"\xe2\x80\x8c": 0x200C, b"\xe2\x80\x8d": 0x200D}
"""Zero width non-joiner and joiner, as UTF-8."""


def keep_joiners(drawing: ModuleType) -> bool:
    """Draw the fonts' own empty glyphs for joiners; say whether the place to change was found.

    `drawing` is the module `weasyprint.draw.text`. A renderer whose code reads otherwise is
    left alone.
    """
    known: dict[tuple[Any, int], int] = {}

    def joiner_glyph(font: Any, textbox: Any, item: Any, cluster: int) -> int:
        """Give a font's glyph for the joiner that stands here; 0 for anything else."""
        start = item.item.offset + cluster
        character = _JOINERS.get(textbox.pango_layout.text.encode()[start : start + 3], 0)
        if not character:
            return 0
        if (font.hash, character) not in known:
            known[font.hash, character] = nominal_glyph(font, character)
        return known[font.hash, character]

    drawing.__dict__["joiner_glyph"] = joiner_glyph
    return change_lines(drawing, "draw_first_line", _DROPS, _KEEPS)


def nominal_glyph(font: Any, character: int) -> int:
    """Ask a font of the renderer for the glyph of a character; 0 for none."""
    return int(_opened(font).get_nominal_glyph(character) or 0)


def advance_of(font: Any, glyph: int) -> int:
    """Ask how far a glyph advances, in thousandths of the type size."""
    opened = _opened(font)
    return int(opened.get_glyph_h_advance(glyph) * 1000 / opened.face.upem + 0.5)


def _opened(font: Any) -> Any:
    import uharfbuzz as hb  # few texts need to ask

    return hb.Font(hb.Face(font.file_content, font.index))
