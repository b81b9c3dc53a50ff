"""What a document is made of, besides its tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from publish.source import Span
from publish.syntax.citation import CiteItem


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in the text: one or more sources at one place."""

    items: tuple[CiteItem, ...]
    """`prefix` and `suffix` of each are inline tokens."""
    mode: Literal["normal", "author-in-text"]
    span: Span
    """From the `[` or `@` to the end, with the bracket after a key in the text."""
    note: str | None = None
    """Id of the hand-written note that holds it; None in the running text."""
    begins_note: bool = False
    """Whether nothing stands before it in its hand-written note."""
    following: str = ""
    """What stands directly after it in its paragraph, as text; "" at the end."""
    resets_positions: bool = False
    """Whether it is the first after a heading `{.reset-citation-positions}`."""


@dataclass(frozen=True, slots=True)
class Call:
    """A place of the text at which a note or a citation stands, in reading order."""

    kind: Literal["note", "citation"]
    note: str
    """Id of the note that is called; of the note that holds the citation; "" for none."""
    citation: int
    """Index into `Document.citations`, or -1 for a note's call."""
    span: Span


@dataclass(frozen=True, slots=True)
class Note:
    """A hand-written note."""

    id: str
    """As in `[^id]`; `^[…]` has an id that begins with `^`."""
    tokens: tuple[Token, ...]
    """Its blocks; they refer to citations as the body's do."""
    span: Span
    calls: tuple[Span, ...]
    """Where it is called, in reading order; () when it never is."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body."""

    level: int
    """As written: 1 for `#`."""
    id: str
    title: str
    """Its text without marks, notes and citations."""
    span: Span
    is_numbered: bool = True
    is_listed: bool = True
    """Whether the table of contents has it."""
    number: str = ""
    """ "2.1" when sections are numbered and this one is."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the text."""

    src: str
    """As written."""
    alt: str
    span: Span


@dataclass(frozen=True, slots=True)
class Label:
    """An element that a link or cross-reference can point at."""

    id: str
    kind: str
    """"fig", "tbl", "sec", … or "" for an element without a number."""
    number: str
    """As printed, "" for none."""
    title: str
    span: Span
