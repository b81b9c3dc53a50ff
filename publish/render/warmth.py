"""What Python compiles anew on every start, kept from the last one.

A cold run compiles some 400 regular expressions, and the methods of 200 dataclasses: a fifth of
the time of everything but the rendering. Both depend on their text alone. They are kept in the
user's cache folder; without it, or with another Python, all is as ever.
"""

from __future__ import annotations

import builtins
import dataclasses
import importlib
import marshal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from publish.render.cache import digest, keep, recall

_MOST = 4000
"""Entries of each kind at most: several times what all commands together need."""


class Warmth:
    """Compiled patterns and code by their text, each in bytes until it is asked for."""

    def __init__(self, program: str, cache: Path) -> None:
        """Recall what an earlier process of the same program compiled."""
        self._engine: Any = importlib.import_module("_sre")
        name = digest(program, sys.version, str(self._engine.MAGIC))
        self._path = cache / "compiled" / name
        self._patterns: dict[tuple[str, int], bytes] = {}
        self._codes: dict[tuple[str, str], bytes] = {}
        kept = recall(self._path)
        if kept:
            try:
                self._patterns, self._codes = marshal.loads(kept)
            except (ValueError, EOFError, TypeError):
                self._patterns, self._codes = {}, {}  # a damaged file is written anew
        self._size = self._count()

    def put_on(self) -> None:
        """Serve regular expressions and dataclasses from here while this process lives."""
        compiler: Any = sys.modules["re._compiler"]
        plain = compiler.compile

        def compile_pattern(pattern: Any, flags: int = 0) -> Any:
            if not isinstance(pattern, str):
                return plain(pattern, flags)
            key = pattern, int(flags)
            made = self._patterns.get(key)
            if made is None:
                made = marshal.dumps(_translate(compiler, pattern, int(flags)))
                if not _is_one_set(pattern):
                    self._patterns[key] = made
            return self._engine.compile(pattern, *marshal.loads(made))

        compiler.compile = compile_pattern
        self.serve(dataclasses, "exec")

    def serve(self, module: Any, name: str) -> None:
        """Let a module's `exec` or `eval` of a text compile it only once and for all."""
        run: Callable[..., Any] = getattr(builtins, name)

        def run_kept(text: Any, *namespaces: Any) -> Any:
            if not isinstance(text, str):
                return run(text, *namespaces)
            made = self._codes.get((name, text))
            if made is None:
                made = self._codes[name, text] = marshal.dumps(compile(text, "<string>", name))
            return run(marshal.loads(made), *namespaces)

        vars(module)[name] = run_kept

    def keep(self) -> None:
        """Write what is new, so that the next start finds it."""
        if self._count() != self._size and self._count() <= 2 * _MOST:
            keep(self._path, marshal.dumps((self._patterns, self._codes)))
            self._size = self._count()

    def _count(self) -> int:
        return len(self._patterns) + len(self._codes)


def _is_one_set(pattern: str) -> bool:
    """Tell a bare set of ASCII: markdown-it writes one in another order on every start."""
    return pattern.isascii() and pattern.startswith("[") and pattern.endswith("]")


def _translate(compiler: Any, pattern: str, flags: int) -> tuple[Any, ...]:
    """Do what `re._compiler.compile` does up to its last step, and give that step's arguments."""
    parsed = importlib.import_module("re._parser").parse(pattern, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    code = [int(each) for each in compiler._code(parsed, flags)]
    return int(flags | state.flags), code, state.groups - 1, dict(state.groupdict), tuple(names)
