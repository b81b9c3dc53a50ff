"""Drawings that stand in the text itself take its colour; the renderer draws them black.

WeasyPrint 70, svg/__init__.py, `cascade`: `currentColor` is the drawing's own `color`, and what
the elements round it have is not asked.
"""

from __future__ import annotations

from typing import Any


def draw_in_the_colour_of_the_text(images: Any) -> None:
    """Give every drawing the colour of the box it stands in; `images` is `weasyprint.images`."""
    draw = images.SVGImage.draw

    def coloured(self: Any, stream: Any, width: float, height: float, style: Any) -> None:
        attributes = self._svg.tree.attrib
        if attributes.get("role") == "math":
            attributes["color"] = written(style["color"])
        draw(self, stream, width, height, style)

    images.SVGImage.draw = coloured


def written(colour: Any) -> str:
    """Write a computed colour (tinycss2.color5) as CSS Color 5 reads it."""
    *parameters, alpha = colour
    if colour.space == "device-cmyk":
        return f"device-cmyk({' '.join(f'{each:g}' for each in parameters)} / {alpha:g})"
    red, green, blue, alpha = colour.to("srgb")
    return f"rgb({red * 100:g}% {green * 100:g}% {blue * 100:g}% / {alpha:g})"
