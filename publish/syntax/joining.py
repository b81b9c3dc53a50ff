"""Texts that the parser cut in pieces, joined again without losing their places."""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token


def join_fragments(state: StateInline) -> None:
    r"""Join neighbouring texts and count levels anew (a rule after emphasis is found).

    Escaped characters stay apart: `\"` must not become a curly quote.
    """
    state.tokens[:] = join(state.tokens)
    level = 0
    for token in state.tokens:
        if token.nesting < 0:
            level -= 1
        token.level = level
        if token.nesting > 0:
            level += 1


def join(tokens: Iterable[Token], kinds: tuple[str, ...] = ("text",)) -> list[Token]:
    """Join neighbours of some kinds into one text; its runs say where each piece stands."""
    joined: list[Token] = []
    pieces: list[str] = []
    runs: list[tuple[int, int]] = []
    size = 0
    for token in tokens:
        if token.type not in kinds:
            _finish(joined, pieces, runs)
            joined.append(token)
            continue
        if not token.content:
            continue
        if not pieces:
            size = 0
            joined.append(token)
        pieces.append(token.content)
        runs.extend((size + inside, outside) for inside, outside in token.meta.get("at", ()))
        size += len(token.content)
    _finish(joined, pieces, runs)
    return joined


def _finish(joined: list[Token], pieces: list[str], runs: list[tuple[int, int]]) -> None:
    if pieces:
        token = joined[-1]
        token.type = "text"
        token.content = "".join(pieces)
        token.meta["at"] = tuple(runs)
        pieces.clear()
        runs.clear()
