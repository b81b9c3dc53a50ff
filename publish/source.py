"""A text file as it was read, and half-open character ranges in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """A text file as read: the name shown to the author, and its whole text.

    Line ends are as in the file; a byte order mark is already gone.
    """

    name: str
    """Path as shown to the author: relative to the project's root, with `/`."""
    text: str = field(repr=False)
    has_mark: bool = field(default=False, repr=False)
    """Whether the file begins with a byte order mark, which is no part of the text."""
    _line_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_line_starts", _line_starts(self.text))

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.text.encode("utf-8-sig" if self.has_mark else "utf-8")

    def position(self, offset: int) -> tuple[int, int]:
        """Give line and column of a character, both 1-based, columns in characters."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, line_number: int) -> str:
        """Give the text of a line (1-based) without its line end; "" past the last."""
        if line_number > len(self._line_starts):
            return ""
        start = self._line_starts[line_number - 1]
        ends = self._line_starts[line_number : line_number + 1]
        return self.text[start : ends[0] if ends else len(self.text)].rstrip("\r\n")

    def line_start(self, line_number: int) -> int:
        """Give the offset of a line's first character (line 1-based; the end past the last)."""
        if line_number > len(self._line_starts):
            return len(self.text)
        return self._line_starts[line_number - 1]

    def span(self, start: int, end: int) -> Span:
        """Name a range of this text, clipped to it."""
        size = len(self.text)
        start = max(0, min(start, size))
        return Span(self, start, max(start, min(end, size)))


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters in a source: `source.text[start:end]`."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters of the range."""
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        """The 1-based line of the first character."""
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        """The 1-based column of the first character, in characters."""
        return self.source.position(self.start)[1]


def _line_starts(text: str) -> tuple[int, ...]:
    r"""Find where lines begin, by the ends of CommonMark 0.31 §2.1: \n, \r\n and \r."""
    starts = [0]
    offset = 0
    if "\r" not in text:
        while (offset := text.find("\n", offset) + 1) > 0:
            starts.append(offset)
        return tuple(starts)
    for line in text.splitlines(keepends=True):
        offset += len(line)
        if line.endswith(("\n", "\r")):
            starts.append(offset)
    return tuple(starts)
