"""Variable font file + coordinates → one static font file, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from publish.houses.faces import FontFace
from publish.render.letters import join_letters
from publish.render.quadratic import draw_quadratically

_WEIGHT_NAMES = {
    200: "ExtraLight",
    300: "Light",
    400: "Regular",
    500: "Medium",
    600: "Semibold",
    700: "Bold",
    800: "ExtraBold",
    900: "Black",
}  # OpenType 1.9 §OS/2, usWeightClass

_IS_BOLD = 700
_FS_ITALIC, _FS_BOLD, _FS_REGULAR = 1 << 0, 1 << 5, 1 << 6  # OpenType 1.9 §OS/2, fsSelection
_MAC_BOLD, _MAC_ITALIC = 1 << 0, 1 << 1  # OpenType 1.9 §head, macStyle


def make_instance(font: bytes, face: FontFace) -> bytes:
    """Cut one static face out of a font file and name it as the sheets do.

    HarfBuzz pins the axes: 10 ms, where fontTools' instancer takes 8 s for the same face.
    Nothing in the result depends on the clock.
    """
    import uharfbuzz as hb

    whole = hb.Face(hb.Blob(font))
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    if face.axes:
        wanted.pin_all_axes_to_default(whole)
        for tag, value in sorted(face.axes.items()):
            wanted.pin_axis_location(whole, tag, value)
    return _name(hb.subset(whole, wanted).blob.data, face)


def coverage(font: bytes) -> tuple[range, ...]:
    """List the characters that a font file has glyphs for, as ranges in order."""
    from fontTools.ttLib import TTFont

    return tuple(ranges(sorted(TTFont(BytesIO(font), lazy=True).getBestCmap())))


def ranges(characters: list[int]) -> Iterator[range]:
    """Join sorted numbers into runs."""
    start = 0
    for end in range(1, len(characters) + 1):
        if end == len(characters) or characters[end] != characters[end - 1] + 1:
            yield range(characters[start], characters[end - 1] + 1)
            start = end


def _name(data: bytes, face: FontFace) -> bytes:
    """Give the font the family, weight and slant by which fontconfig will find it."""
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
    if "glyf" not in font:
        draw_quadratically(font)
    is_bold, is_italic = face.weight >= _IS_BOLD, face.style == "italic"
    style = _WEIGHT_NAMES.get(face.weight, str(face.weight)) + (" Italic" if is_italic else "")
    _set_names(font["name"], face.family, style)
    selection = (_FS_ITALIC * is_italic) | (_FS_BOLD * is_bold)
    os2 = font["OS/2"]
    os2.usWeightClass = face.weight
    os2.fsSelection = (os2.fsSelection & ~(_FS_ITALIC | _FS_BOLD | _FS_REGULAR)) | (
        selection or _FS_REGULAR
    )
    font["head"].macStyle = (_MAC_BOLD * is_bold) | (_MAC_ITALIC * is_italic)
    _tell_apart(font)
    join_letters(font)
    _empty_joiners(font)
    out = BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()


_JOINERS = (0x200C, 0x200D)
"""Zero width non-joiner and joiner."""


def _empty_joiners(font: Any) -> None:
    """Take the ink out of joiners: `joiners.py` draws them, and some fonts show them as bars."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    characters = font.getBestCmap()
    for name in {characters[each] for each in _JOINERS if each in characters}:
        font["glyf"][name] = Glyph()
        font["hmtx"][name] = (0, 0)


_HYPHEN, _NO_BREAK_HYPHEN = 0x2010, 0x2011


def _tell_apart(font: Any) -> None:
    """Give the hyphen of broken words a glyph of its own, and the no-break one a glyph at all.

    Most fonts have one glyph for U+2010 and "-", and whoever reads a file back could not tell a
    word that is broken where it has a hyphen from one that is broken elsewhere. Both are searched
    for as "-" (`finishing.searching`).
    """
    characters = font.getBestCmap()
    glyphs, widths = font["glyf"], font["hmtx"]
    if shared := characters.get(_HYPHEN):
        name = f"{shared}.u{_HYPHEN:04X}"
        glyphs[name] = glyphs[shared]
        widths[name] = widths[shared]
        _map(font, _HYPHEN, name)
    if "hyphen" in glyphs.glyphs and _NO_BREAK_HYPHEN not in characters:
        _map(font, _NO_BREAK_HYPHEN, "hyphen")


def _map(font: Any, character: int, glyph: str) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[character] = glyph


def _set_names(table: Any, family: str, style: str) -> None:
    """Replace the names that fontconfig reads (OpenType 1.9 §name: 1, 2, 4, 6, 16, 17 …)."""
    for identifier in (1, 2, 3, 4, 6, 16, 17, 21, 22, 25):
        table.removeNames(nameID=identifier)
    postscript = f"{family}-{style}".replace(" ", "")
    names = {1: family, 2: style, 3: postscript, 4: f"{family} {style}", 6: postscript}
    for identifier, text in names.items():
        table.setName(text, identifier, 3, 1, 0x409)
