"""[press] of publish.toml and the command line → PressSettings: wishes of one who prints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

MOST_BLEED_MM = 20
"""No press asks for more: 3 mm is usual in Europe, 0.125 in in the US."""
MOST_MULTIPLE = 64
"""Pages of the largest sheet that is folded: a web press's signature."""
MARK_GAP_MM = 1.0
"""Between bleed and marks, which lie outside of the BleedBox (ISO 15930-7 §6.4)."""
COVERS = ("inside", "separate")

_LENGTH = re.compile(r"\s*(\d*\.?\d+)\s*(mm|cm|in|pt)\s*")
_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}  # CSS Values 4 §6.2


@dataclass(frozen=True, slots=True)
class PressSettings:
    """The wishes of one who prints; None and "" mean that nobody said."""

    profile: str = ""
    """File of an ICC profile: in publish.toml relative to the root, else to the working folder."""
    condition: str = ""
    """Its name in the ICC characterisation data registry, e.g. "FOGRA51"."""
    bleed_mm: float | None = None
    pages_multiple: int | None = None
    """Blank pages are added until the number of pages is a multiple of this."""
    cover: str = ""
    """One of `COVERS`: a part of the file, or a file of its own."""

    def over(self, other: PressSettings) -> PressSettings:
        """Answer by these wishes first, then by others."""
        chosen = {}
        for each in fields(self):
            own = getattr(self, each.name)
            chosen[each.name] = getattr(other, each.name) if own in (None, "") else own
        return PressSettings(**chosen)

    def bleed_or(self, default_mm: float) -> float:
        """Say how far the bleed goes where nobody wished anything else than the default."""
        return default_mm if self.bleed_mm is None else self.bleed_mm


def length_mm(text: str) -> float | None:
    """Read a length with its unit in mm; None for what is none.

    >>> length_mm("0.125in")
    3.175
    """
    found = _LENGTH.fullmatch(text)
    return round(float(found[1]) * _MM[found[2]], 4) if found else None


def from_table(table: Mapping[str, Any]) -> PressSettings:
    """Take the settings out of a table that `fault` has passed."""
    values = {name: value for name, value in table.items() if name != "bleed"}
    if "bleed" in table:
        values["bleed_mm"] = length_mm(table["bleed"])
    return PressSettings(**values)


def fault(name: str, value: object) -> str:
    """Say what a setting must be where it is something else; "" where it is right."""
    if name == "bleed_mm":
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        is_right = is_number and 0 <= value <= MOST_BLEED_MM  # type: ignore[operator]
        return "" if is_right else f"a number from 0 to {MOST_BLEED_MM}"
    if name == "pages_multiple":
        is_right = type(value) is int and 1 <= value <= MOST_MULTIPLE
        return "" if is_right else f"a whole number from 1 to {MOST_MULTIPLE}"
    if not isinstance(value, str):
        return "a text in quotes"
    if name == "bleed":
        bleed = length_mm(value)
        is_right = bleed is not None and bleed <= MOST_BLEED_MM
        return "" if is_right else f"a length up to {MOST_BLEED_MM} mm, as '3mm' or '0.125in'"
    if name == "cover" and value not in COVERS:
        return "'inside' or 'separate'"
    return ""


NAMES = ("profile", "condition", "bleed", "bleed_mm", "pages_multiple", "cover")
