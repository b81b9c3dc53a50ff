"""Help and `publish check` answer at once: they never load the renderer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

RENDERER = {"weasyprint", "pydyf", "fontTools", "uharfbuzz", "pikepdf", "pypdfium2"}
HEAVY = RENDERER | {"jinja2", "markdown_it", "yaml", "bibtexparser"}

PROGRAM = """\
import json, sys
from publish.cli import run
code = run(sys.argv[1:])
roots = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps([code, roots]))
"""
MANUSCRIPT = """\
---
title: A shelf
author: Ada Example
lang: en
---

Words.[^1]

[^1]: More words.
"""


def run(arguments: list[str], folder: Path) -> tuple[int, set[str]]:
    """Run the command line in a new Python; give its exit code and what it has loaded."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    code, roots = json.loads(done.stdout.splitlines()[-1])
    return code, set(roots)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["pdf", "--help"]], ids=" ".join)
def test_help_loads_no_stage(arguments: list[str], tmp_path: Path) -> None:
    """A person who asks for help waits for none of the libraries that make a page."""
    code, loaded = run(arguments, tmp_path)
    assert (code, loaded & HEAVY) == (0, set())


def test_check_does_not_load_the_renderer(tmp_path: Path) -> None:
    """`publish check` goes through every stage up to the page, and no further."""
    (tmp_path / "shelf.md").write_text(MANUSCRIPT, "utf-8")
    code, loaded = run(["check", "shelf.md"], tmp_path)
    assert (code, loaded & RENDERER) == (0, set())
    assert "markdown_it" in loaded
