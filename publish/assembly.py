"""Manuscript + the files it is made of → Manuscript: texts of several files, in one order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from publish.diagnostics import Diagnostic, error
from publish.located import Located
from publish.manuscript import Manuscript, read
from publish.source import Source, Span

OpenSource = Callable[[str, str, Span], Source | Diagnostic]
"""Reads a file as it is named, in the file of that name, at a place; or tells why not."""

DEPTH_LIMIT = 10
"""How deep files may include files."""
FILES_LIMIT = 200
"""How many files a manuscript may be made of: a book of 40 chapters has 60."""

_INCLUDE = re.compile(
    r"^ {0,3}(?:\{\{<\s*include\s+(?P<quarto>[^\s>]+)\s*>\}\}|!include\s+(?P<plain>\S+))[ \t]*$"
)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def assemble(manuscript: Manuscript, open_source: OpenSource) -> Manuscript:
    """Put the files that a manuscript names in their places.

    A line `{{< include file.md >}}` (Quarto) or `!include file.md` is the text of that file; the
    files of the field `parts` or `chapters` follow the text, in order. Names are relative to
    the file that names them. Their bibliographies join the manuscript's; a part's title is a
    heading above it.
    """
    if not manuscript.front.parts and "include" not in manuscript.source.text:
        return manuscript
    assembler = _Assembler(open_source)
    texts = tuple(assembler.texts(manuscript, (manuscript.source.name,)))
    bibliography = (*manuscript.front.bibliography, *assembler.bibliography)
    return replace(
        manuscript,
        front=replace(manuscript.front, bibliography=bibliography),
        texts=texts,
        diagnostics=(*manuscript.diagnostics, *assembler.diagnostics),
    )


class _Assembler:
    def __init__(self, open_source: OpenSource) -> None:
        self._open_source = open_source
        self._count = 0
        self.bibliography: list[Located] = []
        self.diagnostics: list[Diagnostic] = []

    def texts(self, manuscript: Manuscript, within: tuple[str, ...]) -> Iterator[Located]:
        """Give the texts of a manuscript; `within` names the files that include it."""
        body = manuscript.body
        at = 0
        for start, end, name in _includes(body.text):
            if body.text[at:start].strip():
                yield body.part(at, start)
            at = end
            yield from self._part(name, body.at(start, end), within, is_chapter=False)
        if body.text[at:].strip() or not at:
            yield body.part(at, len(body.text))
        for named in manuscript.front.parts:
            yield from self._part(named.text.strip(), named.span, within, is_chapter=True)

    def _part(
        self, name: str, span: Span, within: tuple[str, ...], *, is_chapter: bool
    ) -> Iterator[Located]:
        self._count += 1
        if len(within) > DEPTH_LIMIT or self._count > FILES_LIMIT:
            message = f"more than {FILES_LIMIT} files, or {DEPTH_LIMIT} within each other"
            self.diagnostics.append(error("include-limit", message, span))
            return
        source = self._open_source(name, span.source.name, span)
        if isinstance(source, Diagnostic):
            self.diagnostics.append(source)
            return
        if source.name in within:
            message = f"'{source.name}' includes itself"
            self.diagnostics.append(error("include-cycle", message, span))
            return
        part = read(source)
        self.diagnostics += part.diagnostics
        self.bibliography += part.front.bibliography
        if is_chapter and part.front.title and not part.body.text.lstrip().startswith("# "):
            yield _heading(part.front.title)
        yield from self.texts(part, (*within, source.name))


def _heading(title: Located) -> Located:
    """Make a title the text of a heading; the sign before it stands at its first character."""
    text = f"# {' '.join(title.text.split())}"
    return Located(text, title.span, ((0, title.place(0)), (2, title.place(0))))


def _includes(text: str) -> Iterator[tuple[int, int, str]]:
    """Find the lines that include a file, outside of code: start, end and the file's name."""
    fence = ""
    at = 0
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if found and not fence:
            fence = found[1]
        elif found and found[1].startswith(fence):
            fence = ""
        included = None if fence else _INCLUDE.match(line)
        if included:
            yield at, at + len(line), included["quarto"] or included["plain"]
        at += len(line) + 1
