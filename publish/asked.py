"""Options ↔ plain data: what the command line asked for, as a receipt keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from publish.options import Options
from publish.press_settings import PressSettings, fault
from publish.project import Project
from publish.targets import TARGETS


def recorded(options: Options, project: Project) -> dict[str, Any]:
    """Write what was asked that changes a byte; files are named relative to a project's folder."""
    press = options.press
    asked = {
        "document": project.document,
        "style": options.style,
        "csl": project.recorded_name(Path(options.csl)) if _is_file(options.csl) else options.csl,
        "bib": [project.recorded_name(path) for path in options.bibliography],
        "paper": options.paper,
        "icc": project.recorded_name(Path(press.profile)) if press.profile else "",
        "bleed_mm": press.bleed_mm,
        "pages_multiple": press.pages_multiple,
        "cover": press.cover,
    }
    return {name: value for name, value in asked.items() if value not in ("", None, [])}


def restored(record: Mapping[str, Any], root: Path) -> Options:
    """Read back from a receipt what was asked for; what is of another kind is passed over."""
    asked = record.get("command")
    asked = asked if isinstance(asked, dict) else {}
    csl, profile = _text(asked, "csl"), _text(asked, "icc")
    works, named = asked.get("bib"), record.get("targets")
    targets = [each for each in TARGETS if each in (named if isinstance(named, list) else ())]
    return Options(
        targets=tuple(targets) or Options().targets,
        style=_text(asked, "style"),
        csl=str(root / csl) if _is_file(csl) else csl,
        bibliography=tuple(root / str(each) for each in works) if isinstance(works, list) else (),
        paper=_text(asked, "paper"),
        press=_press(asked, str(root / profile) if profile else ""),
        epoch=_epoch(record),
    )


def _press(asked: Mapping[str, Any], profile: str) -> PressSettings:
    given = {name: asked.get(name) for name in ("bleed_mm", "pages_multiple", "cover")}
    right = {
        name: each for name, each in given.items() if each is not None and not fault(name, each)
    }
    return PressSettings(profile=profile, **right)


def _epoch(record: Mapping[str, Any]) -> int | None:
    """Read the date that stood in for one of the manuscript, as seconds since 1970."""
    options = record.get("options")
    date = options.get("date") if isinstance(options, dict) else None
    try:
        return int(datetime.fromisoformat(date).timestamp()) if isinstance(date, str) else None
    except ValueError:
        return None


def style_named(name: str) -> str:
    """Give a style's name, or the whole path of its file where it lies in the working folder."""
    return str(Path(name).absolute()) if _is_file(name) and Path(name).is_file() else name


def _is_file(style: str) -> bool:
    return style.endswith(".csl")


def _text(asked: Mapping[str, Any], name: str) -> str:
    value = asked.get(name, "")
    return value if isinstance(value, str) else ""
