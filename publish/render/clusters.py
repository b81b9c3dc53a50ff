"""One fault of the renderer, mended: the text of a ligature that a soft hyphen stands in."""

from __future__ import annotations

from types import ModuleType

from publish.render.mending import change_lines

_CHANGES = (
    (
        "t2 = glyph_item.item.length if i == 0 else clusters[i-1]",
        "t2 = next((clusters[j] for j in range(i - 1, -1, -1) if clusters[j] != t1), "
        "glyph_item.item.length)",
    ),
    (
        "t2 = glyph_item.item.length if i == num_glyphs-1 else clusters[i+1]",
        "t2 = next((clusters[j] for j in range(i + 1, num_glyphs) if clusters[j] != t1), "
        "glyph_item.item.length)",
    ),
)
"""WeasyPrint 70, draw/text.py, `draw_first_line`: the text of a glyph ends where the cluster of the
next glyph begins. The soft hyphen in "ef-fects" is an empty glyph in the cluster of the "ff", and
the ligature stood for nothing: "e ects" was all that could be searched for and read."""


def read_whole_clusters(text: ModuleType) -> bool:
    """Let a glyph stand for its whole cluster; say whether the lines to change were found.

    `text` is the module `weasyprint.draw.text`. A renderer whose code reads otherwise is left
    alone.
    """
    return all(change_lines(text, "draw_first_line", *each) for each in _CHANGES)
