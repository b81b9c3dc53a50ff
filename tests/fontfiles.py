"""Font files for tests, made from an installed package of free fonts: none is in the repository."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from typing import Any, Literal

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.reverseContourPen import ReverseContourPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from publish.houses.faces import FontFace
from publish.render.instances import make_instance
from publish.render.packages import file_for

PACKAGE = "source sans 3"
LETTERS = "".join(map(chr, (*range(32, 127), *range(0xA0, 0x180), *range(0x2000, 0x2045), 0x20AC)))
"""What a font of Latin script has."""


def _saved(font: Any) -> bytes:
    out = BytesIO()
    font.save(out)
    return out.getvalue()


@lru_cache
def variable(style: str = "normal") -> bytes:
    """Give a variable font with one axis, 'wght' from 200 to 900."""
    path = file_for(_face("", 400, style, PACKAGE))
    assert path is not None
    options = subset.Options(layout_features=["kern", "liga"], notdef_outline=True)
    options.name_IDs = ["*"]
    font = subset.load_font(str(path), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=LETTERS)
    cutter.subset(font)
    return _saved(font)


def _face(family: str, weight: int, style: str, package: str) -> FontFace:
    slant: Literal["normal", "italic"] = "italic" if style == "italic" else "normal"
    return FontFace(family, weight, slant, package, {"wght": weight})


@lru_cache
def static(weight: int = 400, style: str = "normal", family: str = "Acme Sans") -> bytes:
    """Give a static font that calls itself by a family, weight and slant."""
    return make_instance(variable(style), _face(family, weight, style, ""))


def changed(data: bytes, change: Callable[[Any], object]) -> bytes:
    """Give a font with something changed."""
    font = TTFont(BytesIO(data))
    change(font)
    return _saved(font)


def packed(data: bytes, flavor: str) -> bytes:
    """Pack a font as "woff" or "woff2"."""

    def pack(font: Any) -> None:
        font.flavor = flavor

    return changed(data, pack)


def with_rights(data: bytes, rights: int, version: int = 4) -> bytes:
    """Give a font with another fsType, in a table OS/2 of another version."""

    def forbid(font: Any) -> None:
        font["OS/2"].version, font["OS/2"].fsType = version, rights

    return changed(data, forbid)


@lru_cache
def postscript(data: bytes, kind: str = "CFF ") -> bytes:
    """Give a font with PostScript outlines, as most foundries sell it."""
    font = TTFont(BytesIO(data))
    letters, drawn = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen = T2CharStringPen(font["hmtx"][name][0], letters)
        letters[name].draw(ReverseContourPen(pen))  # the two kinds run in opposite directions
        drawn[name] = pen.getCharString()
    for tag in ("glyf", "loca", "cvt ", "fpgm", "prep", "gasp"):
        if tag in font:
            del font[tag]
    font.sfntVersion, font["maxp"].tableVersion = "OTTO", 0x00005000
    FontBuilder(font=font).setupCFF("Acme", {"FullName": "Acme"}, drawn, {})
    if kind == "CFF2":
        from fontTools.cffLib.CFFToCFF2 import convertCFFToCFF2

        convertCFFToCFF2(font)
    return _saved(font)
