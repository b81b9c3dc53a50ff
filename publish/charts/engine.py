"""Specifications of Vega-Lite → SVG, by a child process that is killed when it takes too much."""

from __future__ import annotations

import json
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from publish.charts.look import Look, config
from publish.diagnostics import PublishError
from publish.render.bounded import ask as ask_child

WALL_S = 40
CPU_S = 20
MEMORY_BYTES = 1 << 30
"""A chart takes 0.4 s and 80 MB."""


def engine_version() -> str:
    """Give the version of the library that draws; "" when it is not installed."""
    try:
        return version("vl-convert-python")
    except PackageNotFoundError:
        return ""


def ask(
    specs: list[dict[str, Any]], widths: list[float], look: Look, fonts: Path
) -> list[dict[str, str]]:
    """Let a child draw: a drawing ("svg") or its "fault" for each specification, in order.

    `widths`, in px, are those to which views are fitted, 0 for what is drawn as it is.
    Raises `PublishError` when it takes too much.
    """
    job = {
        "specs": specs,
        "widths": widths,
        "config": config(look),
        "locale": look.locale,
        "dates": look.dates,
        "fonts": str(fonts),
        "cpu_s": CPU_S,
        "memory_bytes": MEMORY_BYTES,
    }
    try:
        done = ask_child("publish.charts.child", json.dumps(job).encode(), WALL_S)
    except subprocess.TimeoutExpired as problem:
        raise PublishError(f"drawing the charts took longer than {WALL_S} s", 4) from problem
    try:
        answers: list[dict[str, str]] = json.loads(done.stdout)
    except json.JSONDecodeError as problem:
        hint = f"{CPU_S} s of processor time and {MEMORY_BYTES >> 20} MB of memory are the limit"
        raise PublishError("drawing the charts took more than it may", 4, hint) from problem
    return answers
