"""Library + what is cited → what `publish check` says of it beyond what a run says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from publish.bibliography.inherit import PARENT_FIELDS
from publish.bibliography.library import Library
from publish.bibliography.works import same_works
from publish.diagnostics import Diagnostic, warning

MANY = 10
"""More unused entries than this in one file are told in one line: it is a shared file."""

LIMIT = 2_000
"""So many entries that nobody cites are looked into: a check must not take minutes."""


def audit(library: Library, cited: Collection[str]) -> tuple[Diagnostic, ...]:
    """Find works under two keys, entries that nobody cites, and web pages without a date of access.

    It decodes entries that are not cited too, up to `LIMIT`; what is wrong with those that are,
    `resolve` has said.
    """
    used = [library.aliases.get(key, key) for key in dict.fromkeys(cited) if key in library]
    known = frozenset(used)
    uncited = [key for key in library.keys if key not in known][:LIMIT]
    diagnostics: list[Diagnostic] = []
    for key in uncited:
        diagnostics.extend(library.resolve([key])[1])
    diagnostics.extend(_undated(library, (*used, *uncited)))
    diagnostics.extend(_unused(library, with_parents(library, used)))
    told = set(same_works((library.item(key), library.entry(key).span) for key in used))
    every = same_works((library.item(key), library.entry(key).span) for key in (*used, *uncited))
    diagnostics.extend(each for each in every if each not in told)
    return tuple(dict.fromkeys(diagnostics))


def _undated(library: Library, keys: Iterable[str]) -> Iterator[Diagnostic]:
    for key in keys:
        item = library.item(key)
        if item.get("URL") and not item.get("accessed") and not item.get("DOI"):
            entry = library.entry(key)
            yield warning(
                "bib-url-undated",
                f"the web address of '{key}' has no date of access",
                entry.field_spans.get("url", entry.span),
                "add 'urldate = {2026-01-31}', the day you read it",
            )


def _unused(library: Library, used: Collection[str]) -> Iterator[Diagnostic]:
    by_file: dict[str, list[str]] = {}
    for key in library.keys:
        if key not in used and library.entry(key).kind not in ("xdata", "set"):
            by_file.setdefault(library.entry(key).span.source.name, []).append(key)
    for name, keys in by_file.items():
        if len(keys) <= MANY:
            for key in keys:
                span = library.entry(key).span
                yield warning("bib-unused", f"the entry '{key}' is never cited", span)
        else:
            some = ", ".join(f"'{key}'" for key in keys[:3])
            yield warning(
                "bib-unused",
                f"{len(keys)} entries of '{name}' are never cited, among them {some}",
                library.entry(keys[0]).span,
            )


def with_parents(library: Library, used: Collection[str]) -> set[str]:
    """Add the entries that the used ones inherit from: they are not idle."""
    found: set[str] = set()
    waiting = list(used)
    while waiting:
        key = waiting.pop()
        if key in found:
            continue
        found.add(key)
        known = library.fields_of(key)
        fields = known[1] if known else {}
        for name in PARENT_FIELDS:
            if name in fields:
                waiting.extend(each.strip() for each in fields[name].text.split(","))
    return found
