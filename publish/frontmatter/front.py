"""The typed front matter, and the table of every field with all its spellings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from publish.diagnostics import Diagnostic, did_you_mean, warning
from publish.frontmatter.cover import COVER_PARTS, CoverImage, read_cover
from publish.frontmatter.foreign import IGNORED, SILENT
from publish.frontmatter.nodes import (
    Fields,
    Items,
    Node,
    Scalar,
    Value,
    field_name,
    is_empty,
    plain,
)
from publish.frontmatter.people import Author, read_authors
from publish.frontmatter.values import Addressee, Date, License, Reader, Recommendations
from publish.located import Located
from publish.source import Span


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above the text. Unset fields are None, "", False, 0 or ()."""

    # who, what, when
    title: Located | None = None
    subtitle: Located | None = None
    short_title: Located | None = None
    authors: tuple[Author, ...] = ()
    date: Date | None = None
    date_modified: Date | None = None
    version: str = ""
    lang: str = ""
    """BCP 47, "" when not given."""
    dir: str = ""
    """"ltr", "rtl" or ""."""
    # texts; each may hold Markdown
    abstract: Located | None = None
    abstract_title: str = ""
    key_findings: tuple[Located, ...] = ()
    recommendations: tuple[Located, ...] = ()
    addressees: tuple[Addressee, ...] = ()
    """To whom they go, where the author says so; each from its first recommendation on."""
    about_authors: tuple[Located, ...] = ()
    about_publisher: Located | None = None
    acknowledgements: tuple[Located, ...] = ()
    funding: tuple[Located, ...] = ()
    disclaimer: Located | None = None
    # for libraries and search
    keywords: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    subject: str = ""
    description: str = ""
    doi: str = ""
    issn: str = ""
    isbn: str = ""
    series: str = ""
    volume: str = ""
    number: str = ""
    """Of the issue within its series: "12", "2026/3"."""
    publisher: str = ""
    logo: Located | None = None
    """The file of a picture, SVG at best."""
    cover_image: CoverImage | None = None
    place: str = ""
    url: str = ""
    license: License | None = None
    data: tuple[Located, ...] = ()
    """Files that go with the text; an archive copy carries them."""
    copyright: str = ""
    # citations
    bibliography: tuple[Located, ...] = ()
    csl: Located | None = None
    citation_abbreviations: Located | None = None
    nocite: Located | None = None
    references: tuple[Mapping[str, object], ...] = ()
    """CSL-JSON items written in the front matter; they win over the files'."""
    link_citations: bool | None = None
    link_bibliography: bool | None = None
    suppress_bibliography: bool = False
    reference_section_title: Located | None = None
    notes_after_punctuation: bool | None = None
    ibid: str = ""
    """"never", "style" or "always"; "" is as the style says."""
    reference_language: str = ""
    """"document" or "entry": whose terms a reference is written in."""
    back_references: bool = False
    """Whether the bibliography says on which pages a work is cited."""
    annotated_bibliography: bool = False
    """Whether the `annotation` of each entry stands below its reference."""
    bibliographies: tuple[Mapping[str, object], ...] = ()
    """Several lists in the place of one: maps with a title and what stands in each."""
    # the page
    style: Located | None = None
    layout: Located | None = None
    paper: str = ""
    """"a4", "letter" or ""."""
    notes: str = ""
    """"foot", "end", "both", "side" or ""."""
    pages: str = ""
    """"single", "facing" or ""."""
    columns: str = ""
    """"1", "2" or ""."""
    chapter_start: str = ""
    """"any", "right" or ""."""
    toc: bool = False
    toc_depth: int = 0
    toc_title: str = ""
    number_sections: bool = False
    list_of_figures: bool = False
    list_of_tables: bool = False
    parts: tuple[Located, ...] = ()
    """Files whose texts follow this one's, in order."""
    # the state of the work
    status: str = ""
    """"draft", "embargoed", "final" or ""."""
    embargo: Date | None = None
    extra: Mapping[str, Value] = field(default_factory=dict)
    """Fields we do not know, for the layout, as strings, tuples and dicts."""
    spans: Mapping[str, Span] = field(default_factory=dict)
    """Where each field's value stands, by the field's name as in the table (`short-title`)."""


PAPERS = ("a4", "letter", "a4paper", "letterpaper", "us-letter")

_FIELDS: dict[str, tuple[str, str]] = {
    "title": ("title", "text"),
    "subtitle": ("subtitle", "text"),
    "short-title": ("short_title", "text"),
    "date": ("date", "date"),
    "date-modified": ("date_modified", "date"),
    "version": ("version", "word"),
    "lang": ("lang", "language"),
    "language": ("lang", "language"),
    "dir": ("dir", "direction"),
    "abstract": ("abstract", "text"),
    "abstract-title": ("abstract_title", "word"),
    "key-findings": ("key_findings", "texts"),
    "key-points": ("key_findings", "texts"),
    "keypoints": ("key_findings", "texts"),
    "recommendations": ("recommendations", "recommendations"),
    "about-author": ("about_authors", "texts"),
    "about-authors": ("about_authors", "texts"),
    "about-the-author": ("about_authors", "texts"),
    "about-the-authors": ("about_authors", "texts"),
    "about-publisher": ("about_publisher", "text"),
    "about-the-publisher": ("about_publisher", "text"),
    "about-institute": ("about_publisher", "text"),
    "about-the-institute": ("about_publisher", "text"),
    "acknowledgements": ("acknowledgements", "texts"),
    "acknowledgments": ("acknowledgements", "texts"),
    "funding": ("funding", "funding"),
    "disclaimer": ("disclaimer", "text"),
    "keywords": ("keywords", "words"),
    "categories": ("categories", "words"),
    "tags": ("categories", "words"),
    "subject": ("subject", "word"),
    "description": ("description", "word"),
    "doi": ("doi", "word"),
    "issn": ("issn", "word"),
    "isbn": ("isbn", "word"),
    "series": ("series", "word"),
    "venue": ("series", "word"),
    "volume": ("volume", "word"),
    "number": ("number", "word"),
    "issue": ("number", "word"),
    "publisher": ("publisher", "word"),
    "logo": ("logo", "text"),
    "publisher-logo": ("logo", "text"),
    "place": ("place", "word"),
    "publisher-place": ("place", "word"),
    "url": ("url", "word"),
    "license": ("license", "license"),
    "licence": ("license", "license"),
    "rights": ("license", "license"),
    "copyright": ("copyright", "copyright"),
    "data": ("data", "texts"),
    "bibliography": ("bibliography", "texts"),
    "csl": ("csl", "text"),
    "citation-style": ("csl", "text"),
    "citation-abbreviations": ("citation_abbreviations", "text"),
    "nocite": ("nocite", "text"),
    "references": ("references", "items"),
    "link-citations": ("link_citations", "flag"),
    "link-bibliography": ("link_bibliography", "flag"),
    "suppress-bibliography": ("suppress_bibliography", "flag"),
    "reference-section-title": ("reference_section_title", "text"),
    "notes-after-punctuation": ("notes_after_punctuation", "flag"),
    "ibid": ("ibid", "ibid"),
    "reference-language": ("reference_language", "reference-language"),
    "back-references": ("back_references", "flag"),
    "annotated-bibliography": ("annotated_bibliography", "flag"),
    "bibliographies": ("bibliographies", "items"),
    "style": ("style", "text"),
    "house": ("style", "text"),
    "layout": ("layout", "text"),
    "paper": ("paper", "paper"),
    "papersize": ("paper", "paper"),
    "notes": ("notes", "placement"),
    "reference-location": ("notes", "reference-location"),
    "pages": ("pages", "pages"),
    "columns": ("columns", "columns"),
    "chapter-start": ("chapter_start", "chapter-start"),
    "toc": ("toc", "flag"),
    "toc-depth": ("toc_depth", "number"),
    "toc-title": ("toc_title", "word"),
    "number-sections": ("number_sections", "flag"),
    "numbersections": ("number_sections", "flag"),
    "lof": ("list_of_figures", "flag"),
    "list-of-figures": ("list_of_figures", "flag"),
    "lot": ("list_of_tables", "flag"),
    "list-of-tables": ("list_of_tables", "flag"),
    "chapters": ("parts", "texts"),
    "input-files": ("parts", "texts"),
    "status": ("status", "status"),
    "draft": ("status", "draft"),
    "embargo": ("embargo", "date"),
}
"""Each spelling (with `-`; `_` is read alike) → attribute of FrontMatter, kind of value.

The shared fields of Pandoc's manual ("Variables", "Metadata"), Quarto's PDF reference and
MyST's front-matter reference.
"""

_ELSEWHERE = (
    *("author", "authors", "affiliation", "affiliations", "citation", "parts"),
    *("cover-image", *COVER_PARTS),
)
"""Fields that are read by functions of their own."""


def field_spellings() -> Mapping[str, str]:
    """Give every spelling of every field, with its kind of value."""
    return {name: kind for name, (_, kind) in _FIELDS.items()} | {
        "author": "authors",
        "authors": "authors",
        "affiliations": "affiliations",
        "cover-image": "cover",
        **dict.fromkeys(COVER_PARTS, "word"),
    }


def type_fields(fields: Fields) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """Turn a YAML map into the typed front matter, with every fault at its place."""
    reader = Reader()
    found: dict[str, Any] = {}
    extra: dict[str, Value] = {}
    spans: dict[str, Span] = {}
    spelled: dict[str, Scalar] = {}
    for key, node in (*fields.entries, *_inner_entries(fields, reader)):
        name = field_name(key.text)
        if name == "parts" and isinstance(node, Items):
            name = "chapters"
        if name == "chapters" and isinstance(node, Scalar) and node.text in ("true", "false"):
            continue  # pandoc-crossref's
        known = _FIELDS.get(name) or _FIELDS.get(name.lower())
        if known is None:
            _pass_on(name, key, node, extra, reader)
            continue
        attribute, kind = known
        spans[attribute.replace("_", "-")] = node.span
        if is_empty(node):
            continue
        if attribute in spelled:
            reader.problems.append(_said_twice(key, spelled[attribute]))
            continue
        spelled[attribute] = key
        value = _read(reader, kind, name, node)
        if isinstance(value, Recommendations):
            found["addressees"], value = value.addressees, value.texts
        found[attribute] = value
    institutions = fields.get("affiliations", "affiliation")
    authors, problems = read_authors(fields.get("author", "authors"), institutions)
    cover, told = read_cover(fields)
    front = FrontMatter(authors=authors, cover_image=cover, extra=extra, spans=spans, **found)
    return front, (*reader.problems, *problems, *told)


def _read(reader: Reader, kind: str, name: str, node: Node) -> object:
    closed = CHOICES.get(kind)
    if closed is not None:
        return _SAME.get(kind, {}).get(word := reader.choice(name, node, closed), word)
    if kind == "draft":
        return "draft" if reader.flag(name, node) else ""
    if kind == "funding":
        kind = "text" if isinstance(node, Fields) else "texts"
        value = getattr(reader, kind)(name, node)
        return (value,) if isinstance(value, Located) else value or ()
    return getattr(reader, kind)(name, node)


CHOICES = {
    "paper": PAPERS,
    "placement": ("foot", "end", "both", "side", "page", "margin"),
    "reference-location": ("document", "section", "block", "margin"),
    "pages": ("single", "facing"),
    "columns": ("1", "2"),
    "chapter-start": ("any", "right"),
    "status": ("draft", "embargoed", "final"),
    "direction": ("ltr", "rtl"),
    "ibid": ("never", "style", "always"),
    "reference-language": ("document", "entry"),
}
_SAME = {
    "paper": {"a4paper": "a4", "letterpaper": "letter", "us-letter": "letter"},
    "placement": {"page": "foot", "margin": "side"},
    "reference-location": {
        "document": "end",
        "section": "foot",
        "block": "foot",
        "margin": "side",
    },
}
"""By kind: other words for the same choice."""


def _inner_entries(fields: Fields, reader: Reader) -> list[tuple[Scalar, Node]]:
    """Lift Quarto's `citation: {doi, volume …}` and MyST's `parts: {abstract …}` to the top."""
    names = {"container-title": "series"}
    lifted: list[tuple[Scalar, Node]] = []
    top = {field_name(key.text) for key, _ in fields.entries}
    for outer in ("citation", "parts"):
        inner = fields.get(outer)
        if not isinstance(inner, Fields):
            continue
        for key, node in inner.entries:
            name = names.get(field_name(key.text), field_name(key.text))
            if name in _FIELDS and name not in top:
                lifted.append((Scalar(Located(name, key.span, key.value.runs)), node))
    return lifted


def _pass_on(name: str, key: Scalar, node: Node, extra: dict[str, Value], reader: Reader) -> None:
    """Keep an unknown field for the layout; tell of near misses and of LaTeX's settings."""
    if name in IGNORED:
        message = f"'{key.text}' is ignored: the house style decides it"
        reader.problems.append(warning("field-ignored", message, key.span))
    if name in (*_ELSEWHERE, *SILENT, *IGNORED):
        return
    extra[name] = plain(node)
    known = (*_FIELDS, *_ELSEWHERE)
    hint = did_you_mean(name.lower(), known, 0.75)  # 'section' is no slip for 'citation' (0.67)
    is_foreign = key.text[0].islower() and not key.text.islower()  # as pandoc-crossref's figPrefix
    if hint and len(name) > 3 and not is_foreign:
        message = f"no field is called '{key.text}'"
        reader.problems.append(warning("field-unknown", message, key.span, hint))


def _said_twice(key: Scalar, first: Scalar) -> Diagnostic:
    message = f"'{key.text}' says the same as '{first.text}' in line {first.span.line}"
    return warning("field-repeated", message, key.span, "keep one of the two")
