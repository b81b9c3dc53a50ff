"""Widths of pictured borders in any unit; the renderer knows pixels and percentages alone.

WeasyPrint 70, css/computed_values.py, `border_image_width`: a length is handed on as written, and
draw/border.py ends in an assertion where it is in millimetres or em.
"""

from __future__ import annotations

from typing import Any


def measure_border_images(computed: Any) -> None:
    """Compute lengths of border images and mask borders (CSS Backgrounds 3 §6.3).

    `computed` is the module `weasyprint.css.computed_values`.
    """
    as_written = computed.border_image_width

    def in_pixels(style: Any, name: str, values: Any) -> tuple[Any, ...]:
        return tuple(
            computed.length(style, name, each) if isinstance(each, tuple) else each
            for each in as_written(style, name, values)
        )

    for name in ("border_image_width", "mask_border_width"):
        computed.COMPUTER_FUNCTIONS[name] = in_pixels
