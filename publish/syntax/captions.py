"""Captions of tables, `: text {#tbl-x}`, above or below (Pandoc, "table_captions")."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from publish.syntax.blocks import line_text

_CAPTION = re.compile(r"(?:[Tt]able|Listing)?:[ \t]+(?=\S)")
"""Pandoc's, and pandoc-crossref's for code ("Code Block labels")."""
LONGEST = 12
"""The most lines of a caption: a page of text after a colon is none."""
TABLE_RULES = ("table", "grid_table", "dashed_table")


def caption(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a caption directly below a table, or directly above one."""
    last = _end(state, start_line, end_line)
    if not last:
        return False
    is_of_code = line_text(state, start_line).startswith("Listing")
    is_below = bool(state.tokens) and state.tokens[-1].type == "table_close" and not is_of_code
    is_next = _is_code_next if is_of_code else _is_table_next
    if not is_below and not is_next(state, last, end_line):
        return False
    if silent:
        return True
    token = state.push("caption_open", "figcaption", 1)
    token.map = [start_line, last]
    token.meta["is_below"] = is_below
    inline = state.push("inline", "", 0)
    text = state.getLines(start_line, last, state.blkIndent, False).strip()
    inline.content = text[_content_start(text) :].strip()
    inline.map = [start_line, last]
    inline.children = []
    state.push("caption_close", "figcaption", -1)
    state.line = last
    return True


def is_caption_above(state: StateBlock, line: int, end_line: int) -> bool:
    """Say whether the caption of a table that follows begins in a line."""
    last = _end(state, line, end_line)
    return bool(last) and _is_table_next(state, last, end_line)


def _end(state: StateBlock, start_line: int, end_line: int) -> int:
    """Find the end of a caption; 0 when none begins in the line."""
    if state.is_code_block(start_line) or not _CAPTION.match(line_text(state, start_line)):
        return 0
    last = start_line + 1
    end = min(end_line, start_line + LONGEST)
    while last < end and not state.isEmpty(last) and not is_table(state, last, end_line):
        last += 1
    return last


def _is_table_next(state: StateBlock, line: int, end_line: int) -> bool:
    following = state.skipEmptyLines(line)
    return following < end_line and is_table(state, following, end_line)


def _is_code_next(state: StateBlock, line: int, end_line: int) -> bool:
    following = state.skipEmptyLines(line)
    return following < end_line and line_text(state, following).startswith(("```", "~~~"))


def _content_start(text: str) -> int:
    found = _CAPTION.match(text)
    return found.end() if found else 0


def is_table(state: StateBlock, line: int, end_line: int) -> bool:
    """Say whether a table of any kind begins in a line."""
    rules = state.md.block.ruler
    return any(
        rule.enabled and rule.fn(state, line, end_line, True)
        for rule in rules.__rules__
        if rule.name in TABLE_RULES
    )


def give_captions(tokens: list[Token]) -> list[Token]:
    """Put each table that has a caption into a figure, with the caption above it."""
    placed: list[Token] = []
    waiting: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.type == "caption_open":
            caption = tokens[at - 1 : at + 2]
            at += 2
            start = _table_before(placed) if token.meta["is_below"] else -1
            if start >= 0:
                placed[start:] = _figure(caption, placed[start:])
            else:
                waiting = caption
            continue
        placed.append(token)
        if token.type == "table_close" and waiting:
            start = _table_before(placed)
            placed[start:] = _figure(waiting, placed[start:])
            waiting = []
    return placed


def _figure(caption: list[Token], table: list[Token]) -> list[Token]:
    opening = Token("table_figure_open", "figure", 1, level=table[0].level, block=True)
    opening.map = table[0].map
    opening.meta["attributes"] = caption[0].meta.pop("attributes", None)
    opening.meta["kind"] = caption[0].meta.pop("kind", "")
    opening.meta["span"] = caption[1].meta["located"].span
    closing = Token("table_figure_close", "figure", -1, level=table[0].level, block=True)
    return [opening, *caption, *table, closing]


def _table_before(tokens: list[Token]) -> int:
    """Find where the table begins that has just ended, or -1."""
    if not tokens or tokens[-1].type != "table_close":
        return -1
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].type == "table_open" and tokens[at].level == tokens[-1].level:
            return at
    return -1
