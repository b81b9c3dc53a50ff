"""Objects of a PDF for the press: inks, boxes and output intent by the rules of PDF/X-4."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pydyf

from publish.finishing.colour import Inks

POINTS_PER_MM = 72 / 25.4
SLUG_MM = 8
"""Paper beyond the trim, for the marks: they begin half-way out, so outside of 3 mm of bleed."""

PRESS_SHEET = f"@page {{ bleed: {SLUG_MM}mm; marks: crop cross }}"

_RGB = re.compile(rb"([\d.eE+-]+) ([\d.eE+-]+) ([\d.eE+-]+) (rg|RG)")
_FORBIDDEN = re.compile(rb"/[\w-]+ sh$")


@dataclass(frozen=True, slots=True)
class Condition:
    """The printing condition that the file is made for."""

    profile: bytes
    """An ICC output profile with four channels."""
    identifier: str
    """Name in the ICC characterisation data registry, e.g. "FOGRA39"."""
    information: str
    """For people, e.g. "Coated FOGRA39 (ISO 12647-2:2004)"."""
    bleed_mm: float


def prepare_for_press(pdf: Any, condition: Condition, inks: Inks) -> list[str]:
    """Mend all objects; give what cannot be mended, in words."""
    faults = []
    for each in pdf.objects:
        if isinstance(getattr(each, "stream", None), list):
            faults += _to_inks(each, inks)
        if isinstance(each, pydyf.Dictionary) and each.get("Type") == "/Page":
            _set_boxes(each, condition.bleed_mm)
    _declare(pdf, condition)
    return list(dict.fromkeys(faults))


def _to_inks(stream: Any, inks: Inks) -> list[str]:
    """Replace the screen's colours among a content stream's operators (ISO 15930-7 §6.2.4)."""
    for place, line in enumerate(stream.stream):
        if not isinstance(line, bytes):
            continue
        if line.endswith((b" rg", b" RG")) and (found := _RGB.fullmatch(line)):
            amounts = inks.mix(*(float(found[channel]) for channel in (1, 2, 3)))
            operator = b"k" if found[4] == b"rg" else b"K"
            written = " ".join(f"{each:g}" for each in amounts).encode()
            stream.stream[place] = written + b" " + operator
        elif _FORBIDDEN.match(line):
            return ["a gradient or shadow cannot be printed: its colours are those of the screen"]
    return []


def _set_boxes(page: Any, bleed_mm: float) -> None:
    """Let the bleed end where it does: the renderer says 10 pt (ISO 15930-7 §6.4)."""
    left, bottom, right, top = page["TrimBox"]
    bleed = bleed_mm * POINTS_PER_MM
    box = (left - bleed, bottom - bleed, right + bleed, top + bleed)
    page["BleedBox"] = pydyf.Array(round(each, 3) for each in box)
    for name in ("MediaBox", "TrimBox"):
        page[name] = pydyf.Array(round(each, 3) for each in page[name])
    page.pop("Annots", None)
    page["Group"] = pydyf.Dictionary(
        {"Type": "/Group", "S": "/Transparency", "CS": "/DeviceCMYK"}
    )  # the space in which what is transparent is mixed


def _declare(pdf: Any, condition: Condition) -> None:
    """State the output intent (ISO 15930-7 §6.2.3) and that nothing is trapped (§6.6)."""
    profile = pydyf.Stream([condition.profile], {"N": 4}, compress=True)
    pdf.add_object(profile)
    intent = pydyf.Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFX",
            "OutputConditionIdentifier": pydyf.String(condition.identifier),
            "OutputCondition": pydyf.String(condition.information),
            "Info": pydyf.String(condition.information),
            "RegistryName": pydyf.String("http://www.color.org"),
            "DestOutputProfile": profile.reference,
        }
    )
    pdf.catalog["OutputIntents"] = pydyf.Array([intent])
    pdf.info["Trapped"] = "/False"
