"""A text taken out of a source, with the way back from each character to its place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from publish.source import Source, Span

Runs = tuple[tuple[int, int], ...]
"""Pairs (offset in the text, offset in the source), ascending; both count alike in between."""


@dataclass(frozen=True, slots=True)
class Located:
    """A text that may differ from what stands in the file (quotes, folds, indents are gone)."""

    text: str
    span: Span
    """The range of the source from the first to the last character of the text."""
    runs: Runs = ()
    """How offsets map; () when the text is exactly `span.text`."""

    def place(self, offset: int) -> int:
        """Give the offset in the source of a character of the text."""
        if not self.runs:
            return self.span.start + offset
        at = bisect_right(self.runs, (offset, len(self.span.source.text) + 1)) - 1
        inside, outside = self.runs[max(at, 0)]
        return outside + offset - inside

    def at(self, start: int, end: int) -> Span:
        """Name a half-open range of the text as a range of the source."""
        first = self.place(start)
        last = self.place(end - 1) + 1 if end > start else first
        return self.span.source.span(first, max(first, last))

    def part(self, start: int, end: int) -> Located:
        """Take a half-open range of the text, with its own way back."""
        if not self.runs:
            return Located(self.text[start:end], self.at(start, end))
        beyond = len(self.span.source.text) + 1
        first = max(bisect_right(self.runs, (start, beyond)) - 1, 0)
        last = bisect_right(self.runs, (end, beyond))
        later = (run for run in self.runs[first:last] if run[0] > start)
        runs = ((0, self.place(start)), *((inside - start, outside) for inside, outside in later))
        return Located(self.text[start:end], self.at(start, end), runs)


def whole(source: Source, start: int, end: int) -> Located:
    r"""Take a range of a source with all line ends made `\n` and NUL made U+FFFD.

    CommonMark 0.31 §2.1 (line ends) and §2.3 (insecure characters).
    """
    raw = source.text[start:end].replace("\0", "\N{REPLACEMENT CHARACTER}")
    span = source.span(start, end)
    if "\r" not in raw:
        return Located(raw, span, ((0, start),))
    pieces: list[str] = []
    runs = [(0, start)]
    inside = outside = 0
    for piece in raw.split("\r"):
        pieces.append(piece)
        inside += len(piece)
        outside += len(piece) + 1
        if raw[outside : outside + 1] == "\n" or outside > len(raw):
            runs.append((inside, start + outside))
        else:
            pieces.append("\n")
            inside += 1
    return Located("".join(pieces), span, tuple(runs))


def without_indents(text: Located) -> Located:
    """Take the spaces at the beginning of each line away."""
    pieces: list[str] = []
    runs: list[tuple[int, int]] = []
    inside = outside = 0
    for line in text.text.split("\n"):
        bare = line.lstrip(" \t")
        runs.append((inside, text.place(outside + len(line) - len(bare))))
        pieces.append(bare)
        inside += len(bare) + 1
        outside += len(line) + 1
    return Located("\n".join(pieces), text.span, tuple(runs))
