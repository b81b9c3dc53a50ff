"""Page → the pictures that are too coarse for the press, as far as its HTML says their size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from publish.diagnostics import Diagnostic, error, warning
from publish.drawn_bitmaps import FINE_PPI, pixels_across
from publish.houses.house_folders import ROOT_HOUSE
from publish.houses.tokens import put_in, values
from publish.page import Page, Resource
from publish.pictures import examine
from publish.source import Span

_TOO_COARSE_PPI = 150
"""Half of what the press needs: the eye sees it."""
_POINTS = {"px": 0.75, "pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pc": 12.0}
"""CSS Values 4 §6.2."""
_MOST_HEIGHT = 190 * _POINTS["mm"]
"""`max-height` of a figure's picture in base."""


def told_as_coarse(ppi: int, url: str, span: Span | None) -> Diagnostic:
    """Say of a picture that it has too few pixels at its size."""
    which = f"the picture '{short_name(url)}'" if url else "a picture of the house's sheets"
    text = f"{which} has {ppi} pixels per inch at its size, and the press needs 300"
    hint = "show it smaller, or ask its maker for a larger file"
    severity = error if ppi < _TOO_COARSE_PPI else warning
    return severity("press-resolution", text, span, hint)


def short_name(url: str) -> str:
    """Name a resource as the author wrote it."""
    shown = url.removeprefix("doc:///manuscript/").replace("doc:///house/", "styles/")
    shown = shown.removeprefix("doc:///")
    return shown if len(shown) <= 80 else shown[:77] + "…"


def coarse_pictures(page: Page, reach_mm: float) -> Iterator[Diagnostic]:
    """Find the pictures whose pixels are too few at the size that is written or that base gives.

    One that is as wide as there is room in a box, list or table, one that a sheet shows, or in a
    house that gives pictures a size of its own, is left to the renderer: only it knows how much
    room there is. `reach_mm` is how far a cover's picture reaches over the edge of the page.
    """
    line = _IN_COLUMNS if 'class="text flow"' in page.html else _IN_ONE_COLUMN
    tokens = {**values(page.sheets), "--bleed": f"{reach_mm}mm", "--line-of-all": line}
    for url, width, pixels in (*_sized(page, tokens), *_furniture(page, tokens)):
        if width and (ppi := round(pixels * 72 / width)) < FINE_PPI:
            yield told_as_coarse(ppi, url, page.spans.get(url))


def _sized(page: Page, tokens: Mapping[str, str]) -> Iterator[tuple[str, float, float]]:
    """Give address, width in points and pixels across of the pictures in the text."""
    column, wide = (_points(put_in(f"calc({each})", tokens)) for each in (_COLUMN, _WIDE))
    shown = tuple(_shown(page)) if column and not _has_rules_for(_IN_TEXT, page) else ()
    for url, style, around, share in shown:
        pixels, ratio, own = extent(page.resources[url])
        is_figure = not around.isdisjoint(_FIGURES)
        room = wide if "figure.wide" in around else column
        width = _width(style, room, is_figure, ratio, own) if pixels else 0
        if share == 1 or not ("%" in style or (is_figure and width > share * room)):
            yield url, width, pixels


def _furniture(page: Page, tokens: Mapping[str, str]) -> Iterator[tuple[str, float, float]]:
    """Give the same of logos and of a cover's picture, which base's sheets size."""
    if _has_rules_for(_IN_FURNITURE, page):
        return
    for kind, given in _FURNITURE_TAG.findall(page.html):
        url = unescape(given)
        pixels, ratio, _ = extent(page.resources[url]) if url in page.resources else (0, 0, 0)
        if pixels:
            across, high = (_points(put_in(each, tokens)) for each in _FURNITURE[kind])
            larger = max if kind == _COVER else min
            yield url, larger(across, high / ratio), pixels


_COLUMN = "var(--column)"
_WIDE = "var(--line-of-all)"
_IN_ONE_COLUMN = "var(--before) + var(--column) + var(--after)"
_IN_COLUMNS = "2 * var(--column) + var(--gutter)"
"""From side to side of the type area: page.css and columns.css of base."""
_COVER = '<div class="cover-picture"><img'
_FURNITURE_TAG = re.compile(
    rf"""({_COVER}|<img class="logo(?: cover-logo)?")[^<>]*? src="([^"]*)\""""
)
_FURNITURE = {
    '<img class="logo"': ("70mm", "var(--logo)"),
    '<img class="logo cover-logo"': ("50mm", "calc(1.5 * var(--logo))"),
    _COVER: (
        "calc(2 * var(--page-side) + var(--line-of-all) + 2 * var(--bleed))",
        "calc(var(--cover-picture) + var(--bleed))",
    ),
}
"""Width and height in front.css and report.css of base: a logo fits in, a cover is filled."""
_IN_TEXT = re.compile(r"\b(?:img|figure)\b")
_IN_FURNITURE = re.compile(r"\b(?:img|logo|cover)\b")


_TAG = re.compile(r"<(/?)([a-z][\w-]*)([^<>]*)>")
_ATTRIBUTE = re.compile(r'\b(src|style|class)="([^"]*)"')
_EMPTY = frozenset(("meta", "link", "br", "hr", "wbr", "col", "input", "source"))
_FIGURES = frozenset(("figure.", "figure.wide"))
_AROUND = frozenset(("html", "body", "main.text", "div.text flow", "p.", *_FIGURES))
_NARROWER = frozenset(("aside.box", "blockquote.", "dd.", "dl.", "li.", "ol.", "ul."))
_SURE_SHARE = 0.6
"""Of the column: this wide is what stands in lists, quotations and boxes, one in the other."""
_CELLS = frozenset(("table.", "tbody.", "td.", "th.", "thead.", "tr."))
_NOTES = frozenset(("note-call.", "section.endnotes", "div.", "div.endnote"))
_NO_ROOM = _CELLS | _NOTES | {"dt."}
"""A figure there is as narrow as its cell; a picture within words has its own width anywhere."""
_WITHIN_LINES = frozenset(("a", "bdi", "em", "mark", "span", "strong", "u"))


def _shown(page: Page) -> Iterator[tuple[str, str, frozenset[str], float]]:
    """Give each picture that has room: address, style, elements around, share of the column."""
    opened: list[str] = []
    for end, name, written in _TAG.findall(page.html):
        if name in _EMPTY or name in _WITHIN_LINES or written.endswith("/"):
            continue
        if end:
            if opened:
                opened.pop()
            continue
        given = dict(_ATTRIBUTE.findall(written))
        if name != "img":
            kind = name if name in ("html", "body") else f"{name}.{given.get('class', '')}"
            opened.append(kind)
            continue
        url = unescape(given.get("src", ""))
        share = _room(opened)
        if (
            share is not None
            and url in page.spans
            and url in page.resources
            and "class" not in given
        ):
            yield url, given.get("style", ""), frozenset(opened), share


def _room(opened: list[str]) -> float | None:
    """Say how much of the column is there at least; None where that is not known."""
    around = set(opened) - _AROUND
    if "main.text" not in opened or not around <= _NARROWER | _NO_ROOM:
        return None
    return 0 if around & _NO_ROOM else _SURE_SHARE if around else 1


def _has_rules_for(what: re.Pattern[str], page: Page) -> bool:
    """Say whether a sheet of a house speaks of pictures, which base alone is known to do."""
    return any(what.search(each.source.text) for each in page.sheets if each.layer != ROOT_HOUSE)


def extent(resource: Resource) -> tuple[float, float, float]:
    """Give a picture's pixels across, its height by its width, and its own width in points.

    0 pixels where they are not known: a photo that its camera turned, a drawing without bitmaps.
    """
    if resource.media_type == "image/svg+xml":
        return _extent_of_drawing(resource.data)
    found = examine(resource.data)
    is_turned = found.kind != "png" and b"Exif\x00\x00" in resource.data[:65536]
    if found.fault or not found.pixels or (is_turned and _lies(resource.data)):
        return 0, 0, 0
    return found.width, found.height / found.width, found.width * _POINTS["px"]


def _lies(data: bytes) -> bool:
    """Say whether width and height are exchanged (Exif 2.32, tag 0x0112), or cannot be known."""
    import warnings
    from io import BytesIO

    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of damaged tags, each of which has one
        try:
            orientation: object = Image.open(BytesIO(data)).getexif().get(0x0112, 1)
        except (OSError, SyntaxError, ValueError):
            return True  # the renderer will say what it makes of it
    return not isinstance(orientation, int) or orientation > 4


def _extent_of_drawing(data: bytes) -> tuple[float, float, float]:
    if b"image" not in data:
        return 0, 0, 0
    from xml.etree.ElementTree import fromstring

    root = fromstring(data)
    view = [float(each) for each in _VIEW_NUMBER.findall(root.get("viewBox", ""))]
    own, high = _points(root.get("width", "")), _points(root.get("height", ""))
    if len(view) == 4 and view[2] > 0:
        units, ratio = view[2], high / own if own and high else view[3] / view[2]
    elif own and high:
        units, ratio = own / _POINTS["px"], high / own
    else:
        return 0, 0, 0
    return pixels_across(root, units), ratio, own


_VIEW_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.I)
_LENGTH = re.compile(r"\s*(\d+\.?\d*|\.\d+)(px|pt|mm|cm|in|pc|)\s*")


def _points(length: str) -> float:
    """Give a length in points; 0 for one that depends on something else."""
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _POINTS[found[2] or "px"] if found else 0


_SIZE = re.compile(r"(?:^|;)(width|height):([^;]+)")


def _width(style: str, column: float, is_figure: bool, ratio: float, own: float) -> float:
    """Work out how wide a picture is shown, in points; 0 when that is not known."""
    sizes = dict(_SIZE.findall(unescape(style)))
    width, height = sizes.get("width", ""), sizes.get("height", "")
    if width.endswith("%"):
        wide = column * float(width[:-1]) / 100
    elif width:
        wide = _points(width)
    elif height:
        high = _points(height)
        wide = (min(high, _MOST_HEIGHT) if is_figure else high) / ratio
    elif is_figure:
        wide = min(own, _MOST_HEIGHT / ratio)
    else:
        wide = own
    return min(wide, column) if is_figure else wide
