"""Properties that no rule sets, answered without the renderer's long way.

Two thirds of what WeasyPrint 70 asks a style for is set by no rule: the value is the parent's or
the initial one. A test compares the bytes with and without.
"""

from __future__ import annotations

from typing import Any


def answer_plainly(css: Any) -> None:
    """Shorten `__missing__` of the styles of `weasyprint.css` for such properties."""
    missing = css.ComputedStyle.__missing__
    initial, inherited = _initial(css), _inherited(css)
    logical = _logical(css)

    def answer(style: Any, key: str) -> Any:
        if key not in style.cascaded:
            if key in initial:
                names = logical.get(key)
                if names is None or style.cascaded.keys().isdisjoint(names):
                    value = style[key] = initial[key]
                    return value
            elif key in inherited and style.parent_style is not None:
                value = style[key] = style.parent_style[key]
                return value
        return missing(style, key)

    anonymous = css.AnonymousStyle.__missing__

    def answer_anonymous(style: Any, key: str) -> Any:
        if key in initial:
            value = style[key] = initial[key]
            return value
        if key in inherited:
            value = style[key] = style.parent_style[key]
            return value
        return anonymous(style, key)

    css.ComputedStyle.__missing__ = answer
    css.AnonymousStyle.__missing__ = answer_anonymous


def _is_plain(css: Any, key: str) -> bool:
    """Say whether a property has no rule of its own in the renderer (CSS 2.2 §9.7, Page 3)."""
    special = ("float", "display", "position", "page")
    return key not in special and not key.startswith(("text_decoration_", "__"))


def _initial(css: Any) -> dict[str, Any]:
    return {
        key: value
        for key, value in css.INITIAL_VALUES.items()
        if _is_plain(css, key)
        and key not in css.INHERITED
        and key not in css.INITIAL_NOT_COMPUTED
        and not css.check_math(value)
    }


def _inherited(css: Any) -> frozenset[str]:
    return frozenset(
        key for key in css.INHERITED if _is_plain(css, key) and key not in css.PHYSICAL_FUNCTIONS
    )


def _logical(css: Any) -> dict[str, tuple[str, ...]]:
    """Name the logical properties that may set a physical one, in either direction."""
    return {
        key: tuple(function(block="ttb", inline=inline) for inline in ("ltr", "rtl"))
        for key, function in css.PHYSICAL_FUNCTIONS.items()
    }
