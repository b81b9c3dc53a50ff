"""The `[[faces]]` of a style.toml → FontFace: one weight and slant of a typeface each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from publish.diagnostics import Diagnostic, error
from publish.houses.face_faults import face_fault
from publish.houses.house_folders import HouseFolder, where
from publish.source import Source, Span


@dataclass(frozen=True, slots=True)
class FontFace:
    """One static face that the house orders: an instance of a font package's variable file."""

    family: str
    """Family name as the sheets write it, e.g. "Source Serif 4"."""
    weight: int
    style: Literal["normal", "italic"]
    package: str
    """Name known to `fontpkg`, e.g. "source serif 4"."""
    axes: Mapping[str, float]
    """Coordinates on the axes of the variable file: {"opsz": 10, "wght": 400}; {} if static."""
    script: str = ""
    """ISO 15924 code of the one script it is for ("Arab"): ordered only where that is written."""
    use: tuple[str, ...] = ()
    """Elements, alone ("code") or within another ("strong em"), that call for it; () for always."""

    @property
    def key(self) -> tuple[str, int, str]:
        """Say what a sheet asks for to get this face."""
        return self.family, self.weight, self.style


def ordered_faces(folder: HouseFolder, found: list[Diagnostic]) -> list[FontFace]:
    """Read the faces that a house orders; `found` takes what is wrong with them."""
    faces: list[FontFace] = []
    listed = folder.table.get("faces", [])
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        message = "'faces' must be tables, each headed [[faces]]"
        found.append(error("style-value", message, where(folder.settings, "faces")))
        return []
    for number, each in enumerate(listed):
        fault = face_fault(each)
        if fault is not None:
            place = _in_face(folder.settings, number, fault.word)
            found.append(error("style-value", fault.message, place, fault.hint))
            continue
        face = _face(each)
        if any(face.key == other.key for other in faces):
            message = f"'{face.family}' {face.weight} {face.style} is ordered twice"
            hint = "two files for one face print garbled text"
            place = where(folder.settings, face.family)
            found.append(error("style-face", message, place, hint))
        else:
            faces.append(face)
    return faces


def _in_face(source: Source, number: int, word: str) -> Span:
    """Find a word in the face of a number (0-based), or else where that face begins."""
    heads = [each.start() for each in re.finditer(r"\[\[\s*faces\s*\]\]", source.text)]
    if number >= len(heads):
        return where(source, "faces")
    start = heads[number]
    end = heads[number + 1] if number + 1 < len(heads) else len(source.text)
    found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", source.text[start:end])
    if found is None:
        return source.span(start, start + len("[[faces]]"))
    return source.span(start + found.start(), start + found.end())


def _face(table: Mapping[str, Any]) -> FontFace:
    return FontFace(
        family=table["family"],
        weight=table.get("weight", 400),
        style=table.get("style", "normal"),
        package=table["package"],
        axes={axis: float(value) for axis, value in table.get("axes", {}).items()},
        script=table.get("script", ""),
        use=tuple(table.get("use", ())),
    )
