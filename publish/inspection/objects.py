"""PDF bytes → the plain text of its dictionaries, for questions about what a file can do."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b[^>]*?>>\s*stream\r?\n")
_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.S)


def dictionaries(pdf: bytes) -> Iterator[bytes]:
    """Give the file without its streams, then the contents of each object stream.

    Objects inside object streams are compressed (ISO 32000-1 §7.5.7), so a plain search of the
    file would pass them by.
    """
    yield _STREAM.sub(b"", pdf)
    for found in _OBJECT_STREAM.finditer(pdf):
        try:
            yield zlib.decompressobj().decompress(pdf[found.end() :])
        except zlib.error:
            continue  # PDFium, which reads all pages, refuses a file with a damaged one
