"""Line blocks, `| verse`, and task lists, `- [x] done`.

Pandoc manual, "Extension: line_blocks" and "Extension: task_lists".
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from publish.syntax.attributes import Attributes, attach
from publish.syntax.blocks import line_text
from publish.syntax.table_tokens import joined


def line_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read lines that keep their ends and indents; one that begins with a space continues."""
    if not _is_line(line_text(state, start_line)) or state.is_code_block(start_line):
        return False
    if silent:
        return True
    last = start_line
    pieces: list[tuple[int, str]] = []
    continued: set[int] = set()
    while last < end_line and not state.isEmpty(last):
        text = line_text(state, last)
        offset = state.bMarks[last] + state.tShift[last]
        if _is_line(text):
            pieces.append((offset + 2, text[2:]))
        elif state.sCount[last] > state.blkIndent:
            pieces.append((offset, text))
            continued.add(len(pieces) - 1)
        else:
            break
        last += 1
    opening = state.push("paragraph_open", "p", 1)
    opening.map = [start_line, last]
    attach(opening, Attributes(classes=("line-block",)))
    inline = state.push("inline", "", 0)
    located = joined(state, pieces)
    inline.content = located.text
    inline.children = []
    inline.map = [start_line, last]
    indents = [-1 if at in continued else _indent(text) for at, (_, text) in enumerate(pieces)]
    inline.meta.update(located=located, indents=indents)
    state.push("paragraph_close", "p", -1)
    state.line = last
    return True


def _is_line(text: str) -> bool:
    return text == "|" or (text.startswith("| ") and not text.rstrip().endswith("|"))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def keep_lines(inline: Token) -> None:
    """Make the line ends of a line block hard, and its indents fixed spaces."""
    indents = inline.meta.get("indents")
    if indents is None:
        return
    kept: list[Token] = []
    number = 0
    for token in inline.children or ():
        if token.type in ("softbreak", "hardbreak"):
            number += 1
            is_end = number >= len(indents) or indents[number] >= 0
            token.type = "hardbreak" if is_end else "softbreak"
        kept.append(token)
        if token.type == "hardbreak" and number < len(indents):
            kept.append(Token("text", "", 0, content="\N{NO-BREAK SPACE}" * indents[number]))
    inline.children = kept


def mark_tasks(tokens: list[Token]) -> None:
    """Find the items of task lists, and take their `[ ]` or `[x]` away."""
    for at, token in enumerate(tokens[:-2]):
        if token.type != "list_item_open" or tokens[at + 1].type != "paragraph_open":
            continue
        children = tokens[at + 2].children or []
        if not children or children[0].type != "text":
            continue
        text = children[0].content
        if text[:4] in ("[ ] ", "[x] ", "[X] "):
            token.meta["task"] = text[1] != " "
            children[0].content = text[4:]
