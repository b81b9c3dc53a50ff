"""Pictures of a house → what a page may draw of them, and what they ask for in vain."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from publish.diagnostics import Diagnostic, warning
from publish.drawings import Drawing, clean, told_of
from publish.source import Source, Span

_NOTHING = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
"""Stands for a drawing that cannot be drawn."""


@dataclass(frozen=True, slots=True)
class HousePictures:
    """The pictures of the houses of a chain, as an author's are."""

    data: Mapping[str, bytes]
    """By `doc:///house/…` URL; drawings hold nothing that they would load."""
    spans: Mapping[str, Span]
    """The beginning of each file that the page shows."""
    diagnostics: tuple[Diagnostic, ...]
    """What is lost of those that the page shows."""


def house_pictures(assets: Mapping[str, bytes], texts: Collection[str]) -> HousePictures:
    """Look through the drawings of a house; `texts` are the HTML and the sheets of a page."""
    data = dict(assets)
    spans: dict[str, Span] = {}
    found: list[Diagnostic] = []
    for url, given in assets.items():
        drawing = clean(given) if url.lower().endswith(".svg") else None
        if drawing:
            data[url] = _NOTHING if drawing.fault else drawing.data
        if any(url in each for each in texts):
            spans[url] = beginning(url)
            found += lost(url, given, drawing) if drawing else ()
    return HousePictures(data, spans, tuple(found))


def lost(url: str, data: bytes, drawing: Drawing) -> tuple[Diagnostic, ...]:
    """Tell what a drawing of a house loses, at the first line of its file that asks for it."""
    at = beginning(url)
    name = at.source.name
    if drawing.fault:
        message = f"the picture '{name}' is left out: {drawing.fault}"
        return (warning("image-damaged", message, at),)
    if drawing.undrawn:
        source, line = Source(name, data.decode("utf-8", "replace")), drawing.undrawn[0][1]
        start = source.line_start(line)
        at = source.span(start, start + len(source.line(line)))
    return tuple(told_of(drawing, name, at))


def beginning(url: str) -> Span:
    """Give the place of a file of a house, by the URL under which a page holds it."""
    return Source("styles/" + url.removeprefix("doc:///house/"), "").span(0, 0)
