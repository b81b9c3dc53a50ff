"""Pipe tables: a `|` within code, a formula or a tag of HTML ends no cell (Pandoc's reader).

GitHub Flavored Markdown 0.29 §4.10 ends a cell at every `|`; nobody means that within code.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import table

from publish.diagnostics import error
from publish.syntax.blocks import line_text
from publish.syntax.rows import cells_of
from publish.syntax.telling import tell

_HIDDEN = "\ufdd0"
"""Stands for a `|` that ends no cell while a table is read (a noncharacter, Unicode 16 §23.7)."""
_DELIMITERS = re.compile(r"[|:\- \t]*-[|:\- \t]*")
_INSIDE = re.compile(
    r"\\.|(?P<ticks>`+)|(?P<maths>\$(?=[^\s$])(?=[^$\n]*[\\^_{])[^$\n]+(?<=\S)\$(?!\d))"
    r"|(?P<tag></?[A-Za-z][^<>\n]*>)"
)


def pipe_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a pipe table; a line without a `|` is no row of it, as a caption below it."""
    if start_line + 2 > end_line or not _DELIMITERS.fullmatch(line_text(state, start_line + 1)):
        return False
    if silent:
        return table(state, start_line, end_line, silent)
    end_line = _last_row(state, start_line + 2, end_line) + 1
    outer, first = state.src, len(state.tokens)
    state.src = _with_hidden(state, start_line, end_line)
    indents = _move_rows(state, start_line + 2, end_line)
    is_table = table(state, start_line, end_line, silent)
    state.sCount[start_line + 2 : start_line + 2 + len(indents)] = indents
    if state.src != outer:
        for token in state.tokens[first:]:
            token.content = token.content.replace(_HIDDEN, "|")
        state.src = outer
    if is_table:
        _tell_of_cells(state, start_line)
    return is_table


def _last_row(state: StateBlock, line: int, end_line: int) -> int:
    while line < end_line and "|" in line_text(state, line):
        line += 1
    return line - 1


def _move_rows(state: StateBlock, line: int, end_line: int) -> list[int]:
    """Take the indents of the rows, whose first cells may be set off, and give what they were."""
    indents: list[int] = []
    while line < end_line and not state.isEmpty(line) and "|" in line_text(state, line):
        indents.append(state.sCount[line])
        state.sCount[line] = min(indents[-1], state.blkIndent)
        line += 1
    return indents


def _with_hidden(state: StateBlock, start_line: int, end_line: int) -> str:
    """Give the text with the `|` that end no cell replaced, up to the next empty line."""
    last = start_line
    while last < end_line and not state.isEmpty(last):
        last += 1
    start, end = state.bMarks[start_line], state.eMarks[last - 1]
    if _HIDDEN in state.src:
        return state.src
    shown = state.src[start:end]
    hidden = "\n".join(map(hide_pipes, shown.split("\n")))
    return state.src if hidden == shown else state.src[:start] + hidden + state.src[end:]


def hide_pipes(line: str) -> str:
    r"""Replace each `|` of a line that ends no cell by a sign of the same width.

    `\|` is left: it is no end either, and its backslash goes, in code too.
    """
    if "|" not in line or not ("`" in line or "$" in line or "<" in line):
        return line
    pieces: list[str] = []
    done = at = 0
    while found := _INSIDE.search(line, at):
        at = end = found.end()
        if found["ticks"]:
            closing = re.compile(rf"(?<!`){found['ticks']}(?!`)").search(line, end)
            end = closing.end() if closing else end
        if found["ticks"] or found["maths"] or found["tag"]:
            pieces += (line[done : found.start()], _hide(line[found.start() : end]))
            done = at = end
    return "".join((*pieces, line[done:]))


def _hide(text: str) -> str:
    return re.sub(r"(?<!\\)\|", _HIDDEN, text)


def _tell_of_cells(state: StateBlock, start_line: int) -> None:
    """Tell of rows with more cells than the head has: their last cells are not printed."""
    columns = len(cells_of(hide_pipes(line_text(state, start_line))))
    for line in range(start_line + 2, state.line):
        cells = cells_of(hide_pipes(line_text(state, line)))
        lost = [each for each in cells[columns:] if line_text(state, line)[slice(*each)].strip()]
        if lost:
            first = state.bMarks[line] + state.tShift[line]
            span = state.env["text"].at(first + lost[0][0], first + lost[-1][1])
            message = f"this row has {len(cells)} cells, the head of its table {columns}"
            hint = r"what is too much is not printed; '\|' is a '|' within a cell"
            tell(state, error("table-cells", message, span, hint))
