"""Text → is it the ISBN, ISSN, DOI or web address that it says it is."""

from __future__ import annotations

import re

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_URL = re.compile(r"(?:https?|ftp)://[^\s/<>\"\\]+(?:/[^\s<>\"\\]*)?\S*", re.IGNORECASE)
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_SEPARATORS = re.compile(r"[\s\-–]")
WEB_SCHEMES = frozenset(("http", "https", "ftp", "mailto", "doi", "urn"))
"""Addresses that a reader may be sent to."""


def is_doi(text: str) -> bool:
    """Say whether a text has the form of a DOI (DOI Handbook, §2.2: prefix "10." and suffix)."""
    return _DOI.fullmatch(text) is not None


def is_url(text: str) -> bool:
    """Say whether a text is an address with scheme and host."""
    return _URL.fullmatch(text) is not None


def scheme(text: str) -> str:
    """Give an address's scheme in lower case, or "" if it has none."""
    found = _SCHEME.match(text)
    return found[1].lower() if found else ""


def isbn_problem(text: str) -> str:
    """Say what is wrong with an ISBN, or "" (ISO 2108:2017, annex A; ISBN-10 by modulo 11)."""
    digits = _SEPARATORS.sub("", text).upper()
    if re.fullmatch(r"\d{13}", digits):
        weighted = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
        return "" if weighted % 10 == 0 else "its check digit is wrong"
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return "" if _modulo_11(digits) else "its check digit is wrong"
    return f"it has {len(digits)} digits, not 10 or 13"


def issn_problem(text: str) -> str:
    """Say what is wrong with an ISSN, or "" (ISO 3297:2022, annex A)."""
    digits = _SEPARATORS.sub("", text).upper()
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        return f"it has {len(digits)} digits, not 8"
    return "" if _modulo_11(digits) else "its check digit is wrong"


def _modulo_11(digits: str) -> bool:
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(value * (len(values) - index) for index, value in enumerate(values)) % 11 == 0
