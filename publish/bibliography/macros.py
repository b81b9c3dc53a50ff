"""Field → its value: braces and quotes taken off, macros put in, pieces joined."""

from __future__ import annotations

import re
from collections.abc import Mapping

from publish.bibliography.fields import RawField, atom_end
from publish.bibliography.scan import FIELD, SPACE
from publish.bibliography.values import Value
from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.source import Source, Span

MAX_VALUE = 200_000
"""Characters of one value after its macros are put in: macros of macros can grow without end."""

MAX_MACROS = 4_000_000
"""Characters of all macros of a file together, for the same reason."""

MONTHS = {
    name: str(number)
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
"""The macros that every style defines ("BibTeXing", 1988, §2.2), as Biber gives them: numbers."""

_SPACE = re.compile(SPACE)


class Macros:
    """The `@string` table of one file, on top of the tables of files read before it."""

    def __init__(self, earlier: Macros | None = None) -> None:
        self._texts: dict[str, str] = {}
        self._earlier = earlier
        self._size = 0

    def get(self, name: str) -> str | None:
        """Find a macro's text; its name is taken without regard to case."""
        lowered = name.lower()
        if lowered in self._texts:
            return self._texts[lowered]
        if self._earlier is not None:
            return self._earlier.get(lowered)
        return MONTHS.get(lowered)

    def after(self, earlier: Macros) -> Macros:
        """Give this table with another one behind it."""
        joined = Macros(earlier if self._earlier is None else self._earlier.after(earlier))
        joined._texts = self._texts
        return joined

    def names(self) -> list[str]:
        """List all known names."""
        return [*self._texts, *(self._earlier.names() if self._earlier else MONTHS)]

    def texts(self) -> Mapping[str, str]:
        """Give the file's own macros."""
        return self._texts

    def define(self, source: Source, start: int, end: int) -> list[Diagnostic]:
        """Take in one `@string{name = value}` whose inside lies between two offsets."""
        diagnostics: list[Diagnostic] = []
        for field in FIELD.finditer(source.text, start, end):
            raw = RawField(field[1], field.start(1), field.start(2), field.end(2))
            if self._size > MAX_MACROS:
                span = source.span(field.start(1), field.end(1))
                diagnostics.append(_too_long(field[1], span))
                break
            value = evaluate(source, raw, self, diagnostics)
            self._size += len(value.text)
            self._texts[field[1].lower()] = value.text
        return diagnostics


def evaluate(
    source: Source, field: RawField, macros: Macros, diagnostics: list[Diagnostic]
) -> Value:
    """Work out a field's value: take off braces and quotes, put in macros, join at `#`."""
    text = source.text
    pieces: list[tuple[int, int, bool]] = []
    parts: list[str] = []
    length = 0
    position = field.value_start
    while position < field.value_end:
        end = atom_end(text, position, field.value_end)
        if end is None:
            break
        part, is_macro, inner = _atom(source, position, end, macros, diagnostics)
        pieces.append((length, inner, is_macro))
        parts.append(part)
        length += len(part)
        if length > MAX_VALUE:
            span = source.span(field.name_start, field.name_start + len(field.name))
            diagnostics.append(_too_long(field.name, span))
            break
        position = _behind_hash(text, end, field.value_end)
    joined = "".join(parts)[:MAX_VALUE]
    return Value(joined, source, field.value_start, field.value_end, tuple(pieces))


def _behind_hash(text: str, position: int, limit: int) -> int:
    while (found := _SPACE.match(text, position, limit)) and found.end() < limit:
        position = found.end()
        if text[position] != "#":
            break
        position += 1
    return limit if found is None else found.end()


def _atom(
    source: Source, start: int, end: int, macros: Macros, diagnostics: list[Diagnostic]
) -> tuple[str, bool, int]:
    text = source.text[start:end]
    if text[0] in '{"':
        return text[1:-1], False, start + 1
    if text.isdigit():
        return text, False, start
    found = macros.get(text)
    if found is not None:
        return found, True, start
    if not text[0].isdigit():
        diagnostics.append(
            warning(
                "bib-macro-unknown",
                f"no '@string' defines '{text}', so it is taken as text",
                source.span(start, end),
                did_you_mean(text.lower(), macros.names()) or f"write {{{text}}} if it is text",
            )
        )
    return text, False, start


def _too_long(name: str, span: Span) -> Diagnostic:
    return error(
        "bib-value-too-long",
        f"the field '{name}' has more than {MAX_VALUE} characters once its macros are put in",
        span,
    )
