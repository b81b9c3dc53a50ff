"""A picture that moves is told, for a page shows its first image alone."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from publish.pictures import moves
from tests.test_cli import publish


def picture(kind: str, count: int) -> bytes:
    """Make a picture of several images."""
    images = [Image.new("RGB", (40, 30), (60 * at, 90, 20)) for at in range(count)]
    out = BytesIO()
    more = {"save_all": True, "append_images": images[1:], "duration": 100} if count > 1 else {}
    images[0].save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_several_images_are_seen_and_one_is_still(kind: str) -> None:
    assert [moves(picture(kind, count)) for count in (1, 2, 4)] == [False, True, True]


def test_it_is_told_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.gif").write_bytes(picture("GIF", 3))
    path = tmp_path / "brief.md"
    path.write_text("# A\n\n![Alt](a.gif)\n", "utf-8")
    _, _, said = publish("check", "--format", "short", path)
    assert "brief.md:3:1: warning[image-effect]: the picture 'a.gif' moves" in said
