"""Our processor beside Pandoc, line by line: `python -m tests.csl.pandoc_compare [STYLE...]`.

Prints the share of equal lines for each style, and every difference.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from publish.csl.citation import Citation, CitationMode, Cite, RenderedCitation
from publish.csl.locale import Locale, parse_locale
from publish.csl.processor import process
from publish.csl.richtext import Block, Piece, RichText, Styled
from publish.csl.richtext import Style as Change
from publish.csl.richtext import render as write
from publish.csl.style import parse_style
from publish.source import Source
from tests.csl import pandoc_oracle
from tests.csl.pandoc_oracle import OUR_STYLES, STYLES, Json, Rendered, style_path

_TAGS = {
    Change.ITALIC: "i", Change.BOLD: "b", Change.SMALL_CAPS: "sc", Change.SUPERSCRIPT: "sup",
    Change.SUBSCRIPT: "sub", Change.UNDERLINE: "u",
}  # fmt: skip


_SPACES = re.compile(r"[ \u00a0\u202f]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that both processors printed."""

    name: str
    """Style, document and place: "apa | every item | cite 3 book"."""
    ours: str
    pandocs: str

    @property
    def is_equal(self) -> bool:
        """Whether both printed the same."""
        return self.ours == self.pandocs


@cache
def locale(language: str) -> Locale:
    """Read one of our locale files."""
    path = OUR_STYLES / "locales" / f"locales-{language}.xml"
    return parse_locale(Source(path.name, path.read_text("utf-8")))


def render(path: Path, items: Json, citations: Json, language: str = "en-US") -> Rendered:
    """Let our processor print the citations and the bibliography, as `pandoc_oracle.render`."""
    style = parse_style(Source(path.name, path.read_text("utf-8")))
    is_note = style.style_class == "note"
    cited = [_citation(each, number if is_note else 0) for number, each in enumerate(citations, 1)]
    result = process(style, locale(language), items, cited)
    return Rendered(
        tuple(_line(each, is_note) for each in result.citations),
        tuple((each.id, _written(each.text)) for each in result.bibliography),
    )


def _citation(data: Json, note_number: int) -> Citation:
    is_composite = data.get("properties", {}).get("mode") == "composite"
    mode = CitationMode.AUTHOR_IN_TEXT if is_composite else CitationMode.NORMAL
    return Citation(tuple(_cite(each) for each in data["citationItems"]), note_number, mode)


def _cite(data: Json) -> Cite:
    return Cite(
        id=data["id"],
        locator=data.get("locator", ""),
        label=data.get("label", "page"),
        prefix=f"{data['prefix']} " if "prefix" in data else "",
        suffix=f" {data['suffix']}" if "suffix" in data else "",
        suppress_author=data.get("suppress-author", False),
    )


def _line(rendered: RenderedCitation, is_note: bool) -> str:
    author = _written(rendered.author) if rendered.author else ""
    text = _written(rendered.text)
    if is_note:
        return f"{author}‖{text}"
    return f"{author} {text}".strip()


def _written(text: RichText) -> str:
    return _SPACES.sub(" ", write(text, str, _piece)).strip()


def _piece(piece: Piece, inner: str) -> str:
    match piece:
        case Styled(change, _):
            tag = _TAGS.get(change, change)
            return f"<{tag}>{inner}</{tag}>"
        case Block(_, _):
            return f" {inner} "
        case _:
            return inner


def compare(name: str) -> Iterator[Line]:
    """Print all documents with a style, by both; entries are compared for the first document."""
    path = style_path(name)
    assert path is not None, f"style '{name}' is absent"
    cases = pandoc_oracle.cases()
    for index, document in enumerate(cases["documents"]):
        citations = document["citations"]
        ours = render(path, cases["items"], citations)
        pandocs = pandoc_oracle.render(path, cases["items"], citations)
        place = f"{name} | {document['name']}"
        pairs = zip(citations, ours.citations, pandocs.citations, strict=True)
        for number, (data, our_text, their_text) in enumerate(pairs, 1):
            ids = " ".join(each["id"] for each in data["citationItems"])
            yield Line(f"{place} | {number} {ids}", our_text, their_text)
        if not index:
            yield from _entries(name, ours, pandocs)


def _entries(name: str, ours: Rendered, pandocs: Rendered) -> Iterator[Line]:
    our_order = " ".join(entry for entry, _ in ours.entries)
    yield Line(f"{name} | order", our_order, " ".join(entry for entry, _ in pandocs.entries))
    theirs = dict(pandocs.entries)
    for entry, text in ours.entries:
        yield Line(f"{name} | entry {entry}", text, theirs.get(entry, ""))


def main(names: list[str]) -> None:
    """Print the share of equal lines and every difference."""
    for name in names or STYLES:
        lines = list(compare(name))
        equal = sum(line.is_equal for line in lines)
        different = [line for line in lines if not line.is_equal]
        print(f"{name}: {equal} of {len(lines)} lines equal, {100 * equal / len(lines):.1f} %")
        for line in different:
            print(f"  {line.name}\n    ours   {line.ours}\n    pandoc {line.pandocs}")


if __name__ == "__main__":
    main(sys.argv[1:])
