"""Definition lists, `Term` and `:   definition` (Pandoc manual, "Extension: definition_lists")."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.deflist import deflist_plugin

from publish.syntax.captions import is_caption_above

Rule = Callable[[StateBlock, int, int, bool], bool]


def use_definition_lists(md: MarkdownIt) -> None:
    """Read definition lists, but no caption of a table that follows a line of words as one."""
    md.use(deflist_plugin)
    rule = next(each.fn for each in md.block.ruler.__rules__ if each.name == "deflist")
    md.block.ruler.at("deflist", _careful(rule), {"alt": ["paragraph", "reference", "blockquote"]})


def _careful(rule: Rule) -> Rule:
    def definition_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        if silent:
            return rule(state, start_line, end_line, silent)
        end = _next_caption(state, start_line, end_line)
        line = start_line + 1
        line += line < end and state.isEmpty(line)
        return line < end and not state.is_code_block(line) and rule(state, start_line, end, False)

    return definition_list


def _next_caption(state: StateBlock, start_line: int, end_line: int) -> int:
    """Give the line of the next caption that follows an empty line and is followed by a table."""
    known: dict[tuple[str, int, int], list[int]] = state.env.setdefault("captions", {})
    key = (state.src, end_line, state.blkIndent)
    if key not in known:
        known[key] = [
            line
            for line in range(start_line + 1, end_line)
            if state.isEmpty(line - 1) and is_caption_above(state, line, end_line)
        ]
    captions = known[key]
    at = bisect_right(captions, start_line)
    return captions[at] if at < len(captions) else end_line
