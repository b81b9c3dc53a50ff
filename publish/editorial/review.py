"""Document → findings: what an editor would mark, none of it in code or addresses."""

from __future__ import annotations

from publish.document import Document
from publish.editorial.compounds import lost_joints
from publish.editorial.consistency import ordinals, quotes, spellings, stops
from publish.editorial.definitions import defined_twice
from publish.editorial.finding import Finding
from publish.editorial.names import variants
from publish.editorial.programs import names_of_programs
from publish.editorial.times import vague_times
from publish.editorial.transliterations import transliterations
from publish.editorial.words import slips
from publish.silencing import heard
from publish.syntax.prose import Prose


def review(document: Document) -> tuple[Finding, ...]:
    """Find the slips of a text, in its order; what the author silences is left out."""
    paragraphs = document.prose
    names = names_of_programs(paragraphs)
    found = [finding for prose in paragraphs for finding in slips(prose, names)]
    found += defined_twice([each for each in paragraphs if not _is_field(each, document)])
    for rule in (variants, transliterations, spellings, ordinals, quotes, stops):
        found += rule(paragraphs)
    found += lost_joints(paragraphs, is_on_programs=bool(names))
    found += vague_times(paragraphs, document.manuscript.front.date is not None)
    kept = {id(each) for each in heard(finding.diagnostic for finding in found)}
    heard_of = [finding for finding in found if id(finding.diagnostic) in kept]
    return tuple(sorted(heard_of, key=lambda finding: finding.span.start))


def _is_field(prose: Prose, document: Document) -> bool:
    """Say whether a text stands in the front matter, as a summary that explains for itself."""
    span = prose.text.span
    manuscript = document.manuscript
    return span.source is manuscript.source and span.start < manuscript.body_start
