"""PDF bytes → the text as a screen reader speaks it: by the structure tree, notes apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

from publish.inspection.shown import pieces
from publish.inspection.values import dictionary, identity, items, number, text, walk

_INLINE = frozenset(("/Span", "/Link", "/Reference", "/Quote", "/Code", "/Note"))


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is read aloud, in order."""

    text: str
    """All but the notes."""
    notes: Mapping[str, str]
    """The text of each element Note by its identifier."""


def read_aloud(pdf: bytes) -> Spoken | None:
    """Read a tagged file in the order of its tags; None for one that is not tagged."""
    with pikepdf.open(BytesIO(pdf), suppress_warnings=True) as document:
        tree = document.Root.get("/StructTreeRoot")
        if not isinstance(tree, pikepdf.Dictionary):
            return None
        pages = {identity(page.obj): _marked(page) for page in document.pages}
        main: list[str] = []
        notes: dict[str, list[str]] = {}
        _speak(tree, pages, main, notes)
    return Spoken("".join(main), {name: "".join(parts) for name, parts in notes.items()})


def _speak(
    tree: Any,
    pages: Mapping[Any, Mapping[int, str]],
    main: list[str],
    notes: dict[str, list[str]],
) -> None:
    """Go through the tree without recursion: a file from outside may be as deep as it likes."""
    seen: set[Any] = set()
    waiting: list[tuple[Any, Any, list[str]]] = [(tree, None, main)]
    while waiting:
        thing, page, into = waiting.pop()
        if isinstance(thing, int):
            into.append(pages.get(page, {}).get(thing, ""))
            continue
        if isinstance(thing, str):
            into.append(thing)
            continue
        if not isinstance(thing, pikepdf.Dictionary) or text(thing.get("/Type")) == "/OBJR":
            continue
        if (name := identity(thing)) is not None:
            if name in seen:
                continue
            seen.add(name)
        page = identity(thing.get("/Pg")) or page
        if text(thing.get("/Type")) == "/MCR":
            waiting.append((int(number(thing.get("/MCID"))), page, into))
            continue
        kind = text(thing.get("/S"))
        if kind == "/Note":
            into = notes.setdefault(text(thing.get("/ID")), [])
        if kind not in _INLINE:
            waiting.append((" ", None, into))
        waiting.extend((kid, page, into) for kid in reversed(items(thing.get("/K"))))


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """Read what each marked content of a page says."""
    said: dict[int, list[str]] = {}
    for piece in pieces(page):
        if piece.mark is not None:
            words = piece.shown if piece.said is None else piece.said
            said.setdefault(piece.mark, []).append(words)
    return {mark: "".join(parts) for mark, parts in said.items()}


def crossed_notes(root: Any) -> tuple[str, ...]:
    """Name each note whose number leads back to the call of another."""
    crossed = []
    for element in walk(root.get("/StructTreeRoot"), "/K"):
        name = text(element.get("/ID"))
        if text(element.get("/S")) != "/Note" or not name.startswith("note-"):
            continue
        for part in walk(element, "/K"):
            back = text(dictionary(part.get("/Obj")).get("/Dest"))
            if back.startswith("call-") and back[5:] != name[5:]:
                crossed.append(name[5:])
    return tuple(crossed)
