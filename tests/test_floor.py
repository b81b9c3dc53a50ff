"""The lowest versions that pyproject.toml allows are the ones that `make floor` tries."""

from __future__ import annotations

import tomllib

import pytest
from packaging.requirements import Requirement

from tests.sourcecode import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DEPENDENCIES = [Requirement(each) for each in PROJECT["dependencies"]]


@pytest.mark.parametrize("dependency", DEPENDENCIES, ids=str)
def test_a_dependency_has_one_lower_bound_and_nothing_else(dependency: Requirement) -> None:
    """An upper bound keeps an editor from a repaired library; no lower one is untried."""
    assert [each.operator for each in dependency.specifier] == [">="]


def test_the_constraints_repeat_the_lower_bounds() -> None:
    """`make floor` installs just these."""
    lines = (ROOT / "tests" / "constraints-lowest.txt").read_text("utf-8").splitlines()
    constraints = [line for line in lines if not line.startswith("#")]
    bounds = [str(dependency).replace(">=", "==") for dependency in DEPENDENCIES]
    assert constraints == bounds
