"""Picture bytes → size and faults, read from the file's own marks without decoding it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers SOF0 to SOF15 (ISO/IEC 10918-1, table B.1)."""
_JPEG_BARE = frozenset((*range(0xD0, 0xD9), 0x01))
"""Markers without a length."""


_PNG_PACKED = frozenset((b"iCCP", b"zTXt", b"iTXt"))
UNPACKED_LIMIT = 8 << 20
"""The largest text or colour profile in a picture, in bytes; the largest profiles have 3 MB."""
PIXEL_LIMIT = 50_000_000
"""Width times height of one picture, judged before anything decodes it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a raster picture's file says of itself."""

    kind: str
    """"png", "jpeg", "gif", "webp", "svg" or "" when it is none of these."""
    width: int = 0
    """In pixels; 0 when unknown."""
    height: int = 0
    fault: str = ""
    """What is wrong with the file, e.g. "the file ends too early"; "" when nothing is."""

    @property
    def pixels(self) -> int:
        """The number of pixels that decoding makes."""
        return self.width * self.height


def examine(data: bytes) -> Picture:
    """Read kind, size and completeness of a picture.

    The renderer draws a cut or damaged picture in part, or not at all, and says nothing.
    """
    found = _read(data)
    if found.pixels > PIXEL_LIMIT:
        size = f"{found.width} × {found.height} pixels"
        limit = f"{PIXEL_LIMIT // 1_000_000} million are the limit"
        return replace(found, fault=f"it has {size}, and {limit}")
    if not found.fault and not found.pixels and found.kind not in ("", "svg"):
        return replace(found, fault="it has no pixels")
    return found


_GIF_FRAME = re.compile(rb"\x00\x21\xf9\x04.{4}\x00[\x2c\x21]", re.DOTALL)
"""The end of a block and a graphic control extension (GIF89a §23)."""


def moves(data: bytes) -> bool:
    """Say whether a picture has several images, of which a page shows the first."""
    if data.startswith(b"GIF89a"):
        return len(_GIF_FRAME.findall(data)) > 1
    if data.startswith(_PNG):
        place = data.find(b"acTL", 0, data.find(b"IDAT"))  # PNG, third edition, §11.3.6.1
        return place > 0 and int.from_bytes(data[place + 4 : place + 8], "big") > 1
    # RFC 9649 §2.7
    return data[8:16] == b"WEBPVP8X" and bool(int.from_bytes(data[20:21], "big") & 2)


def _read(data: bytes) -> Picture:
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return _gif(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    if b"<svg" in data[:4096] or b":svg" in data[:4096]:
        return Picture("svg")
    return Picture("")


def _png(data: bytes) -> Picture:
    """Walk the chunks and their checksums (ISO/IEC 15948 §5)."""
    width = int.from_bytes(data[16:20], "big")
    height = int.from_bytes(data[20:24], "big")
    fault = _png_fault(data)
    return Picture("png", width, height, fault)


def _png_fault(data: bytes) -> str:
    place = len(_PNG)
    while place + 12 <= len(data):
        size = int.from_bytes(data[place : place + 4], "big")
        kind, end = data[place + 4 : place + 8], place + 8 + size
        if end + 4 > len(data):
            break
        checksum = int.from_bytes(data[end : end + 4], "big")
        if zlib.crc32(data[place + 4 : end]) != checksum:
            return f"the checksum of its part '{kind.decode('latin-1')}' does not fit"
        if kind in _PNG_PACKED and _unpacks_to_too_much(data[place + 8 : end]):
            name, most = kind.decode("ascii"), UNPACKED_LIMIT >> 20
            return f"its part '{name}' unpacks to more than {most} MB"
        if kind == b"IEND":
            return ""
        place = end + 4
    return "the file ends too early"


def _unpacks_to_too_much(part: bytes) -> bool:
    """Unpack a text or a colour profile up to the limit (ISO/IEC 15948 §11.3.3.3, §11.3.4)."""
    start = part.find(b"\x78")  # of a zlib stream (RFC 1950 §2.2)
    if start < 0:
        return False
    try:
        unpacked = zlib.decompressobj().decompress(part[start:], UNPACKED_LIMIT + 1)
    except zlib.error:
        return False
    return len(unpacked) > UNPACKED_LIMIT


def _jpeg(data: bytes) -> Picture:
    """Walk the marker segments up to the scan, then look for the end mark."""
    fault = "" if b"\xff\xd9" in data[-4096:] else "the file ends too early"
    for marker, place in _jpeg_segments(data):
        if marker in _JPEG_SIZES and place + 9 <= len(data):
            height = int.from_bytes(data[place + 5 : place + 7], "big")
            width = int.from_bytes(data[place + 7 : place + 9], "big")
            return Picture("jpeg", width, height, fault)
    return Picture("jpeg", fault=fault or "it says nowhere how large it is")


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, int]]:
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:  # fill byte
            place += 1
            continue
        yield marker, place
        if marker == 0xDA:
            return
        bare = marker in _JPEG_BARE
        place += 2 if bare else 2 + int.from_bytes(data[place + 2 : place + 4], "big")


def _gif(data: bytes) -> Picture:
    width = int.from_bytes(data[6:8], "little")
    height = int.from_bytes(data[8:10], "little")
    fault = "" if b"\x3b" in data[-16:] else "the file ends too early"
    return Picture("gif", width, height, fault)


def _webp(data: bytes) -> Picture:
    """Read the size of the first chunk (RFC 9649 §2.5 to §2.7)."""
    is_whole = int.from_bytes(data[4:8], "little") + 8 <= len(data)
    fault = "" if is_whole else "the file ends too early"
    kind = data[12:16]
    if kind == b"VP8X":
        width = int.from_bytes(data[24:27], "little") + 1
        height = int.from_bytes(data[27:30], "little") + 1
    elif kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    else:
        width = int.from_bytes(data[26:28], "little") & 0x3FFF
        height = int.from_bytes(data[28:30], "little") & 0x3FFF
    return Picture("webp", width, height, fault)
