"""Blocks of raw HTML → tokens: their tags, and the text between them as Markdown.

Pandoc manual, "Extension: markdown_in_html_blocks". A block is cut at the tags of block elements;
what stands between two of them is one text, in which `<b>` and the like are marks as in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it.token import Token

from publish.located import Located, without_indents
from publish.syntax.parser import parser
from publish.syntax.raw_html import Cleaner

_HOLDS_BLOCKS = frozenset(("div", "section", "article", "aside", "blockquote", "center", "details"))
_HOLDS_A_LINE = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "caption", "figcaption", "th")
)
_LITERAL = frozenset(("pre", "code", "kbd", "samp"))
_MARK = re.compile(
    r"<(/?)(a|abbr|b|bdi|bdo|big|br|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|nobr|q|rp"
    r"|rt|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)\b[^<>]*>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LEAVES = frozenset(("br", "img", "wbr"))
_TAG = re.compile(r"<[/!?A-Za-z]")


def block_tokens(block: Token, cleaner: Cleaner, env: dict[str, Any]) -> list[Token]:
    """Turn a block of HTML into tokens."""
    located: Located = block.meta["located"]
    found: list[Token] = []
    opened: list[str] = []
    for start, end, is_text in _cut(block.content):
        piece = located.part(start, end)
        if is_text and not _LITERAL.intersection(opened[-8:]):
            found += _text_tokens(piece, opened, env)
            continue
        tokens = cleaner.tokens(piece.text, piece)
        _follow(tokens, opened)
        found += _with_texts(tokens, opened, env)
    return found


def _cut(html: str) -> Iterator[tuple[int, int, bool]]:
    """Cut HTML into texts with balanced marks, and all else: start, end, whether it is a text."""
    done = at = 0
    while found := _TAG.search(html, at):
        mark = _MARK.match(html, found.start()) or _COMMENT.match(html, found.start())
        if mark is not None:
            at = mark.end()
            continue
        yield from _text(html, done, found.start())
        following = _after_tag(html, found.start())
        yield found.start(), following, False
        done = at = following
    yield from _text(html, done, len(html))


def _text(html: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    if start < end:
        yield start, end, _is_balanced(html[start:end])


def _is_balanced(text: str) -> bool:
    """Say whether a text has words, and every mark in it is closed in it."""
    opened: list[str] = []
    for mark in _MARK.finditer(text):
        name = mark[2].lower()
        if mark[1] and (not opened or opened.pop() != name):
            return False
        if not mark[1] and name not in _LEAVES:
            opened.append(name)
    return not opened and bool(_COMMENT.sub("", _MARK.sub("", text)).strip())


def _after_tag(html: str, start: int) -> int:
    """Find where tags, and elements that are taken whole, end before the next text."""
    found = re.compile(r"<(pre|script|style|textarea|svg|math|video|audio|select|iframe)\b", re.I)
    whole = found.match(html, start)
    if whole is not None:
        closing = re.compile(rf"</{whole[1]}\s*>", re.I).search(html, start)
        return closing.end() if closing else len(html)
    end = html.find(">", start)
    return end + 1 if end >= 0 else len(html)


def _follow(tokens: Sequence[Token], opened: list[str]) -> None:
    """Note which elements are open after some tokens."""
    for token in tokens:
        if token.type == "html_open":
            opened.append(token.tag)
        elif token.type == "html_close" and token.tag in opened:
            del opened[len(opened) - 1 - opened[::-1].index(token.tag) :]


def _with_texts(tokens: Sequence[Token], opened: list[str], env: dict[str, Any]) -> Iterator[Token]:
    """Read as Markdown each text between marks that are closed elsewhere."""
    inside: list[str] = []
    for token in tokens:
        _follow([token], inside)
        is_literal = _LITERAL.intersection((*opened[-8:], *inside[-8:]))
        if token.type == "html_text" and token.content.strip() and not is_literal:
            yield from _text_tokens(token.meta["located"], inside or opened, env)
        else:
            yield token


def _text_tokens(text: Located, opened: Sequence[str], env: dict[str, Any]) -> list[Token]:
    """Parse a text within elements: as blocks, as the words of a line, or as both may be."""
    around = opened[-1] if opened else ""
    if around in _HOLDS_A_LINE:
        return [_line(text, env)]
    parsed = _parsed(text, env)
    if around not in _HOLDS_BLOCKS:
        for token in parsed:
            token.hidden = token.hidden or token.type.startswith("paragraph_")
    return parsed


def _line(text: Located, env: dict[str, Any]) -> Token:
    bare = without_indents(text)
    token = Token("inline", "", 0, content=bare.text, level=1)
    token.meta["located"] = bare
    outer = env.get("located")
    env["located"] = bare
    token.children = parser().inline.parse(bare.text, parser(), env, [])
    env["located"] = outer
    return token


def _parsed(text: Located, env: dict[str, Any]) -> list[Token]:
    """Parse a text that stands between two tags."""
    outer = {name: env.get(name) for name in ("text", "div_pairs", "no_grid", "is_in_html")}
    bare = without_indents(text)
    env.update(text=bare, div_pairs={}, no_grid={}, is_in_html=True)
    tokens = parser().parse(bare.text, env)
    env.update(outer)
    return tokens
