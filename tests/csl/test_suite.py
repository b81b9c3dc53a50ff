"""The CSL test-suite, as a ratchet in both directions."""

from __future__ import annotations

import importlib.util
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
RUNNER = SHARED / "tools" / "run_csl.py"
PASSING = HERE / "passing.txt"
NOTES = HERE / "NOTES.md"

pytestmark = [
    pytest.mark.skipif(not RUNNER.exists(), reason="the CSL test-suite is not beside this folder"),
    pytest.mark.skipif(
        importlib.util.find_spec("citeproc") is None,
        reason="the locale files of the package citeproc-py are not installed",
    ),
]


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(path.stem, module)
    spec.loader.exec_module(module)
    return module


@lru_cache
def _results() -> dict[str, bool]:
    """Run every case that the runner counts; by name, whether it passes."""
    runner, adapter = _module(RUNNER), _module(HERE / "suite.py").adapter
    results = {}
    for path in sorted((SHARED / "csl-suite").glob("*.txt")):
        case = runner.parse_test(path)
        if case["mode"] not in ("citation", "bibliography"):
            continue
        text = adapter(**runner.make_kwargs(case))
        results[case["name"]] = runner.normalise(text) == runner.normalise(case["result"])
    return results


def _listed() -> set[str]:
    return set(PASSING.read_text("utf-8").split())


def test_every_listed_case_passes() -> None:
    """What once passed goes on passing."""
    passing = {name for name, passes in _results().items() if passes}
    assert _listed() - passing == set()


def test_every_passing_case_is_listed() -> None:
    """A case that begins to pass is written down, so that it stays."""
    passing = {name for name, passes in _results().items() if passes}
    assert passing - _listed() == set()


def test_every_failing_case_has_its_reason() -> None:
    """NOTES.md names each case that fails, and no other."""
    failing = {name for name, passes in _results().items() if not passes}
    noted = {
        line.removeprefix("## ").strip()
        for line in NOTES.read_text("utf-8").splitlines()
        if line.startswith("## ")
    }
    assert noted == failing


def test_the_share_of_passing_cases_is_kept() -> None:
    """At least 95 % pass, and in no category fewer than 80 %."""
    results = _results()
    categories: dict[str, list[bool]] = {}
    for name, passes in results.items():
        categories.setdefault(name.split("_")[0], []).append(passes)
    weak = {key for key, each in categories.items() if sum(each) < 0.8 * len(each)}
    assert (sum(results.values()) >= 0.95 * len(results), weak) == (True, set())
