"""RichText → output pieces: the way back in, for texts that callers hand over."""

from __future__ import annotations

from publish.csl.nodes import Format
from publish.csl.output import Output
from publish.csl.richtext import Block, Language, Link, NoCase, RichText, Style, Styled

_FORMATS = {
    Style.ITALIC: Format(font_style="italic"),
    Style.OBLIQUE: Format(font_style="oblique"),
    Style.ROMAN: Format(font_style="normal"),
    Style.BOLD: Format(font_weight="bold"),
    Style.LIGHT: Format(font_weight="light"),
    Style.MEDIUM: Format(font_weight="normal"),
    Style.SMALL_CAPS: Format(font_variant="small-caps"),
    Style.NORMAL_CAPS: Format(font_variant="normal"),
    Style.UNDERLINE: Format(text_decoration="underline"),
    Style.NO_UNDERLINE: Format(text_decoration="none"),
    Style.SUPERSCRIPT: Format(vertical_align="sup"),
    Style.SUBSCRIPT: Format(vertical_align="sub"),
    Style.BASELINE: Format(vertical_align="baseline"),
}


def rich_pieces(text: RichText) -> tuple[Output | str, ...]:
    """Turn rich text into pieces that the processor can join and punctuate."""
    pieces: list[Output | str] = []
    for piece in text.pieces:
        if isinstance(piece, str):
            pieces.append(piece)
            continue
        children = rich_pieces(piece.children)
        match piece:
            case Styled(style, _):
                pieces.append(Output(children, format=_FORMATS[style], is_toggle=True))
            case Link(href, _):
                pieces.append(Output(children, href=href))
            case Language(tag, _):
                pieces.append(Output(children, language=tag))
            case Block(display, _):
                pieces.append(Output(children, display=display))
            case NoCase():
                pieces.append(Output(children, is_nocase=True))
    return tuple(pieces)
