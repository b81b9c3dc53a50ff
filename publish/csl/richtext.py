"""Output-neutral rich text: what the processor gives back, for any renderer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Style(StrEnum):
    """A typographic change; those of `UNDONE` turn one off inside of another."""

    ITALIC = "italic"
    ROMAN = "roman"
    OBLIQUE = "oblique"
    BOLD = "bold"
    LIGHT = "light"
    MEDIUM = "medium"
    SMALL_CAPS = "small-caps"
    NORMAL_CAPS = "normal-caps"
    UNDERLINE = "underline"
    NO_UNDERLINE = "no-underline"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    BASELINE = "baseline"


class Display(StrEnum):
    """A block inside of a reference (CSL 1.0.2, "Display")."""

    BLOCK = "block"
    LEFT_MARGIN = "left-margin"
    RIGHT_INLINE = "right-inline"
    INDENT = "indent"


@dataclass(frozen=True, slots=True)
class Styled:
    """Text in a style."""

    style: Style
    children: RichText


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to an address."""

    href: str
    children: RichText


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a reference."""

    display: Display
    children: RichText


@dataclass(frozen=True, slots=True)
class Language:
    """Text in a language other than the document's: a tag such as "de" or "fa-IR"."""

    tag: str
    children: RichText


@dataclass(frozen=True, slots=True)
class NoCase:
    """Text whose case must not be changed."""

    children: RichText


Piece = str | Styled | Link | Block | Language | NoCase


@dataclass(frozen=True, slots=True)
class RichText:
    """A run of text and marked-up text; quotation marks are already characters."""

    pieces: tuple[Piece, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def __add__(self, other: RichText) -> RichText:
        return RichText(merge_text((*self.pieces, *other.pieces)))


EMPTY = RichText()


def plain(text: str) -> RichText:
    """Make rich text of plain text."""
    return RichText((text,)) if text else EMPTY


def merge_text(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join neighbouring strings and drop empty ones."""
    merged: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str):
            if not piece:
                continue
            if merged and isinstance(merged[-1], str):
                merged[-1] += piece
                continue
        merged.append(piece)
    return tuple(merged)


def plain_text(text: RichText) -> str:
    """Give the characters alone."""
    return "".join(
        piece if isinstance(piece, str) else plain_text(piece.children) for piece in text.pieces
    )


_SMALL_WORD = re.compile(r"[^\W\d_]+(?=[\s'’.,]|$)")


def capitalized(text: RichText) -> RichText:
    """Write the first letter large, if the text begins with a word in small letters.

    A word with capitals inside ("iPhone") and an address are left alone.
    """
    if not text.pieces or isinstance(text.pieces[0], NoCase):
        return text
    first = text.pieces[0]
    if not isinstance(first, str):
        changed: Piece = replace(first, children=capitalized(first.children))
    else:
        word = _SMALL_WORD.match(first)
        changed = first[:1].upper() + first[1:] if word and word[0].islower() else first
    return RichText((changed, *text.pieces[1:]))


def render(
    text: RichText, write_text: Callable[[str], str], write_piece: Callable[[Piece, str], str]
) -> str:
    """Write rich text with one function for strings and one for marked-up pieces.

    `write_piece` gets the piece and its children as already written.
    """
    return "".join(
        write_text(piece)
        if isinstance(piece, str)
        else write_piece(piece, render(piece.children, write_text, write_piece))
        for piece in text.pieces
    )
