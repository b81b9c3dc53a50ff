"""Document + Library + CSL style → CitedDocument: citations as text, notes in order, references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from unicodedata import bidirectional

from publish.bibliography.library import Item, Library
from publish.citing.archived import with_archived
from publish.citing.note_places import NoteRef, placed
from publish.citing.phrases import rich_text
from publish.citing.reference_lists import ReferenceList, wanted_lists
from publish.citing.run_in import run_in
from publish.csl.citation import (
    BibliographyOptions,
    CitationMode,
    Cite,
    IbidPolicy,
    Options,
    Reference,
    Result,
)
from publish.csl.citation import Citation as CslCitation
from publish.csl.citation import RenderedCitation as Rendering
from publish.csl.locale import Locale
from publish.csl.localize import style_locale
from publish.csl.processor import process
from publish.csl.richtext import Link, Piece, RichText, merge_text
from publish.csl.style import Style
from publish.diagnostics import Diagnostic, did_you_mean, error
from publish.document import Citation, CitationItem, Document
from publish.syntax.language import direction_of

ALL_KEYS = "*"
"""In `nocite`: every entry of the library (Pandoc's manual, "Including uncited items")."""

UNTOLD_LANGUAGE = "en-US"
"""Of a work in Latin letters in a text that runs to the left, when its entry names none."""


@dataclass(frozen=True, slots=True)
class RenderedCitation:
    """What a citation prints."""

    text: RichText
    author: RichText | None = None
    """For `@key` in the running text: what stands there; `text` is then the rest."""
    swallowed: int = 0
    """How many characters of the text after the citation its own ending makes superfluous."""


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document whose citations are resolved."""

    document: Document
    is_note_style: bool
    rendered: tuple[RenderedCitation, ...]
    """One for each of `document.citations`, in the same order."""
    note_order: tuple[NoteRef, ...]
    """Every note, by number."""
    references: tuple[Reference, ...]
    """The bibliography in the style's order; () when the style has none or it is suppressed."""
    reference_lists: tuple[ReferenceList, ...]
    """The same as the text shows them: in one list, or in several by `bibliographies`."""
    bibliography_options: BibliographyOptions
    languages: Mapping[str, str]
    """Key → BCP 47 tag of the entry's language, where the entry says it."""
    missing: tuple[str, ...]
    """Keys that are cited and not in the library, each once."""
    diagnostics: tuple[Diagnostic, ...]


def resolve(
    document: Document,
    library: Library,
    style: Style,
    locale: Locale,
    *,
    foreign: Mapping[str, Locale] | None = None,
    abbreviations: Mapping[str, Mapping[str, str]] | None = None,
    is_library_named: bool = True,
    is_library_whole: bool = True,
) -> CitedDocument:
    """Print every citation and the bibliography of a document.

    Citations come in reading order, those of a hand-written note at its first call. An entry
    that is not there prints as a visible `[?key]`, and a diagnostic tells of each place that cites
    it, unless a bibliography could not be read, which is told already (`is_library_whole`).
    `foreign` has, for a text that runs to the left, the locales by tag of works that run to the
    right. `abbreviations` gives, by variable, the short forms that the style may ask for.
    """
    is_note_style = style.style_class == "note"
    notes = placed(document, tuple(_number(document, is_note_style)))
    missing = _missing(document, library)
    lists, told = wanted_lists(document.manuscript.front)
    items, found = library.in_language(document.lang).resolve(_keys(document, library))
    if foreign and direction_of(document.lang) == "rtl":
        items = tuple(_with_language(item) for item in items)
    options = _options(document, library, items, foreign or {}, style)
    result = process(
        style,
        locale,
        (*items, *(_stand_in(key) for key in missing)),
        tuple(_citations(document, notes, is_note_style)),
        replace(options, parts=tuple(part for _, part in lists), abbreviations=abbreviations or {}),
    )
    unknown = _report(document, library, is_library_named) if is_library_whole else ()
    listed = with_archived(result.bibliography, library, locale, document.lang)
    references = _shown(document, listed, missing)
    shown = _in_lists(references, result, tuple(title for title, _ in lists))
    return CitedDocument(
        document=document,
        is_note_style=is_note_style,
        rendered=_rendered(document, result, style, locale, shown),
        note_order=notes,
        references=references,
        reference_lists=shown,
        bibliography_options=result.bibliography_options,
        languages={str(item["id"]): str(item["language"]) for item in items if "language" in item},
        missing=missing,
        diagnostics=(*unknown, *told, *found, *result.warnings),
    )


def _rendered(
    document: Document,
    result: Result,
    style: Style,
    locale: Locale,
    lists: tuple[ReferenceList, ...],
) -> tuple[RenderedCitation, ...]:
    is_note_style = style.style_class == "note"
    works = (work for each in lists for work in each.references)
    alive = frozenset(f"#{reference_id(work.id)}" for work in works)
    stops_in_quote = style_locale(style, locale, document.lang).punctuation_in_quote
    return tuple(
        _fit(citation, _linked(rendered, alive), is_note_style, stops_in_quote)
        for citation, rendered in zip(document.citations, result.citations, strict=True)
    )


def reference_id(key: str) -> str:
    """Give the identifier of a key's reference."""
    return "ref-" + re.sub(r"[\s\"'<>&`]", "-", key)


def _cite_links(document: Document, items: tuple[Item, ...], style: Style) -> dict[str, str]:
    """Say where cites lead when they are wanted as links: to references that will be there."""
    front = document.manuscript.front
    if not front.link_citations or front.suppress_bibliography or style.bibliography is None:
        return {}
    return {str(item["id"]): f"#{reference_id(str(item['id']))}" for item in items}


def _linked(rendered: Rendering, alive: frozenset[str]) -> Rendering:
    """Keep of a citation's links to references those that lead to one."""
    return replace(rendered, text=_without_dead_links(rendered.text, alive))


def _without_dead_links(text: RichText, alive: frozenset[str]) -> RichText:
    pieces: list[Piece] = []
    for piece in text.pieces:
        if isinstance(piece, str):
            pieces.append(piece)
        elif isinstance(piece, Link) and piece.href[:1] == "#" and piece.href not in alive:
            pieces += piece.children.pieces
        else:
            children = _without_dead_links(piece.children, alive)
            pieces.append(replace(piece, children=children))
    return RichText(merge_text(pieces))


def _shown(
    document: Document, references: tuple[Reference, ...], missing: tuple[str, ...]
) -> tuple[Reference, ...]:
    if document.manuscript.front.suppress_bibliography:
        return ()
    return tuple(each for each in references if each.id not in missing)


def _in_lists(
    references: tuple[Reference, ...], result: Result, titles: tuple[str, ...]
) -> tuple[ReferenceList, ...]:
    """Deal the references out to the lists that the text wants; without any there is one."""
    lists = []
    for title, part in zip(titles, result.bibliographies, strict=True):
        ids = {each.id for each in part}
        lists.append(ReferenceList(title, tuple(each for each in references if each.id in ids)))
    return tuple(lists) or (ReferenceList("", references),)


def _number(document: Document, is_note_style: bool) -> Iterator[NoteRef]:
    """Count hand-written notes by first call and, in a note style, citations with them."""
    seen: set[str] = set()
    number = 0
    for call in document.calls:
        if call.kind == "note" and call.note not in seen:
            seen.add(call.note)
            number += 1
            yield NoteRef("hand", call.note, -1, number)
        elif call.kind == "citation" and not call.note and is_note_style:
            number += 1
            yield NoteRef("citation", "", call.citation, number)


def _counted(note: NoteRef) -> int:
    """Give the number by which other notes may point to a note ("see note 3")."""
    return int(note.mark) if note.mark.isdigit() else note.number


def _citations(
    document: Document, notes: tuple[NoteRef, ...], is_note_style: bool
) -> Iterator[CslCitation]:
    own = {each.citation: _counted(each) for each in notes if each.kind == "citation"}
    hand = {each.id: _counted(each) for each in notes if each.kind == "hand"}
    for index, citation in enumerate(document.citations):
        is_in_note = citation.note is not None
        is_author = citation.mode == "author-in-text" and not (is_note_style and is_in_note)
        yield CslCitation(
            cites=tuple(_cite(item) for item in citation.items),
            note_number=hand.get(citation.note or "", 0) or own.get(index, 0),
            mode=CitationMode.AUTHOR_IN_TEXT if is_author else CitationMode.NORMAL,
            resets_positions=citation.resets_positions,
            # "see a; but compare b" is a sentence: its author has put the works in order.
            keeps_order=any(item.prefix for item in citation.items[1:]),
            begins_note=citation.begins_note if is_in_note else True,
        )


def _cite(item: CitationItem) -> Cite:
    return Cite(
        id=item.key,
        locator=item.locator,
        label=item.label or "page",
        prefix=rich_text(item.prefix),
        suffix=rich_text(item.suffix),
        suppress_author=item.suppress_author,
    )


def _fit(
    citation: Citation, rendered: Rendering, is_note_style: bool, stops_in_quote: bool
) -> RenderedCitation:
    """Fit a citation of a note style into its surroundings: its own note, or the author's."""
    if not is_note_style or citation.note is None:
        return RenderedCitation(rendered.text, rendered.author)
    is_bracketed = citation.mode == "normal" and not citation.begins_note
    fitted = run_in(
        rendered.text,
        citation.following,
        is_bracketed=is_bracketed,
        stops_in_quote=stops_in_quote,
    )
    return RenderedCitation(fitted.text, None, fitted.swallowed)


def _keys(document: Document, library: Library) -> tuple[str, ...]:
    cited = [item.key for citation in document.citations for item in citation.items]
    return tuple(dict.fromkeys((*cited, *_uncited(document, library))))


def _uncited(document: Document, library: Library) -> tuple[str, ...]:
    wanted = [item.key for item in document.nocite]
    return library.keys if ALL_KEYS in wanted else tuple(wanted)


def _missing(document: Document, library: Library) -> tuple[str, ...]:
    return tuple(key for key in _keys(document, library) if key not in library)


def _with_language(item: Item) -> Item:
    """Take a work whose title runs to the right for an English one, unless it says otherwise."""
    if item.get("language"):
        return item
    title = re.sub(r"<[^>]*>", "", str(item.get("title") or item.get("container-title") or ""))
    strong = (kind for kind in map(bidirectional, title) if kind in ("L", "R", "AL"))
    return {**item, "language": UNTOLD_LANGUAGE} if next(strong, "") == "L" else item


def _options(
    document: Document,
    library: Library,
    items: tuple[Item, ...],
    foreign: Mapping[str, Locale],
    style: Style,
) -> Options:
    front = document.manuscript.front
    return Options(
        uncited=_uncited(document, library),
        # with notes in two places the one above is not the one before
        ibid=IbidPolicy(front.ibid or ("never" if front.notes == "both" else IbidPolicy.STYLE)),
        locale_tag=document.lang,
        language_per_entry=bool(foreign),
        locales=_locales(items, foreign),
        cite_links=_cite_links(document, items, style),
        annotations=_annotations(items) if front.annotated_bibliography else {},
    )


def _annotations(items: tuple[Item, ...]) -> dict[str, str]:
    """Take the `annotation` of each entry, for a bibliography that tells what works are worth."""
    return {str(item["id"]): str(item["annote"]) for item in items if item.get("annote")}


def _locales(items: tuple[Item, ...], foreign: Mapping[str, Locale]) -> dict[str, Locale]:
    """Give each language that runs to the right a locale, English for one without its own."""
    told = {str(item.get("language", "")) for item in items}
    runs_right = {tag for tag in told if tag and direction_of(tag) == "ltr"}
    known = {tag.split("-")[0] for tag in foreign}
    others = {tag for tag in runs_right if tag.split("-")[0] not in known}
    return {**foreign, **{tag: foreign[UNTOLD_LANGUAGE] for tag in others if foreign}}


def _stand_in(key: str) -> Item:
    return {"id": key, "type": "document", "title": f'<span class="nocase">[?{key}]</span>'}


def _report(document: Document, library: Library, is_library_named: bool) -> Iterator[Diagnostic]:
    """Tell of every place that cites what is not there; of a missing library only once."""
    cited = [item for citation in document.citations for item in citation.items]
    for item in (*cited, *(each for each in document.nocite if each.key != ALL_KEYS)):
        if item.key in library:
            continue
        if not is_library_named:
            yield error(
                "library-missing",
                f"the text cites '{item.key}' and names no bibliography",
                item.span,
                "add a field to the front matter, e.g. bibliography: sources.bib\n"
                f"or write '\\@{item.key}' where no source is meant",
            )
            return
        yield _unknown(item, library)


def _unknown(item: CitationItem, library: Library) -> Diagnostic:
    broken = library.broken.get(item.key)
    if broken is not None:
        place = f"{broken.source.name}:{broken.line}"
        return error(
            "cite-broken",
            f"the entry '{item.key}' is in the bibliography but could not be read ({place})",
            item.span,
            "mend the entry; what is wrong with it is told at its place",
        )
    return error(
        "cite-unknown",
        f"no entry '{item.key}' in the bibliography",
        item.span,
        did_you_mean(item.key, library.keys),
    )
