"""What our block rules share: lines of a container, and blocks parsed within them."""

from __future__ import annotations

from collections.abc import Callable

from markdown_it.rules_block import StateBlock


def line_text(state: StateBlock, line: int) -> str:
    """Give a line without its indent and container signs."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def continue_lines(
    state: StateBlock,
    start_line: int,
    end_line: int,
    indent: int,
    is_start: Callable[[str], bool],
) -> int:
    """Find the end of a block whose later paragraphs are indented (0-based, exclusive).

    A line directly below a line of text belongs to it without an indent (a lazy line),
    unless it begins another such block.
    """
    needed = state.blkIndent + indent
    last = line = start_line + 1
    was_empty = False
    while line < end_line:
        if state.isEmpty(line):
            was_empty = True
        elif state.sCount[line] >= needed:
            was_empty = False
            last = line + 1
        elif was_empty or is_start(line_text(state, line)) or state.sCount[line] < state.blkIndent:
            break
        else:
            last = line + 1
        line += 1
    return last


def parse_lines(
    state: StateBlock, start_line: int, end_line: int, first_character: int, indent: int
) -> None:
    """Parse lines as blocks of their own; the first begins at an offset, the rest are indented."""
    line = start_line
    saved = (state.bMarks[line], state.tShift[line], state.sCount[line], state.bsCount[line])
    outer = (state.blkIndent, state.parentType, state.lineMax, state.tight)
    state.bMarks[line] = first_character
    state.tShift[line] = 0
    state.sCount[line] = outer[0] + indent
    state.bsCount[line] = 0
    while state.src[first_character : first_character + 1] in (" ", "\t"):
        first_character += 1
        state.tShift[line] += 1
    state.blkIndent += indent
    state.lineMax = end_line
    state.parentType = "note"
    state.md.block.tokenize(state, start_line, end_line)
    state.blkIndent, state.parentType, state.lineMax, state.tight = outer
    state.bMarks[line], state.tShift[line], state.sCount[line], state.bsCount[line] = saved
    state.line = end_line
