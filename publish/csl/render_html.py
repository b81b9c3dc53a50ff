"""Rich text → HTML."""

from __future__ import annotations

import re
from html import escape
from unicodedata import decomposition

from publish.csl.richtext import Block, Language, Link, NoCase, Piece, RichText, Style, Styled
from publish.csl.richtext import render as _render

_TAGS = {
    Style.ITALIC: ("<i>", "</i>"),
    Style.BOLD: ("<b>", "</b>"),
    Style.SUPERSCRIPT: ("<sup>", "</sup>"),
    Style.SUBSCRIPT: ("<sub>", "</sub>"),
    Style.OBLIQUE: ('<span style="font-style:oblique;">', "</span>"),
    Style.ROMAN: ('<span style="font-style:normal;">', "</span>"),
    Style.LIGHT: ('<span style="font-weight:lighter;">', "</span>"),
    Style.MEDIUM: ('<span style="font-weight:normal;">', "</span>"),
    Style.SMALL_CAPS: ('<span style="font-variant:small-caps;">', "</span>"),
    Style.NORMAL_CAPS: ('<span style="font-variant:normal;">', "</span>"),
    Style.UNDERLINE: ('<span style="text-decoration:underline;">', "</span>"),
    Style.NO_UNDERLINE: ('<span style="text-decoration:none;">', "</span>"),
    Style.BASELINE: ('<span style="vertical-align:baseline;">', "</span>"),
}
_RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
"""Languages written from right to left in their usual script (Unicode CLDR)."""

_LATIN = re.compile(r"[A-Za-zÀ-ɏ](?![^<]*>)")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")

_RAISED = re.compile(
    r"[\u00aa\u00b2\u00b3\u00b9\u00ba\u02b0-\u02b8\u02e0-\u02e4\u1d2c-\u1d6a\u2070-\u207f]"
)
"""Superscript letters and digits (Unicode, `<super>` decompositions), as terms of locales have."""


def to_html(text: RichText) -> str:
    """Write rich text as HTML: links live, blocks as `<div class="csl-…">`."""
    return _render(text, _text, _piece)


def _text(text: str) -> str:
    return _RAISED.sub(_lowered, escape(text, quote=False))


def _lowered(match: re.Match[str]) -> str:
    """Write a superscript character, which many fonts lack, as a raised plain one."""
    code = decomposition(match[0]).removeprefix("<super> ")
    return f"<sup>{chr(int(code, 16))}</sup>" if " " not in code and code else match[0]


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
            is_leftward = tag.split("-")[0].lower() in _RIGHT_TO_LEFT
            if is_leftward and _LATIN.search(inner) and not _LEFTWARD.search(inner):
                return inner  # a name in Latin letters in the entry of a Persian work
            direction = ' dir="rtl"' if is_leftward else ""
            return f'<span lang="{escape(tag)}"{direction}>{inner}</span>'
        case NoCase() | str():
            return inner
