"""Rich text → HTML."""

from __future__ import annotations

from html import escape

from publish.csl.richtext import Block, Language, Link, NoCase, Piece, RichText, Style, Styled
from publish.csl.richtext import render as _render

_TAGS = {
    Style.ITALIC: ("<i>", "</i>"),
    Style.BOLD: ("<b>", "</b>"),
    Style.SUPERSCRIPT: ("<sup>", "</sup>"),
    Style.SUBSCRIPT: ("<sub>", "</sub>"),
    Style.OBLIQUE: ('<span style="font-style:oblique;">', "</span>"),
    Style.ROMAN: ('<span style="font-style:normal;">', "</span>"),
    Style.LIGHT: ('<span style="font-weight:light;">', "</span>"),
    Style.MEDIUM: ('<span style="font-weight:normal;">', "</span>"),
    Style.SMALL_CAPS: ('<span style="font-variant:small-caps;">', "</span>"),
    Style.NORMAL_CAPS: ('<span style="font-variant:normal;">', "</span>"),
    Style.UNDERLINE: ('<span style="text-decoration:underline;">', "</span>"),
    Style.NO_UNDERLINE: ('<span style="text-decoration:none;">', "</span>"),
    Style.BASELINE: ('<span style="vertical-align:baseline;">', "</span>"),
}
_RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
"""Languages written from right to left in their usual script (Unicode CLDR)."""


def to_html(text: RichText) -> str:
    """Write rich text as HTML: links live, blocks as `<div class="csl-…">`."""
    return _render(text, _text, _piece)


def _text(text: str) -> str:
    return escape(text, quote=False)


def _piece(piece: Piece, inner: str) -> str:
    match piece:
        case Styled(style, _):
            opening, closing = _TAGS[style]
            return f"{opening}{inner}{closing}"
        case Link(href, _):
            return f'<a href="{escape(href)}">{inner}</a>'
        case Block(display, _):
            return f'<div class="csl-{display}">{inner}</div>'
        case Language(tag, _):
            direction = ' dir="rtl"' if tag.split("-")[0].lower() in _RIGHT_TO_LEFT else ""
            return f'<span lang="{escape(tag)}"{direction}>{inner}</span>'
        case NoCase() | str():
            return inner
