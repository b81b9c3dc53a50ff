"""Words stand in the order that readers of each language expect."""

from __future__ import annotations

import pytest

from publish.csl.collation import collation_key

ORDERS = {
    "en": ("de Boer", "deBoer", "E", "É", "F", "Łódź", "O’Neill", "Öz", "van Gogh", "Zoe"),
    "de": ("Of", "Oz", "Öz", "Pa"),
    "sv": ("Apfel", "Zoe", "Åberg", "Äng", "Öl"),
    "es": ("nu", "nz", "ña", "oa"),
    "et": ("Sz", "Ša", "Zebra", "Žan", "Tz", "Wa", "Õa"),
    "tr": ("cz", "ç", "d", "hz", "ı", "i"),
    "fa": ("آب", "ابر", "باب", "پدر", "تهران", "چای", "ژاله", "کتاب", "گل", "یک"),
    "ar": ("أحمد", "باب", "تاج", "ثوب", "جار", "كتاب", "لبنان", "نور", "هواء", "وطن", "يوم"),
    "fa-AF": ("بلخ", "پکتیا", "جوزجان", "چین", "زابل", "کابل", "گردیز", "وردک", "هرات", "یمن"),
    "ur": ("بات", "پانی", "تار", "ٹوپی", "دل", "ڈاک", "رات", "گھر", "نام", "وقت", "ہوا", "یاد"),
    "ps": ("تل", "ټول", "جګ", "ځای", "سر", "ښار"),
}


@pytest.mark.parametrize("language", ORDERS)
def test_order(language: str) -> None:
    """Sorting the words backwards first brings them back in order."""
    words = list(ORDERS[language])
    backward = words[::-1]
    assert sorted(backward, key=lambda word: collation_key(word, language)) == words


def test_case_does_not_count() -> None:
    """Sorting is blind to case (CSL 1.0.2, "Sorting")."""
    assert collation_key("Doe", "en") == collation_key("DOE", "en")
