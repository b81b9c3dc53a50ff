"""PDF bytes → text that is too pale on its ground, as PDFium reads and draws it."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import floor, hypot
from typing import Any

from publish.houses.contrast import WHITE, Colour, contrast

LEAST, LEAST_LARGE = 4.5, 3.0
"""WCAG 2.2 §1.4.3 (AA): for text, and for large text."""
_LARGE_PT, _LARGE_BOLD_PT = 18, 14
_BOLD = re.compile("(?<!semi)(?<!semi-)(?<!demi)(?<!demi-)bold|black|heavy", re.I)
"""In the name of a face: few files tell a face's weight."""
_ROUNDING_PT = 0.01
_PPI = 72
_ROUND_PT = 2
"""Seen of the ground round a text: a small digit fills most of its own area."""
_SAME = 3 / 255
"""Part of a channel by which a colour may be drawn otherwise than it is written."""
_MOST_PAGES = 60
"""A page takes 50 ms; a house's colours come back on every page."""

Area = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Pale:
    """A piece of text that is hard to read."""

    page: int
    """1-based."""
    ratio: float
    least: float
    text: str
    is_exact: bool
    """Whether its ground is one written colour; that of a picture is the one most seen round it."""


@dataclass(frozen=True, slots=True)
class Contrasts:
    """What was looked at, and what was found."""

    pale: tuple[Pale, ...] = ()
    texts: int = 0
    """Pieces of text that were judged."""
    estimated: int = 0
    """How many of them stand on pictures, gradients or several colours."""
    pages: int = 0
    """How many pages were looked at, from the first."""


def read_contrasts(pdf: bytes) -> Contrasts:
    """Hold each text against its ground; nothing for a file that PDFium cannot open.

    The colour of a text and of an even ground are those that the file writes. What is drawn only
    says which of the grounds that hold a text is seen round it.
    """
    import pypdfium2

    pale: list[Pale] = []
    texts = estimated = 0
    try:
        with pypdfium2.PdfDocument(pdf) as document:
            pages = min(len(document), _MOST_PAGES)
            for number in range(pages):
                for each in _on_page(document[number], number):
                    texts += 1
                    estimated += not each.is_exact
                    if each.ratio < each.least and each.text:
                        pale.append(each)
    except pypdfium2.PdfiumError:
        return Contrasts()
    return Contrasts(tuple(pale), texts, estimated, pages)


def _on_page(page: Any, number: int) -> Iterator[Pale]:
    from pypdfium2 import raw

    drawn = page.render(scale=_PPI / 72).to_pil().convert("RGB")
    words = page.get_textpage()
    fills = [*_fills(raw, page)]
    height = page.get_height()
    halo: tuple[Area, Colour | None] = ((0, 0, 0, 0), None)
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
        left, bottom, right, top = _area(each)
        if raw.FPDFTextObj_GetTextRenderMode(each) == raw.FPDF_TEXTRENDERMODE_STROKE:
            halo = (left, bottom, right, top), _paint(raw.FPDFPageObj_GetStrokeColor, each)
            continue
        colour = _fill(raw, each)
        if colour is None or right - left < 1 or top - bottom < 1:
            continue
        seen = _ground(drawn, (left - _ROUND_PT, height - top - _ROUND_PT, right + _ROUND_PT,
                height - bottom + _ROUND_PT))  # fmt: skip
        if seen is None:
            continue
        around = [fill for area, fill in fills if _holds(area, (left, bottom, right, top))]
        ground = next((fill for fill in (*around, WHITE) if _is_same(fill, seen)), None)
        if halo[1] and _holds(halo[0], (left, bottom, right, top)):
            ground = halo[1]
        ratio = contrast(colour, ground or seen)
        least = LEAST_LARGE if _is_large(raw, each) else LEAST
        said = ""
        if ratio < least:
            said = " ".join(words.get_text_bounded(left, bottom, right, top).split())
        yield Pale(number + 1, floor(ratio * 100) / 100, least, said[:40], ground is not None)


def _fills(raw: Any, page: Any) -> Iterator[tuple[Area, Colour]]:
    """Give the areas that are filled in one colour, and which."""
    mode, strokes = ctypes.c_int(), ctypes.c_int()
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        raw.FPDFPath_GetDrawMode(each, ctypes.byref(mode), ctypes.byref(strokes))
        colour = _fill(raw, each) if mode.value != raw.FPDF_FILLMODE_NONE else None
        if colour is not None:
            yield _area(each), colour


def _area(thing: Any) -> Area:
    """Give where a thing stands on the page: PDFium says it in the space of its form XObject."""
    left, bottom, right, top = thing.get_bounds()
    corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
    while (thing := thing.container) is not None:
        matrix = thing.get_matrix()
        corners = [matrix.on_point(*each) for each in corners]
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)


def _holds(area: Area, inner: Area) -> bool:
    return (area[0] <= inner[0] and area[1] <= inner[1]) and (
        area[2] >= inner[2] and area[3] >= inner[3]
    )


def _is_same(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= _SAME for a, b in zip(one, other, strict=True))


def _is_large(raw: Any, thing: Any) -> bool:
    """Say whether a text is of 18 pt and more, or of 14 pt and bold."""
    size, matrix = ctypes.c_float(), raw.FS_MATRIX()
    raw.FPDFTextObj_GetFontSize(thing, ctypes.byref(size))
    raw.FPDFPageObj_GetMatrix(thing, ctypes.byref(matrix))
    points = size.value * hypot(matrix.c, matrix.d)
    within = thing
    while (within := within.container) is not None:
        scale = within.get_matrix()
        points *= hypot(scale.c, scale.d)
    name = ctypes.create_string_buffer(100)
    if font := raw.FPDFTextObj_GetFont(thing):
        raw.FPDFFont_GetBaseFontName(font, name, len(name))
    is_bold = _BOLD.search(name.value.decode("utf-8", "replace"))
    return bool(points >= (_LARGE_BOLD_PT if is_bold else _LARGE_PT) - _ROUNDING_PT)


def _fill(raw: Any, thing: Any) -> Colour | None:
    return _paint(raw.FPDFPageObj_GetFillColor, thing)


def _paint(ask: Any, thing: Any) -> Colour | None:
    """Give the colour of a filling or stroke; None for what shines through or is hidden."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not ask(thing, *map(ctypes.byref, parts)):
        return None
    red, green, blue, opacity = (each.value / 255 for each in parts)
    return (red, green, blue) if opacity == 1 else None


def _ground(drawn: Any, area: Area) -> Colour | None:
    """Give the colour that fills most of an area: text covers less than half of its own."""
    left, top, right, bottom = map(round, area)
    inside = max(left, 0), max(top, 0), min(right, drawn.width), min(bottom, drawn.height)
    if inside[0] >= inside[2] or inside[1] >= inside[3]:
        return None
    piece = drawn.crop(inside)
    counted = piece.getcolors(piece.width * piece.height + 1) or []
    if not counted:
        return None
    red, green, blue = max(counted)[1]
    return red / 255, green / 255, blue / 255
