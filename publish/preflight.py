"""Finished PDF + page + target → diagnostics: what a second parser has against the file."""

from __future__ import annotations

import re

from publish.diagnostics import Diagnostic, error, warning
from publish.inspection.objects import dictionaries
from publish.inspection.pdfium import read_pages
from publish.inspection.words import lost_words
from publish.page import Page
from publish.targets import Target

_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|SubmitForm|ImportData|AA|RichMedia|Movie|Sound)\b")
_FORM = re.compile(rb"/AcroForm\b")
_ADDRESS = re.compile(rb"/URI\s*\(((?:[^()\\]|\\.)*)\)")
_STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)")
_OPEN_SCHEMES = (b"http:", b"https:", b"mailto:")


def inspect(
    pdf: bytes, page: Page, target: Target, *, beside: tuple[bytes, ...] | None = ()
) -> tuple[Diagnostic, ...]:
    """Judge a finished file before anyone sees it; an error means that it must not be kept.

    A page may be parted into several files, as cover and body: `beside` are those that hold the
    rest of its words. With None no words are looked for, as long as a part is to come.
    """
    pages = read_pages(pdf)
    if not pages:
        return (
            error("pdf-damaged", "the finished file cannot be opened by a second reader", None),
        )
    lost: list[str] = []
    if beside is not None:
        read = [*pages, *(each for part in beside for each in read_pages(part) or ())]
        lost = lost_words(page.html, [each.text for each in read])
    return (*inspect_bytes(pdf, target), *_losses(lost))


def inspect_bytes(pdf: bytes, target: Target) -> tuple[Diagnostic, ...]:
    """Judge what can be judged without the page: weight, actions, addresses."""
    found = [*_weight(pdf, target)]
    for text in dictionaries(pdf):
        found += _dangers(text)
    return tuple(found)


def _losses(lost: list[str]) -> list[Diagnostic]:
    """Say that words of the manuscript cannot be read back from the file."""
    if not lost:
        return []
    shown = ", ".join(f"'{each}'" for each in lost[:5])
    more = f" and {len(lost) - 5} more" if len(lost) > 5 else ""
    text = f"words of the text cannot be found in the finished file: {shown}{more}"
    hint = "a note or table may be taller than the page, or a font may not say its letters"
    return [warning("pdf-text", text, None, hint)]


def _weight(pdf: bytes, target: Target) -> list[Diagnostic]:
    """Mail gateways refuse from about 7 MB on; see `Target.max_bytes`."""
    size = f"{len(pdf) / 1e6:.1f} MB"
    if len(pdf) > target.max_bytes:
        return [error("pdf-heavy", f"the file has {size}, too much for '{target.name}'", None)]
    if len(pdf) > target.warn_bytes:
        return [warning("pdf-heavy", f"the file has {size}, much for '{target.name}'", None)]
    return []


def _dangers(text: bytes) -> list[Diagnostic]:
    """Find what a document to be read must not do, or say (ISO 19005-2 §6.5.1)."""
    names = _STRING.sub(b"()", text)
    found = [
        error("pdf-active", f"the file has an action of the kind '{each.decode()}'", None)
        for each in sorted(set(_ACTIVE.findall(names)))
    ]
    if _FORM.search(names):
        message = "the file has a form, which none of its readers is to fill in"
        hint = "a sheet or layout of the house asks for it: 'appearance', <input>, <select>"
        found.append(error("pdf-form", message, None, hint))
    for address in sorted(set(_ADDRESS.findall(text))):
        if not address.lower().startswith(_OPEN_SCHEMES):
            shown = address.decode("latin-1")[:80]
            found.append(error("pdf-active", f"the file links to '{shown}'", None))
    return found
