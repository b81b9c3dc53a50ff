"""Hand-made pages for the tests of rendering, and what a PDF reader sees in the result."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from publish.houses.faces import FontFace
from publish.houses.house import Sheet
from publish.page import Metadata, Page, Resource
from publish.source import Source

FACES = (
    FontFace("Source Serif 4", 400, "normal", "source serif 4", {"opsz": 10, "wght": 400}),
    FontFace("Source Serif 4", 400, "italic", "source serif 4", {"opsz": 10, "wght": 400}),
    FontFace("Source Serif 4", 700, "normal", "source serif 4", {"opsz": 10, "wght": 700}),
    FontFace("Amiri", 400, "normal", "amiri", {}),
)

CSS = """@page { size: 120mm 100mm; margin: 15mm }
* { image-rendering: crisp-edges }
html { font: 10pt/14pt "Source Serif 4", Amiri; hyphens: auto }
.note { float: footnote; footnote-policy: line; font-size: 8pt }
.note::footnote-call { content: attr(data-number) }
.note::footnote-marker { content: none }
"""

METADATA = Metadata("A Brief", ("Ada Writer", "Bo Böll"), "en", ("Kabul", "trade"), "On trade")


def make_page(
    body: str,
    css: str = "",
    lang: str = "en",
    resources: dict[str, Resource] | None = None,
    metadata: Metadata = METADATA,
) -> Page:
    """Compose a page by hand, with one sheet `styles/base/text.css`."""
    sheet = Sheet("doc:///house/base/text.css", "base", Source("styles/base/text.css", CSS + css))
    html = (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>A Brief</title>'
        f'<link rel="stylesheet" href="{sheet.url}"></head><body>{body}</body></html>'
    )
    return Page(html, resources or {}, (sheet,), FACES, metadata, {}, ())


def note(number: int, text: str) -> str:
    """Write a call with its note as the body writer does."""
    return (
        f'<note-call href="#note-{number}" id="call-{number}"><span class="note"'
        f' id="note-{number}" data-number="{number}" role="doc-footnote"><a class="note-number"'
        f' href="#call-{number}">{number}</a> {text}</span></note-call>'
    )


def make_png(width: int, height: int) -> bytes:
    """Make a picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80\x20\x40" * width) * height)
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
    return start + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def structure(pdf: bytes) -> str:
    """Write the tree of structure elements as indented lines, with the text that each holds."""
    with pikepdf.open(BytesIO(pdf)) as document:
        texts = [marked_text(page) for page in document.pages]
        pages = {page.objgen: number for number, page in enumerate(document.pages)}
        root = document.Root.StructTreeRoot.K
        return "\n".join(_lines(root, texts, pages, 0))


def _lines(
    element: Any, texts: list[dict[int, str]], pages: dict[Any, int], depth: int
) -> Iterator[str]:
    words, below = [], []
    for kid in kids(element):
        if isinstance(kid, int):
            words.append(texts[pages[element.Pg.objgen]].get(kid, ""))
        elif kid.get("/Type") == "/MCR":
            words.append(texts[pages[kid.Pg.objgen]].get(int(kid.MCID), ""))
        elif kid.get("/Type") == "/OBJR":
            below.append("  " * (depth + 1) + "-> " + _target(kid.Obj))
        else:
            if words:
                below.append("  " * (depth + 1) + repr("".join(words)))
                words = []
            below += _lines(kid, texts, pages, depth + 1)
    if words:
        below.append("  " * (depth + 1) + repr("".join(words)))
    yield "  " * depth + str(element.S)[1:] + "".join(_details(element))
    yield from below


def kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, (list, pikepdf.Array)) else [kids]


def _target(annotation: Any) -> str:
    return f"#{annotation.Dest}" if "/Dest" in annotation else str(annotation.A.URI)


def _details(element: Any) -> Iterator[str]:
    for name in ("/ID", "/Lang", "/Alt", "/E"):
        if name in element:
            yield f" {name[1:]}={str(element[name])!r}"
    attributes = element.get("/A", {})
    for name in ("/Scope", "/ColSpan", "/RowSpan", "/ListNumbering"):
        if name in attributes:
            assert str(attributes.O) == ("/List" if name == "/ListNumbering" else "/Table")
            yield f" {name[1:]}={str(attributes[name]).lstrip('/')}"
    if "/Headers" in attributes:
        yield f" Headers={' '.join(map(str, attributes['/Headers']))}"


def marked_text(page: Any) -> dict[int, str]:
    """Read what text each marked content of a page shows, by the fonts' ToUnicode tables."""
    shown = _shown(page, page.Resources)
    for _, thing in page.Resources.get("/XObject", {}).items():
        if "/StructParents" in thing:
            shown.update(_shown(thing, thing.Resources))
    return shown


def _shown(content: Any, resources: Any) -> dict[int, str]:
    fonts = {name: _to_unicode(font) for name, font in resources.get("/Font", {}).items()}
    shown: dict[int, str] = {}
    open_marks: list[tuple[int | None, bool]] = []
    """Mark, and whether its text is replaced (ISO 32000-1 §14.9.4)."""
    font: dict[int, str] = {}
    for each in pikepdf.parse_content_stream(content):
        operands: Any = each.operands
        match str(each.operator):
            case "BDC" | "BMC":
                mark, is_replaced = open_marks[-1] if open_marks else (None, False)
                what: Any = operands[1] if len(operands) > 1 else {}
                mark = int(what.MCID) if "/MCID" in what else mark
                if mark is not None:
                    said = "" if is_replaced else str(what.get("/ActualText", ""))
                    shown[mark] = shown.get(mark, "") + said
                open_marks.append((mark, is_replaced or "/ActualText" in what))
            case "EMC":
                open_marks.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "TJ" if open_marks and not open_marks[-1][1]:
                if (mark := open_marks[-1][0]) is not None:
                    shown[mark] += _decode(operands[0], font)
    return shown


_REPLACED = re.compile(
    rb"/Span <</ActualText (\((?:[^()\\]|\\.)*\)|<[0-9A-F]*>)>> BDC\n(.*?)EMC|(/\w+) [\d.]+ Tf",
    re.S,
)
_LAST_CODE = re.compile(rb"([0-9a-f]{4})>\] TJ\s*\Z")


def as_drawn(data: bytes) -> bytes:
    """Take from a file what stands in place of broken words; their hyphens are soft ones again."""
    with pikepdf.open(BytesIO(data)) as pdf:
        soft: dict[Any, set[bytes]] = {}
        for page in pdf.pages:
            font = ""
            content = page.Contents.read_bytes()
            for said, shown, name in _REPLACED.findall(content):
                font = name.decode() or font
                if (last := _LAST_CODE.search(shown)) and len(said) > 3 and font:
                    known = page.Resources.Font[font]
                    words = _to_unicode(known)
                    codes = b"".join(re.findall(rb"<([0-9a-f]*)>", shown))
                    read = "".join(
                        words[int(codes[at : at + 4], 16)] for at in range(0, len(codes), 4)
                    )
                    whole = str(pikepdf.Object.parse(said))
                    if read.endswith("-") and not whole.startswith(read):
                        soft.setdefault(known.objgen, set()).add(last[1])
            page.Contents = pdf.make_stream(_REPLACED.sub(_bare, content))
        for place, codes_ in soft.items():
            table = pdf.get_object(place).ToUnicode
            text = table.read_bytes()
            for code in codes_:
                text = text.replace(b"<%s> <002d>" % code, b"<%s> <00ad>" % code)
            table.write(text)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def _bare(found: re.Match[bytes]) -> bytes:
    return found[0] if found[3] else b"/Span BMC\n" + found[2] + b"EMC"


def _decode(array: Any, font: dict[int, str]) -> str:
    text = ""
    for each in array:
        if isinstance(each, pikepdf.String):
            data = bytes(each)
            codes = (data[place : place + 2] for place in range(0, len(data), 2))
            text += "".join(font[int.from_bytes(code, "big")] for code in codes)
    return text


def _to_unicode(font: Any) -> dict[int, str]:
    pairs: dict[int, str] = {}
    for line in font.ToUnicode.read_bytes().decode("ascii").splitlines():
        if line.startswith("<") and line.count("> <") == 1:
            code, text = line.strip("<>").split("> <")
            if text != "ffff":
                pairs[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return pairs
