"""The names of `import publish` are few, explained, and stay what they are."""

from __future__ import annotations

import subprocess
import sys

import publish

MOST = 12  # ARCHITECTURE.md, "What others rely on"


def test_there_are_at_most_twelve_public_names() -> None:
    """What is public must be kept; so little is."""
    assert len(publish.__all__) <= MOST


def test_every_public_name_is_explained() -> None:
    """`help(publish)` is the manual of the Python interface."""
    assert [name for name in publish.__all__ if not getattr(publish, name).__doc__] == []


def test_loading_a_stage_does_not_replace_a_public_name() -> None:
    """Python sets a submodule as an attribute of its package, over a function of that name."""
    program = (
        "import publish\n"
        "before = {name: getattr(publish, name) for name in publish.__all__}\n"
        "import publish.cli, publish.pipeline, publish.render.fonts\n"
        "print([name for name in before if getattr(publish, name) is not before[name]])\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
