"""One fault of the renderer, mended: a text that fills its line but for the space after it."""

from __future__ import annotations

from types import ModuleType
from typing import Any

_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_NARROWER = (0.15, 0.3, 0.6, 1.2)
"""By how much of the type size a line is tried narrower: spaces have a seventh to a third."""


def _has_words(text: str, size: int) -> bool:
    """Say whether the first bytes of a text are more than its first word: all is well then."""
    return " " in text.encode()[:size].decode().rstrip(" ")


def let_spaces_hang(inline_layout: ModuleType) -> None:
    """Keep a text on its line when only the space at its end has no room (CSS Text 3 §4.1.3).

    One that ends in a space that does not break goes on in the next element ("« *Title*"), and has
    to end its line at the last space before: which Pango finds when the line is narrower.
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
            or text[-1:] not in _SPACES
            or max_width is None
            or style["white_space"] != "normal"
            or _has_words(text, result[2])
        ):
            return result
        if text[-1:] != " ":
            for part in _NARROWER:
                width = max_width - part * style["font_size"]
                shorter = split(text, style, context, width, *rest, **more)
                if shorter[2] is not None and _has_words(text, shorter[2]):
                    return shorter
            return result
        whole = split(text.rstrip(" "), style, context, None, *rest, **more)
        if whole[3] > max_width:
            return result
        return split(text, style, context, None, *rest, **more)

    inline_layout.split_first_line = split_first_line  # type: ignore[attr-defined]
