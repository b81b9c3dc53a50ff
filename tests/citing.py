"""A stand-in for the citation processor: it prints keys, so that a case needs no style."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from publish.citations import CitedDocument, RenderedCitation
from publish.citing.note_places import NoteRef
from publish.citing.reference_lists import ReferenceList
from publish.csl.citation import BibliographyOptions, Reference
from publish.csl.richtext import plain
from publish.document import Citation, Document


def cite(document: Document, *, is_note_style: bool) -> CitedDocument:
    """Resolve a document's citations to "(key 3)", and count its notes."""
    keys = dict.fromkeys(item.key for each in document.citations for item in each.items)
    known = [key for key in keys if not key.startswith("missing")]
    references = tuple(Reference(key, plain(f"Entry {key}.")) for key in known)
    return CitedDocument(
        document=document,
        is_note_style=is_note_style,
        rendered=tuple(_rendered(each) for each in document.citations),
        note_order=tuple(_notes(document, is_note_style)),
        references=references,
        reference_lists=(ReferenceList("", references),),
        bibliography_options=BibliographyOptions(),
        languages={key: "fa" for key in known if key.startswith("fa")},
        missing=tuple(key for key in keys if key not in known),
        diagnostics=(),
    )


def _rendered(citation: Citation) -> RenderedCitation:
    words = "; ".join(f"{item.key} {item.locator}".strip() for item in citation.items)
    if citation.mode == "author-in-text":
        return RenderedCitation(plain("(2024)"), plain(f"Author {words}"))
    return RenderedCitation(plain(f"({words})"))


def _notes(document: Document, is_note_style: bool) -> Iterator[NoteRef]:
    number = 0
    seen: set[str] = set()
    for call in document.calls:
        is_new_note = call.kind == "note" and call.note not in seen
        is_own_note = call.kind == "citation" and not call.note and is_note_style
        if is_new_note or is_own_note:
            seen.add(call.note if is_new_note else "")
            number += 1
            kind: Literal["hand", "citation"] = "hand" if is_new_note else "citation"
            yield NoteRef(kind, call.note if is_new_note else "", call.citation, number)
