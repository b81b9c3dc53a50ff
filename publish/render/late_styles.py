"""Styles of markers and calls, made for the elements that have them.

The renderer's own sheet has rules for six such pseudo-elements of every element: of 3,900 styles
that WeasyPrint 70 computes for a brief, 3,100 are never asked for. They take 25 ms.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any

_LATE = frozenset(
    ("marker", "footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback")
)


def style_late(css: Any) -> None:
    """Let `StyleFor` of `weasyprint.css` compute such styles when they are asked for."""
    make, ask = css.StyleFor.__init__, css.StyleFor.__call__

    def make_without_late(styles: Any, html: Any, sheets: Any, *rest: Any) -> None:
        for sheet, _, _ in sheets:
            _set_apart(sheet.matcher)
        make(styles, html, sheets, *rest)
        styles._html = html

    def ask_or_make(styles: Any, element: Any, pseudo_type: str | None = None) -> Any:
        if pseudo_type in _LATE and (element, pseudo_type) not in styles._computed_styles:
            _make_late(css, styles, element, pseudo_type)
        return ask(styles, element, pseudo_type)

    css.StyleFor.__init__, css.StyleFor.__call__ = make_without_late, ask_or_make


def _set_apart(matcher: Any) -> None:
    """Move the rules for late styles to a list of their own, in their order."""
    late = matcher.__dict__.setdefault("late", [])
    for rules in _lists(matcher):
        found = [each for each in rules if each[3] in _LATE and not _names_a_target(each)]
        if found:
            rules[:] = [each for each in rules if each not in found]
            late += found
    late.sort(key=lambda each: each[2])


def _lists(matcher: Any) -> Iterator[list[Any]]:
    for group in (
        matcher.id_selectors,
        matcher.class_selectors,
        matcher.lower_local_name_selectors,
        matcher.namespace_selectors,
    ):
        yield from group.values()
    yield matcher.lang_attr_selectors
    yield matcher.other_selectors


def _names_a_target(rule: Any) -> bool:
    """Tell rules whose elements the renderer must know beforehand: links go to them."""
    return any(name == "anchor" for name, _, _ in rule[4][0])


def _make_late(css: Any, styles: Any, element: Any, pseudo_type: str | None) -> None:
    """Cascade and compute one style, as `StyleFor.__init__` does for all (CSS Cascade 5 §6)."""
    cascaded: dict[str, Any] = {}
    for sheet, origin, _ in styles._sheets:
        for specificity, (declarations, layer) in _matching(styles, sheet, element, pseudo_type):
            order = inf if layer is None else sheet.layers.index(layer)
            for name, values, importance in declarations:
                precedence = css.declaration_precedence(origin, importance)
                weight = (precedence, order, specificity)
                if name not in cascaded or cascaded[name][1] <= weight:
                    cascaded[name] = values, weight
    if cascaded:
        html, key = styles._html, (element, pseudo_type)
        styles._cascaded_styles[key] = cascaded
        styles.set_computed_styles(element, element, html.etree_element, pseudo_type, html.base_url)
        del styles._cascaded_styles[key]


def _matching(styles: Any, sheet: Any, element: Any, pseudo_type: str | None) -> list[Any]:
    """Find the rules of a sheet for this style, in their order."""
    late = [each for each in sheet.matcher.late if each[3] == pseudo_type]
    if late and "_wrappers" not in styles.__dict__:
        elements = styles._html.wrapper_element.iter_subtree()
        styles._wrappers = {each.etree_element: each for each in elements}
    found = [each for each in late if each[0](styles._wrappers[element])]
    return [(specificity, payload) for _, specificity, _, _, payload in found]
