"""Faults of the renderer's columns, mended: where they begin and end, what keeps them whole."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from publish.render.mending import change_in_place, change_lines

_WAS = "        if context.current_page > 1 and page_is_empty:\n"
_ADDED = (
    "        around = containing_block\n"
    "        if around.is_column and box.position_y == around.content_box_y():\n"
    "            box.margin_top = 0\n"
)
"""WeasyPrint 70, layout/block.py, `block_level_layout`: margins are cut where a page begins, and
not where a column does (CSS Fragmentation 3 §5.2), so a heading at its head stood lower than the
text beside it."""

_LEAP = "add_height = 1 if lost_space == inf else lost_space"
_STEP = "add_height = 1 if lost_space == inf else min(lost_space, 12)"
"""WeasyPrint 70, layout/column.py, `columns_layout`: to balance columns they are made higher by
what the next object lacks, 90 mm for a table. That overshot the heights at which the other column
has room for it, or the page: then one column was full, one empty, and the page ended. Steps of
less than a line (in pixels) find the lowest."""
_EXACTLY = "max(consumed_heights) <= max_height)"
_NEARLY = "max(consumed_heights) <= max_height + 1)"
"""Ibid.: a column that is full to the last line is higher than the page by what adding up loses;
then columns were not balanced, and the page ended."""

_KEPT = ("avoid", "avoid-page")
_MOVED: tuple[Any, ...] = None, (0, None), {"break": "any", "page": None}, [], False
"""What the renderer's own function says of columns of which nothing can be drawn."""


def mend_columns(block: ModuleType) -> None:
    """Begin all columns at one height, and obey `break-inside: avoid` on what has columns.

    `block` is the module `weasyprint.layout.block`. The change of a line is made when the first
    columns are laid out; a renderer whose code reads otherwise is left as it is.
    """
    columns_layout = block.columns_layout
    has_changed = False

    def lay_out_columns(
        context: Any, box: Any, bottom_space: Any, skip_stack: Any, around: Any,
        page_is_empty: bool, absolute: Any, fixed: Any, *rest: Any,
    ) -> Any:  # fmt: skip
        nonlocal has_changed
        if not has_changed:
            has_changed = True
            change_lines(block, "block_level_layout", _WAS, _ADDED + _WAS)
            columns = sys.modules[columns_layout.__module__]
            change_in_place(columns, columns_layout, _LEAP, _STEP)
            change_in_place(columns, columns_layout, _EXACTLY, _NEARLY)
        made = columns_layout(
            context, box, bottom_space, skip_stack, around, page_is_empty, absolute, fixed, *rest
        )
        if page_is_empty or box.style["break_inside"] not in _KEPT or not (made[0] and made[1]):
            return made
        block.remove_placeholders(context, [made[0]], absolute, fixed)
        return _MOVED

    block.columns_layout = lay_out_columns  # type: ignore[attr-defined]
