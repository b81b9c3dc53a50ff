"""Finished PDF + page + target → diagnostics: what a second parser has against the file."""

from __future__ import annotations

import re

from publish.diagnostics import Diagnostic, error, warning
from publish.inspection.objects import dictionaries
from publish.inspection.pdfium import read_pages
from publish.page import Page
from publish.targets import Target

_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|SubmitForm|ImportData|AA|RichMedia|Movie|Sound)\b")
_ADDRESS = re.compile(rb"/URI\s*\(((?:[^()\\]|\\.)*)\)")
_OPEN_SCHEMES = (b"http:", b"https:", b"mailto:")


def inspect(pdf: bytes, page: Page, target: Target) -> tuple[Diagnostic, ...]:
    """Judge a finished file before anyone sees it; an error means that it must not be kept."""
    pages = read_pages(pdf)
    if not pages:
        return (
            error("pdf-damaged", "the finished file cannot be opened by a second reader", None),
        )
    found = [*_weight(pdf, target)]
    for text in dictionaries(pdf):
        found += _dangers(text)
    return tuple(found)


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
    found = [
        error("pdf-active", f"the file has an action of the kind '{each.decode()}'", None)
        for each in sorted(set(_ACTIVE.findall(text)))
    ]
    for address in sorted(set(_ADDRESS.findall(text))):
        if not address.lower().startswith(_OPEN_SCHEMES):
            shown = address.decode("latin-1")[:80]
            found.append(error("pdf-active", f"the file links to '{shown}'", None))
    return found
