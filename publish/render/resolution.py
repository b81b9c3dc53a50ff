"""Laid-out pages → the pictures that are too coarse for the press."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.finishing.reading import BoxTypes, blocks
from publish.render.messages import Message

FINE_PPI = 300
"""What printers ask of photographs (GWG 2015, image resolution)."""
_CSS_PIXELS_PER_INCH = 96


def coarse_pictures(pages: list[Any], types: BoxTypes) -> Iterator[Message]:
    """Name each picture whose pixels are fewer, at its size on the page, than the press needs."""
    for page in pages:
        for box in blocks(page._page_box, types):
            if isinstance(box, types.replaced) and (pixels := _pixels(box)):
                ppi = round(pixels * _CSS_PIXELS_PER_INCH / box.width)
                if ppi < FINE_PPI:
                    url = str(box.element.get("src", ""))
                    yield Message("resolution", str(ppi), url)


def _pixels(box: Any) -> int:
    """Give the width of a raster picture; 0 for a drawing, which has no pixels."""
    is_raster = hasattr(box.replacement, "image_data")
    return int(box.replacement.width) if is_raster and box.width else 0
