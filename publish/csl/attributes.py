"""Elements of a style → warnings for what their attributes say and CSL does not know."""

from __future__ import annotations

from collections.abc import Iterator

from publish.csl.elements import Element
from publish.csl.vocabulary import (
    ATTRIBUTE_VALUES,
    ELEMENT_VALUES,
    LOCATORS,
    POSITIONS,
    VARIABLES,
    WHOLE_NUMBERS,
)
from publish.diagnostics import Diagnostic, did_you_mean, warning

_NO_RULES = frozenset(("info", "terms"))
"""Elements whose content is text about the style, or the terms of a locale."""
_WORDS = {
    "variable": VARIABLES,
    "is-numeric": VARIABLES,
    "is-uncertain-date": VARIABLES,
    "position": POSITIONS,
    "locator": LOCATORS,
}
"""Attributes that hold several words, each of one set."""


def check_attributes(element: Element) -> Iterator[Diagnostic]:
    """Warn of each value outside of its set, on an element and all in it, in their order.

    Attributes that CSL does not have pass: other processors read more.
    """
    for name, value in element.attributes.items():
        if name in _WORDS:
            yield from _check_words(element, name, value)
        elif name in WHOLE_NUMBERS:
            if not value.isdecimal():
                message = f"'{value}' is no whole number for '{name}'"
                yield warning("csl-value", message, element.span)
        else:
            allowed = ELEMENT_VALUES.get((element.tag, name)) or ATTRIBUTE_VALUES.get(name)
            if allowed is not None and value not in allowed:
                yield _outside(element, name, value, allowed)
    for child in element.children:
        if child.tag not in _NO_RULES:
            yield from check_attributes(child)


def _check_words(element: Element, name: str, value: str) -> Iterator[Diagnostic]:
    known = _WORDS[name]
    for word in value.replace("sub verbo", "sub-verbo").split():  # as CSL 1.0 spells it
        if word in known:
            continue
        if known is VARIABLES:
            hint = did_you_mean(word, sorted(VARIABLES))
            yield warning("csl-variable", f"'{word}' is no variable of CSL", element.span, hint)
        else:
            yield _outside(element, name, word, known)


def _outside(element: Element, name: str, value: str, allowed: frozenset[str]) -> Diagnostic:
    listed = ", ".join(sorted(allowed))
    message = f"'{value}' is no value of '{name}'; known: {listed}"
    return warning("csl-value", message, element.span, did_you_mean(value, sorted(allowed)))
