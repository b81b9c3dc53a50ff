"""A language's hyphenation patterns → the places where its words may be divided.

The patterns (Liang 1983) are those that pyphen ships; its own reader takes 150 ms for a
language, because it parses every pattern. Here a pattern is read when a word meets it.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

SOFT_HYPHEN = "\N{SOFT HYPHEN}"

SHORTEST_WORD = 9
SHORTEST_HEAD = 3
SHORTEST_TAIL = 4
"""Letters: of a word that may be divided, of what stands before the hyphen, and after it.

A ragged margin needs few hyphens: seven, three and three are the least that the typography
study allows, and with them two lines in five ended in "-ing" or "pro-".
"""

_DEFAULTS = {"en": "en_US", "de": "de_DE", "pt": "pt_PT", "no": "nb_NO", "lt": "lt", "sr": "sr"}
_DIGITS = b"0123456789"


class Patterns:
    """The patterns of one language."""

    def __init__(self, text: str) -> None:
        written = text.split("\n")
        letters = text.encode().translate(None, _DIGITS).decode()  # ten times faster than str's
        self._patterns = dict(zip(letters.split("\n"), written, strict=True))
        self._longest = max(map(len, self._patterns))
        self._known: dict[str, tuple[int, ...]] = {}

    def places(self, word: str) -> tuple[int, ...]:
        """Say before which letters (0-based) a word may be divided, ascending.

        >>> patterns("en-US").places("institution")
        (5, 7)
        """
        word = word.lower()
        places = self._known.get(word)
        if places is None:
            places = self._known[word] = self._divide(word)
        return places

    def _divide(self, word: str) -> tuple[int, ...]:
        dotted = f".{word}."
        size = len(dotted)
        levels = [0] * (size + 1)
        for start in range(size):
            for end in range(start + 1, min(start + self._longest, size) + 1):
                pattern = self._patterns.get(dotted[start:end])
                if pattern is not None:
                    _raise_levels(levels, start, pattern)
        return tuple(
            place
            for place in range(SHORTEST_HEAD, len(word) - SHORTEST_TAIL + 1)
            if levels[place + 1] % 2
        )


def _raise_levels(levels: list[int], start: int, pattern: str) -> None:
    place = start
    for character in pattern:
        if character.isdigit():
            levels[place] = max(levels[place], int(character))
        else:
            place += 1


@cache
def patterns(lang: str) -> Patterns | None:
    """Find the patterns of a language (BCP 47); None where there are none."""
    package = find_spec("pyphen")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent / "dictionaries"
    tag = lang.replace("-", "_")
    short = tag.partition("_")[0]
    for name in (tag, _DEFAULTS.get(short, short)):
        path = folder / f"hyph_{name}.dic"
        if re.fullmatch(r"\w+", name) and path.is_file():
            return _read(path)
    regional = sorted(folder.glob(f"hyph_{short}_*.dic")) if short.isalpha() else []
    return _read(regional[0]) if regional else None


def _read(path: Path) -> Patterns:
    """Read a dictionary of hunspell's form: its first line names the encoding."""
    data = path.read_bytes()
    encoding = data[:40].split(b"\n")[0].strip().decode("ascii", "replace")
    encoding = {"microsoft-cp1251": "cp1251"}.get(encoding.lower(), encoding)
    return Patterns(data.decode(encoding).replace("\r\n", "\n"))
