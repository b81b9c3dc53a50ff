"""Diagnostics → those that the author has not silenced, with a reason, in the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.diagnostics import Diagnostic, Severity, warning
from publish.source import Source

_IGNORE = re.compile(r"<!--\s*publish:\s*ignore\s+([a-z-]+)\s*(?::\s*([^\n]*?))?\s*-->")


def heard(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Leave out the warnings that a comment in the text silences.

    `<!-- publish: ignore CODE: the reason -->` silences warnings of that code on its own line
    and on the next. Without a reason it does not. Errors cannot be silenced.
    """
    found = list(diagnostics)
    sources = {id(each.span.source): each.span.source for each in found if each.span}
    silenced: set[tuple[int, str, int]] = set()
    unreasoned: list[Diagnostic] = []
    for source in sources.values():
        _read(source, silenced, unreasoned)
    if not silenced and not unreasoned:
        return tuple(found)
    return (*(each for each in found if not _is_silenced(each, silenced)), *unreasoned)


def _read(
    source: Source, silenced: set[tuple[int, str, int]], unreasoned: list[Diagnostic]
) -> None:
    """Read the comments of a source."""
    if "publish:" not in source.text:
        return
    for comment in _IGNORE.finditer(source.text):
        line = source.position(comment.start())[0]
        if comment[2]:
            silenced |= {(id(source), comment[1], line), (id(source), comment[1], line + 1)}
            continue
        message = f"'{comment[1]}' is to be ignored here, but no reason is given"
        hint = f"write <!-- publish: ignore {comment[1]}: the reason -->"
        unreasoned.append(warning("ignore-reason", message, source.span(*comment.span()), hint))


def _is_silenced(diagnostic: Diagnostic, silenced: set[tuple[int, str, int]]) -> bool:
    if diagnostic.span is None or diagnostic.severity is Severity.ERROR:
        return False
    place = (id(diagnostic.span.source), diagnostic.code, diagnostic.span.line)
    return place in silenced
