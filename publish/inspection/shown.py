"""Content of a page → the text that its glyphs show, and what is said in place of some of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pikepdf

from publish.inspection.values import dictionary, items, number, operator, text

_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)
_SHOWING = frozenset(("Tj", "TJ", "'", '"'))


@dataclass(eq=False, slots=True)
class Piece:
    """Text that belongs together in one sequence of marked content (ISO 32000-1 §14.6)."""

    mark: int | None
    """Its identifier, by which the structure tree names it."""
    shown: str
    said: str | None
    """What stands for it (§14.9.4, ActualText); None where it stands for itself."""


def pieces(page: pikepdf.Page) -> Iterator[Piece]:
    """Read what a page shows, in the order of its content; a sequence that is replaced is one."""
    fonts = _fonts(page)
    open_: list[Piece] = []
    font: Mapping[int, str] = {}
    for name, operands in _instructions(page):
        within = open_[-1] if open_ else Piece(None, "", None)
        if name in ("BDC", "BMC"):
            open_.append(_begun(page, operands, within))
        elif name == "EMC" and open_:
            ended = open_.pop()
            if ended.said is not None and ended not in open_[-1:]:
                yield ended
        elif name == "Tf" and operands:
            font = fonts.get(text(operands[0]), {})
        elif name in _SHOWING:
            shown = "".join(_decoded([part for each in operands for part in items(each)], font))
            if within.said is None:
                yield Piece(within.mark, shown, None)
            else:
                within.shown += shown


def _begun(page: pikepdf.Page, operands: list[Any], within: Piece) -> Piece:
    """Open a sequence; one in a sequence that is replaced is a part of it."""
    if within.said is not None:
        return within
    what = operands[1] if len(operands) > 1 else None
    if isinstance(what, pikepdf.Name):
        resources = dictionary(page.obj.get("/Resources"))
        what = dictionary(resources.get("/Properties")).get(text(what))
    properties = dictionary(what)
    mark = properties.get("/MCID")
    said = properties.get("/ActualText")
    return Piece(
        within.mark if mark is None else int(number(mark)),
        "",
        text(said) if isinstance(said, (str, pikepdf.String)) else None,
    )


def _instructions(page: pikepdf.Page) -> Iterator[tuple[str, list[Any]]]:
    try:
        for each in pikepdf.parse_content_stream(page):
            yield operator(each), list(getattr(each, "operands", ()))
    except (pikepdf.PdfError, TypeError, ValueError):
        return


def _decoded(parts: list[Any], font: Mapping[int, str]) -> Iterator[str]:
    for each in parts:
        if isinstance(each, pikepdf.String):
            data = bytes(each)
            for place in range(0, len(data) - 1, 2):
                yield font.get(int.from_bytes(data[place : place + 2]), "")


def _fonts(page: pikepdf.Page) -> dict[str, Mapping[int, str]]:
    resources = dictionary(page.obj.get("/Resources"))
    return {name: _to_unicode(font) for name, font in dictionary(resources.get("/Font")).items()}


def _to_unicode(font: Any) -> dict[int, str]:
    """Read the text of each code, for fonts whose codes are two bytes, as ours."""
    known = dictionary(font)
    stream = known.get("/ToUnicode")
    if not isinstance(stream, pikepdf.Stream) or text(known.get("/Subtype")) != "/Type0":
        return {}
    pairs: dict[int, str] = {}
    for block in _BLOCK.findall(bytes(stream.get_stream_buffer())):
        for code, said in _PAIR.findall(block):
            pairs[int(code, 16)] = bytes.fromhex(said.decode()).decode("utf-16-be", "replace")
    return pairs


_UNHEARD = re.compile("[-\\s\u00ad\u200b\u2010\u2011\u2060]")


def misstated(pdf: pikepdf.Pdf) -> tuple[tuple[str, str], ...]:
    """Name words that readers are told, with what is shown there, where the two differ.

    A word may be shown in several pieces, of which the first says it all and the others nothing;
    between them may stand what else is on the page, and broken there. Hyphens and spaces do not
    count.
    Pieces whose fonts do not tell their text are left out.
    """
    unfinished: list[tuple[str, str]] = []
    wrong: list[tuple[str, str]] = []
    for page in pdf.pages:
        on_page = list(pieces(page))
        for place, piece in enumerate(on_page):
            shown = _UNHEARD.sub("", piece.shown)
            if piece.said is None or not shown:
                continue
            whole, so_far = _UNHEARD.sub("", piece.said), ""
            if not whole and _is_halo(shown, islice(on_page, place + 1, None)):
                continue
            if not whole:
                whole, so_far = _take(unfinished, shown)
            so_far += shown
            if not whole.startswith(so_far):
                wrong.append((piece.said, piece.shown))
            elif whole != so_far:
                unfinished.append((whole, so_far))
    return (*wrong, *unfinished)


def _is_halo(shown: str, after: Iterator[Piece]) -> bool:
    """Say whether the same words follow and stand for themselves, as letters on their outline."""
    so_far = ""
    for piece in after:
        if piece.said is not None or len(so_far) >= len(shown):
            break
        so_far += _UNHEARD.sub("", piece.shown)
    return so_far.startswith(shown)


def _take(unfinished: list[tuple[str, str]], shown: str) -> tuple[str, str]:
    """Find the word that goes on with a piece, the last first; ("", "") for none."""
    for place in range(len(unfinished) - 1, -1, -1):
        told, so_far = unfinished[place]
        if told.startswith(so_far + shown):
            return unfinished.pop(place)
    return "", ""
