"""Two colours → how well one can be read on the other (WCAG 2.2)."""

from __future__ import annotations

Colour = tuple[float, float, float]
"""Red, green, blue, each from 0 to 1."""

LEAST_CONTRAST = 4.5
"""WCAG 2.2 §1.4.3 (AA) for text below 18 pt."""
WHITE: Colour = (1.0, 1.0, 1.0)


def contrast(one: Colour, other: Colour) -> float:
    """Give the contrast ratio of two colours (WCAG 2.2, "contrast ratio"): 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    """Give the relative luminance (WCAG 2.2, "relative luminance")."""
    linear = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in colour
    )
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
