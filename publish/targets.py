"""What each target asks of page, renderer, finisher and preflight: one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TargetName = Literal["screen", "archive", "print"]


@dataclass(frozen=True, slots=True)
class Target:
    """One purpose of a finished file, with the standards it keeps for it."""

    name: TargetName
    summary: str
    """A sentence for `--help`."""
    variant: str
    """The renderer's variant, e.g. "pdf/a-2a"."""
    standard: str
    """As shown to an editor, e.g. "PDF/A-2a and PDF/UA-1"."""
    pdfa_part: int
    """Part of ISO 19005 that the file declares; 0 for none."""
    is_tagged: bool
    """Carries a structure tree (ISO 32000-1 §14.8), as PDF/UA-1 and conformance level A ask."""
    has_links: bool
    carries_sources: bool
    """Holds manuscript, cited entries and receipt as embedded files (ISO 19005-3 §6.8)."""
    colour: Literal["rgb", "cmyk"]
    bleed_mm: float
    """Art beyond the trim: 3 mm is what European shops ask; 0 for none."""
    max_bytes: int
    """Size past which `inspect` refuses; mail gateways take about 7 MB before base64."""
    warn_bytes: int
    verapdf: tuple[str, ...]
    """Names of veraPDF's validation profiles the file must pass."""


SCREEN = Target(
    name="screen",
    summary="for reading, mailing and the web: accessible, small, with links",
    variant="pdf/a-2a",
    standard="PDF/A-2a and PDF/UA-1",
    pdfa_part=2,
    is_tagged=True,
    has_links=True,
    carries_sources=False,
    colour="rgb",
    bleed_mm=0,
    max_bytes=7_000_000,
    warn_bytes=2_000_000,
    verapdf=("PDFA-2A", "PDFUA-1"),
)

ARCHIVE = Target(
    name="archive",
    summary="for the repository: carries its manuscript and sources",
    variant="pdf/a-3a",
    standard="PDF/A-3a and PDF/UA-1",
    pdfa_part=3,
    is_tagged=True,
    has_links=True,
    carries_sources=True,
    colour="rgb",
    bleed_mm=0,
    max_bytes=100_000_000,
    warn_bytes=50_000_000,
    verapdf=("PDFA-3A", "PDFUA-1"),
)

PRINT = Target(
    name="print",
    summary="for the press: CMYK, bleed and marks, by the rules of PDF/X-4",
    variant="pdf/x-4",
    standard="the rules of PDF/X-4 (not certified)",
    pdfa_part=0,
    is_tagged=False,
    has_links=False,
    carries_sources=False,
    colour="cmyk",
    bleed_mm=3,
    max_bytes=500_000_000,
    warn_bytes=200_000_000,
    verapdf=(),
)

TARGETS: dict[str, Target] = {each.name: each for each in (SCREEN, ARCHIVE, PRINT)}

ALL_TARGETS = "all"
"""What asks for every target in one run."""
