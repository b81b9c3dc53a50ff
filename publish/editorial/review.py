"""Document → findings: what an editor would mark, none of it in code or addresses."""

from __future__ import annotations

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
from publish.silencing import heard


def review(document: Document) -> tuple[Finding, ...]:
    """Find the slips of a text, in its order; what the author silences is left out."""
    paragraphs = document.prose
    found = [finding for prose in paragraphs for finding in slips(prose)]
    start = document.manuscript.body_start
    found += defined_twice([each for each in paragraphs if each.text.span.start >= start])
    found += variants(paragraphs)
    found += spellings(paragraphs)
    found += quotes(paragraphs)
    if document.manuscript.front.date is None:
        found += vague_times(paragraphs)
    kept = {id(each) for each in heard(finding.diagnostic for finding in found)}
    heard_of = [finding for finding in found if id(finding.diagnostic) in kept]
    return tuple(sorted(heard_of, key=lambda finding: finding.span.start))
