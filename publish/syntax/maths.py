r"""Formulas, `$…$`, `$$…$$`, and `\[…\]` in a block: simple ones are set as text, others drawn.

Pandoc manual, "tex_math_dollars"; Quarto, "Equations" (`$$ … $$ {#eq-x}`); MyST, "Math".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from publish.located import Located
from publish.source import Span
from publish.syntax.attributes import Attributes
from publish.syntax.blocks import line_text
from publish.syntax.macros import expand
from publish.syntax.places import InlineState
from publish.syntax.simple_maths import Piece, typeset

_DISPLAY = re.compile(r"\$\$(?P<tex>.+?)\$\$|\\\\?\[(?P<bracket>.+?)\\\\?\]", re.DOTALL)
_INLINE = re.compile(
    r"\$(?=[^\s$])(?P<tex>(?>\\text\{[^{}\n]*\}|\\.|[^$\\])+?)(?<=\S)\$(?!\d)", re.DOTALL
)
_SIGN = re.compile(r"[\\^_{=<>+]")
_SURE_SIGN = re.compile(r"\\[A-Za-z]|[\^_=]")
_BLOCK = re.compile(r"[ \t]*(?:(?P<dollars>\$\$)|\\\\?\[)")
_AFTER = re.compile(r"[ \t]*(?:\{#(?P<id>[\w:.-]+)[^{}]*\}|\((?P<label>[\w:.-]+)\))?[ \t]*")
MOST_LINES = 60
"""The most lines of one formula: an array of a page."""
_LABEL = re.compile(r"\\label\{([^{}]*)\}|\(\\#([\w:.-]+)\)")
"""LaTeX's and bookdown's."""
_SCRIPTS = {"sub": "sub", "sup": "sup"}
_TAGS = {"variable": "i", "bold": "b"}


def maths(state: StateInline, silent: bool) -> bool:
    """Read a formula in a sentence; a sum of money such as $20 is none."""
    if state.src[state.pos] != "$":
        return False
    pattern = _DISPLAY if state.src.startswith("$$", state.pos) else _INLINE
    found = pattern.match(state.src, state.pos, state.posMax)
    if found is None or _is_money(state.src, found) or not _means_maths(found["tex"]):
        return False
    if not silent:
        assert isinstance(state, InlineState)
        push_inline(state, found["tex"], state.span(found.start(), found.end()))
    state.pos = found.end()
    return True


def push_inline(state: StateInline, tex: str, span: Span) -> None:
    """Push a formula in a sentence: as text where it is simple, else to be drawn."""
    tex = expand(tex, state.env["macros"])
    pieces = typeset(tex)
    if pieces is None:
        token = state.push("formula", "", 0)
        token.content = tex.strip()
        token.meta.update(span=span, display=False)
        return
    tokens = as_tokens(pieces)
    if any(each.type == "html_open" for each in tokens):  # 10$^6$ and CO$_2$ are words
        tokens = _wrapped(tokens, tex.strip(), span, is_display=False)
    for each in tokens:
        token = state.push(each.type, each.tag, each.nesting)
        token.content, token.meta = each.content, each.meta


def _is_money(text: str, found: re.Match[str]) -> bool:
    """Say whether a `$` belongs to the word before it, as in "A$": only H$_2$O is a formula."""
    before = text[found.start() - 1 : found.start()]
    return before.isalnum() and found[0][1] not in "_^\\${"


def _means_maths(tex: str) -> bool:
    """Say whether words with spaces, or on two lines, are a formula and no sums of money."""
    if "\n" in tex:
        return _SURE_SIGN.search(tex) is not None
    return not re.search(r"\s", tex) or _SIGN.search(tex) is not None


def display_maths(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    r"""Read a formula on lines of its own, `$$ … $$ {#eq-x}` or `\[ … \]`."""
    opening = _BLOCK.match(line_text(state, start_line))
    if opening is None or state.is_code_block(start_line):
        return False
    last = start_line
    end_line = min(end_line, start_line + MOST_LINES)
    while last < end_line and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        last += 1
    start = state.bMarks[start_line] + state.tShift[start_line]
    found = _DISPLAY.match(state.src, start, state.eMarks[last - 1])
    if found is None or not _is_formula(found):
        return False
    after = _AFTER.match(state.src, found.end())
    assert after is not None
    if after.end() < state.eMarks[last - 1] and state.src[after.end()] != "\n":
        return False
    if silent:
        return True
    closing = next(line for line in range(start_line, last) if state.eMarks[line] >= after.end())
    located: Located = state.env["text"]
    span = located.at(found.start(), found.end())
    tex = found["tex"] or found["bracket"]
    push_formula(state, tex, span, after["id"] or after["label"] or "", (start_line, closing + 1))
    state.line = closing + 1
    return True


def _is_formula(found: re.Match[str]) -> bool:
    r"""Say whether brackets hold a formula: escaped ones, as in "\[sic\]", hold words."""
    inside: str | None = found["bracket"]
    return inside is None or inside.startswith("\n") or bool(set(inside) & set("\\^="))


def push_formula(
    state: StateBlock, tex: str, span: Span, label: str, lines: tuple[int, int]
) -> None:
    """Push a formula on a line of its own: as text where it is simple, else to be drawn.

    A simple one is drawn too in a text where others are; the writer decides.
    """
    inner = [each[1] or each[2] for each in _LABEL.finditer(tex)]
    label = label or next(iter(inner), "")
    tex = _LABEL.sub("", tex)
    tex = expand(tex, state.env["macros"])
    token = state.push("div_open", "div", 1)
    token.map = list(lines)
    token.meta.update(attributes=Attributes(label, ("formula",)), span=span, labels=inner)
    state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    inline.map = list(lines)
    inline.meta["ready"] = _display_tokens(tex.strip(), span)
    inline.meta["located"] = Located(tex, span, ((0, span.start),))
    state.push("paragraph_close", "p", -1)
    state.push("div_close", "div", -1)


def _display_tokens(tex: str, span: Span) -> list[Token]:
    pieces = typeset(tex)
    if pieces is None:
        meta = {"span": span, "display": True}
        return [Token("formula", "", 0, content=tex, meta=meta)]
    return _wrapped(as_tokens(pieces), tex, span, is_display=True)


def _wrapped(tokens: list[Token], tex: str, span: Span, *, is_display: bool) -> list[Token]:
    """Keep with a formula that is set as text what it would be drawn from."""
    meta = {"tex": tex, "span": span, "display": is_display}
    return [Token("formula_open", "", 1, meta=meta), *tokens, Token("formula_close", "", -1)]


def as_tokens(pieces: Iterable[Piece]) -> list[Token]:
    """Turn the pieces of a formula into inline tokens."""
    tokens: list[Token] = []
    for piece in pieces:
        tag = _SCRIPTS.get(piece.kind)
        if tag:
            inside = as_tokens(piece.inside)
            tokens += (Token(f"{tag}_open", tag, 1), *inside, Token(f"{tag}_close", tag, -1))
            continue
        text = Token("text", "", 0, content=piece.text)
        mark = _TAGS.get(piece.kind)
        if mark:
            tokens += (Token("html_open", mark, 1), text, Token("html_close", mark, -1))
        else:
            tokens.append(text)
    return tokens
