"""CitedDocument → Body: the text as clean HTML, with notes, citations and references in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape, unescape
from itertools import pairwise

from publish.citations import CitedDocument, reference_id
from publish.citing.reference_lists import ReferenceList
from publish.csl.richtext import RichText
from publish.diagnostics import Diagnostic
from publish.document import FIELDS_BEFORE
from publish.located import Located
from publish.source import Span
from publish.syntax.attributes import Attributes
from publish.syntax.language import direction_of
from publish.syntax.words import plain_words
from publish.writing import attributes
from publish.writing.back_references import back_references
from publish.writing.blocks import BLOCKS, REFERENCES_HERE
from publish.writing.cited_words import cited_html
from publish.writing.direction import leftward, markup, rightward
from publish.writing.formulas import FORMULAS, draw_formulas
from publish.writing.inline import INLINE, picture_address
from publish.writing.labels import number as localized
from publish.writing.links import files_left_out
from publish.writing.notes import NOTES
from publish.writing.references import REFERENCES
from publish.writing.writer import ChartUse, DrawnFormula, ImageUse, Writer

__all__ = ["Body", "ChartUse", "ImageUse", "TocEntry", "write_body"]


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A heading for the contents."""

    level: int
    """2 for the highest headings of the text."""
    id: str
    title: str
    """Plain text."""
    number: str = ""
    """ "2.1" when sections are numbered, else ""."""


@dataclass(frozen=True, slots=True)
class FloatList:
    """A list of figures or of tables that the front matter asks for (`lof`, `lot`)."""

    title: str
    """In the text's language: "Figures"."""
    entries: tuple[TocEntry, ...]
    """With a label ("Figure 2") as their number, and the caption as their title."""


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a brief, as HTML."""

    html: str
    fields: Mapping[str, str | tuple[str, ...]]
    """By attribute of FrontMatter: HTML of a text (`title`, `abstract`), or of each of a list
    (`key_findings`). A text of one paragraph has no `<p>` round it."""
    references: str
    """The bibliography, "" when there is none; it stands in `html` already when the text has a
    `::: {#refs}`."""
    toc: tuple[TocEntry, ...]
    """Headings of the text that the contents list, all levels."""
    lists: tuple[FloatList, ...]
    images: tuple[ImageUse, ...]
    charts: tuple[ChartUse, ...]
    formulas: tuple[DrawnFormula, ...]
    logo: str
    """The address of the logo that the manuscript names, or ""."""
    cover_image: str
    """The address of the cover's picture, or ""."""
    portraits: tuple[str, ...]
    """The address of each author's photo, "" for none, in the order of the authors."""
    diagnostics: tuple[Diagnostic, ...]


LOGO_URL = "doc:///project/logo"

_SINGLE = frozenset(("title", "subtitle", "abstract", "about_publisher", "disclaimer"))


def write_body(cited: CitedDocument) -> Body:
    """Write the text and the Markdown fields of a cited document."""
    writer = Writer(cited, {**INLINE, **BLOCKS, **NOTES, **REFERENCES, **FORMULAS})
    document = cited.document
    fields: dict[str, str | tuple[str, ...]] = {}
    html = ""
    names = [name for name in document.fields if name not in FIELDS_BEFORE]
    for name in (*FIELDS_BEFORE, "", *names):
        if not name:
            html = writer.blocks(document.body)
        elif name in document.fields:
            texts = tuple(_unwrapped(writer.blocks(each)) for each in document.fields[name])
            fields[name] = texts[0] if name in _SINGLE else texts
    is_last_heading = bool(document.body) and document.body[-1].type == "heading_close"
    if REFERENCES_HERE not in html and is_last_heading:
        html += REFERENCES_HERE
    is_placed = REFERENCES_HERE in html
    references = _references(cited, writer, is_placed=is_placed)
    html = html.replace(REFERENCES_HERE, references, 1).replace(REFERENCES_HERE, "")
    portraits = tuple(_portraits(writer))
    front = cited.document.manuscript.front
    logo = _picture(writer, front.logo) if front.logo else ""
    cover_image = _picture(writer, front.cover_image.file) if front.cover_image else ""
    if writer.endnotes:
        html += _endnotes(writer)
    html, fields = draw_formulas(html, fields, writer)
    return Body(
        html=html,
        fields=fields,
        references=references,
        toc=tuple(_contents(writer)),
        lists=tuple(_lists(writer)),
        images=tuple(_each_once(writer)),
        charts=tuple(writer.charts),
        formulas=tuple(writer.drawn),
        logo=logo,
        cover_image=cover_image,
        portraits=portraits,
        diagnostics=(*writer.diagnostics, *files_left_out(writer.links_to_files)),
    )


def without_pictures(body: Body, urls: frozenset[str]) -> Body:
    """Put the alternative text in the place of some pictures, named by their address."""
    if not urls:
        return body

    def words(image: re.Match[str]) -> str:
        source = re.search(r'\bsrc="([^"]*)"', image[0])
        if source is None or unescape(source[1]) not in urls:
            return image[0]
        alternative = re.search(r'\balt="([^"]*)"', image[0])
        return f'<span class="left-out">[{alternative[1] if alternative else ""}]</span>'

    portraits = tuple("" if each in urls else each for each in body.portraits)
    logo, cover_image = ("" if each in urls else each for each in (body.logo, body.cover_image))
    html = re.sub(r"<img\b[^>]*>", words, body.html)
    return replace(body, html=html, portraits=portraits, logo=logo, cover_image=cover_image)


def with_logo(body: Body, src: str, at: Span) -> Body:
    """Show the project's logo, where the manuscript names none of its own."""
    if body.logo:
        return body
    return replace(body, logo=LOGO_URL, images=(*body.images, ImageUse(src, LOGO_URL, at)))


def _portraits(writer: Writer) -> Iterator[str]:
    """Give the address of each author's photo, and note that the page shows it."""
    for author in writer.cited.document.manuscript.front.authors:
        if author.photo is None:
            yield ""
            continue
        yield _picture(writer, author.photo)


def _picture(writer: Writer, named: Located) -> str:
    """Give the address of a picture of the front matter, and note that the page shows it."""
    src, span = named.text.strip(), named.span
    url = picture_address(writer, src, span)
    writer.images.setdefault((url, span.start), ImageUse(src, url, span))
    return url


def _unwrapped(html: str) -> str:
    """Take `<p>` away from a text that is one paragraph."""
    bare = html.strip()
    if bare.startswith("<p>") and bare.endswith("</p>") and bare.count("<p>") == 1:
        return bare[3:-4]
    return bare


def _contents(writer: Writer) -> list[TocEntry]:
    return [
        TocEntry(
            min(each.level + writer.heading_shift, 6),
            each.id,
            each.title,
            localized(each.number, writer.lang) if each.number else "",
        )
        for each in writer.cited.document.headings
        if each.is_listed
    ]


def _lists(writer: Writer) -> Iterator[FloatList]:
    front = writer.cited.document.manuscript.front
    wanted = {"fig": front.list_of_figures, "tbl": front.list_of_tables}
    for kind, is_wanted in wanted.items():
        entries = tuple(_floats(writer, kind))
        if is_wanted and entries:
            yield FloatList(writer.labels[f"list-{kind}"], entries)


def _floats(writer: Writer, kind: str) -> Iterator[TocEntry]:
    """Give the numbered figures or tables of the text, with the words of their captions."""
    name = ""
    body = writer.cited.document.body
    for token, following in pairwise(body):
        given: Attributes | None = token.meta.get("attributes")
        if token.type in ("figure_open", "table_figure_open") and given:
            name = given.id
        if token.meta.get("kind") == kind and token.type in ("figcaption_open", "caption_open"):
            number = localized(token.meta["number"], writer.lang)
            label = f"{writer.labels[kind]}\N{NO-BREAK SPACE}{number}"
            title = " ".join(plain_words(following.children or ()).split())
            yield TocEntry(2, name, title, label)


def _each_once(writer: Writer) -> list[ImageUse]:
    """Give each picture once, at its first place: one that is missing is told once."""
    return list({use.url: use for use in reversed(writer.images.values())}.values())[::-1]


def _references(cited: CitedDocument, writer: Writer, *, is_placed: bool) -> str:
    """Write the bibliography; where the author put it, the author wrote the heading too.

    Pandoc manual, "Placement of the bibliography": in `::: {#refs}`, else below a last heading.
    """
    if not cited.references:
        return ""
    named = cited.document.manuscript.front.reference_section_title
    usual = named.text.strip() if named else "" if is_placed else writer.labels["references"]
    lists = [each for each in cited.reference_lists if each.references]
    shown: set[str] = set()
    parts = [
        _list(cited, writer, each, usual, number, shown) for number, each in enumerate(lists, 1)
    ]
    return (
        '<section class="references" id="refs" role="doc-bibliography">\n'
        f"{''.join(parts)}</section>\n"
    )


def _list(
    cited: CitedDocument,
    writer: Writer,
    part: ReferenceList,
    usual: str,
    number: int,
    shown: set[str],
) -> str:
    """Write one bibliography; `shown` has the identifiers of those before: links go there."""
    title = escape(part.title or usual)
    name = "references" if number == 1 else f"references-{number}"
    heading = f'<h2 id="{name}" data-title="{title}">{title}</h2>\n' if title else ""
    entries = "".join(
        f'<div class="reference"{_target(each.id, shown)} role="listitem"'
        f"{_entry_language(cited, each.id)}>"
        f"{_in_direction(writer, each.text, cited.languages.get(each.id, ''))}"
        f"{back_references(writer, each.id)}</div>\n"
        for each in part.references
    )
    return f'{heading}<div role="list">\n{entries}</div>\n'


def _target(key: str, shown: set[str]) -> str:
    name = reference_id(key)
    if name in shown:
        return ""
    shown.add(name)
    return f' id="{escape(name)}"'


def _in_direction(writer: Writer, reference: RichText, lang: str) -> str:
    html = cited_html(reference, writer.lang)
    if writer.direction == "ltr":
        return markup(html, "ltr", lang)
    if lang and direction_of(lang) == "ltr":
        return rightward(html, is_told=True)
    return leftward(html, writer.lang)


def _entry_language(cited: CitedDocument, key: str) -> str:
    """Say an entry's language in a list that runs the other way: the entry is in it throughout.

    Elsewhere its titles say theirs, as the words between them are in the list's language.
    """
    lang = cited.languages.get(key, "")
    if not lang or direction_of(cited.document.lang) == "ltr" or direction_of(lang) == "rtl":
        return ""
    pairs = attributes.language({"lang": lang, "dir": direction_of(lang)})
    return attributes.written(pairs)


def _endnotes(writer: Writer) -> str:
    title = writer.labels["notes"]
    return (
        f'<section class="endnotes" role="doc-endnotes">\n<h2 id="notes" data-title="{title}">'
        f'{title}</h2>\n<div role="list">\n{"".join(writer.endnotes)}</div>\n</section>\n'
    )
