"""We print what Pandoc prints, apart from the differences that we defend, each with its reason."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, version

import pytest

from tests.csl.pandoc_compare import compare
from tests.csl.pandoc_oracle import CASES, STYLES

DIFFERENCES = CASES.with_name("differences.toml")


@cache
def defended() -> dict[str, str]:
    """Read the lines that may differ, with the reason of each."""
    listed = tomllib.loads(DIFFERENCES.read_text("utf-8"))["difference"]
    return {line: each["reason"] for each in listed for line in each["lines"]}


def _missing() -> str:
    """Name a package that is absent or of another version than the listed lines; else ""."""
    wanted: dict[str, str] = tomllib.loads(DIFFERENCES.read_text("utf-8"))["packages"]
    for package, number in wanted.items():
        try:
            found = version(package)
        except PackageNotFoundError:
            return f"the package {package} is absent"
        if found != number:
            return f"the differences are those with {package} {number}, not {found}"
    return ""


@pytest.mark.skipif(bool(_missing()), reason=_missing())
@pytest.mark.parametrize("style", STYLES)
def test_lines_are_pandocs_or_defended(style: str) -> None:
    """A new difference breaks the build, and so does one that is listed but gone."""
    unequal = [line for line in compare(style) if not line.is_equal]
    different = {line.name: (line.ours, line.pandocs) for line in unequal}
    listed = {name for name in defended() if name.startswith(f"{style} | ")}
    assert {name: different[name] for name in different.keys() - listed} == {}
    assert sorted(listed - different.keys()) == []


def test_every_difference_has_a_reason() -> None:
    """Each reason is a sentence, and each line belongs to a style that is compared."""
    reasons = defended()
    assert all(len(reason) > 40 for reason in reasons.values())
    assert {line.split(" | ")[0] for line in reasons} <= set(STYLES)
