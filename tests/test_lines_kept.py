"""Layouts of lines are kept from the page until they are drawn, where both are the same."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from publish.render import lines_kept
from publish.render.lines_kept import keep_lines

DRAWING = """
def draw_first_line(stream, textbox):
    pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
    return stream
"""
PLAIN = SimpleNamespace(font_config=None)


def renderer(folder: Path, source: str = DRAWING) -> tuple[type, ModuleType, list[str]]:
    """Make what stands for the renderer: its layouts, its drawing, and what they were asked."""
    asked: list[str] = []

    class Layout:
        layout = None

        def __init__(self, text: str, spacing: int) -> None:
            self.text, self.justification_spacing = text, spacing
            self.style = SimpleNamespace(font_config=FONTS)

        def deactivate(self) -> None:
            asked.append("let go")

        def reactivate(self, style: object) -> None:
            asked.append("made anew")

    drawing = ModuleType("drawing")
    drawing.__file__ = str(folder / "drawing.py")
    (folder / "drawing.py").write_text(source, "utf-8")
    mode = "pango_layout_set_single_paragraph_mode"
    drawing.__dict__["pango"] = SimpleNamespace(**{mode: lambda *_: asked.append("mode")})
    FONTS.__dict__.clear()
    return Layout, drawing, asked


FONTS = SimpleNamespace()
ANEW = ["let go", "made anew", "mode", "let go"]


@pytest.mark.parametrize(
    ("text", "spacing", "other_style", "asked"),
    [
        ("A line", 0, False, ["let go"]),
        ("A line", 3, False, ANEW),
        ("A\tline", 0, False, ANEW),
        ("A\u2029line", 0, False, ANEW),
        ("A line", 0, True, ["made anew", "mode", "let go"]),
    ],
    ids=["plain", "justified", "with a tab", "with two paragraphs", "drawn in another style"],
)
def test_a_line_is_laid_out_again_only_where_it_is_drawn_otherwise(
    text: str, spacing: int, other_style: bool, asked: list[str], tmp_path: Path
) -> None:
    """When it has been drawn it is let go."""
    kind, drawing, said = renderer(tmp_path)
    assert keep_lines(SimpleNamespace(Layout=kind), drawing)
    layout = kind(text, spacing)
    layout.deactivate()
    layout.reactivate(PLAIN if other_style else layout.style)
    drawing.draw_first_line(None, SimpleNamespace(pango_layout=layout))
    layout.deactivate()
    assert said == asked


def test_only_so_many_lines_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They take memory; what is let go is not counted."""
    monkeypatch.setattr(lines_kept, "_MOST", 2)
    kind, drawing, said = renderer(tmp_path)
    keep_lines(SimpleNamespace(Layout=kind), drawing)
    for spacing in (1, 0, 0, 0):
        kind("A line", spacing).deactivate()
    assert said == ["let go", "let go"]


def test_a_renderer_that_reads_otherwise_is_left_alone(tmp_path: Path) -> None:
    """Its lines are laid out twice."""
    kind, drawing, said = renderer(tmp_path, "def draw_first_line(): ...\n")
    assert not keep_lines(SimpleNamespace(Layout=kind), drawing)
    kind("A line", 0).deactivate()
    assert said == ["let go"]
