"""Links, pictures and code with attributes, and bracketed spans `[text]{.class lang=ur}`."""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it.common.utils import normalizeReference, unescapeAll
from markdown_it.helpers import parseLinkDestination
from markdown_it.rules_inline import StateInline, backtick
from markdown_it.rules_inline import autolink as library_autolink
from markdown_it.rules_inline import image as library_image
from markdown_it.rules_inline import link as library_link
from markdown_it.token import Token

from publish.diagnostics import warning
from publish.syntax.attributes import (
    Attributes,
    attach,
    follow_with_attributes,
    read_attributes,
)
from publish.syntax.note import push_note
from publish.syntax.places import InlineState
from publish.syntax.telling import tell


class ParsedDestination(NamedTuple):
    """What the library's rules for links ask for."""

    ok: bool
    pos: int
    str: str


def link(state: StateInline, silent: bool) -> bool:
    """Read a link, `[text](url){.class}`."""
    if state.src[state.pos] != "[":
        return False
    assert isinstance(state, InlineState)
    if state.closing_bracket(state.pos) < 0:
        return False
    start, first = state.pos, len(state.tokens)
    if not library_link(state, silent):
        return False
    _take_of_definition(state, start, first, silent)
    follow_with_attributes(state, first, ("link_open",))
    if not silent:
        opening = next(each for each in state.tokens[first:] if each.type == "link_open")
        opening.meta["span"] = state.span(start, state.pos)
        if state.tokens[-2] is opening:
            fill(state, opening)
    return True


_LINKED = ("link_open", "image")
_LAST_LABEL = re.compile(r"(?:.*\])?\[([^\[\]]*)\]\Z", re.DOTALL)


def _take_of_definition(state: StateInline, start: int, first: int, silent: bool) -> None:
    """Give a link or picture the attributes that stand behind the definition of its label."""
    if silent or state.src[state.pos - 1] != "]":
        return
    matched = state.src[start : state.pos].removesuffix("[]")
    label = _LAST_LABEL.match(matched)
    name = normalizeReference(label[1] if label else matched[1:-1])
    attributes = state.env.get("references", {}).get(name, {}).get("attributes")
    if attributes is not None:
        attach(next(t for t in state.tokens[first:] if t.type in _LINKED), attributes)


def autolink(state: StateInline, silent: bool) -> bool:
    """Read a link that is its own text, `<https://example.org>{.class}`."""
    start, first = state.pos, len(state.tokens)
    if not library_autolink(state, silent):
        return False
    follow_with_attributes(state, first, ("link_open",))
    if not silent and isinstance(state, InlineState):
        opening = next(each for each in state.tokens[first:] if each.type == "link_open")
        opening.meta["span"] = state.span(start, state.pos)
    return True


_WITH_SPACES = re.compile(
    r"(?P<url>(?:\\.|[^\s()<>\\\"]|\([^\s()]*\))+"
    r"(?:[ ]+(?!'|\([^()]*\)[ ]*\))(?:\\.|[^\s()<>\\\"]|\([^()\n]*\))+)+)"
    r"(?=[ ]*(?:\)|[\"'][^\"'\n]*[\"']\)))"
)
_NAMES_A_FILE = re.compile(r"[/#]|\.\w{2,5}\Z")


def destination(text: str, start: int, end: int) -> ParsedDestination:
    """Read where a link goes; the name of a file may hold spaces (Pandoc's reader)."""
    found = _WITH_SPACES.match(text, start, end)
    if found is not None and _NAMES_A_FILE.search(found["url"]):
        return ParsedDestination(True, found.end("url"), unescapeAll(found["url"]))
    plain = parseLinkDestination(text, start, end)
    return ParsedDestination(plain.ok, plain.pos, plain.str)


def fill(state: StateInline, opening: Token) -> None:
    """Put into a link without words, `[](#label)`, those that its destination will give it."""
    href = str(opening.attrGet("href") or "")
    if "#" in href:
        words = Token("link_words", "", 0, content=href.partition("#")[2], level=state.level + 1)
        opening.meta["words"] = words
        state.tokens.insert(-1, words)


def image(state: StateInline, silent: bool) -> bool:
    """Read a picture, `![caption](file){width=50%}`; its caption keeps its place."""
    if not state.src.startswith("![", state.pos):
        return False
    assert isinstance(state, InlineState)
    if state.closing_bracket(state.pos + 1) < 0:
        return False
    start = state.pos
    outer = state.env["located"]
    if not silent:
        state.env["located"] = state.located.part(start + 2, state.posMax)
    found = library_image(state, silent)
    state.env["located"] = outer
    if not found:
        return False
    first = len(state.tokens) - 1
    _take_of_definition(state, start + 1, first, silent)
    follow_with_attributes(state, max(first, 0), ("image",))
    if not silent:
        state.tokens[first].meta["span"] = state.span(start, state.pos)
    return True


def code(state: StateInline, silent: bool) -> bool:
    """Read a code span, with attributes or with a raw format after it."""
    if state.src[state.pos] != "`":
        return False
    start, first = state.pos, len(state.tokens)
    if not backtick(state, silent):
        return False
    matched = state.src[start : state.pos]
    if not matched.strip("`"):
        return True  # a run of backticks that nothing closes
    follow_with_attributes(state, first, ("code_inline",))
    if not silent:
        assert isinstance(state, InlineState)
        state.tokens[-1].meta["span"] = state.span(start, state.pos)
    return True


def span(state: StateInline, silent: bool) -> bool:
    """Read a bracketed span (Pandoc manual, "Extension: bracketed_spans")."""
    if state.src[state.pos] != "[":
        return False
    assert isinstance(state, InlineState)
    start, end = state.pos, state.posMax
    closing = state.closing_bracket(start)
    if closing < 0:
        return False
    found = read_attributes(state.src, closing + 1)
    if state.src.startswith("{}", closing + 1):
        found = Attributes(), closing + 3
    if found is None or found[1] > end:
        return False
    if not silent and _is_gone(state, found[0], start, found[1]):
        state.pos = found[1]
        return True
    if not silent and set(found[0].classes) & _ASIDES:
        push_note(state, start + 1, closing, state.span(start, found[1]))
        state.pos = found[1]
        return True
    if not silent:
        token = state.push("span_open", "span", 1)
        attach(token, found[0])
        token.meta["span"] = state.span(start, found[1])
        state.pos, state.posMax = start + 1, closing
        state.md.inline.tokenize(state)
        state.pos = closing
        state.posMax = end
        state.push("span_close", "span", -1)
    state.pos = found[1]
    return True


_ASIDES = frozenset(("aside", "sidenote", "marginnote", "column-margin"))
"""Spans that Quarto and Tufte's followers set in the margin: notes, as we have them."""
_TRACKED = {
    "comment-start": "a comment stands here, and is not printed",
    "deletion": "words that were deleted stand here, and are not printed",
    "paragraph-deletion": "the mark of a deleted paragraph stands here",
    "insertion": "words that were inserted stand here, and are printed",
}
"""What Pandoc makes of Word's tracked changes (manual, `--track-changes`)."""
_WITHOUT_WORDS = ("comment-start", "comment-end", "deletion", "paragraph-deletion")


def _is_gone(state: InlineState, attributes: Attributes, start: int, end: int) -> bool:
    """Tell of tracked changes; say whether the words of a span are none of the text."""
    for name in attributes.classes:
        if name in _TRACKED and ("author" in attributes.pairs or "date" in attributes.pairs):
            hint = "accept or reject the changes before the text is published"
            tell(state, warning("tracked-change", _TRACKED[name], state.span(start, end), hint))
    is_of_word = "author" in attributes.pairs or "comment-end" in attributes.classes
    return is_of_word and bool(set(_WITHOUT_WORDS) & set(attributes.classes))
