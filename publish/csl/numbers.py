"""Number variables: what counts as numeric, ordinals, roman numerals (CSL 1.0.2, "Number")."""

from __future__ import annotations

import re
from functools import lru_cache

from publish.csl.locale import Locale, Ordinal

_NUMBER = r"[^\W\d_]{0,4}\d+[^\W\d_]*"
_NUMERIC = re.compile(rf"\s*{_NUMBER}(?:\s*[,&\-\u2013]\s*{_NUMBER})*\s*")
_PARTS = re.compile(r"\s*([,&\-\u2013])\s*")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_NUMERAL = re.compile(r"(?i)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_SEPARATORS = {",": ", ", "&": " & ", "-": "-", "–": "–"}


@lru_cache(maxsize=2048)
def is_numeric(text: str) -> bool:
    """Say whether a value consists of numbers alone (CSL 1.0.2, `is-numeric`)."""
    return _NUMERIC.fullmatch(text) is not None


def number_parts(text: str) -> list[str]:
    """Split a numeric value into numbers and the separators between them, in turn."""
    return [part for part in _PARTS.split(text.strip()) if part]


def format_number(text: str, form: str, locale: Locale, gender: str = "") -> str:
    """Write a numeric value in a form; numbers with letters around them stay as they are."""
    written = []
    for part in number_parts(text):
        if part in _SEPARATORS:
            written.append(_SEPARATORS[part])
        elif part.isdecimal() and len(part) <= 9:
            written.append(_format_one(int(part), part, form, locale, gender))
        else:
            written.append(part)
    return "".join(written)


def _format_one(number: int, text: str, form: str, locale: Locale, gender: str) -> str:
    if form == "roman":
        return roman(number) or text
    if form == "long-ordinal" and 1 <= number <= 10:
        name = f"long-ordinal-{number:02}"
        word = locale.term(f"{name}/{gender}") if gender else ""
        word = word or locale.term(name)
        if word:
            return word
    if form in ("ordinal", "long-ordinal"):
        return f"{number}{ordinal_suffix(number, locale, gender)}"
    return text


def roman(number: int) -> str:
    """Write a number below 4,000 (5,999 with five m's) in small roman numerals; else ""."""
    if not 0 < number < 6000:
        return ""
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def is_roman(text: str) -> bool:
    """Say whether a word is a roman numeral."""
    return bool(text) and _ROMAN_NUMERAL.fullmatch(text) is not None


def ordinal_suffix(number: int, locale: Locale, gender: str = "") -> str:
    """Find the suffix of an ordinal (CSL 1.0.2, "Ordinal Suffixes")."""
    ordinals = locale.ordinals
    for form in (gender, "") if gender else ("",):
        if ("ordinal", "") not in ordinals and ("ordinal-01", "") in ordinals:
            return _old_suffix(number, locale)
        two, one = number % 100, number % 10
        for name, default in ((two, "last-two-digits"), (one, "last-digit")):
            found = ordinals.get((f"ordinal-{name:02}", form))
            if found is not None and _matches(found, number, name, default):
                return found.text
    found = ordinals.get(("ordinal", gender)) or ordinals.get(("ordinal", ""))
    return found.text if found is not None else ""


def _matches(found: Ordinal, number: int, name: int, default: str) -> bool:
    match found.match or (default if name < 10 and default == "last-digit" else _default(name)):
        case "whole-number":
            return number == name
        case "last-two-digits":
            return number % 100 == name
        case _:
            return number % 10 == name


def _default(name: int) -> str:
    return "last-two-digits" if name >= 10 else "last-digit"


def _old_suffix(number: int, locale: Locale) -> str:
    """Find a suffix by the scheme of CSL 1.0."""
    one = number % 10
    name = one if 1 <= one <= 3 and number % 100 not in (11, 12, 13) else 4
    found = locale.ordinals.get((f"ordinal-{name:02}", ""))
    return found.text if found is not None else ""
