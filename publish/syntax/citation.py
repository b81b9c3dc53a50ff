"""Citations: `[see @a, pp. 3-5; -@b]`, `@a [p. 3]`, `-@a` (Pandoc manual, "Citation syntax")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import link as library_link
from markdown_it.token import Token

from publish.diagnostics import error, warning
from publish.source import Span
from publish.syntax.attributes import read_attributes
from publish.syntax.locator import Locator, read_locator
from publish.syntax.places import InlineState, parse_part
from publish.syntax.telling import tell

KEY = re.compile(
    r"(?P<minus>-)?@(?:\{(?P<braced>[^{}\s]+(?:\{[^{}\s]*\}[^{}\s]*)*)\}"
    r"|(?P<bare>\w(?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*))"
)
"""A key with its sign; Pandoc's grammar: single internal punctuation, none at the end."""


@dataclass(frozen=True, slots=True)
class CiteItem:
    """One source within a citation, before its words are typeset."""

    key: str
    span: Span
    """From the `@` (or `-@`) to the end of the key."""
    prefix: tuple[Token, ...] = ()
    """Ends with a space when there is one before the key."""
    suffix: tuple[Token, ...] = ()
    """Begins with the space or comma that follows the locator."""
    locator: str = ""
    label: str = ""
    suppress_author: bool = False
    is_nested: bool = False
    """Whether it stood within the words of the item before, with no `;` between."""


def bracketed(state: StateInline, silent: bool) -> bool:
    """Read a citation in brackets."""
    if state.src[state.pos] != "[":
        return False
    assert isinstance(state, InlineState)
    start = state.pos
    closing = state.closing_bracket(start)
    if closing < 0 or "@" not in state.src[start:closing]:
        return False
    if state.src.startswith(("(", "[", "{"), closing + 1) and _is_other(state, start, closing):
        return False
    pieces = _pieces(state.src, start + 1, closing)
    if pieces is None:
        return False
    if not silent:
        _push(state, "normal", [_item(state, piece) for piece in pieces], start, closing + 1)
        _tell_of_slips(state, pieces)
    state.pos = closing + 1
    return True


def in_text(state: StateInline, silent: bool) -> bool:
    """Read a citation that is a part of the sentence."""
    source = state.src
    found = KEY.match(source, state.pos, state.posMax)
    if found is None:
        return False
    assert isinstance(state, InlineState)
    if source[max(state.pos - 1, 0)].isalnum() and state.pos and not _follows_citation(state):
        return False
    if found["minus"] and source[state.pos - 1 : state.pos] == "-":
        return False
    start, end = state.pos, found.end()
    opening = _opening_after(state, end)
    pieces = [_Piece(start, found, end, end)]
    if opening >= 0:
        closing = state.closing_bracket(opening)
        rest = _rest(source, opening + 1, closing)
        if rest is not None:
            pieces[0] = _Piece(start, found, opening + 1, rest[0])
            pieces += rest[1]
            end = closing + 1
    if not silent:
        items = [_item(state, piece) for piece in pieces]
        mode = "normal" if found["minus"] else "author-in-text"
        _push(state, mode, items, start, end)
        _tell_of_slips(state, pieces)
    state.pos = end
    return True


def _follows_citation(state: InlineState) -> bool:
    return not state.pending and bool(state.tokens) and state.tokens[-1].type == "citation"


@dataclass(frozen=True, slots=True)
class _Piece:
    """The parts of one item, as offsets in the text."""

    start: int
    """Where the prefix begins."""
    key: re.Match[str]
    rest: int
    """Where locator and suffix begin."""
    end: int
    joint: str = ";"
    """What stands between this item and the one before."""


def _is_other(state: InlineState, start: int, closing: int) -> bool:
    """Say whether what follows the bracket makes it a link or a span."""
    after = state.src[closing + 1]
    if after == "{":
        return read_attributes(state.src, closing + 1) is not None
    if after == "(":
        is_link = library_link(state, True)
        state.pos = start
        return is_link
    end = state.closing_bracket(closing + 1)
    label = state.src[closing + 2 : end] if end > 0 else ""
    return " ".join(label.upper().split()) in state.env.get("references", {})


def _opening_after(state: InlineState, end: int) -> int:
    """Give the offset of a bracket that belongs to a key in the text, or -1."""
    at = end
    while at < state.posMax and state.src[at] in " \t\n":
        at += 1
    if at >= state.posMax or state.src[at] != "[" or state.src.startswith("[^", at):
        return -1
    closing = state.closing_bracket(at)
    if closing < 0 or state.src.startswith(("(", "["), closing + 1):
        return -1
    if read_attributes(state.src, closing + 1) is not None:
        return -1
    return at


def _rest(source: str, start: int, closing: int) -> tuple[int, list[_Piece]] | None:
    """Cut the bracket after a key in the text: its own locator, then more items."""
    first, *more = [*_segments(source, start, closing)]
    pieces: list[_Piece] = []
    end = first[1]
    keys = _keys(source, *first)
    if keys:
        end = _joint_start(source, start, keys[0].start())
        pieces += _split(source, end, first[1], keys)
        pieces[0] = _Piece(
            _after_comma(source, end, keys[0].start()),
            keys[0],
            pieces[0].rest,
            pieces[0].end,
            source[end : keys[0].start()] if end > start else ";",
        )
    for segment in more:
        found = _keys(source, *segment)
        if not found:
            return None
        pieces += _split(source, *segment, found)
    return end, pieces


def _pieces(source: str, start: int, closing: int) -> list[_Piece] | None:
    """Cut a bracket at its semicolons; None when one part has no key."""
    pieces: list[_Piece] = []
    for segment in _segments(source, start, closing):
        keys = _keys(source, *segment)
        if not keys:
            return None
        pieces += _split(source, *segment, keys)
    return pieces


def _split(source: str, start: int, end: int, keys: list[re.Match[str]]) -> list[_Piece]:
    """Make one item of each key; words before a second key become its prefix."""
    pieces: list[_Piece] = []
    for index, key in enumerate(keys):
        last = end
        if index + 1 < len(keys):
            last = _joint_start(source, key.end(), keys[index + 1].start())
        joint = source[start : key.start()] if index else ";"
        prefix = _after_comma(source, start, key.start()) if index else start
        pieces.append(_Piece(prefix, key, key.end(), last, joint))
        start = last
    return pieces


def _joint_start(source: str, start: int, end: int) -> int:
    """Find where the words before a second key begin: after the first key's locator."""
    comma = source.rfind(",", start, end)
    if comma >= 0:
        return comma
    located = read_locator(source[start:end], "en")
    return start + located.end


def _after_comma(source: str, start: int, end: int) -> int:
    while start < end and source[start] in " ,\t\n":
        start += 1
    return start


def _segments(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at semicolons that stand in no code, bracket, brace or entity."""
    at = first = start
    depth = 0
    while at < end:
        at = _past_literal(source, at, end)
        if at >= end:
            break
        character = source[at]
        if character in "[{":
            depth += 1
        elif character in "]}":
            depth = max(depth - 1, 0)
        elif character == ";" and depth == 0:
            yield first, at
            first = at + 1
        at += 1
    yield first, end


_LITERAL = re.compile(
    r"(?:\\.|(`+)(?!`).*?(?<!`)\1(?!`)|&#?\w+;|<[^<>\s]*>|\"[^\"]+\"|“[^“”]+”)+", re.DOTALL
)


def _past_literal(source: str, at: int, end: int) -> int:
    if source[at] in '\\`&<"“':
        found = _LITERAL.match(source, at, end)
        if found:
            return found.end()
    return at


def _keys(source: str, start: int, end: int) -> list[re.Match[str]]:
    """Find the keys of one part, outside of code, brackets and braces."""
    found: list[re.Match[str]] = []
    at = start
    depth = 0
    while at < end:
        at = _past_literal(source, at, end)
        if at >= end:
            break
        character = source[at]
        if character in "@-" and depth == 0 and _may_begin(source, at, start, found):
            key = KEY.match(source, at, end)
            if key is not None:
                found.append(key)
                at = key.end()
                continue
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(character, 0)
        at += 1
    return found


def _may_begin(source: str, at: int, start: int, found: list[re.Match[str]]) -> bool:
    """Say whether a key may begin here: not within a word, and not within marks of its own."""
    if at == start or (found and found[-1].end() == at):
        return True
    return not source[at - 1].isalnum() and source[at - 1] not in "*_"


def _item(state: InlineState, piece: _Piece) -> CiteItem:
    """Read locator and words of one item."""
    key = piece.key
    text = state.src[piece.rest : piece.end]
    language = str(state.env.get("lang", "en"))
    if piece.rest > key.end() or not text:
        # the bracket after a key in the text needs no comma before its locator
        located = read_locator(f",{text}", language)
        located = Locator(located.label, located.value, max(located.end - 1, 0))
    else:
        located = read_locator(text, language)
    prefix_start = piece.start
    while prefix_start < key.start() and state.src[prefix_start] in " \t\n":
        prefix_start += 1
    return CiteItem(
        key=key["braced"] or key["bare"],
        span=state.span(key.start(), key.end()),
        prefix=tuple(_words(state, prefix_start, key.start())),
        suffix=tuple(_words(state, piece.rest + located.end, piece.end)),
        locator=located.value,
        label=located.label,
        suppress_author=bool(key["minus"]),
        is_nested=piece.joint != ";",
    )


def _words(state: InlineState, start: int, end: int) -> list[Token]:
    if start >= end or not state.src[start:end].strip():
        return []
    return parse_part(state, start, end)


def _push(state: InlineState, mode: str, found: list[CiteItem], start: int, end: int) -> None:
    items = [each for item in found for each in _unnested(state, item)]
    token = state.push("citation", "", 0)
    token.content = state.src[start:end]
    token.meta.update(items=tuple(items), mode=mode, span=state.span(start, end))


def _unnested(state: InlineState, item: CiteItem) -> list[CiteItem]:
    """Make citations within the words of an item (in *marks*, say) items of their own."""
    inner = [token for token in (*item.prefix, *item.suffix) if token.type == "citation"]
    if not inner:
        return [item]
    for token in inner:
        message = f"'{token.content}' stands within the words round '@{item.key}'"
        hint = "it is read as a source of its own: write ';' between the two"
        tell(state, warning("cite-nested", message, token.meta["span"], hint))
    kept = replace(
        item,
        prefix=tuple(token for token in item.prefix if token.type != "citation"),
        suffix=tuple(token for token in item.suffix if token.type != "citation"),
    )
    found = [each for token in inner for each in token.meta["items"]]
    return [kept, *(replace(each, is_nested=True) for each in found)]


def _tell_of_slips(state: InlineState, pieces: list[_Piece]) -> None:
    """Tell of a key that was meant to be an item of its own, but has no `;` before it."""
    for before, piece in pairwise(pieces):
        if piece.joint == ";":
            continue
        span = state.span(piece.key.start(), piece.key.end())
        key, other = piece.key[0].lstrip("-"), before.key[0].lstrip("-")
        words = piece.joint.strip(" ,\n\t")
        if not words:
            message = f"a comma stands between '{other}' and '{key}': two sources need ';'"
            tell(state, error("cite-comma", message, span, f"write [{other}; {key}]"))
        else:
            message = f"'{key}' stands within the words after '{other}', without ';' before it"
            hint = f"it is read as [{other}; {words} {key}]"
            tell(state, warning("cite-nested", message, span, hint))
