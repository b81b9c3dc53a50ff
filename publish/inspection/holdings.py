"""PDF bytes → Facts: what a finished file is and says of itself, read by qpdf."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from publish.inspection.metadata import Described, read_metadata
from publish.inspection.navigation import Navigation, read_navigation
from publish.inspection.shown import misstated
from publish.inspection.spaces import is_in_inks
from publish.inspection.spoken import crossed_notes
from publish.inspection.tagging import Tagging, read_tagging
from publish.inspection.values import box, dictionary, inherited, items, number, text

_POINTS_PER_MM = 72 / 25.4
_INKS = pikepdf.Name.DeviceCMYK
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_STREAMS_OF_FONTS = ("/CIDFontType0", "/CIDFontType2")


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the file."""

    name: str
    """Without its subset tag."""
    is_embedded: bool
    has_text: bool
    """Whether its glyphs can be read back as text (`ToUnicode`, ISO 32000-1 §9.10)."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of one page in mm, as width and height."""

    media: tuple[float, float]
    trim: tuple[float, float] | None
    """None where the page has no TrimBox."""
    bleed_mm: float
    """Beyond the trim, on the narrowest side; 0 where the page has no BleedBox."""
    is_nested: bool
    """Whether trim lies in bleed, and bleed in the page's own box."""
    is_cut_twice: bool = False
    """Whether an ArtBox stands beside the TrimBox."""


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent: for what press or screen the colours are meant."""

    identifier: str
    kind: str
    """"/GTS_PDFX" for a press, "/GTS_PDFA1" for the archive."""
    channels: int
    """Of its ICC profile; 0 where it carries none."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file holds."""

    boxes: tuple[Boxes | None, ...]
    """One for each page; None for one without any size."""
    shows_title: bool
    lang: str
    tagging: Tagging
    navigation: Navigation
    described: Described
    fonts: tuple[Font, ...]
    attachments: tuple[str, ...]
    intents: tuple[Intent, ...]
    crossed_notes: tuple[str, ...]
    """Numbers of notes whose number leads back to the call of another."""
    misstated: tuple[tuple[str, str], ...]
    """What readers are told, and what is shown there instead."""
    is_encrypted: bool
    blended_on_screen: tuple[int, ...]
    """Pages (1-based) whose transparency is mixed in other colours than those of inks."""

    @property
    def claims(self) -> frozenset[str]:
        """Standards that its metadata name: "PDF/A-2a", "PDF/UA-1", "PDF/X-4"."""
        return self.described.claims


def read_facts(pdf: bytes) -> Facts | None:
    """Open a PDF and gather what it says; None when it cannot be opened, or asks for a password."""
    try:
        with _opened(pdf) as document:
            return _facts(document)
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return None


def asks_for_password(pdf: bytes) -> bool:
    """Say whether a file cannot be opened for want of a password alone."""
    try:
        with _opened(pdf):
            return False
    except pikepdf.PasswordError:
        return True
    except pikepdf.PdfError:
        return False


def _opened(pdf: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(pdf), suppress_warnings=True)
    except ValueError as problem:  # a number of more than 64 bits where the file begins
        raise pikepdf.PdfError(str(problem)) from problem


def _facts(document: pikepdf.Pdf) -> Facts:
    root: Any = document.Root
    pages = list(document.pages)
    return Facts(
        boxes=tuple(_boxes(page.obj) for page in pages),
        shows_title=dictionary(root.get("/ViewerPreferences")).get("/DisplayDocTitle") is True,
        lang=text(root.get("/Lang")),
        tagging=read_tagging(root),
        navigation=read_navigation(document),
        described=read_metadata(document),
        fonts=tuple(_fonts(document)),
        attachments=tuple(sorted(document.attachments)),
        intents=tuple(_intent(dictionary(each)) for each in items(root.get("/OutputIntents"))),
        crossed_notes=crossed_notes(root),
        misstated=misstated(document),
        is_encrypted=document.is_encrypted,
        blended_on_screen=tuple(
            count
            for count, page in enumerate(pages, start=1)
            if not is_in_inks(dictionary(page.obj.get("/Group")).get("/CS", _INKS))
        ),
    )


def _boxes(page: Any) -> Boxes | None:
    media = box(inherited(page, "/MediaBox"))
    if media is None:
        return None
    trim, bleed = box(page.get("/TrimBox")), box(page.get("/BleedBox"))
    if trim is None:
        return Boxes(_size(media), None, 0, True)
    outer = bleed or trim
    beyond = (trim[0] - outer[0], trim[1] - outer[1], outer[2] - trim[2], outer[3] - trim[3])
    is_nested = min(beyond) > -0.01 and _lies_in(outer, media)
    bleed_mm = round(min(beyond) / _POINTS_PER_MM, 1)
    return Boxes(_size(media), _size(trim), bleed_mm, is_nested, "/ArtBox" in page)


def _lies_in(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    less = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    return min(less) > -0.01


def _size(box: tuple[float, ...]) -> tuple[float, float]:
    width, height = box[2] - box[0], box[3] - box[1]
    return round(width / _POINTS_PER_MM, 1), round(height / _POINTS_PER_MM, 1)


def _fonts(document: pikepdf.Pdf) -> Iterator[Font]:
    """Give each font once; those inside of composite fonts are parts of them."""
    seen: set[str] = set()
    for each in document.objects:
        if not isinstance(each, pikepdf.Dictionary) or text(each.get("/Type")) != "/Font":
            continue
        name = re.sub(r"^/(?:[A-Z]{6}\+)?", "", text(each.get("/BaseFont"))) or "?"
        kind = text(each.get("/Subtype"))
        if kind in _STREAMS_OF_FONTS or name in seen:
            continue
        seen.add(name)
        inner = dictionary((items(each.get("/DescendantFonts")) or [each])[0])
        descriptor = dictionary(inner.get("/FontDescriptor"))
        is_embedded = kind == "/Type3" or any(file in descriptor for file in _FONT_FILES)
        has_text = "/ToUnicode" in each or (kind != "/Type0" and "/Encoding" in each)
        yield Font(name, is_embedded, has_text)


def _intent(intent: Any) -> Intent:
    profile = dictionary(intent.get("/DestOutputProfile"))
    identifier = text(intent.get("/OutputConditionIdentifier"))
    return Intent(identifier, text(intent.get("/S")), int(number(profile.get("/N"))))
