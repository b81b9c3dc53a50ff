"""Rich text → plain text."""

from __future__ import annotations

from publish.csl.richtext import Block, Piece, RichText
from publish.csl.richtext import render as _render


def to_text(text: RichText) -> str:
    """Write rich text as plain text: styles are dropped, blocks stand on lines of their own."""
    return _render(text, str, _piece).strip("\n")


def _piece(piece: Piece, inner: str) -> str:
    return f"\n{inner.strip()}\n" if isinstance(piece, Block) else inner
