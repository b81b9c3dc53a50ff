"""MyST's directives between backticks: callouts, figures; others are told as code that is not run.

MyST guide, "Directives", "Callouts & Admonitions" and "Figures". With colons they are divs.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from publish.syntax.attributes import Attributes
from publish.syntax.blocks import line_text
from publish.syntax.callouts import KINDS
from publish.syntax.div import parse_within, take_options

_OPENING = re.compile(r"(`{3,}|~{3,}|:{3,})\{([A-Za-z][\w-]*)\}[ \t]*(.*?)[ \t]*")
_BOXES = frozenset((*KINDS, "admonition", "epigraph", "pull-quote", "sidebar", "aside", "div"))
_NAMES = {"pull-quote": "pullquote"}


def directive(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a directive that holds text: a box, or a figure."""
    found = _OPENING.fullmatch(line_text(state, start_line))
    if found is None or state.is_code_block(start_line):
        return False
    name = found[2].lower()
    is_box = name in _BOXES and not found[1].startswith(":")
    if not is_box and name not in ("figure", "image"):
        return False
    if silent:
        return True
    last = _closing(state, start_line, end_line, found[1])
    if is_box:
        _box(state, start_line, last, name, found[3])
    else:
        _figure(state, start_line, last, found[3])
    state.line = min(last + 1, end_line)
    return True


def _closing(state: StateBlock, start_line: int, end_line: int, fence: str) -> int:
    """Find the line that closes a fence, or the end of what holds it."""
    for line in range(start_line + 1, end_line):
        text = line_text(state, line).rstrip()
        if state.sCount[line] < state.blkIndent and text:
            return line - 1
        if text.startswith(fence) and not text.strip(fence[0]):
            return line
    return end_line


def _box(state: StateBlock, start_line: int, last: int, name: str, title: str) -> None:
    token = _open(state, "div", start_line, last)
    first = take_options(state, start_line + 1, last, (_NAMES.get(name, name),), title, token.meta)
    parse_within(state, first, last)
    state.push("div_close", "div", -1)


def _figure(state: StateBlock, start_line: int, last: int, src: str) -> None:
    """Push a figure: its picture, then its text as the caption."""
    token = _open(state, "figure", start_line, last)
    first = take_options(state, start_line + 1, last, (), "", token.meta)
    given: Attributes = token.meta["attributes"]
    token.meta["attributes"] = Attributes(given.id, given.classes)
    before = len(state.tokens)
    parse_within(state, first, last)
    caption = state.tokens[before:]
    del state.tokens[before:]
    holder = state.push("inline", "", 0)
    holder.map = [start_line, start_line + 1]
    picture = Token("image", "img", 0, attrs={"src": src, "alt": ""})
    words = next((each.content for each in caption if each.type == "inline"), "")
    alt = {"alt": given.pairs.get("alt") or words} if given.pairs.get("alt") or words else {}
    picture.meta.update(
        attributes=Attributes(pairs={**given.pairs, **alt}), span=token.meta["span"]
    )
    holder.meta["ready"] = [picture]
    _push_caption(state, caption)
    state.push("figure_close", "figure", -1)


def _push_caption(state: StateBlock, caption: list[Token]) -> None:
    """Make the first paragraph the caption; what follows stays below it."""
    if not caption or caption[0].type != "paragraph_open":
        state.tokens += caption
        return
    caption[0].type, caption[2].type = "figcaption_open", "figcaption_close"
    caption[0].hidden = caption[2].hidden = False
    state.tokens += caption


def _open(state: StateBlock, name: str, start_line: int, last: int) -> Token:
    token = state.push(f"{name}_open", name, 1)
    token.map = [start_line, last]
    first = state.bMarks[start_line] + state.tShift[start_line]
    token.meta["span"] = state.env["text"].at(first, state.eMarks[start_line])
    return token
