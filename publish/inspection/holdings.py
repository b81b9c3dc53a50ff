"""PDF bytes → Facts: what a finished file is and says of itself, read by qpdf."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

_POINTS_PER_MM = 72 / 25.4
_NAMES = rb"(pdfaid:part|pdfaid:conformance|pdfuaid:part|pdfxid:GTS_PDFXVersion)"
_CLAIM = re.compile(rb"[<\s]" + _NAMES + rb"(?:>|=[\"'])([^<\"']+)")
"""A property of XMP as an element or as an attribute (ISO 16684-1 §7.4, §7.9)."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the file."""

    name: str
    """Without its subset tag."""
    is_embedded: bool
    has_text: bool
    """Whether its glyphs can be read back as text (`ToUnicode`, ISO 32000-1 §9.10)."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of one page in mm, as width and height."""

    media: tuple[float, float]
    trim: tuple[float, float]
    bleed_mm: float
    """Beyond the trim, on the narrowest side."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file holds."""

    boxes: tuple[Boxes, ...]
    """One for each page."""
    title: str
    shows_title: bool
    lang: str
    is_tagged: bool
    notes: int
    """Structure elements of the type Note."""
    figures_without_words: int
    headings: tuple[int, ...]
    """Their levels in reading order, 1 for H1."""
    heads_without_scope: int
    """Header cells of tables that do not say what they head."""
    dead_links: tuple[str, ...]
    """Places in the document that links lead to, and that are not there."""
    outline: int
    """Entries of the outline, all levels."""
    fonts: tuple[Font, ...]
    links: tuple[str, ...]
    annotations: int
    attachments: tuple[str, ...]
    claims: frozenset[str]
    """Standards that its metadata name: "PDF/A-2a", "PDF/UA-1", "PDF/X-4"."""
    output_intents: tuple[str, ...]


def read_facts(pdf: bytes) -> Facts | None:
    """Open a PDF and gather what it says; None when it cannot be opened."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return _facts(document)
    except pikepdf.PdfError:
        return None


def _facts(document: pikepdf.Pdf) -> Facts:
    root = document.Root
    elements = list(_elements(document))
    annotations = [each for page in document.pages for each in page.get("/Annots", ())]
    return Facts(
        boxes=tuple(_boxes(page) for page in document.pages),
        title=str(document.docinfo.get("/Title", "")),
        shows_title=_is_set(root, "/ViewerPreferences", "/DisplayDocTitle"),
        lang=str(root.get("/Lang", "")),
        is_tagged=_is_set(root, "/MarkInfo", "/Marked"),
        notes=sum(each.get("/S") == "/Note" for each in elements),
        figures_without_words=sum(
            each.get("/S") == "/Figure" and "/Alt" not in each and "/ActualText" not in each
            for each in elements
        ),
        headings=tuple(_heading_levels(elements)),
        heads_without_scope=sum(
            each.get("/S") == "/TH" and "/Scope" not in each.get("/A", {}) for each in elements
        ),
        dead_links=tuple(sorted(_destinations(annotations) - _places(root))),
        outline=_outline(document),
        fonts=tuple(_fonts(document)),
        links=tuple(_links(annotations)),
        annotations=len(annotations),
        attachments=tuple(sorted(document.attachments)),
        claims=frozenset(_claims(root)),
        output_intents=tuple(
            str(each.get("/OutputConditionIdentifier", ""))
            for each in root.get("/OutputIntents", [])
        ),
    )


def _is_set(root: Any, dictionary: str, key: str) -> bool:
    return dictionary in root and bool(root[dictionary].get(key, False))


def _boxes(page: pikepdf.Page) -> Boxes:
    media, trim = _numbers(page.mediabox), _numbers(page.trimbox)
    bleed = _numbers(page.get("/BleedBox", page.trimbox))
    beyond = (trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    return Boxes(_size(media), _size(trim), round(min(beyond) / _POINTS_PER_MM, 1))


def _numbers(box: Any) -> tuple[float, ...]:
    return tuple(float(each) for each in box)


def _size(box: tuple[float, ...]) -> tuple[float, float]:
    width, height = box[2] - box[0], box[3] - box[1]
    return round(width / _POINTS_PER_MM, 1), round(height / _POINTS_PER_MM, 1)


def _elements(document: pikepdf.Pdf) -> Iterator[Any]:
    """Give every element of the structure tree in reading order (ISO 32000-1 §14.7.2)."""
    waiting = [document.Root.get("/StructTreeRoot")]
    while waiting:
        element = waiting.pop()
        if not isinstance(element, pikepdf.Dictionary):
            continue
        if "/S" in element:
            yield element
        kids = element.get("/K", pikepdf.Array())
        waiting.extend(reversed(list(kids)) if isinstance(kids, pikepdf.Array) else [kids])


def _heading_levels(elements: list[Any]) -> Iterator[int]:
    for each in elements:
        if found := re.fullmatch(r"/H(\d)", str(each.get("/S"))):
            yield int(found[1])


def _destinations(annotations: list[Any]) -> set[str]:
    return {
        str(each["/Dest"]) for each in annotations if isinstance(each.get("/Dest"), pikepdf.String)
    }


def _places(root: Any) -> set[str]:
    """Name the named destinations (ISO 32000-1 §12.3.2.3)."""
    names = root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    return {str(each) for each in list(names)[::2]}


def _outline(document: pikepdf.Pdf) -> int:
    with document.open_outline() as outline:
        waiting = list(outline.root)
        count = 0
        while waiting:
            count += 1
            waiting.extend(waiting.pop().children)
    return count


def _fonts(document: pikepdf.Pdf) -> Iterator[Font]:
    seen: set[str] = set()
    for each in document.objects:
        if not isinstance(each, pikepdf.Dictionary) or each.get("/Type") != "/Font":
            continue
        if "/DescendantFonts" not in each and "/FontDescriptor" not in each:
            continue
        name = re.sub(r"^/(?:[A-Z]{6}\+)?", "", str(each.get("/BaseFont", "/?")))
        if each.get("/Subtype") in ("/CIDFontType0", "/CIDFontType2") or name in seen:
            continue
        seen.add(name)
        inner = each.get("/DescendantFonts", [each])[0]
        descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
        embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        yield Font(name, embedded, "/ToUnicode" in each)


def _links(annotations: list[Any]) -> Iterator[str]:
    for each in annotations:
        action = each.get("/A")
        if isinstance(action, pikepdf.Dictionary) and "/URI" in action:
            yield bytes(action["/URI"]).decode("latin-1")


def _claims(root: Any) -> Iterator[str]:
    metadata = root.get("/Metadata")
    text = metadata.read_bytes() if metadata is not None else b""
    said = {name.decode(): value.decode("latin-1").strip() for name, value in _CLAIM.findall(text)}
    if "pdfaid:part" in said:
        yield f"PDF/A-{said['pdfaid:part']}{said.get('pdfaid:conformance', '').lower()}"
    if "pdfuaid:part" in said:
        yield f"PDF/UA-{said['pdfuaid:part']}"
    if "pdfxid:GTS_PDFXVersion" in said:
        yield said["pdfxid:GTS_PDFXVersion"]
