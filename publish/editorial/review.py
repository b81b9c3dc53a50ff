"""Document → findings: what an editor would mark, none of it in code or addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publish.document import Document
from publish.editorial.consistency import (
    defined_twice,
    quotes,
    spellings,
    vague_times,
    variants,
)
from publish.editorial.finding import Finding
from publish.editorial.words import slips
from publish.source import Source

_IGNORE = re.compile(r"<!--\s*publish:\s*ignore\s+([a-z-]+)\s*:\s*(\S[^\n]*?)\s*-->")


def review(document: Document) -> tuple[Finding, ...]:
    """Find the slips of a text, in its order.

    `<!-- publish: ignore editorial-range: the reason -->` on the line of a slip or on the line
    before silences that code there.
    """
    paragraphs = document.prose
    found = [finding for prose in paragraphs for finding in slips(prose)]
    found += defined_twice(paragraphs)
    found += variants(paragraphs)
    found += spellings(paragraphs)
    found += quotes(paragraphs)
    if document.manuscript.front.date is None:
        found += vague_times(paragraphs)
    silenced = set(_silenced(document.manuscript.source))
    return tuple(sorted(_heard(found, silenced), key=_place))


def _silenced(source: Source) -> Iterator[tuple[str, int]]:
    """Give the codes that the author silences, each with the line of the comment."""
    for found in _IGNORE.finditer(source.text):
        yield found[1], source.position(found.start())[0]


def _heard(findings: Iterable[Finding], silenced: set[tuple[str, int]]) -> Iterator[Finding]:
    for finding in findings:
        diagnostic = finding.diagnostic
        line = diagnostic.span.line if diagnostic.span else 0
        if not {(diagnostic.code, line), (diagnostic.code, line - 1)} & silenced:
            yield finding


def _place(finding: Finding) -> int:
    span = finding.diagnostic.span
    return span.start if span else 0
