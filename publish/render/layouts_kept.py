"""Layouts as compiled code, kept from the last run: compiling a brief's takes 20 ms."""

from __future__ import annotations

import marshal
import sys
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from publish.composing import sandbox
from publish.render.cache import digest, keep, recall


class KeptLayouts(BytecodeCache):
    """The code of layouts in the user's cache, by all that it is made from."""

    def __init__(self, cache: Path) -> None:
        """Know the code by what compiles it: Python, Jinja, and the sandbox with its counting."""
        rules = Path(sandbox.__file__).read_bytes()
        self._maker = digest(sys.version, jinja2.__version__, rules)
        self._folder = cache / "layouts"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find a layout's code; without it the layout is compiled."""
        try:
            code = marshal.loads(recall(self._path(bucket)) or b"")
        except (ValueError, EOFError, TypeError):
            return  # there is none, or it is damaged and written anew
        bucket.code = code if isinstance(code, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a layout's code for the next run."""
        keep(self._path(bucket), marshal.dumps(bucket.code))

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / digest(self._maker, bucket.key, bucket.checksum)
