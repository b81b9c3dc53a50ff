"""An output tree → RichText: quotation marks by depth, formatting that turns itself off."""

from __future__ import annotations

from dataclasses import dataclass, field

from publish.csl.locale import EMPTY_LOCALE, Locale
from publish.csl.markup import INNER, parse_pieces
from publish.csl.output import Output
from publish.csl.punctuation import Mark, Token, flatten, settle
from publish.csl.richtext import (
    EMPTY,
    Block,
    Display,
    Language,
    Link,
    Piece,
    RichText,
    Style,
    Styled,
    merge_text,
)

_STYLES: dict[tuple[str, str], Style] = {
    ("font_style", "italic"): Style.ITALIC,
    ("font_style", "oblique"): Style.OBLIQUE,
    ("font_style", "normal"): Style.ROMAN,
    ("font_variant", "small-caps"): Style.SMALL_CAPS,
    ("font_variant", "normal"): Style.NORMAL_CAPS,
    ("font_weight", "bold"): Style.BOLD,
    ("font_weight", "light"): Style.LIGHT,
    ("font_weight", "normal"): Style.MEDIUM,
    ("text_decoration", "underline"): Style.UNDERLINE,
    ("text_decoration", "none"): Style.NO_UNDERLINE,
    ("vertical_align", "sup"): Style.SUPERSCRIPT,
    ("vertical_align", "sub"): Style.SUBSCRIPT,
    ("vertical_align", "baseline"): Style.BASELINE,
}
_NEUTRAL = {
    "font_style": "normal",
    "font_variant": "normal",
    "font_weight": "normal",
    "text_decoration": "none",
    "vertical_align": "baseline",
}
_PROPERTIES = tuple(_NEUTRAL)


@dataclass(slots=True)
class _Frame:
    """An open piece: what it wraps its children in, and what held outside of it."""

    output: Output | None
    styles: tuple[Style, ...] = ()
    state: dict[str, str] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    marks: tuple[str, str] = ("", "")
    depth: int = 0
    """How many quotations are open; odd where the next one takes inner marks."""


@dataclass(frozen=True, slots=True)
class QuoteMarks:
    """The quotation marks of a locale, outer and inner."""

    outer: tuple[str, str]
    inner: tuple[str, str]

    def within(self, text: str, depth: int) -> str:
        """Turn the guillemets of a field inside of guillemets: «… ‹…› …».

        Curled and straight marks are read with the field; guillemets are not, because they close
        where others open in some languages.
        """
        if not depth or "«" not in text:
            return text
        around, inside = (self.outer, self.inner) if depth % 2 else (self.inner, self.outer)
        if around[0][:1] != "«":
            return text
        return text.replace("«", inside[0]).replace("»", inside[1])


def quote_marks(locale: Locale) -> QuoteMarks:
    """Look the quotation marks of a locale up."""
    return QuoteMarks(
        (locale.term("open-quote") or "“", locale.term("close-quote") or "”"),
        (locale.term("open-inner-quote") or "‘", locale.term("close-inner-quote") or "’"),
    )


def finish(output: Output | None, locale: Locale, tidies: bool = True) -> RichText:
    """Join and punctuate a tree, and turn it into rich text."""
    if output is None:
        return EMPTY
    tokens = flatten(output)
    settle(tokens, locale.punctuation_in_quote, tidies)
    return _build(tokens, quote_marks(locale))


def parse_markup(text: str, locale: Locale = EMPTY_LOCALE) -> RichText:
    """Read a string with the mini-HTML of CSL-JSON; quotation marks are those of the locale."""
    pieces = parse_pieces(text)
    return finish(Output(pieces), locale) if pieces else EMPTY


def _build(tokens: list[Token], marks: QuoteMarks) -> RichText:
    stack = [_Frame(None, state=dict(_NEUTRAL))]
    for token in tokens:
        if not isinstance(token, Mark):
            stack[-1].pieces.append(marks.within(token.text, stack[-1].depth))
        elif token.is_opening:
            outside = stack[-1]
            frame = _open(token.output, outside.state)
            frame.depth = outside.depth
            if token.output.quotes:
                is_inner = outside.depth % 2 or token.output.value == INNER
                frame.depth = outside.depth + 1 if outside.depth % 2 else 1 + bool(is_inner)
                frame.marks = marks.inner if is_inner else marks.outer
                frame.pieces.append(frame.marks[0])
            stack.append(frame)
        else:
            frame = stack.pop()
            frame.pieces.append(frame.marks[1])
            stack[-1].pieces.extend(_close(frame))
    return RichText(merge_text(stack[0].pieces))


def _open(output: Output, state: dict[str, str]) -> _Frame:
    """Decide what a piece's formatting comes to where it stands (the flip-flop of markup)."""
    if output.format is None:
        return _Frame(output, (), state)
    styles: list[Style] = []
    state = dict(state)
    for name in _PROPERTIES:
        wanted: str = getattr(output.format, name)
        if not wanted:
            continue
        if wanted == state[name]:
            if not output.is_toggle or wanted == _NEUTRAL[name] or name == "vertical_align":
                continue
            wanted = _NEUTRAL[name]
        state[name] = wanted
        styles.append(_STYLES[name, wanted])
    return _Frame(output, tuple(styles), state)


def _close(frame: _Frame) -> list[Piece]:
    pieces = list(merge_text(frame.pieces))
    assert frame.output is not None
    if not pieces:
        return []
    if frame.output.href:
        pieces = [Link(frame.output.href, RichText(tuple(pieces)))]
    for style in reversed(frame.styles):
        pieces = [Styled(style, RichText(tuple(pieces)))]
    if frame.output.language:
        pieces = [Language(frame.output.language, RichText(tuple(pieces)))]
    if frame.output.display:
        pieces = [Block(Display(frame.output.display), RichText(tuple(pieces)))]
    return pieces
