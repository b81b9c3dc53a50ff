"""Mistakes of authors, from the manuscript to the message: one case each."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import checking, pipeline
from publish.options import Options
from publish.report import as_human
from tests.casefile import Case, cases


@pytest.mark.parametrize("case", list(cases("check")), ids=lambda case: case.name)
def test_check(case: Case, tmp_path: Path, update: bool) -> None:
    """Every message of a case is shown whole, with its place and its hints."""
    case.write(tmp_path, "diagnostics")
    options = Options()
    project, source = pipeline.open_manuscript(tmp_path / "brief.md", options)
    found = checking.check(project, source, options)
    case.expect("diagnostics", as_human(found), update)
