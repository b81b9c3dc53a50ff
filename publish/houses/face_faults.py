"""A `[[faces]]` of a style.toml → what is wrong with it, if anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publish.diagnostics import did_you_mean
from publish.houses.scripts import SCRIPTS

FACE_KEYS = ("family", "package", "file", "weight", "style", "axes", "script", "use")
WEIGHTS = range(1, 1001)
"""CSS Fonts 4 §2.2."""


ELEMENTS = ("h1", "h2", "h3", "h4", "h5", "h6", "th", "strong", "em", "code")
"""What `use` may name, alone or one inside another; `typefaces` finds them in a page."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a face."""

    word: str
    """The setting to point at."""
    message: str
    hint: str = ""
    code: str = "style-value"


def face_fault(table: Mapping[str, Any]) -> Fault | None:
    """Find the first thing that is wrong with a face."""
    for key in table:
        if key not in FACE_KEYS:
            hint = did_you_mean(key, FACE_KEYS) or "a face has: " + ", ".join(FACE_KEYS)
            return Fault(key, f"a face has no setting '{key}'", hint)
    if fault := _origin_fault(table):
        return fault
    weight = table.get("weight", 400)
    if not isinstance(weight, int) or isinstance(weight, bool) or weight not in WEIGHTS:
        message = f"'weight' must be one whole number from 1 to 1000, and here it is '{weight}'"
        return Fault("weight", message, "a face is one weight: order one more for each")
    if table.get("style", "normal") not in ("normal", "italic"):
        return Fault("style", '\'style\' must be "normal" or "italic"')
    return _axes_fault(table.get("axes", {})) or _scope_fault(table)


def _origin_fault(table: Mapping[str, Any]) -> Fault | None:
    """Look for where a face comes from; a file says its family itself."""
    if "file" in table and "package" in table:
        message = "a face is of a 'file' or of a 'package', and here are both"
        return Fault("file", message, "leave one of them out")
    wanted = ("file",) if "file" in table else ("family", "package")
    for key in (*wanted, "family"):
        if key in table or key in wanted:
            value = table.get(key)
            if not isinstance(value, str) or not value.strip():
                message = f"a face needs '{key}', a text in quotes"
                return Fault(key, message, _EXAMPLES)
    return None


_EXAMPLES = (
    'e.g. family = "Literata Text", package = "literata"; or file = "fonts/Acme-Regular.otf",'
    " a font file in the folder of the house"
)


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
    for word in (word for each in use for word in each.split()):
        if word not in ELEMENTS:
            hint = did_you_mean(word, ELEMENTS) or "the elements are: " + ", ".join(ELEMENTS)
            return Fault(word, f"no face is chosen by the element '{word}'", hint)
    return None
