"""How much a render may take before it is stopped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one render; a run that meets one ends with exit code 4."""

    wall_s: float = 60
    cpu_s: int = 45
    memory_bytes: int = 2048 * MEBIBYTE
    """Address space of the child (RLIMIT_AS)."""
    pdf_bytes: int = 100 * MEBIBYTE
    pages: int = 500
    resource_bytes: int = 256 * MEBIBYTE
    """All resources of a page together."""


DEFAULT_LIMITS = Limits()


def limits_from(table: Mapping[str, int]) -> Limits:
    """Put the numbers of a project's [limits] in the place of the defaults."""
    memory = table.get("memory_mb", DEFAULT_LIMITS.memory_bytes // MEBIBYTE)
    return replace(
        DEFAULT_LIMITS,
        wall_s=table.get("wall_seconds", DEFAULT_LIMITS.wall_s),
        cpu_s=table.get("cpu_seconds", DEFAULT_LIMITS.cpu_s),
        memory_bytes=memory * MEBIBYTE,
    )
