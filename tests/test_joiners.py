"""The joiners of Arabic script: in the text of the PDF, and without ink."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from publish.houses.house import load
from publish.project import Project
from publish.render import fonts


@pytest.mark.parametrize("character", [0x200C, 0x200D])
def test_no_face_of_base_shows_a_joiner(character: int, tmp_path: Path) -> None:
    """Amiri draws the non-joiner as a bar, which no reader should ever see."""
    prepared = fonts.prepare(load("base", Project(tmp_path)).faces)
    seen = []
    for path in sorted(prepared.folder.glob("*.ttf")):
        font = TTFont(path, lazy=True)
        name = font.getBestCmap().get(character)
        if name is not None:
            seen.append(getattr(font["glyf"][name], "numberOfContours", 0))
    assert (any(seen), bool(seen)) == (False, True)
