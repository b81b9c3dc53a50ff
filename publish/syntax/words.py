"""Inline tokens → their bare words, for alt texts, running heads and bookmarks."""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it.token import Token

from publish.syntax.attributes import Attributes

_TEXTS = ("text", "text_special", "code_inline", "html_text", "formula")


def plain_words(tokens: Iterable[Token]) -> str:
    """Give the words of some tokens, without notes, citations and marks."""
    words: list[str] = []
    for token in tokens:
        if token.type in _TEXTS and "raw" not in token.meta:
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif token.type == "image":
            words.append(plain_words(token.children or ()))
    return "".join(words)


def alt_text(image: Token, attributes: Attributes) -> str | None:
    """Give a picture's alternative text: as written, else its caption; None when it has none."""
    for name in ("fig-alt", "alt"):
        if name in attributes.pairs:
            return attributes.pairs[name]
    caption = image.meta.get("caption") or image.children or ()
    return " ".join(plain_words(caption).split()) or None
