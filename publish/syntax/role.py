"""MyST's roles, `{cite:p}`key1,key2``, `{ref}`words <label>``: citations, references and marks.

MyST guide, "Roles", "Citations" and "Cross-references". Roles that are not known are told.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from publish.diagnostics import error
from publish.syntax.brackets import fill
from publish.syntax.citation import CiteItem
from publish.syntax.maths import push_inline
from publish.syntax.places import InlineState
from publish.syntax.telling import tell

_ROLE = re.compile(r"\{([A-Za-z][\w:+-]*)\}(`+)(?!`)(.+?)(?<!`)\2(?!`)", re.DOTALL)
_CITES = {
    **dict.fromkeys(("cite", "cite:p", "cite:ps", "cite:alp", "citep"), "normal"),
    **dict.fromkeys(("cite:t", "cite:ts", "cite:ct", "citet"), "author-in-text"),
}
_MARKS = {
    **dict.fromkeys(("sub", "subscript"), "sub"),
    **dict.fromkeys(("sup", "superscript"), "sup"),
    **dict.fromkeys(("u", "underline"), "u"),
    **dict.fromkeys(("del", "strike", "deleted"), "del"),
    "kbd": "kbd",
    "strong": "strong",
    "emphasis": "em",
    "code": "code",
    "samp": "samp",
    "abbr": "abbr",
    "smallcaps": "smallcaps",
    "file": "code",
    "command": "code",
}
_WORDS = ("term", "download", "guilabel", "menuselection", "dfn", "index")
"""What goes to no place of a brief: the words stay."""
_REFERENCES = ("ref", "numref", "eq", "any", "prf:ref")
_KEY = re.compile(r"[^,;\s]+")
_WITH_LABEL = re.compile(r"(?s)(.*?)\s*<([^<>]+)>\s*")
_LABEL = re.compile(r"(?:fig|tbl|tab|sec|eq|lst)[-:].+")


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
    name, text = found[1].lower(), found[3]
    if name in _CITES:
        _cite(state, found, _CITES[name])
    elif name in _MARKS:
        _mark(state, _MARKS[name], text)
    elif name == "math":
        push_inline(state, text, state.span(found.start(), found.end()))
    elif name in _REFERENCES:
        _refer(state, found, name)
    elif name == "doc":
        words, path = _parts(text)
        _link(state, found, words or path.strip("/"), f"{path}.md")
    elif name in _WORDS:
        state.push("text", "", 0).content = _parts(text)[0] or text
    else:
        span = state.span(found.start(), found.end())
        message = f"the role '{{{found[1]}}}' is not known here: only its words are printed"
        tell(state, error("shortcode", message, span))
        state.push("text", "", 0).content = text


def _parts(text: str) -> tuple[str, str]:
    """Part `words <label>`; words are "" when only a label is there."""
    found = _WITH_LABEL.fullmatch(text)
    return (found[1].strip(), found[2].strip()) if found else ("", text.strip())


def _mark(state: InlineState, tag: str, text: str) -> None:
    if tag in ("sub", "sup"):
        opening, closing = Token(f"{tag}_open", tag, 1), Token(f"{tag}_close", tag, -1)
    else:
        name = "span" if tag == "smallcaps" else tag
        opening, closing = Token("html_open", name, 1), Token("html_close", name, -1)
        if tag == "smallcaps":
            opening.attrs["class"] = "small-caps"
    meaning = re.fullmatch(r"(?s)(.*?)\s*\((.+)\)", text) if tag == "abbr" else None
    if meaning is not None:
        opening.attrs["title"], text = meaning[2], meaning[1]
    first = state.push(opening.type, opening.tag, 1)
    first.attrs = opening.attrs
    state.push("text", "", 0).content = text
    state.push(closing.type, closing.tag, -1)


def _refer(state: InlineState, found: re.Match[str], name: str) -> None:
    """Refer to a label: a number where the label says what it is of, else a link to it."""
    words, label = _parts(found[3])
    place = re.search(r"%s|\{number\}", words)
    if _LABEL.fullmatch(label) and (not words or place):
        before = words[: place.start()] if place else ""
        after = words[place.end() :] if place else ""
        state.push("text", "", 0).content = before
        span = state.span(found.start(), found.end())
        item = CiteItem(label, span, suppress_author=bool(words))
        token = state.push("citation", "", 0)
        token.content = found[0]
        token.meta.update(items=(item,), mode="normal" if words else "author-in-text", span=span)
        state.push("text", "", 0).content = after
        return
    _link(state, found, words, f"#{label}")


def _link(state: InlineState, found: re.Match[str], words: str, href: str) -> None:
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": href}
    opening.meta["span"] = state.span(found.start(), found.end())
    if words:
        state.push("text", "", 0).content = words
    state.push("link_close", "a", -1)
    if not words:
        fill(state, opening)


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
