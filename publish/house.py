"""House name + project → House: sheets, layouts, assets and faces of a publisher's house style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from publish.diagnostics import Diagnostic
from publish.source import Source


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


@dataclass(frozen=True, slots=True)
class Sheet:
    """One style sheet of the chain, with the URL under which the renderer reads it."""

    url: str
    """e.g. "doc:///house/base/text.css"."""
    layer: str
    """The cascade layer: the house's name."""
    source: Source


@dataclass(frozen=True, slots=True)
class House:
    """A publisher's house style with everything it inherits, base first."""

    name: str
    chain: tuple[str, ...]
    csl: str
    """Name of the CSL style used where the manuscript names none."""
    sheets: tuple[Sheet, ...]
    layouts: Mapping[str, Source]
    """Template name ("base/brief.html", …) to its source."""
    assets: Mapping[str, bytes]
    """Logos and the like, by `doc:///house/…` URL."""
    faces: tuple[FontFace, ...]
    diagnostics: tuple[Diagnostic, ...]
