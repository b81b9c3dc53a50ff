"""publish.toml → Settings: what holds for every manuscript of a project."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from publish import press_settings
from publish.codes import CODES
from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.press_settings import PressSettings
from publish.project import SETTINGS_FILE, Project
from publish.source import Source, Span
from publish.volume import TABLE, Volume, read_volumes

TEXTS = ("style", "layout", "csl", "paper", "lang", "output")
PUBLISHER_NAMES = ("name", "place", "logo", "issn", "url")
TABLES = ("limits", "severity", "press")
LIMIT_NAMES = ("cpu_seconds", "wall_seconds", "memory_mb")
SEVERITIES = ("error", "warning", "off")


@dataclass(frozen=True, slots=True)
class Settings:
    """Defaults of a project; front matter and command line win over them."""

    style: str = ""
    layout: str = ""
    csl: str = ""
    paper: str = ""
    publisher: Mapping[str, str] = field(default_factory=dict)
    """Some of `PUBLISHER_NAMES`: what a manuscript need not say of its publisher."""
    lang: str = ""
    output: str = "build"
    """Folder for outputs, relative to the root."""
    bibliography: tuple[str, ...] = ()
    """Files that every manuscript may cite from, relative to the root."""
    document: tuple[Volume, ...] = ()
    """The documents of several files."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """Some of `LIMIT_NAMES` to a whole number."""
    severity: Mapping[str, str] = field(default_factory=dict)
    """Diagnostic code to one of `SEVERITIES`."""
    press: PressSettings = field(default_factory=PressSettings)
    source: Source | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def load(project: Project) -> Settings:
    """Read the project's publish.toml; without one, the defaults hold."""
    path = project.root / SETTINGS_FILE
    if not path.is_file():
        return Settings()
    source = project.read_text(path, "settings")
    if isinstance(source, Diagnostic):
        return Settings(diagnostics=(source,))
    return parse(source)


def parse(source: Source) -> Settings:
    """Read settings from TOML text."""
    try:
        table = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as problem:
        return Settings(source=source, diagnostics=(_not_toml(source, str(problem)),))
    except RecursionError:
        too_deep = error("settings-syntax", "this is nested too deep", source.span(0, 1))
        return Settings(source=source, diagnostics=(too_deep,))
    found: list[Diagnostic] = []
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name == TABLE:
            values[name], problems = read_volumes(value, source)
            found += problems
            continue
        problem_found = _problem(source, name, value)
        if problem_found is None:
            values[name] = tuple(value) if isinstance(value, list) else value
        else:
            found.append(problem_found)
    if isinstance(values.get("bibliography"), str):
        values["bibliography"] = (values["bibliography"],)
    if isinstance(values.get("publisher"), str):
        values["publisher"] = {"name": values["publisher"]}
    if "press" in values:
        values["press"] = press_settings.from_table(values["press"])
    return Settings(**values, source=source, diagnostics=tuple(found))


def place(source: Source, name: str) -> Span:
    """Find where a key stands; tomllib tells no positions."""
    match = re.search(rf"^\s*\[?\s*({re.escape(name)})\b", source.text, re.MULTILINE)
    return source.span(match.start(1), match.end(1)) if match else source.span(0, 0)


def _problem(source: Source, name: str, value: object) -> Diagnostic | None:
    at = place(source, name)
    if name in TEXTS:
        return _text_problem(name, value, at)
    judge = _JUDGES.get(name)
    if judge is not None:
        return judge(source, value, at)
    known = (*TEXTS, *TABLES, TABLE, "bibliography", "publisher")
    return warning("settings-unknown", f"unknown setting '{name}'", at, did_you_mean(name, known))


def _bibliography_problem(_: Source, value: object, at: Span) -> Diagnostic | None:
    texts = [value] if isinstance(value, str) else value
    good = isinstance(texts, list) and all(isinstance(each, str) for each in texts)
    return None if good else _wrong("bibliography", "a file name or a list of them", at)


def _text_problem(name: str, value: object, at: Span) -> Diagnostic | None:
    if not isinstance(value, str):
        return _wrong(name, "a text in quotes", at)
    if name == "output" and not _is_inside(value):
        return _wrong(name, "a folder inside of the project", at)
    return None


def _is_inside(folder: str) -> bool:
    """Say whether a relative path stays below the folder it starts from."""
    path = PurePosixPath(folder.replace("\\", "/"))
    is_anchored = path.is_absolute() or PureWindowsPath(folder).drive
    return not is_anchored and ".." not in path.parts and "\0" not in folder


def _publisher_problem(source: Source, value: object, at: Span) -> Diagnostic | None:
    """Judge a name, or a table `[publisher]` with more than that."""
    if not isinstance(value, dict):
        return _text_problem("publisher", value, at)
    for name, text in value.items():
        if name not in PUBLISHER_NAMES:
            hint = did_you_mean(name, PUBLISHER_NAMES)
            message = f"unknown setting '{name}' of the publisher"
            return error("settings-value", message, place(source, name), hint)
        if not isinstance(text, str):
            return _wrong(name, "a text in quotes", place(source, name))
    return None


def _limits_problem(source: Source, value: object, at: Span) -> Diagnostic | None:
    if not isinstance(value, dict):
        return _wrong("limits", "a table", at)
    for name, number in value.items():
        if name not in LIMIT_NAMES:
            hint = did_you_mean(name, LIMIT_NAMES)
            return error("settings-value", f"unknown limit '{name}'", place(source, name), hint)
        if not isinstance(number, int) or isinstance(number, bool) or number <= 0:
            return _wrong(name, "a whole number above 0", place(source, name))
    return None


def _press_problem(source: Source, value: object, at: Span) -> Diagnostic | None:
    if not isinstance(value, dict):
        return _wrong("press", "a table", at)
    for name, setting in value.items():
        if name not in press_settings.NAMES:
            hint = did_you_mean(name, press_settings.NAMES)
            message = f"unknown setting '{name}' of the press"
            return error("settings-value", message, place(source, name), hint)
        if wanted := press_settings.fault(name, setting):
            return _wrong(name, wanted, place(source, name))
    return None


def _severity_problem(source: Source, value: object, at: Span) -> Diagnostic | None:
    if not isinstance(value, dict):
        return _wrong("severity", "a table", at)
    for code, level in value.items():
        if code not in CODES:
            hint = did_you_mean(code, sorted(CODES))
            message = f"unknown diagnostic code '{code}'"
            return error("settings-value", message, place(source, code), hint)
        if level not in SEVERITIES:
            return _wrong(code, "'error', 'warning' or 'off'", place(source, code))
    return None


_JUDGES: Mapping[str, Callable[[Source, object, Span], Diagnostic | None]] = {
    "bibliography": _bibliography_problem,
    "publisher": _publisher_problem,
    "limits": _limits_problem,
    "press": _press_problem,
    "severity": _severity_problem,
}


def _wrong(name: str, wanted: str, at: Span) -> Diagnostic:
    return error("settings-value", f"'{name}' must be {wanted}", at)


def _not_toml(source: Source, problem: str) -> Diagnostic:
    match = re.search(r"\(at line (\d+), column (\d+)\)", problem)
    start = source.line_start(int(match[1])) + int(match[2]) - 1 if match else len(source.text)
    said = re.sub(r"\s*\(at .*\)$", "", problem)
    return error(
        "settings-syntax",
        f"this is not TOML: {said[:1].lower() + said[1:]}",
        source.span(start, start + 1),
        'a setting is written as: name = "value"',
    )
