"""PDF bytes → text that is too pale on its ground, as PDFium draws it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publish.houses.contrast import contrast

LEAST, LEAST_LARGE = 4.5, 3.0
"""WCAG 2.2 §1.4.3 (AA); large text is of 18 pt and more."""
_LARGE_PT = 18
_PPI = 72
_ROUND_PT = 2
"""Seen of the ground round a text: a small digit fills most of its own area."""
_MOST_PAGES = 60
"""A page takes 50 ms; a house's colours come back on every page."""


@dataclass(frozen=True, slots=True)
class Pale:
    """A piece of text that is hard to read."""

    page: int
    """1-based."""
    ratio: float
    text: str


def pale_texts(pdf: bytes) -> tuple[Pale, ...]:
    """Find text below the contrast that WCAG asks for; () for a file that PDFium cannot open."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(pdf) as document:
            pages = range(min(len(document), _MOST_PAGES))
            return tuple(each for number in pages for each in _on_page(document[number], number))
    except pypdfium2.PdfiumError:
        return ()


def _on_page(page: Any, number: int) -> Iterator[Pale]:
    from pypdfium2 import raw

    drawn = page.render(scale=_PPI / 72).to_pil().convert("RGB")
    words = page.get_textpage()
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
        left, bottom, right, top = each.get_bounds()
        height = page.get_height()
        area = (left - _ROUND_PT, height - top - _ROUND_PT, right + _ROUND_PT,
                height - bottom + _ROUND_PT)  # fmt: skip
        colour = _fill(raw, each)
        if colour is None or right - left < 1 or top - bottom < 1:
            continue
        ground = _ground(drawn, area)
        ratio = contrast(colour, ground) if ground else LEAST
        if ratio < (LEAST_LARGE if top - bottom >= _LARGE_PT else LEAST):
            said = " ".join(words.get_text_bounded(left, bottom, right, top).split())
            if said:
                yield Pale(number + 1, round(ratio, 1), said[:40])


def _fill(raw: Any, thing: Any) -> tuple[float, float, float] | None:
    """Give the colour in which text is filled; None for text that shines through or is hidden."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(thing, *map(ctypes.byref, parts)):
        return None
    red, green, blue, opacity = (each.value / 255 for each in parts)
    return (red, green, blue) if opacity == 1 else None


def _ground(drawn: Any, area: tuple[float, ...]) -> tuple[float, float, float] | None:
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
