"""Project → the path of its `_brand.yml`, if there is one."""

from __future__ import annotations

from pathlib import Path

from publish.project import Project

BRAND_HOUSE = "brand"
"""The name of the house that a brand file makes of base."""
BRAND_FILES = ("_brand.yml", "_brand.yaml")


def brand_file(project: Project) -> Path | None:
    """Find the brand file in the project's folder."""
    paths = (project.root / name for name in BRAND_FILES)
    return next((path for path in paths if path.is_file()), None)
