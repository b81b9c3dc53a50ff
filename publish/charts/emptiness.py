"""A drawing of Vega → whether it shows any of its data: axes alone are drawn without a word."""

from __future__ import annotations

from xml.etree.ElementTree import Element

_MARKS = "role-mark"
"""The class of the groups that hold what stands for rows (Vega 5, SVG renderer)."""


def is_empty(drawing: Element) -> bool:
    """Say whether no mark is drawn."""
    groups = (each for each in drawing.iter() if _MARKS in each.get("class", "").split())
    return not any(_is_drawn(each) for group in groups for each in group.iter())


def _is_drawn(element: Element) -> bool:
    name = element.tag.rpartition("}")[2]
    if name == "text":
        return bool("".join(element.itertext()).strip())
    return name in ("line", "rect", "circle") or (name == "path" and bool(element.get("d")))
