"""Boxes without a background, a border's picture or round corners, passed over quickly.

WeasyPrint 70 asks each of the 2,400 boxes of a brief for nine properties before it finds that
there is nothing to lay out. What a style says is the same for all boxes that have it.
"""

from __future__ import annotations

from typing import Any

_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
_NO_RADIUS = (0, 0)


def pass_over_plain_boxes(background: Any) -> None:
    """Shorten `layout_box_backgrounds` of `weasyprint.layout.background` for such boxes."""
    lay_out = background.layout_box_backgrounds

    def pass_over(
        page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        if style is not None or box is page or not _is_plain(box.style):
            lay_out(page, box, get_image, layout_children, style)
            return
        box.border_top_left_radius = box.border_top_right_radius = _NO_RADIUS
        box.border_bottom_right_radius = box.border_bottom_left_radius = _NO_RADIUS
        if layout_children:
            for child in box.all_children():
                pass_over(page, child, get_image)
        box.background = None

    background.layout_box_backgrounds = pass_over


def _is_plain(style: Any) -> bool:
    known = style.__dict__.get("has_no_background")
    if known is None:
        known = style.has_no_background = _has_nothing(style)
    return bool(known)


def _has_nothing(style: Any) -> bool:
    """Say whether there is nothing to lay out, whatever the box's size."""
    colour = style["background_color"]
    if colour == "currentcolor":
        colour = style["color"]
    return (
        colour.alpha == 0
        and not style["box_shadow"]
        and style["border_image_source"][0] == "none"
        and style["mask_border_source"][0] == "none"
        and all(kind == "none" and not value for kind, value in style["background_image"])
        and all((0, "px") in style[f"border_{corner}_radius"] for corner in _CORNERS)
    )
