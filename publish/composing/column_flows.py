"""HTML of a text → the same HTML in runs that stand in columns, and what goes across between them.

Columns of the renderer know no page break, no turned page and no element across but their own
children; so what is wide, and what begins a page, is taken out of the columns, which end evenly
above it and go on below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TAG = re.compile(r"""<(/?)([a-zA-Z][\w-]*)(?:"[^"]*"|'[^']*'|[^'">])*>""")
_VOID = frozenset(("br", "col", "hr", "img", "wbr"))
_ACROSS = re.compile(
    r'<(?:[\w-]+\b[^>]*\bclass="(?:[^"]* )?(?:wide|columns|page-break)(?: [^"]*)?"'
    r'|table\b[^>]*\bclass="(?:turned|wide)|section\b)'
)
"""In the beginning of an element, or for a figure anywhere in it."""

_HEADING = re.compile(r"<h[1-6]\b")
_SOURCE = re.compile(r'<(?:p|div)\b[^>]*\bclass="(?:[^"]* )?(?:source|table-notes)\b')
"""Goes with the table or figure above it."""


def in_columns(html: str, across: tuple[str, ...] = ()) -> str:
    """Wrap what stands in columns; the tags `across` go across (the headings of chapters)."""
    pieces: list[str] = []
    is_open = False
    elements = [*_top_level(html)]
    below = _followers(elements)
    for at, element in enumerate(elements):
        if not element.strip():
            pieces.append(element)
            continue
        goes_across = _goes_across(element, across)
        goes_across |= _HEADING.match(element) is not None and _is_wide(below[at])
        goes_across |= not is_open and bool(pieces) and _SOURCE.match(element) is not None
        if goes_across == is_open:
            pieces.append("</div>\n" if is_open else '<div class="text flow">\n')
            is_open = not is_open
        pieces.append(element)
    return "".join(pieces) + ("</div>\n" if is_open else "")


def _goes_across(element: str, across: tuple[str, ...]) -> bool:
    tag = _TAG.match(element)
    if tag is None:
        return False
    whole = element if tag[2] in ("figure", "table") else tag[0]
    return tag[2] in across or _ACROSS.search(whole) is not None


def _is_wide(element: str) -> bool:
    """Say whether a figure or a table goes across, which takes its heading along."""
    tag = _TAG.match(element)
    return tag is not None and tag[2] in ("figure", "table") and _goes_across(element, ())


def _followers(elements: list[str]) -> list[str]:
    """Give for each element what comes next, without headings; "" behind the last."""
    found, following = [], ""
    for element in reversed(elements):
        found.append(following)
        if element.strip() and not _HEADING.match(element):
            following = element
    return found[::-1]


def _top_level(html: str) -> Iterator[str]:
    """Cut into elements that stand in no other, and what lies between them."""
    depth = start = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() in _VOID or tag[0].endswith("/>"):
            if not depth:
                yield html[start : tag.start()]
                yield tag[0]
                start = tag.end()
            continue
        if not tag[1]:
            if not depth:
                yield html[start : tag.start()]
                start = tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield html[start : tag.end()]
                start = tag.end()
    yield html[start:]
