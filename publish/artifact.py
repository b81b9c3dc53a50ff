"""What an output makes: bytes of a media type, and what was found while making them."""

from __future__ import annotations

from dataclasses import dataclass

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
