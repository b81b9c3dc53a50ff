"""Lines of a paragraph equally far apart, whatever faces run in them.

The renderer centres each text on its line by the height of its own face, as CSS 2.2 §10.8.1 has it:
a word in another face, or with one sign from another font, pushes its line up to 1 pt apart from
the next. Typesetters keep the baselines where they are.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

_SAME = 0.01
"""Pixels within which two heights are one."""
_SPARE = 1 / 6
"""Of the line height: half of what is white between a line's descenders and the next one's tops."""


def keep_leading_even(inline_layout: ModuleType, types: Any) -> None:
    """Let texts with the line height of their line stand in it as the line's own face does.

    The modules are `weasyprint.layout.inline` and `weasyprint.formatting_structure.boxes`.
    """
    place = inline_layout.line_box_verticality
    kinds = (types.TextBox, types.InlineBox, types.InlineReplacedBox)

    def line_box_verticality(line: Any) -> Any:
        _align(line, line.baseline, line.margin_height(), kinds)
        return place(line)

    inline_layout.line_box_verticality = line_box_verticality  # type: ignore[attr-defined]


def _align(box: Any, baseline: float, height: float, kinds: tuple[Any, ...]) -> None:
    for child in box.children:
        if not isinstance(child, kinds) or not child.is_in_normal_flow():
            continue
        if isinstance(child, kinds[2]):
            if len(box.children) > 1:  # one on a line of its own has room
                _tuck(child, height * _SPARE)
            continue
        down = baseline - child.baseline
        if (
            child.style["vertical_align"] == "baseline"
            and abs(child.margin_height() - height) < _SAME
        ):
            child.margin_top += down
            child.margin_bottom -= down
            child.baseline = baseline
        _align(child, baseline, height, kinds)


def _tuck(box: Any, spare: float) -> None:
    """Let a formula reach into the white above and below its line without pushing it away."""
    is_formula = box.element is not None and box.element.get("role") == "math"
    if is_formula and box.margin_height() > 2 * spare:
        box.margin_top -= spare
        box.margin_bottom -= spare
        box.baseline -= spare
