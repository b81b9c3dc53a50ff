"""Laid-out pages → the pictures that are too coarse for the press."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import md5
from typing import Any

from publish.drawn_bitmaps import FINE_PPI, pixels_across
from publish.finishing.reading import BoxTypes, blocks
from publish.render.messages import Message

_CSS_PIXELS_PER_INCH = 96


def coarse_pictures(
    pages: list[Any], types: BoxTypes, addresses: Iterable[str]
) -> Iterator[Message]:
    """Name each picture whose pixels are fewer, at its size on the page, than the press needs.

    `addresses` are those of all that the pages may show.
    """
    names = {md5(each.encode(), usedforsecurity=False).hexdigest(): each for each in addresses}
    for page in pages:
        for box in blocks(page._page_box, types):
            for image, width in _shown(box, types):
                pixels = _pixels(image) if width else 0
                ppi = round(pixels * _CSS_PIXELS_PER_INCH / width) if pixels else FINE_PPI
                if ppi < FINE_PPI:
                    yield Message("resolution", str(ppi), _address(image, names))


def _address(image: Any, names: Mapping[str, str]) -> str:
    """Tell where a picture is from: WeasyPrint calls bitmaps by a digest of their address."""
    return str(getattr(image, "_base_url", "") or names.get(getattr(image, "id", ""), ""))


def _shown(box: Any, types: BoxTypes) -> Iterator[tuple[Any, float]]:
    """Give the pictures of a box and how wide each is drawn, in pixels of CSS."""
    if isinstance(box, types.replaced):
        yield box.replacement, _drawn_width(box) if box.width else 0
    background = getattr(box, "background", None)
    for layer in background.layers if background else ():
        if layer.image is not None:
            yield layer.image, float(layer.size[0])
    border = getattr(box, "border_image", None)
    if hasattr(border, "image_data") and box.style["border_image_width"] == _AS_THE_BORDER:
        yield border, _width_in_border(box, border)


_AS_THE_BORDER = (1, 1, 1, 1)
"""`border-image-width` where nothing is said: the width of the border itself."""


def _width_in_border(box: Any, image: Any) -> float:
    """Say how wide a whole picture would be, drawn as large as its left part in the border."""
    cut = box.style["border_image_slice"][3]
    part = cut[0] * image.width / 100 if isinstance(cut, tuple) else cut
    return float(box.border_left_width) * image.width / part if part else 0


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


def _pixels(image: Any) -> float:
    """Give the width of a picture in pixels; 0 for a drawing that holds none, and for gradients."""
    if hasattr(image, "image_data"):
        return int(image.width)
    drawing = getattr(image, "_svg", None)
    return _pixels_of_drawing(drawing) if drawing is not None else 0


def _pixels_of_drawing(drawing: Any) -> float:
    view = drawing.get_viewbox()
    width = view[2] if view else drawing.get_intrinsic_size(16)[0]
    return pixels_across(drawing.tree._etree_node, float(width)) if width else 0
