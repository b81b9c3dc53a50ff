"""The printing condition that is meant when nobody names one."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from publish.diagnostics import PublishError
from publish.finishing.press import Condition
from publish.project import Project

PROFILE = "icc/FOGRA39L_coated.icc"
"""Its file in the installation's `styles/`."""


@lru_cache
def default_condition(bleed_mm: float = 3) -> Condition:
    """Give offset on coated paper, ISO 12647-2: what European shops print on, 3 mm of bleed."""
    profile = Project(Path()).bundled_bytes(PROFILE)
    if profile is None:
        raise PublishError(f"the installation lacks 'styles/{PROFILE}'", 3)
    return Condition(profile, "FOGRA39", "Coated FOGRA39 (ISO 12647-2:2004)", bleed_mm)
