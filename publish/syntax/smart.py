"""Straight quotes, hyphens and dots of a text → the signs that its language prints.

One pass from left to right with a stack of open quotes, so it is linear in the text. Code,
addresses and escaped characters are left alone; a passage in another language follows its own
rules, or none when we do not know them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from publish.syntax.attributes import Attributes
from publish.syntax.language import Quotes, quotes_of
from publish.syntax.spaces import dashes, outside_urls, spaces

APOSTROPHE = "’"
_BEFORE_OPENING = frozenset("([{—–-/“‘«„‚‹¿¡=…" + "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
_SHORTENED = re.compile(
    r"(?:\d\ds?|tis|twas|twere|twill|til|till|em|cause|bout|round|n|nother|fraid|neath)(?!\w)",
    re.IGNORECASE,
)
"""Words that begin with an apostrophe: '90s, 'tis, rock 'n' roll (Oxford English Dictionary)."""
_WORDLIKE = ("code_inline", "citation", "image", "html_void")


@dataclass(slots=True)
class _Piece:
    """A text of a paragraph, with what stands on both sides of it."""

    token: Token
    language: str
    before: str
    """The character before it; a space at the beginning."""
    after: str = " "


@dataclass(slots=True)
class _Open:
    """A quote that is open: its sign, and where its mark stands in the finished pieces."""

    sign: str
    out: list[str]
    at: int
    depth: int


def smarten(tokens: Iterable[Token], language: str) -> None:
    """Set the signs of a language in the inline tokens of one block, in place."""
    stack: list[_Open] = []
    finished: list[tuple[Token, list[str]]] = []
    for piece in _pieces(tokens, language):
        text = piece.token.content
        if '"' in text or "'" in text:
            out = _quoted(piece, stack)
            finished.append((piece.token, out))
    for left in stack:
        if left.sign == "'":
            left.out[left.at] = APOSTROPHE
    for token, out in finished:
        token.content = "".join(out)
    for piece in _pieces(tokens, language):
        if quotes_of(piece.language) is not None:
            piece.token.content = _spaced(piece.token.content, piece.language)


def _spaced(text: str, language: str) -> str:
    return "".join(
        part if is_url else spaces(dashes(part), language) for part, is_url in outside_urls(text)
    )


def _pieces(tokens: Iterable[Token], language: str) -> Iterator[_Piece]:
    """Give the texts of a block in order, each with its language and its neighbours."""
    found: list[_Piece] = []
    languages = [language]
    before = " "
    is_address = False
    for token in tokens:
        first, last = _edges(token)
        if found and first:
            found[-1].after = first if found[-1].after == "\0" else found[-1].after
        if token.type == "text" and token.content and not is_address:
            found.append(_Piece(token, languages[-1], before, "\0"))
        elif token.nesting == 1:
            attributes = token.meta.get("attributes") or Attributes()
            languages.append(attributes.pairs.get("lang") or languages[-1])
            is_address = is_address or token.info == "auto"
        elif token.nesting == -1 and len(languages) > 1:
            languages.pop()
            is_address = is_address and token.info != "auto"
        before = last or before
    for piece in found:
        piece.after = " " if piece.after == "\0" else piece.after
    return iter(found)


def _edges(token: Token) -> tuple[str, str]:
    """Give the first and last character that a token puts on the page, "" for none."""
    if token.type in ("text", "text_special") and token.content:
        return token.content[0], token.content[-1]
    if token.type in ("softbreak", "hardbreak"):
        return " ", " "
    if token.type in _WORDLIKE:
        return "x", "x"
    return "", ""


def _quoted(piece: _Piece, stack: list[_Open]) -> list[str]:
    """Replace the quotes of one text; the result is a list so that marks can change later."""
    text = piece.token.content
    quotes = quotes_of(piece.language)
    if quotes is None:
        return [text]
    out: list[str] = []
    done = 0
    for part, is_url in outside_urls(text):
        if is_url:
            out.append(part)
        else:
            _quote_part(piece, done, done + len(part), quotes, stack, out)
        done += len(part)
    return out


def _quote_part(
    piece: _Piece, start: int, end: int, quotes: Quotes, stack: list[_Open], out: list[str]
) -> None:
    text = piece.token.content
    at = start
    for found in re.finditer("[\"']", text[start:end]):
        place = start + found.start()
        out.append(text[at:place])
        before = text[place - 1] if place else piece.before
        after = text[place + 1] if place + 1 < len(text) else piece.after
        mark = _mark(text, place, before, after, quotes, stack, out)
        out.append(mark)
        at = place + 1
    out.append(text[at:end])


def _mark(
    text: str,
    place: int,
    before: str,
    after: str,
    quotes: Quotes,
    stack: list[_Open],
    out: list[str],
) -> str:
    sign = text[place]
    is_after_gap = (
        before.isspace()
        or before in _BEFORE_OPENING
        or (before in "\"'" and bool(stack) and bool(out) and _just_opened(stack, out))
    )
    is_before_gap = after.isspace()
    if sign == "'":
        if before.isdigit() and after.isdigit():
            return "′"  # feet, minutes
        if before.isalnum() and after.isalnum():
            return APOSTROPHE
        if is_after_gap and _SHORTENED.match(text, place + 1):
            return APOSTROPHE
    if is_after_gap and not is_before_gap:
        return _open(sign, quotes, stack, out)
    return _close(sign, before, after, quotes, stack, out)


def _just_opened(stack: list[_Open], out: list[str]) -> bool:
    return stack[-1].out is out and not "".join(out[stack[-1].at + 1 :])


def _open(sign: str, quotes: Quotes, stack: list[_Open], out: list[str]) -> str:
    depth = 1 + sum(each.sign == sign for each in stack[-4:])
    stack.append(_Open(sign, out, len(out), depth))
    is_inner = (sign == "'") != (depth > 1 and sign == '"')
    return quotes.inner_opening if is_inner else quotes.opening


def _close(
    sign: str, before: str, after: str, quotes: Quotes, stack: list[_Open], out: list[str]
) -> str:
    for back, each in enumerate(reversed(stack[-4:]), start=1):
        if each.sign == sign and not before.isspace():
            for passed in stack[len(stack) - back + 1 :]:
                if passed.sign == "'":
                    passed.out[passed.at] = APOSTROPHE
            del stack[-back:]
            is_inner = (sign == "'") != (each.depth > 1 and sign == '"')
            return quotes.inner_closing if is_inner else quotes.closing
    if sign == "'":
        return "'" if before.isspace() and after.isspace() else APOSTROPHE
    if before.isdigit():
        return "″"
    if before.isspace() and after.isspace():
        return sign
    if before.isspace() or (before.isalnum() and after.isalnum()):
        return _open(sign, quotes, stack, out)
    return quotes.closing


def smart_text(text: str, language: str) -> str:
    """Set the signs of a language in a text that stands alone: a title, an alternative text."""
    token = Token("text", "", 0, content=text)
    smarten([token], language)
    return token.content
