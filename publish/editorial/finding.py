"""A slip in the prose, and how to mend it where that is safe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from publish.diagnostics import Diagnostic, warning
from publish.source import Span
from publish.syntax.prose import Prose


@dataclass(frozen=True, slots=True)
class Finding:
    """One slip."""

    diagnostic: Diagnostic
    replacement: str | None = None
    """What the span of the diagnostic should say; None when only a person can tell."""

    @property
    def is_safe(self) -> bool:
        """Whether it can be mended without a person."""
        return self.replacement is not None

    @property
    def span(self) -> Span:
        """Where it stands."""
        assert self.diagnostic.span is not None
        return self.diagnostic.span


def find(
    code: str, message: str, prose: Prose, start: int, end: int, replacement: str | None = None
) -> Finding:
    """Make a finding for a range of a paragraph."""
    hint = "" if replacement is None else f"write '{replacement}'"
    return Finding(warning(code, message, prose.text.at(start, end), hint), replacement)


def mend(text: str, findings: Iterable[Finding]) -> str:
    """Replace what can be mended in the text of a source; overlapping ones are left."""
    safe = [each for each in findings if each.is_safe]
    at = len(text) + 1
    for each in sorted(safe, key=lambda each: each.span.start, reverse=True):
        span = each.span
        if span.end <= at and each.replacement is not None:
            text = text[: span.start] + each.replacement + text[span.end :]
            at = span.start
    return text


Paragraphs = Sequence[Prose]

Place = tuple[Prose, int, int]
"""A paragraph and a half-open range of its text."""


def minority(code: str, message: str, written: dict[str, list[Place]]) -> Iterator[Finding]:
    """Tell of the rarer forms, at every place, when there is more than one form."""
    if len(written) < 2:
        return
    usual = max(written, key=lambda form: (len(written[form]), form))
    for form, places in written.items():
        if form != usual:
            told = message.format(_as_written(usual, written[usual]))
            yield from (find(code, told, *place) for place in places)


def _as_written(form: str, places: list[Place]) -> str:
    """Give a form as it stands at its first place, unless it is only the name of a kind."""
    prose, start, end = places[0]
    text = prose.text.text[start:end]
    return text if _letters(text) == _letters(form) else form


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).lower()
