"""PDF objects → what the structure tree tells a screen reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from publish.inspection.values import dictionary, items, text, walk

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|[iIxX]-[A-Za-z0-9-]+")
"""RFC 5646 §2.1, as far as a look can tell."""


@dataclass(frozen=True, slots=True)
class Tagging:
    """What the tags of a file say."""

    is_marked: bool
    """Whether the file says that it is tagged (`MarkInfo`)."""
    elements: int
    notes: tuple[str, ...]
    """The identifiers of the elements of the type Note, in reading order."""
    figures: int
    silent_figures: int
    """Pictures without words in their stead."""
    headings: tuple[int, ...]
    """Their levels in reading order, 1 for H1."""
    unscoped_heads: int
    """Header cells of tables that do not say what they head."""
    doubled: tuple[str, ...]
    """Identifiers that two elements have."""
    odd_languages: tuple[str, ...]
    """Languages that are no tag of one."""


def read_tagging(root: Any) -> Tagging:
    """Read the structure tree of a catalogue in reading order (ISO 32000-1 §14.7.2)."""
    elements = list(_elements(root))
    kinds = Counter(_kind(each) for each in elements)
    ids = Counter(text(each.get("/ID")) for each in elements if "/ID" in each)
    spoken = [text(each.get("/Lang")) for each in (root, *elements) if "/Lang" in each]
    return Tagging(
        is_marked=dictionary(root.get("/MarkInfo")).get("/Marked") is True,
        elements=len(elements),
        notes=tuple(text(each.get("/ID")) for each in elements if _kind(each) == "/Note"),
        figures=kinds["/Figure"],
        silent_figures=sum(_kind(each) == "/Figure" and not _words(each) for each in elements),
        headings=tuple(_levels(elements)),
        unscoped_heads=sum(_kind(each) == "/TH" and not _has_scope(each) for each in elements),
        doubled=tuple(sorted(name for name, count in ids.items() if count > 1)),
        odd_languages=tuple(
            dict.fromkeys(each for each in spoken if each and not _LANGUAGE.fullmatch(each))
        ),
    )


def _elements(root: Any) -> Iterator[Any]:
    for each in walk(root.get("/StructTreeRoot"), "/K"):
        if "/S" in each:
            yield each


def _kind(element: Any) -> str:
    return text(element.get("/S"))


def _words(element: Any) -> str:
    return (text(element.get("/Alt")) or text(element.get("/ActualText"))).strip()


def _levels(elements: list[Any]) -> Iterator[int]:
    for each in elements:
        if found := re.fullmatch(r"/H([1-6])", _kind(each)):
            yield int(found[1])


def _has_scope(head: Any) -> bool:
    attributes = [each for each in items(head.get("/A")) if isinstance(each, pikepdf.Dictionary)]
    return any("/Scope" in each for each in attributes)
