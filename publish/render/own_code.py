"""What this program itself is, beyond its number: two states of one version make other bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from publish.render.cache import cache_folder, digest, keep, recall

_PACKAGE = Path(__file__).parent.parent


@lru_cache
def code_digest() -> str:
    """Name the program by its modules' text, whatever folder it lies in and whoever asks.

    Reading all of them takes 20 ms, looking at them 3: the name is kept while none of them is
    another file than it was. Layouts and sheets are inputs, which a receipt names one by one.
    """
    files = sorted(_modules(str(_PACKAGE), ""))
    kept = cache_folder() / "code" / digest(str(_PACKAGE), repr(files))
    known = recall(kept)
    if known is None:
        known = digest(*(part for name, *_ in files for part in _named(name))).encode("ascii")
        keep(kept, known)
    return known.decode("ascii")


def _modules(folder: str, name: str) -> Iterator[tuple[str, int, int]]:
    """Give each module's name, size and time of change; "" is the package itself."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                status = entry.stat()
                yield f"{name}{entry.name}", status.st_size, status.st_mtime_ns
            elif entry.is_dir() and entry.name.isidentifier() and entry.name != "__pycache__":
                yield from _modules(entry.path, f"{name}{entry.name}/")


def _named(name: str) -> tuple[str, bytes]:
    return name, (_PACKAGE / name).read_bytes()
