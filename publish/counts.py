"""Document + Library → Counts: what a manuscript holds, in numbers."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from markdown_it.token import Token

from publish.document import Document

_WORD = re.compile(r"\w+(?:[’'‌.\-]\w+)*")
"""Letters and digits, with apostrophes, hyphens, points and the Persian half-space inside."""
_BREAKS = ("softbreak", "hardbreak")


@dataclass(frozen=True, slots=True)
class Counts:
    """What an editor asks about the length and the sources of a text."""

    title: str
    words: int
    """Of headings, paragraphs and tables; without notes, citations and front matter."""
    citations: int
    """Citation clusters: `[@a; @b]` is one."""
    citation_keys: tuple[str, ...]
    """Every key that is cited, once, in the order of the text."""
    missing_keys: tuple[str, ...]
    notes: int
    """Hand-written notes."""
    tables: int
    figures: int
    headings: int

    def as_record(self) -> dict[str, Any]:
        """Give the counts as plain data."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
        }


def count(document: Document, known_keys: Container[str]) -> Counts:
    """Count what a document holds; `known_keys` are those of its library."""
    title = document.manuscript.front.title
    keys = dict.fromkeys(item.key for each in document.citations for item in each.items)
    kinds = [token.type for token in document.body]
    return Counts(
        title=" ".join(title.text.split()) if title else "",
        words=sum(len(_WORD.findall(_text(token.children or ()))) for token in document.body),
        citations=len(document.citations),
        citation_keys=tuple(keys),
        missing_keys=tuple(key for key in keys if key not in known_keys),
        notes=len(document.notes),
        tables=kinds.count("table_open"),
        figures=len(document.images),
        headings=len(document.headings),
    )


def _text(tokens: Iterable[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in _BREAKS:
            parts.append(" ")
        elif token.type in {"text", "code_inline"}:
            parts.append(token.content)
    return "".join(parts)
