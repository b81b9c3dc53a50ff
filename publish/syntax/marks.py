r"""Small marks: H~2~O, 2^nd^, ==highlight==, a space that does not break (`p.\ 3`)."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

_SUBSCRIPT = re.compile(r"~((?:[^\s~\\]|\\.)+)~(?!~)", re.DOTALL)
_SUPERSCRIPT = re.compile(r"\^((?:[^\s^\\\[]|\\.)(?:[^\s^\\]|\\.)*)\^", re.DOTALL)


def subscript(state: StateInline, silent: bool) -> bool:
    """Read `~text~`, which holds no space unless escaped (Pandoc manual, "Subscripts")."""
    if state.src.startswith("~~", state.pos):
        return False
    return _short(state, silent, _SUBSCRIPT, "sub")


def superscript(state: StateInline, silent: bool) -> bool:
    """Read `^text^`, likewise."""
    return _short(state, silent, _SUPERSCRIPT, "sup")


def _short(state: StateInline, silent: bool, pattern: re.Pattern[str], tag: str) -> bool:
    found = pattern.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        _wrap(state, tag, found.start(1), found.end(1))
    state.pos = found.end()
    return True


def highlight(state: StateInline, silent: bool) -> bool:
    """Read `==text==` (Pandoc manual, "Extension: mark")."""
    start = state.pos + 2
    if not state.src.startswith("==", state.pos) or state.src[start : start + 1] in ("=", ""):
        return False
    end = state.src.find("==", start + 1, state.posMax)
    if end < 0 or state.src[start].isspace() or state.src[end - 1].isspace():
        return False
    if not silent:
        _wrap(state, "mark", start, end)
    state.pos = end + 2
    return True


def _wrap(state: StateInline, tag: str, start: int, end: int) -> None:
    outer = state.posMax
    state.push(f"{tag}_open", tag, 1)
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.pos, state.posMax = end, outer
    state.push(f"{tag}_close", tag, -1)


def fixed_space(state: StateInline, silent: bool) -> bool:
    r"""Read `\ `, a space that does not break (Pandoc manual, "Backslash escapes")."""
    if not state.src.startswith("\\ ", state.pos) or state.pos + 2 > state.posMax:
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.content = "\N{NO-BREAK SPACE}"
        token.markup = "\\ "
        token.info = "escape"
    state.pos += 2
    return True
