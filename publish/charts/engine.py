"""Specifications of Vega-Lite → SVG, by a child process that is killed when it takes too much."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from publish.charts.look import Look, config
from publish.diagnostics import PublishError

WALL_S = 40
CPU_S = 20
MEMORY_BYTES = 1 << 30
"""A chart takes 0.4 s and 80 MB."""
_CODE = "import sys; sys.path[:] = {path!r}; from publish.charts.child import main; main()"
_PYTHON = (sys.executable, "-s", "-S", "-P", "-X", "utf8")


def engine_version() -> str:
    """Give the version of the library that draws; "" when it is not installed."""
    try:
        return version("vl-convert-python")
    except PackageNotFoundError:
        return ""


def ask(specs: list[dict[str, Any]], look: Look, fonts: Path) -> list[dict[str, str]]:
    """Let a child draw: a drawing ("svg") or its "fault" for each specification, in order.

    Raises `PublishError` when it takes too much.
    """
    job = {
        "specs": specs,
        "config": config(look),
        "locale": look.locale,
        "dates": look.dates,
        "fonts": str(fonts),
        "cpu_s": CPU_S,
        "memory_bytes": MEMORY_BYTES,
    }
    paths = [os.path.abspath(each) for each in sys.path if each]
    with tempfile.TemporaryDirectory(prefix="publish-chart-") as folder:
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "PATH") if name in os.environ}
        places = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), folder)
        try:
            done = subprocess.run(
                [*_PYTHON, "-c", _CODE.format(path=paths)],
                input=json.dumps(job).encode(),
                capture_output=True,
                timeout=WALL_S,
                check=False,
                cwd=folder,
                env={**kept, **places, "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"},
                start_new_session=True,
            )
        except subprocess.TimeoutExpired as problem:
            raise PublishError(f"drawing the charts took longer than {WALL_S} s", 4) from problem
    try:
        answers: list[dict[str, str]] = json.loads(done.stdout)
    except json.JSONDecodeError as problem:
        hint = f"{CPU_S} s of processor time and {MEMORY_BYTES >> 20} MB of memory are the limit"
        raise PublishError("drawing the charts took more than it may", 4, hint) from problem
    return answers
