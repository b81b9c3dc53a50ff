"""A `[[faces]]` of a style.toml → what is wrong with it, if anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publish.diagnostics import did_you_mean
from publish.houses.scripts import SCRIPTS

FACE_KEYS = ("family", "package", "weight", "style", "axes", "script", "use")
WEIGHTS = range(1, 1001)
"""CSS Fonts 4 §2.2."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a face."""

    word: str
    """The setting to point at."""
    message: str
    hint: str = ""


def face_fault(table: Mapping[str, Any]) -> Fault | None:
    """Find the first thing that is wrong with a face."""
    for key in table:
        if key not in FACE_KEYS:
            hint = did_you_mean(key, FACE_KEYS) or "a face has: " + ", ".join(FACE_KEYS)
            return Fault(key, f"a face has no setting '{key}'", hint)
    for key in ("family", "package"):
        if not isinstance(table.get(key), str) or not table[key].strip():
            message = f"a face needs '{key}', a text in quotes"
            return Fault(key, message, 'e.g. family = "Literata Text", package = "literata"')
    weight = table.get("weight", 400)
    if not isinstance(weight, int) or isinstance(weight, bool) or weight not in WEIGHTS:
        message = f"'weight' must be one whole number from 1 to 1000, and here it is '{weight}'"
        return Fault("weight", message, "a face is one weight: order one more for each")
    if table.get("style", "normal") not in ("normal", "italic"):
        return Fault("style", '\'style\' must be "normal" or "italic"')
    return _axes_fault(table.get("axes", {})) or _scope_fault(table)


def _axes_fault(axes: object) -> Fault | None:
    if not isinstance(axes, dict):
        return Fault("axes", "'axes' must be a table, e.g. { wght = 400 }")
    for axis, value in axes.items():
        if not isinstance(value, int | float) or isinstance(value, bool):
            return Fault(axis, f"the axis '{axis}' must be one number, and here it is '{value}'")
    return None


def _scope_fault(table: Mapping[str, Any]) -> Fault | None:
    script, use = table.get("script", ""), table.get("use", [])
    if script not in ("", *SCRIPTS):
        hint = did_you_mean(str(script), SCRIPTS) or "the scripts are: " + ", ".join(SCRIPTS)
        return Fault("script", f"no script is known as '{script}' (ISO 15924)", hint)
    if not isinstance(use, list) or not all(isinstance(each, str) for each in use):
        return Fault("use", "'use' must be a list of elements, e.g. [\"code\"]")
    return None
