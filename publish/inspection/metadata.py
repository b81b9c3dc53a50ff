"""PDF objects → what a file says of itself, twice: in its Info dictionary and in its XMP packet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import pikepdf

from publish.inspection.values import text

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_CLAIMS = {
    "{http://www.aiim.org/pdfa/ns/id/}part": "pdfa",
    "{http://www.aiim.org/pdfa/ns/id/}conformance": "level",
    "{http://www.aiim.org/pdfua/ns/id/}part": "pdfua",
    "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion": "pdfx",
}
_MOST_BYTES = 4_000_000
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
"""A packet has neither (ISO 16684-1 §7.3), and entities can be made to grow without end."""


@dataclass(frozen=True, slots=True)
class Described:
    """Title, author and claims of a file; "" for what it does not say."""

    title: str
    author: str
    xmp_title: str
    xmp_author: str
    is_readable: bool
    """Whether there is an XMP packet, and it is XML."""
    claims: frozenset[str]
    """Standards that the file says it keeps: "PDF/A-2a", "PDF/UA-1", "PDF/X-4"."""
    has_dates: bool
    is_trapping_told: bool
    """Whether `Trapped` is said to be true or false (ISO 15930-7 §6.6)."""


def read_metadata(document: pikepdf.Pdf) -> Described:
    """Read both descriptions of a file."""
    info: Any = document.trailer.get("/Info")
    info = info if isinstance(info, pikepdf.Dictionary) else pikepdf.Dictionary()
    packet = document.Root.get("/Metadata")
    tree = _parse(packet)
    said = _properties(tree) if tree is not None else {}
    return Described(
        title=text(info.get("/Title")).strip(),
        author=text(info.get("/Author")).strip(),
        xmp_title=said.get(f"{_DC}title", ""),
        xmp_author=said.get(f"{_DC}creator", ""),
        is_readable=tree is not None,
        claims=_claims(said),
        has_dates=bool(text(info.get("/CreationDate")) or said.get(f"{_XMP}CreateDate")),
        is_trapping_told=text(info.get("/Trapped")) in ("/True", "/False"),
    )


def _parse(packet: Any) -> ElementTree.Element | None:
    if not isinstance(packet, pikepdf.Stream):
        return None
    try:
        data = bytes(packet.get_stream_buffer())
        if len(data) > _MOST_BYTES or _ENTITY.search(data):
            return None
        return ElementTree.fromstring(data.strip())
    except (ElementTree.ParseError, pikepdf.PdfError, ValueError):
        return None


def _properties(tree: ElementTree.Element) -> dict[str, str]:
    """Read each property as text: an element, or an attribute (ISO 16684-1 §7.4, §7.9)."""
    said: dict[str, str] = {}
    for description in tree.iter(f"{_RDF}Description"):
        said.update(description.attrib)
        for each in description:
            items = [item.text or "" for item in each.iter(f"{_RDF}li")]
            said[each.tag] = ", ".join(items or [each.text or ""]).strip()
    return said


def _claims(said: dict[str, str]) -> frozenset[str]:
    named = {short: said[name].strip() for name, short in _CLAIMS.items() if said.get(name)}
    claims = set()
    if "pdfa" in named:
        claims.add(f"PDF/A-{named['pdfa']}{named.get('level', '').lower()}")
    if "pdfua" in named:
        claims.add(f"PDF/UA-{named['pdfua']}")
    if "pdfx" in named:
        claims.add(named["pdfx"])
    return frozenset(claims)
