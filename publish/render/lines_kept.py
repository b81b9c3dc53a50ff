"""Lines drawn as they were laid out, which the renderer does again for each.

WeasyPrint 70 lets the layout of a line go and makes it anew to draw it, since justified text then
has other spaces. Where text is not justified the layout is the same: 35 ms of a brief. Only so many
are kept, for they take memory.
"""

from __future__ import annotations

import re
from types import ModuleType
from typing import Any

from publish.render.mending import change_lines

_MOST = 6000
"""Layouts that may be kept while pages are laid out: those of some thirty pages, 10 MB."""

_ENDS = re.compile("[\\n\\r\\t\\u2028\\u2029]")
"""What is drawn otherwise than it is laid out: a line that is drawn is one paragraph."""

_WAS = "    pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)\n"
_BECOMES = f"    if not textbox.pango_layout.is_kept:\n    {_WAS}"
"""draw/text.py, `draw_first_line`: setting the mode lays the text out anew."""


def keep_lines(line_break: Any, drawing: ModuleType) -> bool:
    """Keep the layouts of lines until they are drawn; say whether the line to change was found.

    The modules are `weasyprint.text.line_break` and `weasyprint.draw.text`.
    """
    if not change_lines(drawing, "draw_first_line", _WAS, _BECOMES):
        return False
    kind = line_break.Layout
    let_go, make_anew = kind.deactivate, kind.reactivate
    kind.is_kept = kind.is_drawn = False

    def deactivate(layout: Any) -> None:
        known = layout.style.font_config.__dict__
        number = known.get("lines_kept", 0)
        is_other = layout.justification_spacing or _ENDS.search(layout.text)
        layout.is_kept = not (layout.is_drawn or is_other or number >= _MOST)
        if layout.is_kept:
            known["lines_kept"] = number + 1
        else:
            let_go(layout)

    def reactivate(layout: Any, style: Any) -> None:
        layout.is_drawn = True
        if not layout.is_kept or layout.style is not style:
            layout.is_kept = False
            make_anew(layout, style)

    kind.deactivate, kind.reactivate = deactivate, reactivate
    return True
