"""A `[[faces]]` with a file of the house → the face as the file completes it, or why it cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from publish.diagnostics import did_you_mean
from publish.houses.face_faults import Fault
from publish.houses.font_files import FontFacts, NoFont, read_facts
from publish.houses.house_folders import FONT_ENDINGS, SETTINGS, HouseFolder

FAR = 200
"""From one named weight to the next but one: regular text ordered as semibold."""
_SLANTING = ("ital", "slnt")
"""Axes on which a font leans (OpenType 1.9, "Registered design-variation axis tags")."""


@dataclass(frozen=True, slots=True)
class HouseFont:
    """A font file that lies in the folder of a house."""

    name: str
    """As a reader knows it: "styles/acme/fonts/Acme-Regular.otf"."""
    family: str
    """What it calls its family itself, or else the sheets."""
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OwnFace:
    """A face of a style.toml with all that its file says of itself."""

    font: HouseFont
    table: Mapping[str, Any]
    doubts: tuple[Fault, ...]
    """Where the file is not like what it is ordered as."""


def read_own(table: Mapping[str, Any], folder: HouseFolder) -> OwnFace | Fault:
    """Read the file of a face; what the table leaves out is as the file says.

    `table` has no other faults.
    """
    inside = str(PurePosixPath(table["file"].replace("\\", "/")))
    data = folder.fonts.get(inside)
    if data is None:
        return _not_there(table["file"], inside, folder)
    facts = read_facts(data)
    if isinstance(facts, NoFont):
        return Fault("file", f"'{inside}' {facts.message}", facts.hint, "font-file")
    if facts.refusal:
        message = f"'{inside}' forbids {facts.refusal}, and a PDF cannot do without"
        hint = "its fsType (OpenType, table OS/2) says so; ask the foundry for a licence and a file"
        return Fault("file", message, hint, "font-license")
    family = table.get("family") or facts.family
    if not family:
        return Fault("file", f"'{inside}' does not say its family", 'add family = "…"')
    style = table.get("style") or ("italic" if facts.is_italic else "normal")
    whole = {"weight": facts.weight, **table, "family": family, "style": style}
    axes = _axes(whole, facts, inside)
    if isinstance(axes, Fault):
        return axes
    name = folder.settings.name.removesuffix(SETTINGS) + inside
    font = HouseFont(name, facts.family or family, data)
    return OwnFace(font, {**whole, "axes": axes}, tuple(_doubts(whole, facts, inside)))


def _not_there(written: str, inside: str, folder: HouseFolder) -> Fault:
    if ".." in PurePosixPath(inside).parts or inside.startswith("/") or "://" in written:
        message = f"'{written}' lies outside of the house, and nothing there is read"
        hint = "put the font file into the folder of the house, e.g. into fonts/"
        return Fault("file", message, hint, "file-outside")
    if PurePosixPath(inside).suffix.lower() not in FONT_ENDINGS:
        message = f"'{inside}' is no font file that can be set"
        return Fault("file", message, "it ends in .otf, .ttf, .woff2 or .woff", "font-file")
    fonts = sorted(folder.fonts)
    hint = did_you_mean(inside, fonts) or (
        "the font files are: " + ", ".join(fonts) if fonts else "put it into the folder"
    )
    if inside in folder.files:
        message, hint = f"'{inside}' cannot be read", "what stands in its way is told there"
        return Fault("file", message, hint, "font-file")
    message = f"the house '{folder.name}' has no font file '{inside}'"
    return Fault("file", message, hint, "style-file")


def _axes(face: Mapping[str, Any], facts: FontFacts, file: str) -> dict[str, float] | Fault:
    """Say where on each axis of its file a face lies: as ordered, by weight and slant, or usual."""
    ordered = face.get("axes", {})
    if ordered and not facts.axes:
        return Fault("axes", f"'{file}' has no axes: it is one face", "leave 'axes' out")
    for tag in ordered:
        if tag not in facts.axes:
            hint = did_you_mean(tag, facts.axes) or f"its axes are: {_written(facts)}"
            return Fault(tag, f"'{file}' has no axis '{tag}'", hint)
    places = {tag: usual for tag, (_, usual, _) in facts.axes.items()}
    if "wght" in places:
        places["wght"] = face["weight"]
    if face["style"] == "italic" and not facts.is_italic:
        if "ital" in places:
            places["ital"] = facts.axes["ital"][2]
        elif "slnt" in places:  # counter-clockwise is more (OpenType 1.9, 'slnt')
            places["slnt"] = facts.axes["slnt"][0]
    places.update((tag, float(value)) for tag, value in ordered.items())
    for tag, place in places.items():
        least, _, most = facts.axes[tag]
        if not least <= place <= most:
            message = f"'{file}' has {least:g} to {most:g} on its axis '{tag}', and not {place:g}"
            return Fault(tag if tag in ordered else "weight", message)
    return places


def _written(facts: FontFacts) -> str:
    return ", ".join(
        f"{tag} ({least:g} to {most:g})" for tag, (least, _, most) in facts.axes.items()
    )


def _doubts(face: Mapping[str, Any], facts: FontFacts, file: str) -> Iterator[Fault]:
    """Find a face that is ordered as what its file is not."""
    if not any(tag in facts.axes for tag in _SLANTING):
        is_italic = face["style"] == "italic"
        if is_italic != facts.is_italic:
            slants = ("italic", "upright") if facts.is_italic else ("upright", "italic")
            message = f"'{file}' calls itself {slants[0]}, and is ordered as {slants[1]}"
            yield Fault("style" if "style" in face else "file", message)
    if "wght" not in facts.axes and abs(face["weight"] - facts.weight) >= FAR:
        message = f"'{file}' has the weight {facts.weight}, and is ordered as {face['weight']}"
        yield Fault("weight", message, "take the file of the weight that is wanted")
