"""What an output makes: bytes of a media type, and what was found while making them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publish.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Artifact:
    """One finished product, in memory; nothing is written yet."""

    name: str
    """The kind of output: a key of `OUTPUTS`, e.g. "pdf"."""
    suffix: str
    """File name ending with its dot, e.g. ".pdf"."""
    media_type: str
    data: bytes
    pages: int = 0
    """How many pages it has; 0 for what has none."""
    diagnostics: tuple[Diagnostic, ...] = ()
    native: Mapping[str, str] = field(default_factory=dict)
    """Versions of the libraries that are no Python packages and made it: {"pango": "1.50.12"}."""
    overruns: Mapping[int, float] = field(default_factory=dict)
    """Tables that are wider than their place, by number, and their widths in mm."""
