"""Fenced divs, `::: {.class}` … `:::`, nested as Pandoc nests them; callouts in three spellings.

Pandoc manual, "Extension: fenced_divs"; Quarto, "Callout Blocks"; MyST, "Directives".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it.rules_block import StateBlock

from publish.diagnostics import error
from publish.syntax.attributes import Attributes, attach, read_attributes
from publish.syntax.blocks import line_text
from publish.syntax.telling import tell
from publish.syntax.theorems import directive_classes

_FENCE = re.compile(r":{3,}")
_DIRECTIVE = re.compile(r"\{((?:prf:)?[A-Za-z][\w-]*)\}[ \t]*(.*)")
_OPTION = re.compile(r":([a-z-]+):[ \t]*(.*)")
_GRIDS = ("grid", "tab-set", "tabs", "row", "column")
"""Directives that arrange others: what follows them is a number of columns and no title."""
_IN_AN_ITEM = re.compile(r"(?:[-*+]|\(?[0-9A-Za-z#@]{1,9}[.)])[ \t]+(:::.*)")
"""The first line of an item that is a div: the item's later lines may close it."""
_CODE_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")


@dataclass(frozen=True, slots=True)
class Opening:
    """The first line of a div."""

    attributes: Attributes
    title: str = ""
    """What follows a MyST directive."""
    is_directive: bool = False


def read_opening(text: str) -> Opening | None:
    """Read a line that opens a div; None when it does not."""
    fence = _FENCE.match(text)
    if fence is None:
        return None
    rest = text[fence.end() :].strip()
    directive = _DIRECTIVE.fullmatch(rest)
    if directive is not None:
        title = "" if directive[1] == "solution" else directive[2].strip()
        return Opening(Attributes(classes=directive_classes(directive[1])), title, True)
    if rest.startswith("{"):
        found = read_attributes(rest, 0)
        if found is None or rest[found[1] :].strip().strip(":"):
            return None
        return Opening(found[0])
    word = rest.rstrip(":").rstrip()
    if not word or " " in word or word.startswith("{"):
        return _with_braces(word)
    return Opening(Attributes(classes=(word,)))


def _with_braces(rest: str) -> Opening | None:
    """Read `::: name {.class}`, which Quarto's authors write too."""
    word, brace, _ = rest.partition(" {")
    if not brace or " " in word:
        return None
    found = read_attributes(rest, len(word) + 1)
    if found is None or rest[found[1] :].strip():
        return None
    named = found[0]
    return Opening(Attributes(named.id, (word, *named.classes), named.pairs))


def is_closing(text: str) -> bool:
    """Say whether a line closes a div: three or more colons and nothing else."""
    return len(text.strip()) >= 3 and not text.strip().strip(":")


def div(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a fenced div; without its closing line it ends with what holds it."""
    text = line_text(state, start_line)
    if not text.startswith(":::") or state.is_code_block(start_line):
        return False
    if is_closing(text):
        return _stray(state, start_line, silent)
    opening = read_opening(text)
    if opening is None:
        return False
    if silent:
        return True
    closing = _find_closing(state, start_line, end_line)
    last = end_line if closing < 0 else closing
    if closing < 0:
        _tell_unclosed(state, start_line, text)
    token = state.push("div_open", "div", 1)
    token.map = [start_line, last]
    token.markup = ":::"
    attach(token, opening.attributes)
    first = state.bMarks[start_line] + state.tShift[start_line]
    token.meta["span"] = state.env["text"].at(first, state.eMarks[start_line])
    content = start_line + 1
    if opening.is_directive:
        classes = opening.attributes.classes
        title = "" if classes[0] in _GRIDS else opening.title
        content = take_options(state, content, last, classes, title, token.meta)
    parse_within(state, content, last)
    state.push("div_close", "div", -1)
    state.line = end_line if closing < 0 else closing + 1
    return True


def parse_within(state: StateBlock, first: int, last: int) -> None:
    """Parse lines as blocks within a div."""
    outer_parent, outer_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "div", last
    if first < last:
        state.md.block.tokenize(state, first, last)
    state.parentType, state.lineMax = outer_parent, outer_max


def take_options(
    state: StateBlock,
    line: int,
    last: int,
    classes: tuple[str, ...],
    title: str,
    meta: dict[str, Any],
) -> int:
    """Read the `:class: x` lines below a MyST directive; give the first line of its text."""
    pairs = {"title": title} if title else {}
    while line < last and (found := _OPTION.fullmatch(line_text(state, line))):
        pairs[found[1]] = found[2].strip()
        line += 1
    more = pairs.pop("class", "").split()
    identifier = pairs.pop("name", pairs.pop("label", ""))
    meta["attributes"] = Attributes(identifier, (*classes, *more), pairs)
    return line


def _find_closing(state: StateBlock, start_line: int, end_line: int) -> int:
    """Find the line that closes the div of a line, or -1; pairs are kept, so all are found once."""
    pairs: dict[tuple[int, int, int], int] = state.env["div_pairs"]
    key = (start_line, state.blkIndent, end_line)
    if key not in pairs:
        _pair_fences(state, start_line, end_line, pairs)
    return pairs.get(key, -1)


def _pair_fences(
    state: StateBlock,
    start_line: int,
    end_line: int,
    pairs: dict[tuple[int, int, int], int],
) -> None:
    opened: list[int] = []
    for line, text in _outside_code(state, start_line, end_line):
        if is_closing(text):
            if opened:
                pairs[(opened.pop(), state.blkIndent, end_line)] = line
        elif read_opening(text) is not None:
            opened.append(line)
    for line in opened:
        pairs[(line, state.blkIndent, end_line)] = -1


def _outside_code(state: StateBlock, start_line: int, end_line: int) -> Iterator[tuple[int, str]]:
    """Give the lines of a container that begin with `:::`, or an item that does, outside code."""
    code = ""
    for line in range(start_line, end_line):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return
        text = line_text(state, line)
        if code:
            if text.startswith(code) and not text.strip().strip(code[0]):
                code = ""
        elif found := _CODE_FENCE.match(text):
            code = found[1] or found[2]
        elif text.startswith(":::"):
            yield line, text
        elif (item := _IN_AN_ITEM.match(text)) and not is_closing(item[1]):
            yield line, item[1]


def _stray(state: StateBlock, line: int, silent: bool) -> bool:
    if silent:
        return True
    first = state.bMarks[line] + state.tShift[line]
    span = state.env["text"].at(first, state.eMarks[line])
    message = "this line closes a div, but none is open"
    hint = "a div opens with '::: {.name}' or '::: name'"
    tell(state, error("div-stray", message, span, hint))
    state.line = line + 1
    return True


def _tell_unclosed(state: StateBlock, line: int, text: str) -> None:
    first = state.bMarks[line] + state.tShift[line]
    span = state.env["text"].at(first, first + len(text.rstrip()))
    message = f"the div '{text.strip()}' is opened here and never closed"
    tell(state, error("div-unclosed", message, span, "put a line ':::' after its last line"))
