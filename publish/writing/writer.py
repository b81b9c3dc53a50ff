"""The state of a text that is being written: what every construct's writer may ask and tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from publish.citations import CitedDocument
from publish.diagnostics import Diagnostic, error, warning
from publish.source import Span
from publish.syntax.attributes import Attributes
from publish.syntax.charts import ChartBlock
from publish.syntax.language import direction_of
from publish.syntax.words import plain_words
from publish.writing.attributes import refused
from publish.writing.direction import runs_other_way
from publish.writing.labels import labels_of
from publish.writing.labels import number as localized

DEPTH_LIMIT = 100
"""The deepest that elements may nest: the renderer gives up near 150."""


_TOUCHING_CALLS = re.compile(
    r'(</note-call>|<a class="note-call[^>]*>[^<]*</a>)(?=<note-call |<a class="note-call)'
)


@dataclass(frozen=True, slots=True)
class ImageUse:
    """A picture that the page shows."""

    src: str
    """As the author wrote it."""
    url: str
    """Under which the page loads it."""
    span: Span


@dataclass(frozen=True, slots=True)
class ChartUse:
    """A chart that the page shows."""

    block: ChartBlock
    url: str
    """Under which the page loads its drawing."""


@dataclass(frozen=True, slots=True)
class FormulaUse:
    """A formula that the page shows."""

    tex: str
    span: Span
    is_display: bool
    is_simple: bool
    """Whether it can be set as text."""


@dataclass(frozen=True, slots=True)
class DrawnFormula:
    """A formula that is drawn, with the room it takes."""

    width_em: float
    is_numbered: bool
    span: Span


Write = Callable[["Writer", Token], str]


class Writer:
    """Writes tokens as HTML, one after the other, by a table of token types."""

    def __init__(self, cited: CitedDocument, table: dict[str, Write]) -> None:
        document = cited.document
        self.cited = cited
        self.lang = document.lang
        self.labels = labels_of(document.lang)
        front = document.manuscript.front
        self._directions = [front.dir or direction_of(document.lang)]
        self._table = table
        self._following: Sequence[Token] = ()
        self._is_too_deep = False
        self.numbers = {ref.id: ref.number for ref in cited.note_order if ref.kind == "hand"}
        self.citation_numbers = {
            ref.citation: ref.number for ref in cited.note_order if ref.kind == "citation"
        }
        self.marks = {
            ref.number: localized(ref.mark or ref.number, self.lang) for ref in cited.note_order
        }
        """What is printed at the call of each note."""
        self.at_end = {
            ref.number for ref in cited.note_order if ref.is_at_end or front.notes == "end"
        }
        self.listed = {work.id for each in cited.reference_lists for work in each.references}
        """Keys of the works that the bibliography shows."""
        self.called: set[str] = set()
        """Notes whose text is written already."""
        self.endnotes: list[str] = []
        self.images: dict[tuple[str, int], ImageUse] = {}
        self.charts: list[ChartUse] = []
        self.formulas: list[FormulaUse] = []
        self.numbered_formulas: set[int] = set()
        self.drawn: list[DrawnFormula] = []
        self.links_to_files: list[tuple[str, Span]] = []
        """Links that are left out since they lead to files beside the text."""
        self.diagnostics: list[Diagnostic] = []
        self.heading_shift = 2 - min((each.level for each in document.headings), default=2)
        self.closing: list[str] = []
        """End tags of the divs that are open."""
        self.before = ""
        """The character before a mark of a note that takes the space before it away."""
        self.pending = ""
        """Punctuation that was set before a note's call, to be left out where it stood."""

    @property
    def direction(self) -> str:
        """The direction of the element that is being written."""
        return self._directions[-1]

    @property
    def following(self) -> Sequence[Token]:
        """What comes after the token that is being written, in its paragraph."""
        return self._following

    def blocks(self, tokens: Sequence[Token]) -> str:
        """Write blocks."""
        return self._write(tokens)

    def inline(self, tokens: Sequence[Token]) -> str:
        """Write a paragraph; one that runs the other way as a whole says so as a whole."""
        if tokens and tokens[-1].type == "formula_number":
            return self.inline(tokens[:-1]) + self._marks(tokens[-1:])
        own = self.direction
        words = "" if own == "ltr" and _is_latin(tokens) else _words(tokens)
        if not runs_other_way(words, own):
            return self._marks(tokens)
        other = "ltr" if own == "rtl" else "rtl"
        self._directions.append(other)
        html = self._marks(tokens)
        self._directions.pop()
        return f'<span dir="{other}">{html}</span>'

    def _marks(self, tokens: Sequence[Token]) -> str:
        """Write the marks and words of a paragraph."""
        outer = self._following
        pieces: list[str] = []
        for at, token in enumerate(tokens):
            self._following = tokens[at + 1 : at + 3]
            self._piece(token, pieces)
        self._following = outer
        return self._parted_calls("".join(pieces))

    def _parted_calls(self, html: str) -> str:
        """Put a comma between calls that touch: 6 and 7 are not 67."""
        if html.count("note-call") < 2:
            return html
        comma = "،" if self.direction == "rtl" else ","
        return _TOUCHING_CALLS.sub(rf'\1<span class="call-comma">{comma}</span>', html)

    def _write(self, tokens: Sequence[Token]) -> str:
        pieces: list[str] = []
        for token in tokens:
            self._piece(token, pieces)
        return "".join(pieces)

    def _piece(self, token: Token, pieces: list[str]) -> None:
        write = self._table.get(token.type)
        assert write is not None, f"no writer for a token of type {token.type!r}"
        if token.nesting == 1:
            self._directions.append(self._direction(token))
            if self._depth_is_spent(token):
                return
        if token.nesting == -1:
            if len(self._directions) > DEPTH_LIMIT:
                self._directions.pop()
                return
            if len(self._directions) > 1:
                self._directions.pop()
        if given := token.meta.get("attributes"):
            self._tell_refused(given, token)
        if self._is_mark(token):
            pieces[-1:] = [piece.rstrip(" \n") for piece in pieces[-1:]]
            self.before = pieces[-1][-1:] if pieces else ""
        pieces.append(write(self, token))

    def _tell_refused(self, given: Attributes, token: Token) -> None:
        """Name what an author's attributes ask for in vain; what is written twice is told once."""
        for message, hint in refused(given, token.type):
            told = warning("raw-html", message, token.meta.get("span"), hint)
            if told not in self.diagnostics:
                self.diagnostics.append(told)

    def _is_mark(self, token: Token) -> bool:
        """Say whether a citation prints as a note's mark: that takes the space before it away."""
        if token.type != "citation":
            return False
        index: int = token.meta["citation"]
        return index in self.citation_numbers and self.cited.rendered[index].author is None

    def _depth_is_spent(self, token: Token) -> bool:
        if len(self._directions) <= DEPTH_LIMIT:
            return False
        if not self._is_too_deep:
            self._is_too_deep = True
            span = token.meta.get("span")
            source = self.cited.document.manuscript.source
            runs = token.meta.get("at")
            at = runs[0][1] if runs else 0
            message = f"marks and boxes nest deeper than {DEPTH_LIMIT} levels"
            self.diagnostics.append(error("nesting", message, span or source.span(at, at + 1)))
        return True

    def _direction(self, token: Token) -> str:
        attributes: Attributes | None = token.meta.get("attributes")
        pairs = attributes.pairs if attributes else {}
        named = pairs.get("dir") or str(token.attrGet("dir") or "")
        lang = pairs.get("lang") or str(token.attrGet("lang") or "")
        if named in ("ltr", "rtl"):
            return named
        return direction_of(lang) if lang else self._directions[-1]


def _words(tokens: Sequence[Token]) -> str:
    """Give the words that decide how a paragraph runs: the LaTeX of a formula is none of them."""
    return plain_words(token for token in tokens if token.type != "formula")


def _is_latin(tokens: Sequence[Token]) -> bool:
    return all(token.content.isascii() for token in tokens)
