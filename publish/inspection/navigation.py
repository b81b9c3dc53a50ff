"""PDF objects → where links and bookmarks lead, and whether anything is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from publish.inspection.values import MOST_NODES, dictionary, identity, items, text, walk


@dataclass(frozen=True, slots=True)
class Navigation:
    """How a reader gets about in a file."""

    addresses: tuple[str, ...]
    """Of links that leave the document."""
    dead_links: tuple[str, ...]
    """Places that links lead to and that are not there."""
    bookmarks: int
    dead_bookmarks: tuple[str, ...]
    """Titles of bookmarks that lead nowhere."""
    annotations: int
    fields: int
    """Fields of forms, on the pages or announced by the catalogue."""


def read_navigation(document: pikepdf.Pdf) -> Navigation:
    """Follow every link and bookmark to its end."""
    root = document.Root
    pages = {identity(page.obj) for page in document.pages}
    places = _Places(root, pages)
    annotations = [
        dictionary(each) for page in document.pages for each in items(page.obj.get("/Annots"))
    ]
    targets = [each for each in map(_target, annotations) if each is not None]
    marks = list(_bookmarks(dictionary(root.get("/Outlines"))))
    return Navigation(
        addresses=tuple(_addresses(annotations)),
        dead_links=tuple(
            sorted({places.name(each) for each in targets if not places.is_there(each)})
        ),
        bookmarks=len(marks),
        dead_bookmarks=tuple(
            text(each.get("/Title"))
            for each in marks
            if (target := _target(each)) is not None and not places.is_there(target)
        ),
        annotations=len(annotations),
        fields=sum(text(each.get("/Subtype")) == "/Widget" for each in annotations)
        or int("/AcroForm" in root),
    )


class _Places:
    """The places of a document that have names (ISO 32000-1 §12.3.2.3), and its pages."""

    def __init__(self, root: Any, pages: set[Any]) -> None:
        self._pages = pages
        self._named: dict[str, Any] = {
            name.removeprefix("/"): target
            for name, target in dictionary(root.get("/Dests")).items()
        }
        for node in walk(dictionary(root.get("/Names")).get("/Dests")):
            pairs = items(node.get("/Names"))
            self._named.update(zip(map(text, pairs[::2]), pairs[1::2], strict=False))

    def is_there(self, target: Any) -> bool:
        """Say whether a destination is a page of the document."""
        if isinstance(target, (pikepdf.String, pikepdf.Name, str)):
            target = self._named.get(text(target).removeprefix("/"))
        if isinstance(target, pikepdf.Dictionary):
            target = target.get("/D")
        first = items(target)[:1]
        return bool(first) and identity(first[0]) in self._pages

    def name(self, target: Any) -> str:
        """Name a destination for people."""
        return text(target).removeprefix("/") or "a page that is not in the file"


def _target(thing: Any) -> Any:
    """Give where a link or bookmark leads inside of the document; None where it does not."""
    if "/Dest" in thing:
        return thing["/Dest"]
    action = dictionary(thing.get("/A"))
    return action.get("/D") if text(action.get("/S")) == "/GoTo" else None


def _addresses(annotations: list[Any]) -> Iterator[str]:
    for each in annotations:
        address = dictionary(each.get("/A")).get("/URI")
        if isinstance(address, pikepdf.String):
            yield bytes(address).decode("latin-1")


def _bookmarks(outline: Any) -> Iterator[Any]:
    """Give every bookmark once, in order (§12.3.3)."""
    seen: set[Any] = set()
    waiting = [outline.get("/First")]
    while waiting and len(seen) < MOST_NODES:
        mark = waiting.pop()
        if not isinstance(mark, pikepdf.Dictionary) or identity(mark) in seen:
            continue
        seen.add(identity(mark))
        yield mark
        waiting += [mark.get("/Next"), mark.get("/First")]
