"""A finished file → Verdict: what press, archive and reader ask of it, answered in words."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from publish import verapdf
from publish.inspection.holdings import Facts, read_facts
from publish.inspection.ink import read_inks
from publish.preflight import inspect_bytes
from publish.targets import ARCHIVE, PRINT, SCREEN, Target

Answer = Literal["good", "look", "bad"]
MOST_INK = 3.0
"""Total of the four inks, 1.0 for 100 %: coated offset (ISO 12647-2:2013)."""
LEAST_PPI = 300
"""What shops ask of photographs at their printed size."""
LEAST_BLEED_MM = 3.0
"""What European presses ask; 0.125 in is 3.2 mm."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question with its answer."""

    subject: str
    answer: Answer
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of a file."""

    target: str
    """The target whose rules it was judged by: the one that its metadata name."""
    rows: tuple[Row, ...]

    @property
    def is_good(self) -> bool:
        """Say whether nothing is bad."""
        return all(row.answer != "bad" for row in self.rows)


def judge(pdf: bytes) -> Verdict:
    """Judge a finished PDF by the rules of the target that it claims to be for."""
    facts = read_facts(pdf)
    if facts is None:
        return Verdict("", (Row("file", "bad", "it cannot be opened"),))
    target = _target(facts)
    rows = [*_common(facts), *_safety(pdf, target)]
    rows += _press(pdf, facts) if target is PRINT else _reader(facts)
    rows += _standards(pdf, facts, target)
    return Verdict(target.name, tuple(rows))


def _target(facts: Facts) -> Target:
    if any(each.startswith("PDF/X") for each in facts.claims):
        return PRINT
    return ARCHIVE if any(each.startswith("PDF/A-3") for each in facts.claims) else SCREEN


def _common(facts: Facts) -> Iterator[Row]:
    width, height = facts.boxes[0].trim
    several = "" if len(facts.boxes) == 1 else "s"
    yield Row("pages", "good", f"{len(facts.boxes)} page{several} of {width:g} × {height:g} mm")
    if facts.title:
        yield Row("title", "good", facts.title)
    else:
        yield Row("title", "bad", "the file has no title")
    missing = [font.name for font in facts.fonts if not font.is_embedded]
    if missing:
        yield Row("fonts", "bad", f"not embedded: {', '.join(missing)}")
    else:
        yield Row("fonts", "good", f"{len(facts.fonts)} faces, all embedded")
    silent = [font.name for font in facts.fonts if not font.has_text]
    if silent:
        yield Row("search", "bad", f"text of {', '.join(silent)} cannot be searched or copied")


def _safety(pdf: bytes, target: Target) -> Iterator[Row]:
    found = inspect_bytes(pdf, target)
    for each in found:
        yield Row("safety", "bad" if each.severity == "error" else "look", each.message)
    if not found:
        yield Row("safety", "good", f"no scripts or actions; {len(pdf) / 1000:.0f} kB")


def _reader(facts: Facts) -> Iterator[Row]:
    if not facts.is_tagged:
        yield Row("tags", "bad", "the text is not tagged for screen readers")
    else:
        yield Row("tags", "good", f"tagged: {len(facts.headings)} headings, {facts.notes} notes")
    if facts.lang:
        yield Row("language", "good", facts.lang)
    else:
        yield Row("language", "bad", "the file does not say its language")
    if facts.figures_without_words:
        count = facts.figures_without_words
        yield Row("pictures", "bad", f"{count} without alternative text")
    if not facts.shows_title:
        yield Row("title bar", "look", "readers show the file's name, not its title")
    if facts.heads_without_scope:
        count = facts.heads_without_scope
        yield Row("tables", "bad", f"{count} header cells do not say what they head")
    for above, below in itertools.pairwise((0, *facts.headings)):
        if below > above + 1:
            yield Row("headings", "bad", f"one of level {below} follows one of level {above}")
    if facts.dead_links:
        yield Row("links", "bad", f"these lead nowhere: {', '.join(facts.dead_links)}")
    yield Row("links", "good", f"{len(facts.links)} to the web, {facts.outline} in the outline")
    if facts.attachments:
        yield Row("attachments", "good", ", ".join(facts.attachments))


def _press(pdf: bytes, facts: Facts) -> Iterator[Row]:
    bleed = min(boxes.bleed_mm for boxes in facts.boxes)
    if bleed < LEAST_BLEED_MM:
        yield Row("bleed", "look", f"{bleed:g} mm; most presses ask for {LEAST_BLEED_MM:g} mm")
    else:
        yield Row("bleed", "good", f"{bleed:g} mm")
    if facts.annotations:
        yield Row("links", "bad", f"{facts.annotations} links or forms lie on the pages")
    intents = ", ".join(facts.output_intents)
    yield Row("output intent", "good" if intents else "bad", intents or "none: no press is named")
    yield from _inks(pdf)
    if len(facts.boxes) % 4:
        yield Row("sheets", "look", f"{len(facts.boxes)} pages are no multiple of 4")


def _inks(pdf: bytes) -> Iterator[Row]:
    inks = read_inks(pdf)
    if inks.screen_colours:
        pages = sorted(inks.screen_colours)
        yield Row("inks", "bad", f"colours of the screen (RGB) on page {_listed(pages)}")
    if inks.mixed_black_text:
        pages = sorted(inks.mixed_black_text)
        yield Row("black", "bad", f"black text in several inks on page {_listed(pages)}")
    if inks.most_ink > MOST_INK:
        page = inks.most_ink_page
        yield Row("ink", "bad", f"{inks.most_ink:.0%} of ink on page {page}; 300 % is the limit")
    if not (inks.screen_colours or inks.mixed_black_text or inks.most_ink > MOST_INK):
        yield Row(
            "inks", "good", f"four inks only, black text in black, {inks.most_ink:.0%} at most"
        )
    if inks.coarsest_ppi:
        is_fine = inks.coarsest_ppi >= LEAST_PPI
        text = f"{inks.coarsest_ppi} ppi at least (page {inks.coarsest_page})"
        yield Row("pictures", "good" if is_fine else "bad", text)


def _listed(pages: list[int]) -> str:
    return ", ".join(str(page) for page in pages)


def _standards(pdf: bytes, facts: Facts, target: Target) -> Iterator[Row]:
    claims = ", ".join(sorted(facts.claims)) or "none"
    yield Row("claims", "good" if facts.claims else "look", claims)
    if not target.verapdf:
        yield Row("standard", "look", "checked by our own rules; nothing certifies PDF/X-4")
        return
    if not verapdf.is_installed():
        hint = "pip install 'publish-press[verify]'"
        yield Row("standard", "look", f"not verified by veraPDF ({hint})")
        return
    for profile in target.verapdf:
        verdict = verapdf.judge(pdf, profile)
        if verdict.is_valid:
            yield Row("standard", "good", f"{profile}: valid, says veraPDF")
        for failure in verdict.failures:
            yield Row("standard", "bad", f"{profile}: {failure}")
