"""A sheet + the classes of a page → the sheet without rules that can match nothing there.

A house has rules for every element that a brief may have, and a brief has few of them: the
renderer reads, checks and tries each rule.
"""

from __future__ import annotations

import re

_ATTRIBUTE = re.compile(r"""\bclass\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_RULE = re.compile(r"(?P<selectors>[^{};@]+)\{[^{}]*\}")
_ARGUMENTS = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def classes_in(html: str) -> frozenset[str]:
    """Name every class that an element of a page has.

    >>> sorted(classes_in('<p class="note first">a</p>'))
    ['first', 'note']
    """
    values = (each.strip("\"'") for each in _ATTRIBUTE.findall(html))
    return frozenset(name for value in values for name in value.split())


def without_unused(sheet: str, classes: frozenset[str]) -> str:
    """Leave rules out all of whose selectors want a class that no element has; lines stay.

    The sheet is one without comments. What stands in `:not(…)`, `:has(…)` and the like is not
    looked at, and a name with an escape keeps its rule.

    >>> without_unused(".a > p, .b { top: 0 } p { left: 0 }", frozenset({"c"}))
    ' p { left: 0 }'
    """

    def blank(rule: re.Match[str]) -> str:
        selectors = rule["selectors"]
        while (shorter := _ARGUMENTS.sub("", selectors)) != selectors:
            selectors = shorter
        if "\\" in selectors or any(
            classes.issuperset(_CLASS.findall(each)) for each in selectors.split(",")
        ):
            return rule[0]
        return "\n" * rule[0].count("\n")

    return _RULE.sub(blank, sheet)
