"""Font packages as installed from PyPI: which file holds the face that a house orders."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from publish.houses.faces import FontFace
from publish.houses.font_packages import metadata_of, root_of


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font file of a package."""

    path: Path
    style: str
    """"normal" or "italic"."""
    weight: int
    """400, 700 …; 0 for a variable file, which holds them all."""


@lru_cache
def package_files(package: str) -> tuple[FontFile, ...]:
    """List the font files of a package; empty when it is not installed."""
    root = root_of(package)
    if root is None:
        return ()
    known = metadata_of(package)
    return tuple(
        FontFile(root / each["path"], each["style"], each["weight"] or 0) for each in known["files"]
    )


def file_for(face: FontFace) -> Path | None:
    """Find the file with this face: the variable one, else the static one of its weight."""
    styled = [each for each in package_files(face.package) if each.style == face.style]
    wanted = 0 if face.axes else face.weight
    return next((each.path for each in styled if each.weight == wanted), None)
