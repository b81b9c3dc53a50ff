"""A drawing's tree → how fine the bitmaps in it are: the renderer's child asks, and so do we."""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from publish.pictures import examine

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FINE_PPI = 300
"""What printers ask of photographs (GWG 2015, image resolution)."""


def pixels_across(root: Element | Any, width: float) -> float:
    """Say how many pixels a drawing would be wide if all were as its coarsest bitmap.

    `width` is that of the drawing in its own units; 0 is the answer for one without bitmaps.
    """
    parts: dict[str, Any] = {str(each.get("id")): each for each in root.iter() if each.get("id")}
    densities = list(_densities(root, 1.0, parts, 0))
    return min(densities) * width if densities else 0


_DEEPEST = 100
_DIGITS = r"([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)"
_SCALE = re.compile(rf"(scale|matrix)\(\s*{_DIGITS}(?:[\s,]+{_DIGITS})?", re.I)
_NUMBER = re.compile(rf"\s*{_DIGITS}(?:px)?\s*", re.I)


def _densities(element: Any, scale: float, parts: Mapping[str, Any], depth: int) -> Iterator[float]:
    """Give the pixels of each bitmap for each unit of the drawing."""
    for kind, first, second in _SCALE.findall(element.get("transform", "")):
        along = float(second) if kind == "matrix" and second else 0.0
        scale *= math.hypot(float(first), along)
    name = str(element.tag).rpartition("}")[2]
    address = element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or ""
    if name == "image" and (pixels := examine(_inside(address)).width):
        found = _NUMBER.fullmatch(element.get("width", ""))
        width = (float(found[1]) if found else pixels) * scale
        if width:
            yield pixels / width
    shown = [parts[address[1:]]] if name == "use" and address[1:] in parts else list(element)
    if depth < _DEEPEST and name not in ("defs", "symbol"):
        for each in shown:
            yield from _densities(each, scale, parts, depth + 1)


def _inside(address: str) -> bytes:
    """Decode a `data:` address (RFC 2397 §3)."""
    head, _, body = address.partition(",")
    if not head.strip().startswith("data:"):
        return b""
    if not head.endswith("base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(unquote_to_bytes(body))
    except binascii.Error:
        return b""
