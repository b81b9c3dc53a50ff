"""What a document cites, and what it gets back: the values at the door of the processor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from publish.csl.locale import Locale
from publish.csl.richtext import RichText
from publish.csl.vocabulary import Position
from publish.diagnostics import Diagnostic


class CitationMode(StrEnum):
    """How a citation stands in the text."""

    NORMAL = "normal"
    AUTHOR_IN_TEXT = "author-in-text"
    """The author is a word of the sentence, the citation has the rest."""


class IbidPolicy(StrEnum):
    """When "ibid." may be written."""

    NEVER = "never"
    STYLE = "style"
    ALWAYS = "always"
    """Also after a citation of several works, and across notes that cite nothing."""


@dataclass(frozen=True, slots=True)
class Cite:
    """One work within a citation."""

    id: str
    locator: str = ""
    """As written, without its label: "12-15"."""
    label: str = "page"
    """A locator of CSL 1.0.2, appendix II."""
    prefix: RichText | str = ""
    """Text before the cite; a string may hold the mini-HTML of CSL-JSON."""
    suffix: RichText | str = ""
    suppress_author: bool = False
    author_only: bool = False
    position: Position | None = None
    """Set by the caller instead of being found; None to find it."""
    is_near_note: bool | None = None
    first_note_number: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation: in the text, in a note made for it, or in a note written by hand."""

    cites: tuple[Cite, ...]
    note_number: int = 0
    """The number of its note, 0 in the text; several citations may share one note."""
    mode: CitationMode = CitationMode.NORMAL
    resets_positions: bool = False
    """Whether works count as not cited before from here on, e.g. in a new chapter."""
    keeps_order: bool = False
    """Whether the cites stay in the author's order, whatever the style sorts by."""
    begins_note: bool = True
    """Whether nothing stands before it in its note, so that it may begin with a capital."""


@dataclass(frozen=True, slots=True)
class BibliographyPart:
    """A selection of references for a bibliography of its own; empty fields select all."""

    ids: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    """References with one of these keywords."""
    excluded_ids: tuple[str, ...] = ()
    excluded_types: tuple[str, ...] = ()
    excluded_keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What the document asks for beside its style."""

    uncited: tuple[str, ...] = ()
    """Ids of works for the bibliography that are not cited."""
    ibid: IbidPolicy = IbidPolicy.STYLE
    locale_tag: str = ""
    """The document's language, e.g. "de-AT"; "" for that of the locale."""
    language_per_entry: bool = False
    """Whether each reference is written in the terms of its own language."""
    locales: Mapping[str, Locale] = field(default_factory=dict)
    """By language tag, merged and complete: for `language_per_entry`."""
    parts: tuple[BibliographyPart, ...] = ()
    """Several bibliographies; () for one of all."""
    abbreviations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Variable → full form → short form."""
    links: bool = True
    """Whether URLs and other identifiers become links."""
    tidies_affixes: bool = True
    """Whether " ." and " ," that come of affixes that meet lose their space."""
    marks_languages: bool = True
    """Whether titles in other languages than the document's are marked as such."""
    cite_links: Mapping[str, str] = field(default_factory=dict)
    """Id → the address to which each cite of it leads; a cite with a link of its own keeps that."""
    annotations: Mapping[str, RichText | str] = field(default_factory=dict)
    """Id → a text to set as a block under its reference."""


@dataclass(frozen=True, slots=True)
class RenderedCitation:
    """A citation as text."""

    text: RichText
    author: RichText | None = None
    """For AUTHOR_IN_TEXT: what stands in the sentence."""
    sorted_ids: tuple[str, ...] = ()
    """The works in the order that the style prints them in."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the bibliography."""

    id: str
    text: RichText
    language: str = ""
    """The language tag of an entry in a language of its own, which `text` is marked with."""


@dataclass(frozen=True, slots=True)
class BibliographyOptions:
    """How the style wants its bibliography set (CSL 1.0.2, "Whitespace")."""

    hanging_indent: bool = False
    second_field_align: str = ""
    """"flush", "margin" or ""."""
    line_spacing: int = 1
    entry_spacing: int = 1


@dataclass(frozen=True, slots=True)
class Result:
    """What `process` gives back."""

    citations: tuple[RenderedCitation, ...]
    """One for each citation, in the same order."""
    bibliography: tuple[Reference, ...]
    bibliographies: tuple[tuple[Reference, ...], ...]
    """One for each of `Options.parts`, in the same order."""
    bibliography_options: BibliographyOptions
    warnings: tuple[Diagnostic, ...] = ()
    missing: tuple[str, ...] = ()
    """Ids that are cited but not among the items, each once."""
