"""Numbers of a PDF kept finite and within what readers can hold."""

from __future__ import annotations

from math import isnan
from typing import Any

LARGEST = 1e7
"""Far beyond any page, and within the reals of every reader (ISO 32000-1 annex C)."""


def write_finite_numbers(pydyf: Any) -> None:
    """Let the renderer's PDF writer clip what it would write as `inf`, `nan` or 99 digits.

    WeasyPrint 70 takes `1e99` and `NaN` from a drawing as they are; the file is then damaged.
    """
    to_bytes = pydyf._to_bytes

    def finite(item: Any) -> Any:
        kind = type(item)
        if kind is bytes:
            return item
        if kind is float and not -LARGEST <= item <= LARGEST:
            item = 0.0 if isnan(item) else LARGEST if item > 0 else -LARGEST
        return to_bytes(item)

    pydyf._to_bytes = finite
