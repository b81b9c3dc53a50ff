"""A sheet → what Sass and Less write in it, and the sheet without, as CSS reads it wrongly.

A comment after '//' swallows the declaration in the line below, and '$name: …' the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from publish.diagnostics import Diagnostic, error
from publish.houses.house import Sheet
from publish.source import Source

_KEPT = r"/\*.*?(?:\*/|\Z)|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|url\([^)]*\)"
_FOREIGN = re.compile(
    rf"(?:{_KEPT})|(?P<comment>//[^\n]*)|(?P<variable>(?:\$|@(?!page\b))[\w-]+\s*:[^;{{}}\n]*;?)"
    r"|(?P<use>\$[A-Za-z_][\w-]*)",
    re.DOTALL,
)
"""Less has '@name: …', which no at-rule of CSS looks like."""


def without_foreign(sheet: Sheet, found: list[Diagnostic]) -> Sheet:
    """Blank out what is no CSS, and tell it; all else keeps its place."""

    def blank(match: re.Match[str]) -> str:
        told = [*_told(sheet, match)]
        found.extend(told)
        return re.sub(r"[^\n]", " ", match[0]) if told else match[0]

    text = _FOREIGN.sub(blank, sheet.source.text)
    if text == sheet.source.text:
        return sheet
    return replace(sheet, source=Source(sheet.source.name, text))


def _told(sheet: Sheet, match: re.Match[str]) -> Iterator[Diagnostic]:
    said = {
        "comment": ("CSS has no comments after '//'", "write '/* … */'"),
        "variable": (
            "CSS has no variables of this form",
            "a token is ':root { --name: … }', and var(--name) uses it",
        ),
        "use": ("CSS has no variables of this form", "a token is used by var(--name)"),
    }
    if match.lastgroup is not None:
        message, hint = said[match.lastgroup]
        yield error("style-css", message, sheet.source.span(match.start(), match.end()), hint)
