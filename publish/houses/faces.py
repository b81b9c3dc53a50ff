"""The `[[faces]]` of a style.toml → FontFace: one weight and slant of a typeface each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from publish.diagnostics import Diagnostic, error, warning
from publish.houses.face_faults import face_fault
from publish.houses.house_folders import HouseFolder, where, without_comments
from publish.source import Source, Span

if TYPE_CHECKING:
    from publish.houses.own_fonts import HouseFont


@dataclass(frozen=True, slots=True)
class FontFace:
    """One static face that the house orders: an instance of a package's or of its own font file."""

    family: str
    """Family name as the sheets write it, e.g. "Source Serif 4"."""
    weight: int
    style: Literal["normal", "italic"]
    package: str
    """Name known to `fontpkg`, e.g. "source serif 4"; "" for a font file of the house."""
    axes: Mapping[str, float]
    """Coordinates on the axes of the variable file: {"opsz": 10, "wght": 400}; {} if static."""
    script: str = ""
    """ISO 15924 code of the one script it is for ("Arab"): ordered only where that is written."""
    use: tuple[str, ...] = ()
    """Elements, alone ("code") or within another ("strong em"), that call for it; () for always."""
    file: HouseFont | None = None
    at: Span | None = field(default=None, compare=False, repr=False)
    """Where it is ordered."""

    @property
    def key(self) -> tuple[str, int, str]:
        """Say what a sheet asks for to get this face."""
        return self.family, self.weight, self.style


def ordered_faces(folder: HouseFolder) -> tuple[list[FontFace], list[Diagnostic]]:
    """Read the faces that a house orders, and tell what is wrong with others."""
    faces: list[FontFace] = []
    found: list[Diagnostic] = []
    listed = folder.table.get("faces", [])
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        message = "'faces' must be tables, each headed [[faces]]"
        return [], [error("style-value", message, where(folder.settings, "faces"))]
    for number, each in enumerate(listed):
        face = _face(folder, number, each, found)
        if face is None:
            continue
        if any(face.key == other.key for other in faces):
            message = f"'{face.family}' {face.weight} {face.style} is ordered twice"
            hint = "two files for one face print garbled text"
            found.append(error("style-face", message, face.at, hint))
        else:
            faces.append(face)
    return faces, found


def _face(
    folder: HouseFolder, number: int, table: Mapping[str, Any], found: list[Diagnostic]
) -> FontFace | None:
    """Read one face; None for one that cannot be set, with the reason in `found`."""

    def place(word: str) -> Span:
        return _in_face(folder.settings, number, word)

    fault, file = face_fault(table), None
    if fault is None and "file" in table:
        from publish.houses.own_fonts import OwnFace, read_own  # few houses have any

        own = read_own(table, folder)
        if isinstance(own, OwnFace):
            table, file = own.table, own.font
            found += [warning("style-face", e.message, place(e.word), e.hint) for e in own.doubts]
        else:
            fault = own
    if fault is not None:
        found.append(error(fault.code, fault.message, place(fault.word), fault.hint))
        return None
    return FontFace(
        family=table["family"],
        weight=table.get("weight", 400),
        style=table.get("style", "normal"),
        package=table.get("package", ""),
        axes={axis: float(value) for axis, value in table.get("axes", {}).items()},
        script=table.get("script", ""),
        use=tuple(table.get("use", ())),
        file=file,
        at=place("file" if file else "family"),
    )


def _in_face(source: Source, number: int, word: str) -> Span:
    """Find a word in the face of a number (0-based), or else where that face begins."""
    text = without_comments(source)
    heads = [each.start() for each in re.finditer(r"\[\[\s*faces\s*\]\]", text)]
    if number >= len(heads):
        return where(source, "faces")
    start = heads[number]
    end = heads[number + 1] if number + 1 < len(heads) else len(text)
    found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text[start:end])
    if found is None:
        return source.span(start, start + len("[[faces]]"))
    return source.span(start + found.start(), start + found.end())
