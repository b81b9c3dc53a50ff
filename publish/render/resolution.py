"""Laid-out pages → the pictures that are too coarse for the press."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.drawn_bitmaps import FINE_PPI, pixels_across
from publish.finishing.reading import BoxTypes, blocks
from publish.render.messages import Message

_CSS_PIXELS_PER_INCH = 96


def coarse_pictures(pages: list[Any], types: BoxTypes) -> Iterator[Message]:
    """Name each picture whose pixels are fewer, at its size on the page, than the press needs."""
    for page in pages:
        for box in blocks(page._page_box, types):
            if isinstance(box, types.replaced) and (pixels := _pixels(box)):
                ppi = round(pixels * _CSS_PIXELS_PER_INCH / _drawn_width(box))
                if ppi < FINE_PPI:
                    url = box.element.get("src", "") if box.element is not None else ""
                    yield Message("resolution", str(ppi), url)


def _drawn_width(box: Any) -> float:
    """Say how wide a whole picture is drawn, also where its sides are cut off.

    CSS Images 3 §5.5: `object-fit: cover` fills the box in both directions.
    """
    width = float(box.width)
    if box.style["object_fit"] != "cover":
        return width
    style = box.style
    size = box.replacement.get_intrinsic_size(style["image_resolution"], style["font_size"])
    ratio = float(size[2] or 0)
    return max(width, float(box.height) * ratio)


def _pixels(box: Any) -> float:
    """Give the width of a picture in pixels; 0 for a drawing that holds none."""
    if not box.width:
        return 0
    if hasattr(box.replacement, "image_data"):
        return int(box.replacement.width)
    drawing = getattr(box.replacement, "_svg", None)
    return _pixels_of_drawing(drawing) if drawing is not None else 0


def _pixels_of_drawing(drawing: Any) -> float:
    view = drawing.get_viewbox()
    width = view[2] if view else drawing.get_intrinsic_size(16)[0]
    return pixels_across(drawing.tree._etree_node, float(width)) if width else 0
