"""Lengths of boxes, worked out once for all styles that say the same.

WeasyPrint 70 looks up 22 properties of a style for every box that has it, 2,700 times in a brief,
to find percentages among them. There are hardly any: what is left takes a fifth of the time.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from publish.render.mending import replace_everywhere

_SIDES = ("top", "right", "bottom", "left")
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_ACROSS = (
    *("margin_left", "margin_right", "padding_left", "padding_right"),
    *("width", "min_width", "max_width"),
)
_UPRIGHT = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
"""In percent of the containing block's width too, but for a page (CSS 2.2 §8.3)."""
_HEIGHTS = ("height", "min_height", "max_height")
_LENGTHS = (*_ACROSS, *_UPRIGHT, *_HEIGHTS)
_ask = itemgetter(*_LENGTHS, *_BORDERS, "border_collapse", "box_sizing")


class _Plan:
    """What a style says of lengths: those that are fixed, and the percentages."""

    __slots__ = ("collapses", "fixed", "is_sized_otherwise", "parts")

    def __init__(self, values: tuple[Any, ...]) -> None:
        self.fixed: dict[str, Any] = {}
        self.parts: list[tuple[str, Any, bool]] = []
        """Property, percentage, and whether it is one of `_UPRIGHT`."""
        for name, value in zip(_LENGTHS, values, strict=False):
            if value is None or value == "auto":
                is_least = name in ("min_width", "min_height")
                self.fixed[name] = 0 if is_least and value else value
            elif value.unit == "%":
                self.parts.append((name, value.value, name in _UPRIGHT))
            else:
                self.fixed[name] = value.value
        *_, collapse, sizing = values
        self.collapses = collapse == "collapse"
        if not self.collapses:
            self.fixed.update(zip(_BORDERS, values[len(_LENGTHS) :], strict=False))
        self.is_sized_otherwise = sizing != "content-box"

    def set_on(self, box: Any, width: Any, upright: Any) -> None:
        """Give a box its lengths; percentages are of these two."""
        values = box.__dict__
        values.update(self.fixed)
        for name, value, is_upright in self.parts:
            values[name] = (upright if is_upright else width) * value / 100
        if self.collapses:  # borders that two cells share are set already
            values.update((each, box.style[each]) for each in _BORDERS if not hasattr(box, each))


def _plan(values: tuple[Any, ...]) -> _Plan | None:
    """Make the plan of a style; None where the renderer must do sums, or heights depend."""
    for name, value in zip(_LENGTHS, values, strict=False):
        if value is None or value == "auto":
            continue
        unit = getattr(value, "unit", None)
        if unit != "px" and (unit != "%" or name in _HEIGHTS):
            return None
    return _Plan(values)


def resolve_by_plan(percent: Any, page_type: Any) -> None:
    """Replace `resolve_percentages` of `weasyprint.layout.percent` wherever it is used."""
    slow = percent.resolve_percentages
    plans: dict[tuple[Any, ...], _Plan | None] = {}

    def plan_of(style: Any) -> None:
        values = _ask(style)
        try:
            if values not in plans:
                if len(plans) >= _MOST:
                    plans.clear()
                plans[values] = _plan(values)
            style.lengths = plans[values]
        except TypeError:  # some sums cannot be looked up
            style.lengths = None

    def resolve(box: Any, containing_block: Any) -> None:
        style = box.style
        if "lengths" not in style.__dict__:
            plan_of(style)
        plan = style.lengths
        if plan is None:
            slow(box, containing_block)
            return
        if isinstance(containing_block, tuple):
            width, height = containing_block
        else:
            width, height = containing_block.width, containing_block.height
        plan.set_on(box, width, height if isinstance(box, page_type) else width)
        if plan.is_sized_otherwise:
            percent.adjust_box_sizing(box, "width")
            percent.adjust_box_sizing(box, "height")

    replace_everywhere("weasyprint", "resolve_percentages", resolve)


_MOST = 2000
"""Plans kept for later documents."""
