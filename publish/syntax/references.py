"""Link definitions, `[label]: url`; a citation or note at the head of a line is none."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import reference as library_reference

from publish.syntax.blocks import line_text

_OURS = re.compile(r"\[(?:\^|-?@)")


def reference(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a link definition."""
    if _OURS.match(line_text(state, start_line)):
        return False
    return library_reference(state, start_line, end_line, silent)
