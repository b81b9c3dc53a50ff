"""A drawing that fails half-way is taken back, and nothing that is drawn after it suffers.

WeasyPrint 70, images.py, `SVGImage.draw`: what fails is told and passed over, but its
transformations and its clip stay with all that follows on the page.
"""

from __future__ import annotations

from typing import Any


def take_back_failed_drawings(images: Any) -> None:
    """Leave a page as it was before a drawing that failed; `images` is `weasyprint.images`."""
    draw = images.SVGImage.draw

    def draw_or_nothing(self: Any, stream: Any, width: float, height: float, style: Any) -> None:
        length, depth = len(stream.stream), len(stream._ctm_stack)
        draw(self, stream, width, height, style)
        if len(stream._ctm_stack) != depth:
            del stream.stream[length:], stream._ctm_stack[depth:]
            stream._current_color = stream._current_color_stroke = None
            stream._current_alpha = stream._current_alpha_stroke = stream._current_font = None

    images.SVGImage.draw = draw_or_nothing
