"""The bytes of a font file → what it says of itself, or why no page can be set with it.

Tables are found and measured here, not trusted: `render/cutter.py` reads their insides, in a
process of its own.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

OPENTYPE_KINDS = (b"\0\1\0\0", b"OTTO", b"true")
"""OpenType 1.9 §"OpenType font file", and Apple's name for the first."""
_OTHERS = {
    b"ttcf": ("a collection of several fonts", "export the one face to a file of its own"),
    b"%!PS": ("a PostScript font of type 1", "the foundry gives the same as OpenType (.otf)"),
    b"\x80\x01": ("a PostScript font of type 1", "the foundry gives the same as OpenType (.otf)"),
    b"<": ("a text with markup, perhaps the page of a web site", "download the font file itself"),
    b"PK": ("a ZIP archive", "unpack it, and name the font file that is in it"),
    b"%PDF": ("a PDF", ""),
    b"version https://git-lfs": ("a pointer to a file of Git LFS", "run: git lfs pull"),
}
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2")
"""Tables without which no text is set."""
_OUTLINES = (("glyf", "loca"), ("CFF ",), ("CFF2",))
_MOST_TABLES = 128
_LARGEST = 64 << 20
"""Bytes of all tables together, unpacked: as large as the largest fonts of Chinese."""


@dataclass(frozen=True, slots=True)
class FontFacts:
    """What a font file says of itself."""

    family: str
    weight: int
    """From 1 to 1000 (OpenType 1.9 §OS/2, usWeightClass)."""
    is_italic: bool
    axes: Mapping[str, tuple[float, float, float]]
    """Least, usual and greatest place on each axis by tag; {} for a static font."""
    refusal: str
    """What its maker forbids of all that a PDF needs, in words; "" for nothing."""


@dataclass(frozen=True, slots=True)
class NoFont:
    """Why a file is no font that a page can be set with: completes "'x.otf' …"."""

    message: str
    hint: str = ""


def read_facts(data: bytes) -> FontFacts | NoFont:
    """Read what a font file says of itself."""
    for beginning, (kind, hint) in _OTHERS.items():
        if data.startswith(beginning):
            return NoFont(f"is {kind}, and no font file", hint)
    try:
        tables = _tables(data)
    except (struct.error, zlib.error, IndexError, ValueError) as problem:
        return _damaged(f"its list of tables cannot be read ({problem})")
    if isinstance(tables, NoFont):
        return tables
    missing = [name for name in _NEEDED if not tables.get(name)]
    if missing:
        return _damaged("it has no table " + ", ".join(f"'{name}'" for name in missing))
    if not any(all(tables.get(name) for name in outlines) for outlines in _OUTLINES):
        kinds = "bitmaps or colours alone" if _has_pictures(tables) else "no outlines of letters"
        return NoFont(f"has {kinds}, and a page is set with outlines")
    return _facts(tables)


def _damaged(message: str) -> NoFont:
    return NoFont(f"is damaged: {message}", "take the file from the foundry once more")


def _has_pictures(tables: Mapping[str, bytes]) -> bool:
    return any(name in tables for name in ("CBDT", "EBDT", "sbix", "SVG ", "COLR"))


def _tables(data: bytes) -> dict[str, bytes] | NoFont:
    """Take a file apart; raises what `struct` and the unpackers do where it ends too soon."""
    if data[:4] in OPENTYPE_KINDS:
        return _plain(data)
    if data[:4] == b"wOFF":
        return _woff(data)
    if data[:4] == b"wOF2":
        return _woff2(data)
    if not data.strip(b"\0"):
        return NoFont("is empty" if not data else "holds zeros alone, and no font")
    return NoFont("is no font file", "a font file is OpenType (.otf, .ttf) or WOFF (.woff2, .woff)")


def _count(number: int) -> int:
    if not 0 < number <= _MOST_TABLES:
        raise ValueError(f"{number} tables")
    return number


def _part(data: bytes, start: int, size: int) -> bytes:
    part = data[start : start + size]
    if len(part) != size:
        raise ValueError(f"the file ends at byte {len(data)}, and a table at {start + size}")
    return part


def _plain(data: bytes) -> dict[str, bytes]:
    """OpenType 1.9 §"Table directory"."""
    number = _count(*struct.unpack_from(">4xH", data))
    tables = {}
    for at in range(12, 12 + 16 * number, 16):
        tag, start, size = struct.unpack_from(">4s4xII", data, at)
        tables[tag.decode("latin-1")] = _part(data, start, size)
    return tables


def _woff(data: bytes) -> dict[str, bytes]:
    """WOFF 1.0 §3 and §4."""
    number = _count(*struct.unpack_from(">12xH", data))
    tables, whole = {}, 0
    for at in range(44, 44 + 20 * number, 20):
        tag, start, packed, size = struct.unpack_from(">4sIII", data, at)
        whole += size
        if whole > _LARGEST:
            raise ValueError(f"more than {_LARGEST >> 20} MB of tables")
        part = _part(data, start, packed)
        if packed < size:
            part = zlib.decompressobj().decompress(part, size)
        tables[tag.decode("latin-1")] = _part(part, 0, size)
    return tables


_KNOWN_TAGS = (
    "cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp"
    " hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL"
    " SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx"
    " opbd prop trak Zapf Silf Glat Gloc Feat Sill"
)
"""WOFF 2.0 §4.1, in order, five characters each."""
_TRANSFORMED = ("glyf", "loca")


def _woff2(data: bytes) -> dict[str, bytes]:
    """WOFF 2.0 §4; outlines stay in the form in which they are packed."""
    number, packed = struct.unpack_from(">12xH6xI", data)
    at = 48
    sizes: list[tuple[str, int]] = []
    for _ in range(_count(number)):
        flags, at = data[at], at + 1
        index, version = flags & 0x3F, flags >> 6
        tag = _KNOWN_TAGS[5 * index : 5 * index + 4]
        if index == 0x3F:
            tag, at = data[at : at + 4].decode("latin-1"), at + 4
        size, at = _base_128(data, at)
        if (tag in _TRANSFORMED) == (version == 0):
            size, at = _base_128(data, at)
        sizes.append((tag, size))
    whole = _unpacked(_part(data, at, packed), sum(size for _, size in sizes))
    tables, start = {}, 0
    for tag, size in sizes:
        # an empty 'loca' is made anew from 'glyf' (WOFF 2.0 §5.3)
        tables[tag] = _part(whole, start, size) or (b"\0" if tag == "loca" else b"")
        start += size
    return tables


def _base_128(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of the type UIntBase128 (WOFF 2.0 §4.1), and say where it ends."""
    number = 0
    for place in range(at, at + 5):
        number = number << 7 | data[place] & 0x7F
        if not data[place] & 0x80:
            return number, place + 1
    raise ValueError("a number of more than five bytes")


def _unpacked(packed: bytes, size: int) -> bytes:
    """Unpack no more than is announced: some hundred bytes can stand for gigabytes."""
    import brotli

    if size > _LARGEST:
        raise ValueError(f"more than {_LARGEST >> 20} MB of tables")
    unpacker = brotli.Decompressor()
    parts, left = [], size
    try:
        part = unpacker.process(packed, output_buffer_limit=size + 1)
        while part and left >= 0:
            parts.append(part)
            left -= len(part)
            part = unpacker.process(b"", output_buffer_limit=size + 1)
    except brotli.error as problem:
        raise ValueError("what is packed cannot be unpacked") from problem
    return b"".join(parts)


_ITALIC, _OBLIQUE = 1 << 0, 1 << 9  # OpenType 1.9 §OS/2, fsSelection
_RESTRICTED, _KINDS_OF_USE = 0x0002, 0x000F
_NO_SUBSETTING, _BITMAPS_ONLY = 0x0100, 0x0200  # OpenType 1.9 §OS/2, fsType
_EXCLUSIVE_FROM = 3
"""Before this version of the table several uses could be named, and the freest counts."""


def _facts(tables: Mapping[str, bytes]) -> FontFacts | NoFont:
    try:
        version, weight, rights = struct.unpack_from(">H2xHxxH", tables["OS/2"])
        (selection,) = struct.unpack_from(">H", tables["OS/2"], 62)
        axes = _axes(tables.get("fvar", b""))
        family = _family(tables["name"])
    except (struct.error, ValueError) as problem:
        return _damaged(f"what it says of itself cannot be read ({problem})")
    return FontFacts(
        family=family,
        weight=min(max(weight * 100 if weight < 10 else weight, 1), 1000),
        is_italic=bool(selection & (_ITALIC | _OBLIQUE)),
        axes=axes,
        refusal=_refusal(version, rights),
    )


def _refusal(version: int, rights: int) -> str:
    """Say what a font forbids (OpenType 1.9 §OS/2, fsType)."""
    use = rights & _KINDS_OF_USE
    if use & _RESTRICTED and (use == _RESTRICTED or version >= _EXCLUSIVE_FROM):
        return "to be embedded"
    if rights & _BITMAPS_ONLY:
        return "its outlines to be embedded"
    return "to be embedded in part" if rights & _NO_SUBSETTING else ""


def _axes(table: bytes) -> dict[str, tuple[float, float, float]]:
    """OpenType 1.9 §fvar."""
    if not table:
        return {}
    start, number, size = struct.unpack_from(">4xH2xHH", table)
    axes = {}
    for at in range(start, start + _count(number) * size, max(size, 1)):
        tag, *places = struct.unpack_from(">4siii", table, at)
        least, usual, most = (each / 65536 for each in places)
        axes[tag.decode("latin-1")] = (least, usual, most)
    return axes


_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_WINDOWS, _ENGLISH = 3, 0x409


def _family(table: bytes) -> str:
    """Find the family's name, the typographic one first (OpenType 1.9 §name)."""
    number, texts = struct.unpack_from(">2xHH", table)
    found: dict[tuple[bool, bool], str] = {}
    for at in range(6, 6 + 12 * number, 12):
        platform, _, lang, name, size, start = struct.unpack_from(">6H", table, at)
        if name not in (_FAMILY, _TYPOGRAPHIC_FAMILY):
            continue
        data = table[texts + start : texts + start + size]
        is_wide = platform in (0, _WINDOWS)
        text = data.decode("utf-16-be" if is_wide else "mac-roman", "replace")
        text = "".join(each for each in text if each.isprintable()).strip()
        if text:
            key = (name == _TYPOGRAPHIC_FAMILY, is_wide and lang in (0, _ENGLISH))
            found.setdefault(key, text)
    return found[max(found)] if found else ""
