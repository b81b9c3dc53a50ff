"""Notes: `[^id]` with `[^id]: text`, and `^[text]` (Pandoc manual, "Footnotes")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from publish.diagnostics import error
from publish.source import Span
from publish.syntax.blocks import continue_lines, line_text, parse_lines
from publish.syntax.places import InlineState, parse_part
from publish.syntax.telling import tell

_DEFINITION = re.compile(r"\[\^([^\s\^\[\]]+)\]:[ \t]*")
_CALL = re.compile(r"\[\^([^\s\^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class RawNote:
    """A note as parsed, not yet called."""

    id: str
    """As in `[^id]`; for `^[…]` a number with `^` before it, which no author can write. Of a label
    that an earlier file has too, the label, a space, and the name of the file."""
    tokens: tuple[Token, ...]
    span: Span
    """The `[^id]:` of its text; of `^[…]` the whole."""


def definition(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read the text of a note: its first line, and what is indented by four below it."""
    found = _DEFINITION.match(line_text(state, start_line))
    if found is None or state.is_code_block(start_line):
        return False
    if silent:
        return True
    first = state.bMarks[start_line] + state.tShift[start_line]
    token = state.push("note_open", "", 1)
    token.map = [start_line, start_line + 1]
    span = state.env["text"].at(first, first + found[0].rindex(":") + 1)
    token.meta.update(id=found[1], span=span)
    last = continue_lines(state, start_line, end_line, 4, is_start=_is_definition)
    parse_lines(state, start_line, last, first + found.end(), 4)
    state.push("note_close", "", -1)
    state.line = max(state.line, start_line + 1)
    return True


def _is_definition(text: str) -> bool:
    return _DEFINITION.match(text) is not None


def call(state: StateInline, silent: bool) -> bool:
    """Read a call, `[^id]`."""
    found = _CALL.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        assert isinstance(state, InlineState)
        token = state.push("note_call", "", 0)
        token.content = found[0]
        token.meta.update(note=found[1], span=state.span(found.start(), found.end()))
    state.pos = found.end()
    return True


def inline_note(state: StateInline, silent: bool) -> bool:
    """Read a note in place, `^[text]`."""
    if not state.src.startswith("^[", state.pos):
        return False
    assert isinstance(state, InlineState)
    start = state.pos
    closing = state.closing_bracket(start + 1)
    if closing < 0:
        return False
    if not silent:
        push_note(state, start + 2, closing, state.span(start, closing + 1))
    state.pos = closing + 1
    return True


def push_note(state: InlineState, start: int, end: int, span: Span) -> None:
    """Push the call of a note whose words stand in a range of the text; `span` is all of it."""
    notes: dict[str, RawNote] = state.env["notes"]
    identifier = f"^{len(notes) + 1}"
    notes[identifier] = RawNote(identifier, (), span)  # its place, before notes within it
    inline = Token("inline", "", 0, content=state.src[start:end], level=1)
    inline.children = parse_part(state, start, end)
    inline.meta["located"] = state.located.part(start, end)
    tokens = (Token("paragraph_open", "p", 1), inline, Token("paragraph_close", "p", -1))
    notes[identifier] = RawNote(identifier, tokens, span)
    token = state.push("note_call", "", 0)
    token.content = span.text
    token.meta.update(note=identifier, span=span)


def take_out(state: StateCore) -> None:
    """Take the texts of notes out of the running text (a core rule, after all parsing)."""
    notes: dict[str, RawNote] = state.env["notes"]
    kept: list[Token] = []
    open_at: list[int] = []
    for token in state.tokens:
        if token.type == "note_open":
            open_at.append(len(kept))
        kept.append(token)
        if token.type == "note_close":
            first = open_at.pop()
            body = kept[first + 1 : -1]
            meta = kept[first].meta
            del kept[first:]
            _add(state, notes, RawNote(meta["id"], tuple(body), meta["span"]))
    state.tokens[:] = kept


def _add(state: StateCore, notes: dict[str, RawNote], note: RawNote) -> None:
    earlier = notes.get(note.id)
    file = note.span.source.name
    if earlier is not None and earlier.span.source.name != file:
        note = replace(note, id=f"{note.id} {file}")
        earlier = notes.get(note.id)
    if earlier is None:
        notes[note.id] = note
        return
    message = f"there are two notes [^{label_of(note.id)}], the first in line {earlier.span.line}"
    tell(state, error("note-duplicate", message, note.span, "give one of them another name"))


def label_of(identifier: str) -> str:
    """Give the label that the author wrote for a note."""
    return identifier.partition(" ")[0]


def note_called(
    label: str, file: str, notes: Mapping[str, RawNote], counts: Mapping[str, int]
) -> str:
    """Find the note that a label means in a file, by its id; "" when there is none.

    Labels are local to their file, as with Pandoc's `--file-scope`. One that its file does not
    define means the note of the only other file that does, as when Pandoc joins files; `counts`
    says how many notes have each label.
    """
    own = f"{label} {file}"
    if own in notes:
        return own
    found = notes.get(label)
    if found is None or found.span.source.name == file:
        return label if found else ""
    return label if counts[label] == 1 else ""
