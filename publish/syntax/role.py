"""MyST's roles, `{cite:p}`key1,key2``, `{sub}`2``: citations and small marks; others are told.

MyST guide, "Roles" and "Citations".
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from publish.diagnostics import error
from publish.syntax.citation import CiteItem
from publish.syntax.places import InlineState
from publish.syntax.telling import tell

_ROLE = re.compile(r"\{([A-Za-z][\w:+-]*)\}(`+)(?!`)(.+?)(?<!`)\2(?!`)", re.DOTALL)
_CITES = {
    **dict.fromkeys(("cite", "cite:p", "cite:ps", "cite:alp", "citep"), "normal"),
    **dict.fromkeys(("cite:t", "cite:ts", "cite:ct", "citet"), "author-in-text"),
}
_MARKS = {"sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup"}
_KEY = re.compile(r"[^,;\s]+")


def role(state: StateInline, silent: bool) -> bool:
    """Read a role and its text."""
    if state.src[state.pos] != "{":
        return False
    found = _ROLE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        assert isinstance(state, InlineState)
        _push(state, found)
    state.pos = found.end()
    return True


def _push(state: InlineState, found: re.Match[str]) -> None:
    name = found[1].lower()
    if name in _CITES:
        _cite(state, found, _CITES[name])
        return
    if name in _MARKS:
        tag = _MARKS[name]
        state.push(f"{tag}_open", tag, 1)
        state.push("text", "", 0).content = found[3]
        state.push(f"{tag}_close", tag, -1)
        return
    span = state.span(found.start(), found.end())
    message = f"the role '{{{found[1]}}}' is not known here: only its words are printed"
    tell(state, error("shortcode", message, span))
    state.push("text", "", 0).content = found[3]


def _cite(state: InlineState, found: re.Match[str], mode: str) -> None:
    items = tuple(
        CiteItem(key[0], state.span(key.start(), key.end()))
        for key in _KEY.finditer(state.src, found.start(3), found.end(3))
    )
    if not items:
        return
    token = state.push("citation", "", 0)
    token.content = found[0]
    token.meta.update(items=items, mode=mode, span=state.span(found.start(), found.end()))
