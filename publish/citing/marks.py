"""The marks of notes that are not numbered: * † ‡ § ¶, then each doubled, then trebled."""

from __future__ import annotations

SYMBOLS = "*†‡§¶"
"""In their order (The Chicago Manual of Style, 17th ed., §14.25)."""
MOST_SYMBOLS = 3 * len(SYMBOLS)
"""With more notes than this, they are marked by letters."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def marks(wanted: int) -> list[str]:
    """Give so many marks in their order.

    >>> marks(7)
    ['*', '†', '‡', '§', '¶', '**', '††']
    """
    series = SYMBOLS if wanted <= MOST_SYMBOLS else _LETTERS
    return [series[at % len(series)] * (at // len(series) + 1) for at in range(wanted)]
