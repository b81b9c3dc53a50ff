"""Settings + target → the printing condition: whose ICC profile, and how much bleed."""

from __future__ import annotations

from publish.diagnostics import Diagnostic, error
from publish.finishing.press import Condition
from publish.project import SETTINGS_FILE, Project
from publish.render.conditions import default_condition
from publish.settings import Settings, place
from publish.targets import Target

_CLASS = slice(12, 16)
_SPACE = slice(16, 20)
_SIGNATURE = slice(36, 40)


def gather_condition(
    settings: Settings, project: Project, target: Target, found: list[Diagnostic]
) -> Condition | None:
    """Read the printer's profile that publish.toml names; None where nothing is printed in inks."""
    if target.colour != "cmyk":
        return None
    bleed_mm = float(settings.press.get("bleed_mm", target.bleed_mm))
    name = settings.press.get("profile")
    if not name:
        return default_condition(bleed_mm)
    at = place(settings.source, "profile") if settings.source else None
    path = project.find(str(name), SETTINGS_FILE, at)
    if isinstance(path, Diagnostic):
        found.append(path)
        return None
    data = project.read_bytes(path, "data", at)
    if isinstance(data, Diagnostic):
        found.append(data)
        return None
    if data[_SIGNATURE] != b"acsp" or data[_CLASS] != b"prtr" or data[_SPACE] != b"CMYK":
        # ICC.1:2022 §7.2: device class, data colour space and profile file signature.
        found.append(error("press-profile", f"'{name}' is no ICC output profile for four inks", at))
        return None
    identifier = str(settings.press.get("condition") or path.stem)
    return Condition(data, identifier, identifier, bleed_mm)
