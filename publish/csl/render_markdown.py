"""Rich text → Markdown (Pandoc's dialect)."""

from __future__ import annotations

import re

from publish.csl.richtext import Block, Language, Link, NoCase, Piece, RichText, Style, Styled
from publish.csl.richtext import render as _render

_SPECIAL = re.compile(r"([\\`*_\[\]<>^~$@#|])")
_MARKS = {
    Style.ITALIC: ("*", "*"),
    Style.OBLIQUE: ("*", "*"),
    Style.BOLD: ("**", "**"),
    Style.SUPERSCRIPT: ("^", "^"),
    Style.SUBSCRIPT: ("~", "~"),
    Style.SMALL_CAPS: ("[", "]{.smallcaps}"),
    Style.UNDERLINE: ("[", "]{.underline}"),
    Style.ROMAN: ("*", "*"),
    Style.MEDIUM: ("**", "**"),
}
"""Inside of italics, Markdown's own emphasis turns upright again; so does strong in strong."""


def to_markdown(text: RichText) -> str:
    """Write rich text as Markdown, special characters escaped."""
    return _render(text, _text, _piece).strip("\n")


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _piece(piece: Piece, inner: str) -> str:
    match piece:
        case Styled(style, _):
            opening, closing = _MARKS.get(style, ("", ""))
            stripped = inner.strip()
            before = inner[: len(inner) - len(inner.lstrip())]
            after = inner[len(inner.rstrip()) :] if stripped else ""
            return f"{before}{opening}{stripped}{closing}{after}" if stripped else inner
        case Link(href, children):
            plain = children.pieces == (href,)
            return f"<{href}>" if plain else f"[{inner}]({href})"
        case Block():
            return f"\n\n{inner.strip()}\n\n"
        case Language(tag, _):
            return f"[{inner}]{{lang={tag}}}"
        case NoCase() | str():
            return inner
