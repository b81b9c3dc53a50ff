"""Words of drawings in typefaces that are not at hand: the house's of the same kind sets them.

Without one the system's choice is any face of the house: Arial became its serif.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from publish.render.mending import change_lines

_ASKED = """    style['font_family'] = [
        font.strip('"\\'') for font in
        node.get('font-family', 'sans-serif').split(',')]
"""
"""WeasyPrint 70, svg/text.py, `text`; names after a comma keep their space, and are not found."""
_FOUND = "    style['font_family'] = drawn_faces.families(node.get('font-family', 'sans-serif'))\n"

_MONO = re.compile(r"mono|courier|consolas|menlo|typewriter|console", re.IGNORECASE)
_SERIF = re.compile(
    r"(?<!sans-)(?<!sans )\bserif|times|georgia|garamond|palatino|cambria|roman|minion|baskerville",
    re.IGNORECASE,
)


class DrawnFaces:
    """The faces that stand in for those of drawings."""

    def __init__(self) -> None:
        self.by_kind: Mapping[str, tuple[str, ...]] = {}
        """By "sans", "serif" and "mono", as the house's tokens call them."""

    def families(self, asked: str) -> list[str]:
        """Give the families that a drawing asks for, and those of the house behind them."""
        names = [each for name in asked.split(",") if (each := name.strip().strip("\"'").strip())]
        return [*names, *self.by_kind.get(_kind(asked), ())]


def _kind(asked: str) -> str:
    if _MONO.search(asked):
        return "mono"
    return "serif" if _SERIF.search(asked) else "sans"


def stand_in_for_faces(text: Any) -> DrawnFaces:
    """Find faces for the words of drawings; `text` is `weasyprint.svg.text`."""
    text.drawn_faces = faces = DrawnFaces()
    change_lines(text, "text", _ASKED, _FOUND)
    return faces
