"""Layouts compiled before print what they would print anew, within the same bounds."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2.exceptions import SecurityError

from publish.composing.sandbox import STEPS, LayoutEnvironment
from publish.render.layouts_kept import KeptLayouts
from publish.source import Source

LAYOUT = "{% for each in range(count) %}{{ loop.index }}{% endfor %}"


def filled(cache: Path, text: str = LAYOUT, count: int = 3) -> str:
    """Fill a layout with its code kept in a folder."""
    layouts = {"own/brief.html": Source("styles/own/layouts/brief.html", text)}
    template = LayoutEnvironment(layouts, KeptLayouts(cache)).get_template("own/brief.html")
    written: str = template.render(count=count)
    return written


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Fill the layout once, and give the file of its code."""
    assert filled(tmp_path) == "123"
    (code,) = (tmp_path / "layouts").iterdir()
    return code


def test_a_kept_layout_is_not_compiled_again(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is what it is kept for."""
    monkeypatch.setattr(LayoutEnvironment, "compile", lambda *_: pytest.fail("compiled anew"))
    assert filled(tmp_path) == "123"


def test_a_kept_layout_has_the_same_budget(tmp_path: Path, kept: Path) -> None:
    """Its loops are counted as before."""
    with pytest.raises(SecurityError):
        filled(tmp_path, count=STEPS)


def test_a_changed_layout_is_compiled_anew(tmp_path: Path, kept: Path) -> None:
    """The text is part of the name under which it is kept."""
    assert filled(tmp_path, f"{LAYOUT}!") == "123!"


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"N", b"i\x07\0\0\0"])
def test_damaged_code_is_made_anew(tmp_path: Path, kept: Path, damage: bytes) -> None:
    """Nothing is run that is not code, and the file is mended."""
    sound = kept.read_bytes()
    kept.write_bytes(damage)
    assert filled(tmp_path) == "123"
    assert kept.read_bytes() == sound


def test_a_fault_of_a_kept_layout_is_told_at_its_line(tmp_path: Path) -> None:
    """The traceback of kept code names the layout and the line, as that of new code does."""
    for _ in range(2):
        with pytest.raises(ZeroDivisionError) as raised:
            filled(tmp_path, "one\n{{ 1 // 0 }}")
        last = raised.traceback[-1]
        assert (str(last.path), last.lineno + 1) == ("own/brief.html", 2)
