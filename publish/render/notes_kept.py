"""One fault of the renderer, mended: a note stays on the page of its call."""

from __future__ import annotations

from types import ModuleType

from publish.render.mending import change_lines

_DEFERS = "report = not context.in_column and can_break_now and not could_break_before"
"""WeasyPrint 70, layout/block.py, `_linebox_layout`: where a second line of a paragraph does not
fit, the notes of the lines above are sent to the next page to make room for it, although their
calls stay (7 notes of 857 in a trial). No property of CSS forbids it."""


def keep_notes_with_calls(block: ModuleType) -> bool:
    """Let the line move rather than the notes; say whether the line to change was found.

    `block` is the module `weasyprint.layout.block`. A renderer whose code reads otherwise is
    left alone.
    """
    return change_lines(block, "_linebox_layout", _DEFERS, "report = False")
