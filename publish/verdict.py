"""A finished file → Verdict: what press, archive and reader ask of it, answered in words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from publish import verapdf
from publish.inspection.contrast import Contrasts, read_contrasts
from publish.inspection.holdings import Boxes, Facts, asks_for_password, read_facts
from publish.inspection.ink import Inks, read_inks
from publish.inspection.pdfium import read_pages
from publish.preflight import inspect_bytes
from publish.targets import ARCHIVE, PRINT, SCREEN, Target

Answer = Literal["good", "look", "bad"]
MOST_INK = 3.0
"""Total of the four inks, 1.0 for 100 %: coated offset (ISO 12647-2:2013)."""
LEAST_PPI = 300
"""What shops ask of photographs at their printed size."""
LEAST_BLEED_MM = 3.0
"""What European presses ask; 0.125 in is 3.2 mm."""
_CLAIMS = {"screen": ("PDF/A-2", "PDF/UA"), "archive": ("PDF/A-3", "PDF/UA"), "print": ("PDF/X",)}
"""What a file for each target says that it keeps."""
_MOST_NAMED = 5
_HEADER_WITHIN = 1024
"""Bytes in which readers look for the header (ISO 32000-1, Annex H.3, note 13)."""
_NO_TITLE = re.compile(
    r"\W*|untitled|unbenannt|sans titre|microsoft (word|powerpoint) - .*"
    r"|\S*\.(docx?|odt|rtf|tex|dvi|indd|pptx?|md|html?|pdf)",
    re.IGNORECASE,
)
"""Titles that programs put in: none, or the name of a file."""


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
    """The target whose rules it was judged by: as asked, else the one that its metadata name."""
    rows: tuple[Row, ...]

    @property
    def is_good(self) -> bool:
        """Say whether nothing is bad."""
        return all(row.answer != "bad" for row in self.rows)


def judge(pdf: bytes, target: Target | None = None) -> Verdict:
    """Judge a PDF by the rules of a target, or of the one that it claims to be for."""
    start = pdf.find(b"%PDF-", 0, _HEADER_WITHIN)
    if start < 0:
        said = "it is empty" if not pdf else "it is no PDF: it does not begin with '%PDF-'"
        return Verdict("", (Row("file", "bad", said),))
    facts = read_facts(pdf)
    if facts is None or not facts.boxes:
        said = "it has no pages" if facts else "it cannot be opened: it is damaged or cut short"
        said = "it asks for a password" if asks_for_password(pdf) else said
        return Verdict("", (Row("file", "bad", said),))
    target = target or _target(facts)
    rows = [*_headed(start), *_common(facts), *_safety(pdf, facts, target)]
    inks = read_inks(pdf)
    rows += _painted(inks)
    rows += _press(facts, inks) if target is PRINT else _reader(pdf, facts)
    rows += _standards(pdf, facts, target)
    return Verdict(target.name, tuple(rows))


def _target(facts: Facts) -> Target:
    if any(each.startswith("PDF/X") for each in facts.claims):
        return PRINT
    return ARCHIVE if any(each.startswith("PDF/A-3") for each in facts.claims) else SCREEN


def _common(facts: Facts) -> Iterator[Row]:
    yield from _pages(facts.boxes)
    yield from _description(facts)
    missing = [font.name for font in facts.fonts if not font.is_embedded]
    if missing:
        yield Row("fonts", "bad", f"not embedded: {_named(missing)}")
    else:
        yield Row("fonts", "good", f"{len(facts.fonts)} faces, all embedded")
    silent = [font.name for font in facts.fonts if not font.has_text]
    if silent:
        yield Row("search", "bad", f"text of {_named(silent)} cannot be searched or copied")


def _headed(start: int) -> Iterator[Row]:
    """Say what stands before the header, as ISO 19005-2 §6.1.2 has it first."""
    if start:
        yield Row("file", "bad", f"{_counted(start, 'byte')} that are no PDF stand before '%PDF-'")


def _pages(boxes: tuple[Boxes | None, ...]) -> Iterator[Row]:
    sizeless = [count for count, each in enumerate(boxes, start=1) if each is None]
    if sizeless:
        yield Row("pages", "bad", f"page {_listed(sizeless)} has no size")
    sizes = list(dict.fromkeys(each.trim or each.media for each in boxes if each))
    several = "" if len(boxes) == 1 else "s"
    written = " and ".join(f"{width:g} × {height:g} mm" for width, height in sizes[:_MOST_NAMED])
    if sizes:
        yield Row("pages", "good", f"{len(boxes)} page{several} of {written}")


def _description(facts: Facts) -> Iterator[Row]:
    said = facts.described
    if not said.title:
        where = " that old readers see" if said.xmp_title else ""
        yield Row("title", "bad", f"the file has no title{where}")
    elif said.xmp_title and said.title != said.xmp_title:
        text = f"it has two: '{said.title}' for old readers, '{said.xmp_title}' for new ones"
        yield Row("title", "bad", text)
    elif _NO_TITLE.fullmatch(said.title):
        yield Row("title", "look", f"'{said.title}' is what a program writes where nobody did")
    else:
        yield Row("title", "good", said.title)
    if not said.is_readable:
        yield Row("metadata", "bad", "there is no description (XMP) of the file that can be read")
    if not (said.author or said.xmp_author):
        yield Row("author", "look", "the file names no author")


def _safety(pdf: bytes, facts: Facts, target: Target) -> Iterator[Row]:
    found = inspect_bytes(pdf, target)
    for each in dict.fromkeys(found):
        yield Row("safety", "bad" if each.severity == "error" else "look", each.message)
    if facts.is_encrypted:
        yield Row("safety", "bad", "the file is locked: archives and readers of text refuse it")
    if facts.attachments and not target.carries_sources:
        text = f"files are inside that '{target.name}' does not carry: {_named(facts.attachments)}"
        yield Row("safety", "bad", text)
    elif facts.attachments:
        yield Row("attachments", "good", ", ".join(facts.attachments))
    if not found and not facts.is_encrypted:
        yield Row("safety", "good", f"no scripts or actions; {len(pdf) / 1000:.0f} kB")


def _painted(inks: Inks) -> Iterator[Row]:
    if inks.unreadable:
        yield Row("content", "bad", f"page {_listed(inks.unreadable)} cannot be read through")
    if inks.missing_glyphs:
        text = f"a font lacks a character on page {_listed(inks.missing_glyphs)}: an empty box"
        yield Row("characters", "bad", text)


def _reader(pdf: bytes, facts: Facts) -> Iterator[Row]:
    yield from _tags(facts)
    if not facts.lang:
        yield Row("language", "bad", "the file does not say its language")
    elif facts.tagging.odd_languages:
        odd = _named(facts.tagging.odd_languages)
        yield Row("language", "bad", f"no tag of a language: {odd}; German is 'de'")
    else:
        yield Row("language", "good", facts.lang)
    if not facts.shows_title:
        yield Row("title bar", "look", "readers show the file's name, not its title")
    yield from _links(facts)
    empty = [
        count for count, page in enumerate(read_pages(pdf) or (), start=1) if not page.text.strip()
    ]
    if empty:
        yield Row("text", "look", f"page {_listed(empty)} has no text: is it a picture?")
    for told, shown in facts.misstated[:_MOST_NAMED]:
        yield Row(
            "text", "bad", f"searches and screen readers get '{told}' for what shows '{shown}'"
        )
    yield from _contrast(read_contrasts(pdf))


def _contrast(seen: Contrasts) -> Iterator[Row]:
    """Name what is too pale, and say of what is not how far that is known."""
    for pale in seen.pale[:_MOST_NAMED]:
        text = f"'{pale.text}' on page {pale.page} has {pale.ratio:g}; {pale.least:g} is the least"
        known = "" if pale.is_exact else " (estimated: its ground is not of one colour)"
        yield Row("contrast", "look", text + known)
    if seen.texts and not seen.pale:
        text = f"enough in {seen.texts} pieces of text on {_counted(seen.pages, 'page')}"
        if seen.estimated:
            text += f", {seen.estimated} of them estimated: their ground is not of one colour"
        yield Row("contrast", "good", text)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _tags(facts: Facts) -> Iterator[Row]:
    tags = facts.tagging
    if not tags.is_marked or not tags.elements:
        yield Row("tags", "bad", "the text is not tagged for screen readers")
    else:
        yield Row("tags", "good", f"tagged: {len(tags.headings)} headings, {len(tags.notes)} notes")
    if tags.silent_figures:
        yield Row("pictures", "bad", f"{tags.silent_figures} without alternative text")
    if tags.unscoped_heads:
        yield Row("tables", "bad", f"{tags.unscoped_heads} header cells do not say what they head")
    if tags.doubled:
        yield Row("tags", "bad", f"two elements have one name: {_named(tags.doubled)}")
    numbers = [int(name[5:]) for name in tags.notes if name[:5] == "note-" and name[5:].isdigit()]
    for one, other in itertools.pairwise(numbers):
        if other < one:
            yield Row("notes", "bad", f"note {other} is read after note {one}")
    for number in facts.crossed_notes:
        yield Row("notes", "bad", f"what is called note {number} is tied to the call of another")
    for above, below in itertools.pairwise((0, *tags.headings)):
        if below > above + 1:
            after = "stands first" if not above else f"follows one of level {above}"
            yield Row("headings", "bad", f"one of level {below} {after}")


def _links(facts: Facts) -> Iterator[Row]:
    ways = facts.navigation
    if ways.dead_links:
        yield Row("links", "bad", f"these lead nowhere: {_named(ways.dead_links)}")
    if ways.dead_bookmarks:
        yield Row("outline", "bad", f"these lead nowhere: {_named(ways.dead_bookmarks)}")
    if len(facts.tagging.headings) > 1 and not ways.bookmarks:
        yield Row("outline", "look", "there are headings, and no bookmarks to reach them by")
    yield Row("links", "good", f"{len(ways.addresses)} to the web, {ways.bookmarks} in the outline")


def _press(facts: Facts, inks: Inks) -> Iterator[Row]:
    yield from _trimmed(facts.boxes)
    if facts.navigation.annotations:
        text = f"{facts.navigation.annotations} links or forms lie on the pages"
        yield Row("links", "bad", text)
    intents = [each for each in facts.intents if each.kind == "/GTS_PDFX"]
    if not intents:
        yield Row("output intent", "bad", "none: no press is named")
    elif len(intents) > 1:
        yield Row("output intent", "bad", f"{len(intents)} are named, and one is meant")
    elif intents[0].channels != 4:
        yield Row("output intent", "bad", f"'{intents[0].identifier}' has no profile of four inks")
    else:
        yield Row("output intent", "good", intents[0].identifier)
    if not facts.described.is_trapping_told:
        yield Row("trapping", "bad", "the file does not say whether it is trapped")
    if facts.blended_on_screen:
        text = (
            f"what shines through on page {_listed(facts.blended_on_screen)} is not mixed in inks"
        )
        yield Row("transparency", "bad", text)
    yield from _inks(inks)
    if len(facts.boxes) % 4:
        several = "page is" if len(facts.boxes) == 1 else "pages are"
        yield Row("sheets", "look", f"{len(facts.boxes)} {several} no multiple of 4")


def _trimmed(boxes: tuple[Boxes | None, ...]) -> Iterator[Row]:
    """Look at the boxes as ISO 15930-7 §6.4 does."""
    uncut = [count for count, each in enumerate(boxes, 1) if each is None or each.trim is None]
    if uncut:
        yield Row("trim", "bad", f"page {_listed(uncut)} does not say where it is cut (TrimBox)")
    odd = [count for count, each in enumerate(boxes, 1) if each and not each.is_nested]
    if odd:
        yield Row("trim", "bad", f"on page {_listed(odd)} trim, bleed and paper are not nested")
    twice = [count for count, each in enumerate(boxes, 1) if each and each.is_cut_twice]
    if twice:
        text = f"page {_listed(twice)} has an ArtBox beside its TrimBox, and one of both is meant"
        yield Row("trim", "bad", text)
    if len({each.trim for each in boxes if each and each.trim}) > 1:
        yield Row("trim", "look", "pages are of several sizes")
    bleed = min((each.bleed_mm for each in boxes if each and each.trim), default=0)
    good = bleed >= LEAST_BLEED_MM
    asked = "" if good else f"; most presses ask for {LEAST_BLEED_MM:g} mm"
    yield Row("bleed", "good" if good else "look", f"{bleed:g} mm{asked}")


def _inks(inks: Inks) -> Iterator[Row]:
    if inks.screen_colours:
        pages = _listed(inks.screen_colours)
        yield Row("inks", "bad", f"colours of the screen (RGB) on page {pages}")
    if inks.mixed_black_text:
        pages = _listed(inks.mixed_black_text)
        yield Row("black", "bad", f"black text in several inks on page {pages}")
    if inks.most_ink > MOST_INK:
        page = inks.most_ink_page
        yield Row("ink", "bad", f"{inks.most_ink:.0%} of ink on page {page}; 300 % is the limit")
    if not (inks.screen_colours or inks.mixed_black_text or inks.most_ink > MOST_INK):
        text = f"four inks only, black text in black, {inks.most_ink:.0%} at most"
        yield Row("inks", "good", text)
    if inks.coarsest_ppi:
        is_fine = inks.coarsest_ppi >= LEAST_PPI
        text = f"{inks.coarsest_ppi} ppi at least (page {inks.coarsest_page})"
        yield Row("pictures", "good" if is_fine else "bad", text)


def _listed(pages: Iterable[int]) -> str:
    named = sorted(pages)
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    return ", ".join(map(str, named[:_MOST_NAMED])) + more


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _standards(pdf: bytes, facts: Facts, target: Target) -> Iterator[Row]:
    lacking = [
        name for name in _CLAIMS[target.name]
        if not any(each.startswith(name) for each in facts.claims)
    ]  # fmt: skip
    if lacking:
        yield Row("claims", "bad", f"it does not say that it keeps {' and '.join(lacking)}")
    else:
        yield Row("claims", "good", ", ".join(sorted(facts.claims)))
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
