"""Formulas → marks in the HTML; when all is written, the drawings in their places."""

from __future__ import annotations

import re
from collections import Counter

from markdown_it.token import Token

from publish.diagnostics import Diagnostic, error
from publish.document import MOST_IN_A_LINE
from publish.formulas import Fault, Formula, draw, is_installed
from publish.source import Span
from publish.writing.labels import number as localized
from publish.writing.writer import DrawnFormula, FormulaUse, Write, Writer

WIDEST_LIKE_OTHERS_EM = 16.0
"""A wider formula in a sentence stays text where it can be: a drawing has no line ends."""
_PLACE = re.compile(r"<formula-(\d+)>(.*?)</formula>", re.DOTALL)
"""What stands in the HTML until the drawing does; no author's text can write it."""


def _formula(writer: Writer, token: Token) -> str:
    return f"{_open(writer, token.content, token, is_simple=False)}</formula>"


def _formula_open(writer: Writer, token: Token) -> str:
    return _open(writer, str(token.meta["tex"]), token, is_simple=True)


def _open(writer: Writer, tex: str, token: Token, *, is_simple: bool) -> str:
    span: Span = token.meta["span"]
    writer.formulas.append(FormulaUse(tex, span, bool(token.meta["display"]), is_simple))
    return f"<formula-{len(writer.formulas)}>"


def _formula_close(writer: Writer, token: Token) -> str:
    return "</formula>"


def _formula_number(writer: Writer, token: Token) -> str:
    writer.numbered_formulas.add(len(writer.formulas))
    number = localized(token.content, writer.lang)
    return f'\N{EM SPACE}<span class="formula-number">({number})</span>'


FORMULAS: dict[str, Write] = {
    "formula": _formula,
    "formula_open": _formula_open,
    "formula_close": _formula_close,
    "formula_number": _formula_number,
}


def draw_formulas(
    html: str, fields: dict[str, str | tuple[str, ...]], writer: Writer
) -> tuple[str, dict[str, str | tuple[str, ...]]]:
    """Put the formulas of a text in their places, and tell of those that cannot be drawn.

    Simple formulas on lines of their own stay text where no formula needs a drawing, so that a
    text with none needs no library, and one with some has all of them alike.
    """
    if not writer.formulas:
        return html, fields
    drawn = _drawn(writer)

    def placed(text: str) -> str:
        return _PLACE.sub(lambda found: drawn.get(int(found[1]), found[2]), text)

    return placed(html), {
        name: placed(each) if isinstance(each, str) else tuple(map(placed, each))
        for name, each in fields.items()
    }


def _drawn(writer: Writer) -> dict[int, str]:
    """Draw the formulas of a text, by number; where all are simple, none."""
    drawn: dict[int, str] = {}
    told: Counter[tuple[str, int]] = Counter()
    is_there = is_installed()
    if all(each.is_simple for each in writer.formulas):
        return drawn
    for number, use in enumerate(writer.formulas, 1):
        result = draw(use.tex, is_display=use.is_display) if is_there else None
        if isinstance(result, Formula):
            is_long = not use.is_display and result.width_em > WIDEST_LIKE_OTHERS_EM
            if not (use.is_simple and is_long):
                drawn[number] = result.html
                is_numbered = number in writer.numbered_formulas
                writer.drawn.append(DrawnFormula(result.width_em, is_numbered, use.span))
        elif not use.is_simple:
            place = (use.span.source.name, use.span.line)
            told[place] += 1
            if told[place] <= MOST_IN_A_LINE:
                found = _told(use, result) if result else _missing(use.span)
                writer.diagnostics.append(found)
    return drawn


def _missing(span: Span) -> Diagnostic:
    message = "a formula is not supported, and not printed"
    hint = "pip install 'publish-press[maths]'; for a sum of money write '\\$'"
    return error("maths", message, span, hint)


def _told(use: FormulaUse, fault: Fault) -> Diagnostic:
    """Tell at the place in the file what is wrong, where the TeX stands there as it was read."""
    span = use.span
    if fault.at is not None:
        start = span.source.text.find(use.tex, span.start, span.end)
        at = start + fault.at
        if start < 0:  # lines of a quotation, or with more round them than was written
            named = use.tex[fault.at : fault.at + fault.length]
            at = span.source.text.find(named, span.start, span.end)
        if at >= 0:
            span = span.source.span(at, min(at + fault.length, span.end))
    hint = fault.hint or ("" if use.is_display else "for a sum of money write '\\$'")
    return error("maths", f"a formula is not printed: {fault.message}", span, hint)
