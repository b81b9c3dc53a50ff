"""PDF bytes → the text as a screen reader speaks it: by the structure tree, notes apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

from publish.inspection.values import dictionary, identity, items, number, operator, text, walk

_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)
_SHOWING = frozenset(("Tj", "TJ", "'", '"'))
_INLINE = frozenset(("/Span", "/Link", "/Reference", "/Lbl", "/Quote", "/Code", "/Note"))


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
    """Read what each marked content of a page shows (ISO 32000-1 §14.6)."""
    shown: dict[int, list[str]] = {}
    resources = dictionary(page.obj.get("/Resources"))
    fonts = {name: _to_unicode(font) for name, font in dictionary(resources.get("/Font")).items()}
    marks: list[int | None] = []
    font: Mapping[int, str] = {}
    for name, operands in _instructions(page):
        if name in ("BDC", "BMC"):
            mark = dictionary(operands[1]).get("/MCID") if len(operands) > 1 else None
            marks.append(int(number(mark)) if mark is not None else (marks or [None])[-1])
        elif name == "EMC" and marks:
            marks.pop()
        elif name == "Tf" and operands:
            font = fonts.get(text(operands[0]), {})
        elif name in _SHOWING and marks and marks[-1] is not None:
            pieces = [part for each in operands for part in items(each)]
            shown.setdefault(marks[-1], []).append("".join(_decoded(pieces, font)))
    return {mark: "".join(parts) for mark, parts in shown.items()}


def _instructions(page: pikepdf.Page) -> Iterator[tuple[str, list[Any]]]:
    try:
        for each in pikepdf.parse_content_stream(page):
            yield operator(each), list(getattr(each, "operands", ()))
    except (pikepdf.PdfError, pikepdf.PdfParsingError, ValueError):
        return


def _decoded(pieces: list[Any], font: Mapping[int, str]) -> Iterator[str]:
    for each in pieces:
        if isinstance(each, pikepdf.String):
            data = bytes(each)
            for place in range(0, len(data) - 1, 2):
                yield font.get(int.from_bytes(data[place : place + 2]), "")


def _to_unicode(font: Any) -> dict[int, str]:
    stream = dictionary(font).get("/ToUnicode")
    if not isinstance(stream, pikepdf.Stream):
        return {}
    pairs: dict[int, str] = {}
    for block in _BLOCK.findall(bytes(stream.get_stream_buffer())):
        for code, said in _PAIR.findall(block):
            pairs[int(code, 16)] = bytes.fromhex(said.decode()).decode("utf-16-be", "replace")
    return pairs


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
