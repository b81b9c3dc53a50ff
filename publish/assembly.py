"""Manuscript + the files it is made of → Manuscript: texts of several files, in one order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from publish.diagnostics import Diagnostic, error
from publish.frontmatter.front import type_fields
from publish.frontmatter.merging import completed
from publish.located import Located
from publish.manuscript import Manuscript, read
from publish.source import Source, Span
from publish.volume import Volume

OpenSource = Callable[[str, str, Span], Source | Diagnostic]
"""Reads a file as it is named, in the file of that name, at a place; or tells why not."""

DEPTH_LIMIT = 10
"""How deep files may include files."""
FILES_LIMIT = 200
"""How many files a manuscript may be made of: a book of 40 chapters has 60."""
SIZE_LIMIT = 8_000_000
"""How long all of them may be together, in characters: a book of 120,000 words has 800,000."""

_INCLUDE = re.compile(
    r"^ {0,3}(?:\{\{<\s*include\s+(?P<quarto>[^\s>]+)\s*>\}\}|!include\s+(?P<plain>\S+))[ \t]*$"
)
_DIRECTIVE = re.compile(r" {0,3}(?P<fence>`{3,}|:{3,})\{include\}[ \t]+(?P<name>\S+)[ \t]*")
"""MyST's; its options are not read."""
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def assemble(
    manuscript: Manuscript, open_source: OpenSource, volume: Volume | None = None
) -> Manuscript:
    """Put the files that a manuscript names in their places.

    A line `{{< include file.md >}}` (Quarto) or `!include file.md` is the text of that file; the
    files of the field `parts` or `chapters` follow the text, in order. Names are relative to
    the file that names them. Their bibliographies join the manuscript's; a part's title is a
    heading above it. A `volume` names the files and gives fields for the whole.
    """
    if volume is not None:
        return _Assembler(open_source).volume(manuscript, volume)
    if not manuscript.front.parts and "include" not in manuscript.source.text:
        return manuscript
    assembler = _Assembler(open_source)
    return assembler.whole(manuscript, assembler.texts(manuscript, (manuscript.source.name,)))


class _Assembler:
    def __init__(self, open_source: OpenSource) -> None:
        self._open_source = open_source
        self._count = 0
        self._size = 0
        self.bibliography: list[Located] = []
        self.diagnostics: list[Diagnostic] = []

    def whole(self, manuscript: Manuscript, texts: Iterable[Located]) -> Manuscript:
        """Put texts into a manuscript, with the bibliographies and faults of all files."""
        gathered = tuple(texts)
        bibliography = (*manuscript.front.bibliography, *self.bibliography)
        return replace(
            manuscript,
            front=replace(manuscript.front, bibliography=bibliography),
            texts=gathered,
            diagnostics=(*manuscript.diagnostics, *self.diagnostics),
        )

    def volume(self, first: Manuscript, volume: Volume) -> Manuscript:
        """Put the files of a volume in order; `first` is the first of them, read already.

        When the volume has a title, each file is a chapter of it. Else the first file's fields
        are those of the whole, and the volume's hold where it has none.
        """
        given, problems = type_fields(volume.front)
        if given.title is None:
            front = completed(first.front, given)
        else:
            front = replace(given, bibliography=(*given.bibliography, *first.front.bibliography))
        bound = replace(
            first,
            front=front,
            output=volume.output,
            diagnostics=(*problems, *first.diagnostics),
        )
        return self.whole(bound, self._chapters(first, volume, is_titled=given.title is not None))

    def _chapters(self, first: Manuscript, volume: Volume, *, is_titled: bool) -> Iterator[Located]:
        within = (first.source.name,)
        for index, named in enumerate(volume.parts):
            if index in volume.above:
                yield _heading(volume.above[index], " {-}")
            if index:
                yield from self._part(named.text.strip(), named.span, within, is_chapter=True)
                continue
            if is_titled:
                yield from _title_of(first)
            self._size = len(first.source.text)
            yield from self.texts(replace(first, front=replace(first.front, parts=())), within)

    def texts(self, manuscript: Manuscript, within: tuple[str, ...]) -> Iterator[Located]:
        """Give the texts of a manuscript; `within` names the files that include it."""
        for body in manuscript.texts or (manuscript.body,):
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
        limit = self._limit(within)
        if limit:
            if all(each.code != "include-limit" for each in self.diagnostics):
                self.diagnostics.append(error("include-limit", limit, span))
            return
        source = self._open_source(name, span.source.name, span)
        if isinstance(source, Diagnostic):
            self.diagnostics.append(source)
            return
        if source.name in within:
            message = f"'{source.name}' includes itself"
            self.diagnostics.append(error("include-cycle", message, span))
            return
        self._size += len(source.text)
        part = read(source)
        self.diagnostics += part.diagnostics
        self.bibliography += part.front.bibliography
        if is_chapter:
            yield from _title_of(part)
        yield from self.texts(part, (*within, source.name))

    def _limit(self, within: tuple[str, ...]) -> str:
        """Count one more file, and say which limit it is beyond, "" for none."""
        self._count += 1
        if len(within) > DEPTH_LIMIT:
            return f"files include each other more than {DEPTH_LIMIT} deep from here on"
        if self._count > FILES_LIMIT:
            return f"from here on the text is made of more than {FILES_LIMIT} files"
        if self._size > SIZE_LIMIT:
            return f"the files before this one have more than {SIZE_LIMIT} characters"
        return ""


def _title_of(part: Manuscript) -> Iterator[Located]:
    """Make the title of a file a heading above its text, which may have one of its own."""
    if part.front.title and not part.body.text.lstrip().startswith("# "):
        yield _heading(part.front.title)


def _heading(title: Located, attributes: str = "") -> Located:
    """Make a title the text of a heading; the sign before it stands at its first character."""
    text = f"# {' '.join(title.text.split())}{attributes}"
    return Located(text, title.span, ((0, title.place(0)), (2, title.place(0))))


def _includes(text: str) -> Iterator[tuple[int, int, str]]:
    """Find the lines that include a file, outside of code: start, end and the file's name."""
    fence = ""
    at = start = 0
    directive: re.Match[str] | None = None
    for line in text.split("\n"):
        if directive is not None:
            at += len(line) + 1
            if line.strip() == directive["fence"]:
                yield start, at - 1, directive["name"]
                directive = None
            continue
        found = _FENCE.match(line)
        directive = None if fence else _DIRECTIVE.fullmatch(line)
        if directive is not None:
            start, at = at, at + len(line) + 1
            continue
        if found and not fence:
            fence = found[1]
        elif found and found[1].startswith(fence):
            fence = ""
        included = None if fence else _INCLUDE.match(line)
        if included:
            yield at, at + len(line), included["quarto"] or included["plain"]
        at += len(line) + 1
