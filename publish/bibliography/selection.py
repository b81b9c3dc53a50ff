"""Library + keys → the library of those entries alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from publish.bibliography.audit import with_parents
from publish.bibliography.library import Library


def select(library: Library, keys: Collection[str]) -> Library:
    """Keep the entries of some keys, and those that they inherit from, in the library's order."""
    named = {library.aliases.get(key, key) for key in keys}
    wanted = with_parents(library, named)
    kept = {key: record for key, record in library.records.items() if key in wanted}
    return replace(library, records=kept, diagnostics=(), broken={}, _decoded={})
