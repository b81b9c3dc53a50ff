"""Wishes + target → the printing condition: whose ICC profile, how much bleed, which pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publish import icc
from publish.diagnostics import Diagnostic, error
from publish.finishing.press import Condition
from publish.press_settings import PressSettings
from publish.project import SETTINGS_FILE, Project
from publish.render.conditions import PROFILE, default_condition
from publish.settings import Settings, place
from publish.source import Span
from publish.targets import Target


def gather_conditions(
    wishes: PressSettings,
    settings: Settings,
    is_named_here: bool,
    project: Project,
    target: Target,
    found: list[Diagnostic],
) -> tuple[Condition, ...]:
    """Give one condition for each file of a target in inks: body and cover may be two.

    `is_named_here` says whether the command line names the profile, and not publish.toml.
    """
    condition = default_condition(wishes.bleed_or(target.bleed_mm))
    if wishes.profile:
        is_set = settings.source is not None and not is_named_here
        at = place(settings.source, "profile") if settings.source and is_set else None
        profile = _read_profile(wishes.profile, is_named_here, project, at, found)
        described = icc.description(profile)
        condition = replace(
            condition,
            profile=profile,
            identifier=wishes.condition or Path(wishes.profile).stem,
            information=described or wishes.condition or Path(wishes.profile).stem,
            is_registered=bool(wishes.condition),
        )
    else:
        project.bundled_bytes(PROFILE)  # so that the receipt names it
        if wishes.condition:
            name = wishes.condition
            condition = replace(condition, identifier=name, information=name)
    condition = replace(condition, pages_multiple=wishes.pages_multiple or 1)
    if wishes.cover == "separate":
        return replace(condition, part="body"), replace(condition, part="cover")
    return (condition,)


def _read_profile(
    name: str, is_trusted: bool, project: Project, at: Span | None, found: list[Diagnostic]
) -> bytes:
    """Read a profile, or note why it is not used and give b"".

    What the command line names may lie anywhere; what a project names lies in it.
    """
    path = Path(name).absolute() if is_trusted else project.find(name, SETTINGS_FILE, at)
    data = path if isinstance(path, Diagnostic) else project.read_bytes(path, "data", at)
    if isinstance(data, Diagnostic):
        found.append(data)
        return b""
    if problem := icc.fault(data):
        message = f"'{name}' is no ICC output profile for four inks: {problem}"
        hint = "ask the printer for the profile of the paper, e.g. 'PSOcoated_v3.icc'"
        found.append(error("press-profile", message, at, hint))
        return b""
    return data
