"""What the command line or a caller asks of one run; it wins over front matter and settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from publish.press_settings import PressSettings


@dataclass(frozen=True, slots=True)
class Options:
    """The wishes for one run; "" and () mean: as the manuscript and the project say."""

    targets: tuple[str, ...] = ("screen",)
    """Keys of `TARGETS`, each once."""
    style: str = ""
    csl: str = ""
    bibliography: tuple[Path, ...] = ()
    """Files named on the command line, relative to the working folder."""
    paper: str = ""
    strict: bool = False
    """Warnings stop the output as errors do."""
    final: bool = False
    """Drafts and texts under an embargo stop the output."""
    press: PressSettings = field(default_factory=PressSettings)
    """How copies for the press are made."""
    epoch: int | None = None
    """Seconds since 1970 (SOURCE_DATE_EPOCH) for a manuscript without a date."""
