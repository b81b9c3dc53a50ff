"""Options ↔ plain data: what the command line asked for, as a receipt keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publish.options import Options
from publish.project import Project


def recorded(options: Options, project: Project) -> dict[str, Any]:
    """Write what was asked that changes a byte; files are named relative to a project's folder."""
    press = options.press
    asked = {
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
    """Read back what changes the text of a page; what is of another kind is passed over."""
    asked = record.get("command")
    asked = asked if isinstance(asked, dict) else {}
    csl = _text(asked, "csl")
    works = asked.get("bib")
    return Options(
        style=_text(asked, "style"),
        csl=str(root / csl) if _is_file(csl) else csl,
        bibliography=tuple(root / str(each) for each in works) if isinstance(works, list) else (),
        paper=_text(asked, "paper"),
    )


def style_named(name: str) -> str:
    """Give a style's name, or the whole path of its file where it lies in the working folder."""
    return str(Path(name).absolute()) if _is_file(name) and Path(name).is_file() else name


def _is_file(style: str) -> bool:
    return style.endswith(".csl")


def _text(asked: Mapping[str, Any], name: str) -> str:
    value = asked.get(name, "")
    return value if isinstance(value, str) else ""
