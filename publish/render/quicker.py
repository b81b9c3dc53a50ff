"""Work that the renderer does twice, done once: the same file, sooner.

Each saving keeps what a function of WeasyPrint 70 returns. For any other version nothing is
changed. A test compares the bytes with and without.
"""

from __future__ import annotations

from typing import Any

KNOWN_VERSION = "70.0"


def write_objects_once(pydyf: Any) -> None:
    """Keep the bytes of each object: they are asked for the identifier, and again for the file.

    Streams are compressed at level 9 each time.
    """
    stream_data = pydyf.Stream.data.fget

    def data(stream: Any) -> bytes:
        kept = stream.__dict__.get("_written")
        if kept is None or kept[0] != len(stream.stream):
            kept = stream._written = len(stream.stream), stream_data(stream)
        return kept[1]  # type: ignore[no-any-return]

    pydyf.Stream.data = property(data)
