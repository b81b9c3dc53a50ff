"""A citation's rich text → the same, run into a sentence of a hand-written note.

A note style ends a citation with a full stop, because it expects a note of its own. Inside of
an author's note the sentence goes on, so that stop must go or take the place of the author's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from publish.csl.richtext import RichText, plain, plain_text

CLOSING_QUOTES = "”’\"'»"
STOPS = ".,;:?!"


@dataclass(frozen=True, slots=True)
class RunIn:
    """A citation inside of a sentence."""

    text: RichText
    swallowed: int = 0
    """How many characters after the citation its own ending makes superfluous: 0 or 1."""


def run_in(text: RichText, following: str, *, is_bracketed: bool, stops_in_quote: bool) -> RunIn:
    """Fit a citation into its sentence.

    `following` is what stands after it in the note, "" at the note's end. `is_bracketed` sets
    it in parentheses, as Pandoc's manual ("Citations in note styles") has it for `[@key]`.
    `stops_in_quote` puts full stop and comma before a closing quotation mark, as the locale
    orders (CSL 1.0.2, "Style Options").
    """
    if is_bracketed:
        inner = _map_strings(_without_final_stop(text), _square_brackets)
        return RunIn(plain("(") + inner + plain(")"))
    mark = following[:1]
    if mark == ".":
        ended = text if _ends_with_stop(text) else _with_stop(text, ".", stops_in_quote)
        return RunIn(ended, swallowed=1)
    if mark == "," and stops_in_quote:
        return RunIn(_with_stop(_without_final_stop(text), ",", stops_in_quote), swallowed=1)
    if not following.strip():
        return RunIn(text)
    starts_sentence = following[:1].isspace() and following.lstrip(" \n*_[\"'“‘")[:1].isupper()
    return RunIn(text if starts_sentence else _without_final_stop(text))


def _ends_with_stop(text: RichText) -> bool:
    return plain_text(text).rstrip(CLOSING_QUOTES).endswith((".", "?", "!", "…"))


def _without_final_stop(text: RichText) -> RichText:
    """Take the last full stop away, also before a closing quotation mark; not an abbreviation's."""

    def cut(last: str) -> str:
        bare = last.rstrip(CLOSING_QUOTES)
        return bare[:-1] + last[len(bare) :] if bare.endswith(".") else last

    return _edit_last(text, cut)


def _with_stop(text: RichText, stop: str, stops_in_quote: bool) -> RichText:
    def add(last: str) -> str:
        bare = last.rstrip(CLOSING_QUOTES) if stops_in_quote else last
        if bare[-1:] in set(STOPS):
            return last
        return bare + stop + last[len(bare) :]

    return _edit_last(text, add)


def _edit_last(text: RichText, edit: Callable[[str], str]) -> RichText:
    """Change the last string of a tree."""
    if not text.pieces:
        return text
    *before, last = text.pieces
    if isinstance(last, str):
        return RichText((*before, edit(last)))
    return RichText((*before, replace(last, children=_edit_last(last.children, edit))))


def _map_strings(text: RichText, change: Callable[[str], str]) -> RichText:
    return RichText(
        tuple(
            change(piece)
            if isinstance(piece, str)
            else replace(piece, children=_map_strings(piece.children, change))
            for piece in text.pieces
        )
    )


def _square_brackets(text: str) -> str:
    """Parentheses within parentheses are square (Chicago Manual of Style 17, 6.101)."""
    return text.translate({ord("("): "[", ord(")"): "]"})
