"""A specification of several views + a width → its drawing as wide as that, words in full size.

Vega-Lite makes each view as wide as it is told, and what is too wide would be shrunk with its words
(Vega-Lite 5, "Customizing Size": `fit` works for single views alone).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Answer = dict[str, str]
_USUAL_PX, _STEP_PX = 200.0, 20.0
"""Of a view without sizes (Vega-Lite 5, "View Configuration")."""
_LEAST_PART, _MOST_PART = 0.12, 2.4
_LOWEST_PX = 80.0
_WIDTH = re.compile(r'<svg\b[^>]*? width="([\d.]+)')
_PARTS = ("layer", "hconcat", "vconcat", "concat", "spec")


def fitted(draw: Callable[[dict[str, Any]], Answer], spec: dict[str, Any], width: float) -> Answer:
    """Draw with views so wide that the whole has this width, as near as may be.

    What stands beside the views keeps its size, so that the whole grows in a line with them: two
    drawings tell how.
    """
    first = draw(_scaled(spec, 1.0))
    whole = drawn_width(first)
    if not whole or abs(whole - width) < 1 or (whole < width and _has_width(spec)):
        return first
    part = _bounded(width / whole)
    second = draw(_scaled(spec, part))
    grown = whole - drawn_width(second)
    if not drawn_width(second) or abs(grown) < 1:
        return first
    slope = grown / (1 - part)
    return draw(_scaled(spec, _bounded(1 + (width - whole) / slope)))


def drawn_width(answer: Mapping[str, str]) -> float:
    """Give the width of a drawing, in px; 0 where there is none."""
    found = _WIDTH.search(answer.get("svg", ""))
    return float(found[1]) if found else 0


def _bounded(part: float) -> float:
    return max(_LEAST_PART, min(part, _MOST_PART))


def _has_width(spec: Any) -> bool:
    """Say whether the author gives any view its width."""
    if isinstance(spec, list):
        return any(_has_width(each) for each in spec)
    if not isinstance(spec, dict):
        return False
    return "width" in spec or any(_has_width(spec.get(name)) for name in _PARTS)


def _scaled(spec: dict[str, Any], part: float) -> dict[str, Any]:
    """Make the views of a specification wider or narrower."""
    config = spec.get("config")
    config = config if isinstance(config, dict) else {}
    own = config.get("view")
    height = max(_LOWEST_PX, min(_USUAL_PX, _USUAL_PX * part))
    view = {
        "continuousWidth": round(_USUAL_PX * part, 2),
        "discreteWidth": {"step": round(_STEP_PX * part, 3)},
        "continuousHeight": round(height, 2),
        **(own if isinstance(own, dict) else {"stroke": None}),
    }
    return {**_with_widths(spec, part), "config": {**config, "view": view}}


def _with_widths(spec: dict[str, Any], part: float) -> dict[str, Any]:
    found = dict(spec)
    width = found.get("width")
    if isinstance(width, int | float):
        found["width"] = round(width * part, 2)
    for name in _PARTS:
        inner = found.get(name)
        if isinstance(inner, dict):
            found[name] = _with_widths(inner, part)
        elif isinstance(inner, list):
            found[name] = [_with_widths(each, part) for each in inner if isinstance(each, dict)]
    return found
