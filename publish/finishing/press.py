"""Objects of a PDF for the press: inks, boxes and output intent by the rules of PDF/X-4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pydyf

from publish.finishing.colour import Inks
from publish.press_settings import MARK_GAP_MM

POINTS_PER_MM = 72 / 25.4
_MARK_MM = 4.0

_RGB = re.compile(rb"([\d.eE+-]+) ([\d.eE+-]+) ([\d.eE+-]+) (rg|RG)")
_SHADING = re.compile(rb"/[\w-]+ sh$")
_SPACE = re.compile(rb"/lab[\w-]* (?:cs|CS)$")


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
    is_registered: bool = True
    """Whether `identifier` is in the registry; the name of a file is not."""
    pages_multiple: int = 1
    """Blank pages are added until the number of pages is a multiple of this."""
    part: Literal["whole", "body", "cover"] = "whole"
    """Which pages the file holds."""


def press_sheet(condition: Condition) -> str:
    """Write the style sheet that gives each page paper beyond the trim for bleed and marks."""
    return f"@page {{ bleed: {condition.bleed_mm + MARK_GAP_MM + _MARK_MM:g}mm; marks: none }}"


def prepare_for_press(
    pdf: Any, condition: Condition, inks: Inks, numbers: list[tuple[int, int]]
) -> list[str]:
    """Mend all objects; give what cannot be mended, in words.

    `numbers` are page labels: from which page on (0-based) which number is printed, 0 for none.
    """
    faults = []
    for each in list(pdf.objects):
        if isinstance(getattr(each, "stream", None), list):
            faults += _to_inks(each, inks)
        if isinstance(each, pydyf.Dictionary) and each.get("Type") == "/Page":
            _set_boxes(each, condition.bleed_mm)
            marks = pydyf.Stream([*_marks(each["TrimBox"], condition.bleed_mm)])
            pdf.add_object(marks)
            each["Contents"] = pydyf.Array((each["Contents"], marks.reference))
    _declare(pdf, condition)
    if numbers:
        _label(pdf, numbers)
    return list(dict.fromkeys(faults))


def _to_inks(stream: Any, inks: Inks) -> list[str]:
    """Replace the screen's colours among a content stream's operators (ISO 15930-7 §6.2.4)."""
    for place, line in enumerate(stream.stream):
        if not isinstance(line, bytes):
            continue
        if found := _RGB.fullmatch(line):
            amounts = inks.mix(*(float(found[channel]) for channel in (1, 2, 3)))
            operator = b"k" if found[4] == b"rg" else b"K"
            written = " ".join(f"{each:g}" for each in amounts).encode()
            stream.stream[place] = written + b" " + operator
        elif _SHADING.match(line):
            return ["a gradient or shadow cannot be printed: its colours are those of the screen"]
        elif _SPACE.match(line):
            return ["a colour that is written neither as RGB nor as inks cannot be printed"]
    return []


def _set_boxes(page: Any, bleed_mm: float) -> None:
    """Let the bleed end where it does: the renderer says 10 pt (ISO 15930-7 §6.4)."""
    left, bottom, right, top = page["TrimBox"]
    bleed = bleed_mm * POINTS_PER_MM
    page["BleedBox"] = pydyf.Array((left - bleed, bottom - bleed, right + bleed, top + bleed))
    page["Group"] = pydyf.Dictionary(
        {"Type": "/Group", "S": "/Transparency", "CS": "/DeviceCMYK"}
    )  # the space in which what is transparent is mixed


def _marks(trim: Any, bleed_mm: float) -> Iterator[bytes]:
    """Draw crop marks at the corners and register marks at the middles, in black ink.

    The renderer's content leaves the page upside down, in which all of them are the same.
    """
    near = (bleed_mm + MARK_GAP_MM) * POINTS_PER_MM
    far = near + _MARK_MM * POINTS_PER_MM
    left, bottom, right, top = trim
    yield b"0 0 0 1 K 0.25 w"
    for x, outward in ((left, -1), (right, 1)):
        for y in (bottom, top):
            yield _line(x + outward * near, y, x + outward * far, y)
    for y, upward in ((bottom, -1), (top, 1)):
        for x in (left, right):
            yield _line(x, y + upward * near, x, y + upward * far)
    middle = (near + far) / 2
    across, along = (left + right) / 2, (bottom + top) / 2
    for x, y in (
        (left - middle, along), (right + middle, along),
        (across, bottom - middle), (across, top + middle),
    ):  # fmt: skip
        yield from _cross(x, y, (far - near) / 2)


def _line(*ends: float) -> bytes:
    return "{:.3f} {:.3f} m {:.3f} {:.3f} l S".format(*ends).encode()


def _cross(x: float, y: float, size: float) -> Iterator[bytes]:
    """Draw a cross in a square that stands on its point, for the plates to be laid over."""
    yield _line(x - size, y, x + size, y)
    yield _line(x, y - size, x, y + size)
    half = size / 2
    corners = ((x, y + half), (x + half, y), (x, y - half), (x - half, y))
    for start, end in zip(corners, (*corners[1:], corners[0]), strict=True):
        yield _line(*start, *end)


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
            "DestOutputProfile": profile.reference,
        }
    )
    if condition.is_registered:  # ISO 32000-1, table 365
        intent["RegistryName"] = pydyf.String("http://www.color.org")
    pdf.catalog["OutputIntents"] = pydyf.Array([intent])
    pdf.info["Trapped"] = "/False"


def _label(pdf: Any, numbers: list[tuple[int, int]]) -> None:
    """Tell readers the numbers that are printed on the pages (ISO 32000-1 §12.4.2)."""
    entries = pydyf.Array()
    for place, number in numbers:
        label = {"S": "/D", "St": number} if number else {}
        entries.extend((place, pydyf.Dictionary(label)))
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": entries})
