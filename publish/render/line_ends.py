"""One fault of the renderer, mended: a text that fills its line but for the space after it."""

from __future__ import annotations

from math import inf
from types import ModuleType
from typing import Any


def let_spaces_hang(inline_layout: ModuleType) -> None:
    """Keep a text on its line when only the space at its end has no room (CSS Text 3 §4.1.3).

    WeasyPrint 70 finds it too wide, and not wide enough for Pango to have broken it: it then takes
    the first word, or the beginning of that, for all that fits. `inline_layout` is
    `weasyprint.layout.inline`.
    """
    split = inline_layout.split_first_line

    def split_first_line(
        text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **more: Any
    ) -> Any:
        result = split(text, style, context, max_width, *rest, **more)
        if (
            result[2] is None
            or text[-1:] != " "
            or max_width is None
            or not 0 < max_width < inf
            or style["white_space"] != "normal"
        ):
            return result
        first = text.encode()[: result[2]].decode().rstrip(" ")
        if " " in first:  # more than the first word: the fault is not met
            return result
        whole = split(text.rstrip(" "), style, context, None, *rest, **more)
        if whole[3] > max_width:
            return result
        return split(text, style, context, None, *rest, **more)

    inline_layout.split_first_line = split_first_line  # type: ignore[attr-defined]
