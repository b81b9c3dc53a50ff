"""A field's text together with where each of its characters stands in the file."""

from __future__ import annotations

from dataclasses import dataclass

from publish.source import Source, Span


@dataclass(frozen=True, slots=True)
class Value:
    """A field's value: braces and quotes around it gone, macros and `#` worked out."""

    text: str
    source: Source
    start: int
    """Where the value as written begins in the source, its opening brace included."""
    end: int
    pieces: tuple[tuple[int, int, bool], ...]
    """Offset in `text`, offset in the source, and whether the piece is a macro's text.

    Ascending; a macro's whole text stands where its name is written.
    """
    language: str = ""
    """Tag of the language of the entry it was taken over from, where that is another one."""

    @property
    def span(self) -> Span:
        """The value as written."""
        return self.source.span(self.start, self.end)

    def place(self, start: int, end: int) -> Span:
        """Find where a range of `text` stands in the file."""
        return self.source.span(self._offset(start), max(self._offset(end), self._offset(start)))

    def part(self, start: int, end: int) -> Value:
        """Take a range of the text as a value of its own."""
        span = self.place(start, end)
        return Value(
            self.text[start:end],
            self.source,
            span.start,
            span.end,
            ((0, span.start, False),),
            self.language,
        )

    def _offset(self, offset: int) -> int:
        found = self.pieces[0] if self.pieces else (0, self.start, True)
        for piece in self.pieces:
            if piece[0] > offset:
                break
            found = piece
        return found[1] if found[2] else found[1] + offset - found[0]
