"""What a finished file says of itself: title, authors, language, rights."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the finished file says of itself (Info dictionary and XMP)."""

    title: str
    authors: tuple[str, ...]
    lang: str
    """BCP 47 tag, e.g. "en-US"."""
    keywords: tuple[str, ...] = ()
    description: str = ""
    date: str = ""
    """ISO 8601, as precise as known: "2023", "2023-04", "2023-04-07"; "" when unknown."""
    publisher: str = ""
    license: str = ""
    doi: str = ""
