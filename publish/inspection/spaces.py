"""A colour space of a PDF → whether a press can print in it."""

from __future__ import annotations

from typing import Any

from publish.inspection.values import dictionary, items, number, text

_DEVICES = frozenset(("/DeviceCMYK", "/DeviceGray", "/Pattern"))
_DEEPEST = 8


def is_in_inks(space: Any, depth: int = 0) -> bool:
    """Say whether colours of a space (ISO 32000-1 §8.6) are inks, greys or a pattern of them."""
    if depth > _DEEPEST:
        return False
    parts = items(space)
    family = text(parts[0]) if parts else ""
    if len(parts) <= 1:
        return family in _DEVICES
    if family == "/ICCBased":
        return number(dictionary(parts[1]).get("/N")) in (1, 4)
    if family in ("/Indexed", "/Pattern"):
        return is_in_inks(parts[1], depth + 1)
    if family in ("/Separation", "/DeviceN"):
        return len(parts) > 2 and is_in_inks(parts[2], depth + 1)
    return family == "/CalGray"
