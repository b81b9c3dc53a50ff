"""Labels: which term goes with a number or a locator, and whether it is plural."""

from __future__ import annotations

import re

from publish.csl.numbers import is_roman

_NUMBER = r"(?:\d[\w.:]*|[^\W\d_]{0,4}\d[\w.:]*)"
_SEVERAL = re.compile(
    rf"{_NUMBER}\s*(?:[,;]\s*(?:and|et|und|y|e|en|och|og|&)?|&|\band\b|(?<!\\)[-\u2013\u2014]+)"
    rf"\s*{_NUMBER}"
)
_ROMAN_RANGE = re.compile(r"\b([ivxlcdmIVXLCDM]+)\s*[-\u2013\u2014,&]\s*([ivxlcdmIVXLCDM]+)\b")
_LONGEST = 500
"""Longer values are not looked through: several numbers come sooner."""
_COUNTS = frozenset(("number-of-pages", "number-of-volumes"))


def is_plural(variable: str, text: str, and_term: str = "and") -> bool:
    """Say whether a value names several numbers (CSL 1.0.2, "Label", `plural`)."""
    if variable in _COUNTS:
        digits = re.search(r"\d+", text)
        return digits is not None and digits[0].lstrip("0") not in ("", "1")
    text = text[:_LONGEST]
    if _SEVERAL.search(text):
        return True
    if and_term and re.search(rf"\d\s+{re.escape(and_term)}\s+\w*\d", text):
        return True
    return any(is_roman(first) and is_roman(last) for first, last in _ROMAN_RANGE.findall(text))


def locator_term(label: str) -> str:
    """Name the term of a locator label: older data writes "sub verbo"."""
    return "sub-verbo" if label == "sub verbo" else label or "page"
