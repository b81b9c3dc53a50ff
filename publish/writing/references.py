"""References to figures, tables, sections, pages and notes → HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from markdown_it.token import Token

from publish.syntax.citation import CiteItem
from publish.syntax.crossref import Target
from publish.syntax.words import plain_words
from publish.writing import attributes
from publish.writing.direction import text
from publish.writing.labels import number as localized
from publish.writing.writer import Write, Writer

_FIXED = "\N{NO-BREAK SPACE}"


def _crossref(writer: Writer, token: Token) -> str:
    items: tuple[CiteItem, ...] = token.meta["items"]
    targets: tuple[Target, ...] = token.meta["targets"]
    pieces = [
        _one(writer, item, target, is_page=token.meta["is_page"])
        for item, target in zip(_with_one_word(items, targets), targets, strict=True)
    ]
    return ", ".join(pieces)


def _with_one_word(items: tuple[CiteItem, ...], targets: tuple[Target, ...]) -> Iterator[CiteItem]:
    """Let the author's word before the first, "Figs. 1, 2", stand for all of its kind."""
    for item, target in zip(items, targets, strict=True):
        is_named = bool(items[0].prefix) and target.kind == targets[0].kind and item is not items[0]
        yield replace(item, suppress_author=True) if is_named and not item.prefix else item


def _one(writer: Writer, item: CiteItem, target: Target, *, is_page: bool) -> str:
    if target.kind == "missing":
        return f'<span class="citation missing">[?{escape(target.id)}]</span>'
    if target.kind == "note":
        return _note(writer, item, target)
    href = escape(f"#{attributes.identifier(target.id)}")
    if is_page:
        label = text(writer.labels["page"], writer.direction)
        return f'<a class="page-ref" href="{href}">{label}{_FIXED}</a>'
    words = _words(writer, item, target.kind, localized(target.number, writer.lang))
    if not target.number:
        words = f'<span class="section-title">{text(target.title, writer.direction)}</span>'
    return f'<a class="crossref" href="{href}">{words}</a>{_suffix(item)}'


def _note(writer: Writer, item: CiteItem, target: Target) -> str:
    number = writer.numbers.get(target.id, 0)
    if not number:
        return f'<span class="citation missing">[?{escape(target.id)}]</span>'
    words = _words(writer, item, "note-number", writer.marks[number])
    return f'<a class="note-ref" href="#note-{number}">{words}</a>{_suffix(item)}'


def _words(writer: Writer, item: CiteItem, kind: str, number: str) -> str:
    """Write "Figure 2"; `[-@fig-x]` gives "2", `[Fig. @fig-x]` gives "Fig. 2"."""
    prefix = plain_words(item.prefix).strip()
    if prefix:
        return f"{escape(prefix)}{_FIXED}{number}"
    return number if item.suppress_author else f"{escape(writer.labels[kind])}{_FIXED}{number}"


def _suffix(item: CiteItem) -> str:
    return escape(plain_words(item.suffix))


REFERENCES: dict[str, Write] = {"crossref": _crossref}
