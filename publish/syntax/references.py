"""Link definitions, `[label]: url`; a citation or note at the head of a line is none."""

from __future__ import annotations

import re

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import reference as library_reference

from publish.syntax.attributes import Attributes, read_attributes
from publish.syntax.blocks import line_text

_OURS = re.compile(r"\[(?:\^|-?@)")
_LABEL = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]:")
_BRACES = re.compile(r"[ \t]+(?=\{[^{}]*\}[ \t]*\Z)")


def reference(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a link definition, `[label]: url "title" {.class}`; the braces may follow in a line."""
    text = line_text(state, start_line)
    if _OURS.match(text):
        return False
    braces = _BRACES.search(text)
    found = read_attributes(text, braces.end()) if braces else None
    end = state.eMarks[start_line]
    if found and braces:
        state.eMarks[start_line] = end - len(text) + braces.start()
    is_read = library_reference(state, start_line, end_line, silent)
    state.eMarks[start_line] = end
    if is_read and not silent:
        _keep(state, text, found[0] if found else _in_next_line(state, end_line))
    return is_read


def _in_next_line(state: StateBlock, end_line: int) -> Attributes | None:
    """Take a line that holds nothing but attributes."""
    line = state.line
    text = line_text(state, line) if line < end_line and not state.isEmpty(line) else ""
    found = read_attributes(text, 0)
    if found is None or text[found[1] :].strip():
        return None
    state.line += 1
    return found[0]


def _keep(state: StateBlock, text: str, attributes: Attributes | None) -> None:
    label = _LABEL.match(text)
    if label and attributes:
        reference = state.env["references"].get(normalizeReference(label[1]))
        if reference is not None:
            reference.setdefault("attributes", attributes)
