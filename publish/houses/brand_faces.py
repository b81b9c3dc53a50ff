"""A family that `_brand.yml` names → the faces to order of its font package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from publish.houses.font_packages import metadata_of

Use = Literal["text", "small", "large", "sans"]

_CUTS: Mapping[Use, tuple[str, float]] = {
    "text": (" Text", 11),
    "small": (" Caption", 8),
    "large": (" Display", 32),
    "sans": (" Label", 9),
}
"""For families with an optical axis: the name of each cut, and its size in points."""
_REGULAR, _ITALIC, _BOLD = (400, "normal"), (400, "italic"), (600, "normal")
_FACES: Mapping[Use, tuple[tuple[int, str], ...]] = {
    "text": (_REGULAR, _ITALIC, _BOLD),
    "small": (_REGULAR, _ITALIC),
    "large": (_BOLD, _ITALIC),
    "sans": (_REGULAR, _ITALIC, _BOLD),
}
"""Weights and slants that the sheets of base ask for."""


def package_of(family: str) -> str:
    """Name the font package of a family: its words in small letters."""
    return " ".join(family.lower().replace("-", " ").split())


def what_is_missing(family: str) -> str:
    """Say which face a brief needs and the installed package has not; "" for none."""
    files = metadata_of(package_of(family)).get("files", ())
    for weight, style in _FACES["text"]:
        if _weight(files, weight, style) is None:
            return "italic" if style == "italic" else "bold" if weight > 400 else "upright face"
    return ""


def faces_of(family: str, use: Use) -> tuple[str, tuple[dict[str, Any], ...]]:
    """Give the family's name in the sheets, and its faces as a style.toml writes them."""
    known = metadata_of(package_of(family))
    axes = {each["tag"]: (each["min"], each["max"]) for each in known["axes"]}
    suffix, size = _CUTS[use] if "opsz" in axes else ("", 0)
    name = family + suffix
    return name, tuple(
        _face(name, known, axes, size, weight, style) | {"package": package_of(family)}
        for weight, style in _FACES[use]
    )


def _face(
    name: str,
    known: Mapping[str, Any],
    axes: Mapping[str, tuple[float, float]],
    size: float,
    weight: int,
    style: str,
) -> dict[str, Any]:
    wanted = {"opsz": size, "wght": weight, "wdth": 100}
    places = {tag: min(max(wanted.get(tag, 0), least), most) for tag, (least, most) in axes.items()}
    return {
        "family": name,
        "weight": _weight(known["files"], weight, style),
        "style": style,
        "axes": places if _is_variable(known["files"], style) else {},
    }


def _is_variable(files: Any, style: str) -> bool:
    return any(each["style"] == style and not each["weight"] for each in files)


def _weight(files: Any, wanted: int, style: str) -> int | None:
    """Choose the weight nearest above what is wanted; a variable file has every one."""
    if _is_variable(files, style):
        return wanted
    weights = [each["weight"] for each in files if each["style"] == style]
    near = [each for each in weights if wanted <= each <= wanted + 200]
    return min(near, default=None)
