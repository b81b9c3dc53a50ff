"""Patterns for dividing words are the same whether they are read or recalled."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyphen
import pytest

from publish.render.hyphenation import remember_patterns

WORDS = {
    "en_GB": ("institutional", "accountability"),
    "de_DE": ("Verhältnismäßigkeit", "Entwicklungszusammenarbeit"),
    "hu_HU": ("asszonnyal", "előadó"),
}
"""Of Hungarian the patterns change letters where a word is broken, and are not kept."""


def divided(lang: str) -> list[list[str]]:
    """Divide the words anew: pyphen holds what it has read."""
    pyphen.hdcache.clear()
    dictionary: Any = pyphen.Pyphen(lang=lang)
    return [[*map("-".join, dictionary.iterate(word))] for word in WORDS[lang]]


def test_recalled_patterns_divide_as_those_of_the_dictionary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each language has its own, and only plain ones are kept."""
    monkeypatch.setattr(pyphen, "HyphDict", pyphen.HyphDict)
    plain = {lang: divided(lang) for lang in WORDS}
    remember_patterns(tmp_path)
    assert {lang: divided(lang) for lang in WORDS} == plain
    kept = [*(tmp_path / "hyphenation").iterdir()]
    assert len(kept) == 2
    assert {lang: divided(lang) for lang in WORDS} == plain
    kept[0].write_bytes(kept[1].read_bytes())
    assert {lang: divided(lang) for lang in WORDS} != plain
