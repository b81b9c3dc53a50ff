"""Inline Markdown tokens → rich text, for the words that an author puts round a citation."""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it.token import Token

from publish.csl.richtext import Link, Piece, RichText, Style, Styled, merge_text

_STYLES = {
    "em_open": Style.ITALIC,
    "strong_open": Style.BOLD,
    "sup_open": Style.SUPERSCRIPT,
    "sub_open": Style.SUBSCRIPT,
}
_CLASS_STYLES = {
    "smallcaps": Style.SMALL_CAPS,
    "underline": Style.UNDERLINE,
}
_BREAKS = {"softbreak": " ", "hardbreak": " "}


class _Frame:
    """An element that is open: its token, and what is in it so far."""

    def __init__(self, token: Token | None) -> None:
        self.token = token
        self.pieces: list[Piece] = []


def rich_text(tokens: Iterable[Token]) -> RichText:
    """Turn inline tokens into rich text; what has no counterpart there keeps its words."""
    stack = [_Frame(None)]
    for token in tokens:
        if token.nesting == 1:
            stack.append(_Frame(token))
        elif token.nesting == -1 and len(stack) > 1:
            frame = stack.pop()
            stack[-1].pieces += _closed(frame)
        else:
            stack[-1].pieces += _leaf(token)
    while len(stack) > 1:
        frame = stack.pop()
        stack[-1].pieces += frame.pieces
    return RichText(merge_text(stack[0].pieces))


def _closed(frame: _Frame) -> list[Piece]:
    token = frame.token
    assert token is not None
    inner = RichText(merge_text(frame.pieces))
    if token.type == "link_open":
        return [Link(str(token.attrGet("href") or ""), inner)]
    style = _STYLES.get(token.type)
    if style is None:
        names = str(token.attrGet("class") or "").split()
        style = next((_CLASS_STYLES[name] for name in names if name in _CLASS_STYLES), None)
    return list(inner.pieces) if style is None else [Styled(style, inner)]


def _leaf(token: Token) -> list[Piece]:
    if token.type in _BREAKS:
        return [_BREAKS[token.type]]
    if token.children:
        return list(rich_text(token.children).pieces)
    return [token.content] if token.content and token.type != "html_inline" else []
