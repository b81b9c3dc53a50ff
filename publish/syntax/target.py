"""MyST's lines between blocks: `(label)=` names what follows, `+++` parts, `% …` is a comment.

MyST guide, "Cross-references", "Block breaks" and "Comments".
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from publish.syntax.attributes import Attributes
from publish.syntax.blocks import line_text

_TARGET = re.compile(r"\(([^\s()][^()\n]*)\)=[ \t]*")
_BREAK = re.compile(r"\+{3,}[ \t]*(\{.*\})?[ \t]*")
_ABSTRACT = re.compile(r"\"part\"\s*:\s*\"(abstract)\"")
_MYST = re.compile(
    r"\{[a-zA-Z][\w:-]*\}`|^(?:`{3,}|:{3,})\{[a-z]|^\([^()\n]+\)=[ \t]*$", re.MULTILINE
)
_NAMED = ("heading_open", "figure_open", "div_open", "table_open")


def target(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a line `(label)=`."""
    found = _TARGET.fullmatch(line_text(state, start_line))
    if found is None or state.is_code_block(start_line):
        return False
    if not silent:
        token = state.push("target", "", 0)
        token.map = [start_line, start_line + 1]
        first = state.bMarks[start_line] + state.tShift[start_line]
        token.meta.update(label=found[1].strip(), span=state.env["text"].at(first, first + 1))
        state.line = start_line + 1
    return True


def block_break(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a line `+++`; one that begins the abstract becomes its heading."""
    text = line_text(state, start_line)
    found = _BREAK.fullmatch(text)
    if found is None or state.is_code_block(start_line):
        return False
    if not found[1] and not _is_myst(state.src):
        return False
    if silent:
        return True
    abstract = _ABSTRACT.search(text)
    if abstract is not None:
        start = state.bMarks[start_line] + state.tShift[start_line] + abstract.start(1)
        opening = state.push("heading_open", "h2", 1)
        opening.markup = "##"
        opening.map = [start_line, start_line + 1]
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = "Abstract", opening.map, []
        inline.meta["located"] = state.env["text"].part(start, start + len("abstract"))
        state.push("heading_close", "h2", -1)
    state.line = start_line + 1
    return True


def comment(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Pass over a line `% …` in a text that is MyST's: elsewhere it may be one of percentages."""
    text = line_text(state, start_line)
    if not text.startswith("%") or state.is_code_block(start_line) or not _is_myst(state.src):
        return False
    if not silent:
        state.line = start_line + 1
    return True


@lru_cache(maxsize=4)
def _is_myst(text: str) -> bool:
    """Say whether a text has roles, directives or targets of MyST."""
    return _MYST.search(text) is not None


def name_targets(state: StateCore) -> None:
    """Give each label to the block that follows it, or to an empty one (a core rule)."""
    kept: list[Token] = []
    waiting: list[Token] = []
    for token in state.tokens:
        if token.type == "target":
            waiting.append(token)
            continue
        for each in waiting:
            kept += _named(each, token)
        waiting.clear()
        kept.append(token)
    for each in waiting:
        kept += _anchor(each)
    state.tokens[:] = kept


def _named(target: Token, following: Token) -> list[Token]:
    given: Attributes = following.meta.get("attributes") or Attributes()
    if following.type not in _NAMED or given.id:
        return _anchor(target)
    following.meta["attributes"] = Attributes(target.meta["label"], given.classes, given.pairs)
    following.meta.setdefault("span", target.meta["span"])
    return []


def _anchor(target: Token) -> list[Token]:
    opening = Token("div_open", "div", 1, level=target.level, block=True, map=target.map)
    opening.meta.update(attributes=Attributes(target.meta["label"]), span=target.meta["span"])
    return [opening, Token("div_close", "div", -1, level=target.level, block=True)]
