"""What the renderer lacks, added: `paint-order` of drawings, with the stroke beneath the fill.

Maps and charts give their labels a wide white stroke below the letters, as a halo. WeasyPrint 70
(svg/__init__.py, `fill_stroke`) always strokes last, and the halo covers the letters.
"""

from __future__ import annotations

from typing import Any

SHAPES = ("circle", "ellipse", "line", "path", "polygon", "polyline", "rect")


def strokes_first(paint_order: str) -> bool:
    """Say whether the stroke comes before the fill (SVG 2 §13.8): 'stroke', 'markers stroke'."""
    order = paint_order.lower().split()
    return "stroke" in order and "fill" not in order[: order.index("stroke")]


def stroke_first_where_asked(svg: Any) -> None:
    """Let drawings choose what is painted first; `svg` is the module `weasyprint.svg`."""
    words, paint = svg.text, svg.SVG.fill_stroke

    def draw_words(drawing: Any, node: Any, font_size: float) -> None:
        if not (node.text and _has_halo(node)):
            words(drawing, node, font_size)
            return
        at, shift = drawing.cursor_position, drawing.cursor_d_position.copy()
        # The words are there once for whoever searches, copies or hears them (ISO 32000-1
        # §14.9.4): the halo is no text.
        drawing.stream.stream.append(b"/Span << /ActualText () >> BDC")
        drawing._paints_only = "stroke"
        words(drawing, node, font_size)
        drawing.stream.end_marked_content()
        drawing.cursor_position, drawing.cursor_d_position = at, shift
        drawing._paints_only = "fill"
        words(drawing, node, font_size)
        drawing._paints_only = ""

    def fill_stroke(
        drawing: Any, fill: Any, stroke: Any, even_odd: bool = False, text: bool = False
    ) -> None:
        only = getattr(drawing, "_paints_only", "") if text else ""
        outline = None if text else drawing.__dict__.pop("_outline", None)
        if outline and fill and stroke:
            drawing.stream.stroke()
            drawing.stream.stream.extend(outline)
            stroke = None
        paint(
            drawing,
            None if only == "stroke" else fill,
            None if only == "fill" else stroke,
            even_odd,
            text,
        )

    svg.text = draw_words  # the module asks whether a tag's function is this one
    svg.SVG.fill_stroke = fill_stroke
    svg.TAGS.update({name: draw_words for name, each in svg.TAGS.items() if each is words})
    svg.TAGS.update({name: _outlining(svg.TAGS[name]) for name in SHAPES})


def _outlining(draw: Any) -> Any:
    """Keep the outline of a shape that is painted twice."""

    def draw_shape(drawing: Any, node: Any, font_size: float) -> None:
        begin = len(drawing.stream.stream)
        draw(drawing, node, font_size)
        drawing._outline = drawing.stream.stream[begin:] if _has_halo(node) else None

    return draw_shape


def _has_halo(node: Any) -> bool:
    return strokes_first(node.get("paint-order", "")) and node.get("stroke", "none") != "none"
