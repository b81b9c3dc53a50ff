"""Whether a box is in normal flow, asked 20,000 times in a brief: one look instead of ten."""

from __future__ import annotations

from typing import Any

_FLOATS = frozenset(("left", "right", "inline-start", "inline-end", "footnote"))


def ask_flow_once(boxes: Any) -> None:
    """Put the five questions of `Box.is_in_normal_flow` of WeasyPrint 70 into one function."""

    def is_in_normal_flow(box: Any) -> bool:
        style = box.style
        if style["float"] in _FLOATS:
            return False
        position = style["position"]
        if position in ("static", "relative"):
            return True
        return position not in ("absolute", "fixed") and position[0] not in ("running()", "note()")

    boxes.Box.is_in_normal_flow = is_in_normal_flow
