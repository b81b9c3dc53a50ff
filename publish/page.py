"""CitedDocument + Body + House → Page: one whole HTML document and all that it may load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publish.diagnostics import Diagnostic
from publish.house import FontFace, Sheet
from publish.metadata import Metadata
from publish.source import Span

__all__ = ["Metadata", "Page", "Resource"]


@dataclass(frozen=True, slots=True)
class Resource:
    """A file that the page loads: its bytes are here, the renderer opens nothing."""

    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One whole HTML document with a closed world of resources."""

    html: str
    resources: Mapping[str, Resource]
    """By `doc:///` URL; a URL that is not here is refused."""
    sheets: tuple[Sheet, ...]
    faces: tuple[FontFace, ...]
    metadata: Metadata
    spans: Mapping[str, Span]
    """Where the manuscript names a resource, by its URL."""
    diagnostics: tuple[Diagnostic, ...]
