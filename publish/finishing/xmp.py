"""Metadata + target → XMP packet and Info dictionary, which say the same."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from publish.metadata import Metadata
from publish.targets import Target

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
{body}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

_UA_SCHEMA = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""
"""PDF/A lets a file use only the schemas it knows or describes (ISO 19005-2 §6.6.2.3)."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What distinguishes this file from others: all made from its content, none from a clock."""

    identifier: str
    """32 hexadecimal digits."""
    date: str
    """"2023-04-07T00:00:00Z", or "" when unknown."""
    producer: str
    """The renderer, e.g. "WeasyPrint 70.0"."""
    creator: str
    """Ourselves, e.g. "publish 0.1.0"."""


def clean(text: str) -> str:
    """Take out what XML 1.0 §2.2 forbids: control characters and non-characters.

    The renderer writes them as they come, and the packet is then not well-formed.
    """
    kept = (
        " " if each in "\t\r\n" else each
        for each in text
        if each in "\t\r\n" or unicodedata.category(each) not in ("Cc", "Cs", "Cn")
    )
    return "".join(kept).strip()


def escape(text: str) -> str:
    """Write text as XML content (XML 1.0 §2.4); `xml.sax.saxutils` loads the network's modules."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def full_date(date: str) -> str:
    """Complete "2023", "2023-04" or "2023-04-07" to a moment, in UTC (ISO 16684-1 §8.2.1.2)."""
    if not date or "T" in date:
        return date
    year, month, day = (*date.split("-"), "01", "01")[:3]
    return f"{year}-{month}-{day}T00:00:00Z"


def pdf_date(date: str) -> str:
    """Write "2023-04-07T00:00:00Z" as a PDF date (ISO 32000-1 §7.9.4)."""
    return "D:" + "".join(filter(str.isdigit, date)) + "Z" if date else ""


def info(metadata: Metadata, identity: Identity, target: Target) -> dict[str, str]:
    """Give the entries of the Info dictionary (ISO 32000-1 §14.3.3) that have a value."""
    date = pdf_date(identity.date)
    entries = {
        "Title": clean(metadata.title),
        "Author": ", ".join(map(clean, metadata.authors)),
        "Subject": clean(metadata.description),
        "Keywords": ", ".join(map(clean, metadata.keywords)),
        "Creator": identity.creator,
        "Producer": identity.producer,
        "CreationDate": date,
        "ModDate": date,
    }
    return {name: text for name, text in entries.items() if text}


def packet(metadata: Metadata, identity: Identity, target: Target) -> bytes:
    """Write the XMP packet (ISO 16684-1), uncompressed and readable by any tool.

    It says all that the Info dictionary says (ISO 19005-2 §6.6.3), and what that cannot.
    """
    parts = [
        *_conformance(target),
        *_dublin_core(metadata),
        # What the Info dictionary says besides: XMP Specification Part 2 §3.1, ISO 16684-1 §8.4
        _simple("pdf:Keywords", ", ".join(metadata.keywords)),
        _simple("pdf:Producer", identity.producer),
        _simple("pdf:Trapped", "False" if target.name == "print" else ""),  # ISO 15930-7 §6.6
        _simple("xmp:CreatorTool", identity.creator),
        *(_simple(f"xmp:{name}Date", identity.date) for name in ("Create", "Modify", "Metadata")),
        *_version(identity),
        _simple("xmpRights:Marked", "True" if metadata.license else ""),  # ISO 16684-1 §8.5
    ]
    return _PACKET.format(body="\n".join(filter(None, parts))).encode()


def _dublin_core(metadata: Metadata) -> list[str]:
    """Say what the work is (ISO 16684-1 §8.3); ISO 14289-1 §7.1 insists on its title."""
    return [
        _simple("dc:format", "application/pdf"),
        _one_language("dc:title", metadata.title),
        _list("dc:creator", "Seq", metadata.authors),
        _one_language("dc:description", metadata.description),
        _list("dc:subject", "Bag", metadata.keywords),
        _list("dc:language", "Bag", [metadata.lang]),
        _list("dc:publisher", "Bag", [metadata.publisher]),
        _one_language("dc:rights", metadata.license),
        _simple("dc:identifier", f"doi:{metadata.doi}" if metadata.doi else ""),
        _list("dc:date", "Seq", [metadata.date]),
    ]


def _version(identity: Identity) -> list[str]:
    """Tell this file from all others (ISO 16684-1 §8.6, of which ISO 15930-7 §6.3 wants all)."""
    unique = _uuid(identity.identifier)
    return [
        _simple("xmpMM:DocumentID", f"uuid:{unique}"),
        _simple("xmpMM:InstanceID", f"uuid:{unique}"),
        _simple("xmpMM:RenditionClass", "default"),
        _simple("xmpMM:VersionID", "1"),
    ]


def _uuid(digits: str) -> str:
    """Write 32 hexadecimal digits as a UUID made by a custom rule (RFC 9562 §5.8)."""
    return f"{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"


def _conformance(target: Target) -> list[str]:
    if target.name == "print":  # ISO 15930-7 §6.3
        return [_simple("pdfxid:GTS_PDFXVersion", "PDF/X-4")]
    return [
        _simple("pdfaid:part", str(target.pdfa_part)),  # ISO 19005-2 §6.6.4
        _simple("pdfaid:conformance", "A"),
        _simple("pdfuaid:part", "1"),  # ISO 14289-1 §5
        _UA_SCHEMA,
    ]


def _simple(name: str, text: str) -> str:
    return f"<{name}>{escape(clean(text))}</{name}>" if text else ""


def _one_language(name: str, text: str) -> str:
    if not text:
        return ""
    item = f'<rdf:li xml:lang="x-default">{escape(clean(text))}</rdf:li>'
    return f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>"


def _list(name: str, kind: str, texts: tuple[str, ...] | list[str]) -> str:
    items = "".join(f"<rdf:li>{escape(clean(each))}</rdf:li>" for each in texts if each)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""
