"""Entries in CSL terms → which of them are one work under two keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from publish.diagnostics import Diagnostic, warning
from publish.source import Span

_ALIKE = ("type", "issued", "author", "volume", "issue", "page", "number", "edition", "URL")


def same_works(works: Iterable[tuple[Mapping[str, Any], Span]]) -> Iterator[Diagnostic]:
    """Find works that stand among some items twice: one DOI, or title and all else alike."""
    seen: dict[object, tuple[str, Span]] = {}
    for item, span in works:
        for sign in _signs(item):
            first, place = seen.setdefault(sign, (item["id"], span))
            if first != item["id"]:
                yield warning(
                    "bib-work-twice",
                    f"'{item['id']}' is the same work as '{first}' in line {place.line}",
                    span,
                    "keep one of them; BibLaTeX's field 'ids' lets it have both keys",
                )
                break


def _signs(item: Mapping[str, Any]) -> Iterator[object]:
    """Give what tells a work from others."""
    if item.get("DOI"):
        yield "doi", str(item["DOI"]).lower()
    words = re.sub(r"<[^<>]*>|[\W_]+", "", str(item.get("title", ""))).lower()
    if len(words) > 11:
        yield (words, *(str(item.get(name, "")) for name in _ALIKE))
