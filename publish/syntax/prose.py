"""Tokens as parsed → the words a reader reads, paragraph by paragraph, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from publish.located import Located
from publish.source import Source
from publish.syntax.attributes import Attributes

GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is no prose: code, citations, notes, pictures, addresses."""

Place = Literal["text", "heading", "quotation"]
"""Where the words stand; those of a block quotation are another's."""

_PLACES: dict[str, Place] = {"heading_open": "heading", "blockquote_open": "quotation"}


@dataclass(frozen=True, slots=True)
class Prose:
    """The words of a paragraph, heading, cell, caption or note."""

    text: Located
    language: str
    place: Place = "text"


def read_prose(
    tokens: Iterable[Token], language: str, source: Source, place: Place = "text"
) -> Iterator[Prose]:
    """Give the prose of some blocks, in order; a line end is a space."""
    languages = [language]
    places = [place]
    for token in tokens:
        if token.nesting == 1:
            languages.append(_language(token) or languages[-1])
            places.append(_PLACES.get(token.type, places[-1]))
        elif token.nesting == -1 and len(languages) > 1:
            languages.pop()
            places.pop()
        if token.type == "inline":
            yield from _paragraph(token.children or (), languages[-1], places[-1], source)


def _language(token: Token) -> str:
    attributes: Attributes | None = token.meta.get("attributes")
    return attributes.pairs.get("lang", "") if attributes else ""


def _paragraph(
    tokens: Iterable[Token], language: str, place: Place, source: Source
) -> Iterator[Prose]:
    """Read a paragraph; a passage in another language, or an address, is a gap in it."""
    pieces: list[str] = []
    runs: list[tuple[int, int]] = []
    size = 0
    depth = 0
    for token in tokens:
        if depth:
            depth += token.nesting
            continue
        if token.nesting == 1:
            is_foreign = _language(token) not in ("", language)
            depth = 1 if is_foreign or token.info == "auto" else 0
        word = GAP if depth else _word(token)
        for inside, outside in token.meta.get("at", ()):
            runs.append((size + inside, outside))
        pieces.append(word)
        size += len(word)
        if token.type == "image" and token.children:
            yield from _paragraph(token.children, language, place, source)
    text = "".join(pieces)
    if text.strip():
        yield Prose(_located(text, runs, source), language, place)


def _word(token: Token) -> str:
    if token.type in ("text", "text_special"):
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return "" if token.nesting else GAP


def _located(text: str, runs: list[tuple[int, int]], source: Source) -> Located:
    kept: list[tuple[int, int]] = []
    for run in runs:
        if kept and kept[-1][0] == run[0]:
            kept.pop()
        kept.append(run)
    if not kept or kept[0][0]:
        kept.insert(0, (0, kept[0][1] if kept else 0))
    last = kept[-1]
    span = source.span(kept[0][1], last[1] + len(text) - last[0])
    return Located(text, span, tuple(kept))
