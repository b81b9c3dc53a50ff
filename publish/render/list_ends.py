"""A list's last item goes to the next page alone only where that saves the document a page.

The sheets keep the last two items together (CSS Fragmentation 3 §3.1, `break-before: avoid`). CSS
cannot say that one page more is worse.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

from publish.render.mending import change_lines

_ITEM = "li"
_SEARCH = "    previous_in_flow = None\n"
_NOTED = "    list_ends.note(children)\n"
"""WeasyPrint 70, layout/block.py, `find_earlier_page_break`: before the search among blocks."""


class ListEnds:
    """Whether last items are kept with the item before, and whether a page ended early for it."""

    def __init__(self) -> None:
        self.are_kept = True
        self.moved_any = False

    def note(self, blocks: list[Any]) -> None:
        """Take note of the blocks on a page among which an earlier end is sought."""
        if blocks and blocks[-1].element_tag == _ITEM:
            self.moved_any = True


def keep_list_ends(block: ModuleType) -> ListEnds:
    """Let last items be kept or not; `block` is `weasyprint.layout.block`."""
    ends = ListEnds()
    page_break = block.block_level_page_break

    def block_level_page_break(before: Any, after: Any) -> Any:
        result = page_break(before, after)
        is_freed = not ends.are_kept and getattr(after, "element_tag", "") == _ITEM
        return "auto" if is_freed and result == "avoid" else result

    block.block_level_page_break = block_level_page_break  # type: ignore[attr-defined]
    block.list_ends = ends  # type: ignore[attr-defined]
    change_lines(block, "find_earlier_page_break", _SEARCH, _NOTED + _SEARCH)
    return ends
