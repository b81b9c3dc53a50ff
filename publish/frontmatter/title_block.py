"""`% title`, `% authors`, `% date` above a text → the same fields as in YAML.

Pandoc manual, "Extension: pandoc_title_block".
"""

from __future__ import annotations

import re

from publish.frontmatter.front import FrontMatter
from publish.frontmatter.nodes import Items, Scalar
from publish.frontmatter.people import read_authors
from publish.frontmatter.values import Reader
from publish.located import Located
from publish.source import Source

_LINE = re.compile(r"%(?!%)[ \t]*(.*(?:(?:\r\n|\n|\r)[ \t]+\S.*)*)(?:\r\n|\n|\r|\Z)")
_AUTHOR = re.compile(r"[^;\r\n]*[^;\s]")


def read_title_block(source: Source) -> tuple[FrontMatter, int] | None:
    """Read up to three lines that begin with `%`; give the fields and where the text begins."""
    lines: list[tuple[int, int]] = []
    at = 0
    while len(lines) < 3 and (found := _LINE.match(source.text, at)):
        lines.append(found.span(1))
        at = found.end()
    if not lines:
        return None
    title, authors, date = (*lines, (0, 0), (0, 0))[:3]
    people, _ = read_authors(_authors(source, *authors), None)
    written = _located(source, *date)
    return FrontMatter(
        title=_located(source, *title),
        authors=people,
        date=Reader().date("date", Scalar(written, is_quoted=True)) if written else None,
    ), at


def _located(source: Source, start: int, end: int) -> Located | None:
    text = source.text[start:end]
    bare = text.strip()
    if not bare:
        return None
    start += len(text) - len(text.lstrip())
    return Located(bare, source.span(start, start + len(bare)))


def _authors(source: Source, start: int, end: int) -> Items:
    names = (_located(source, *found.span()) for found in _AUTHOR.finditer(source.text, start, end))
    return Items(tuple(Scalar(each, is_quoted=True) for each in names if each), source.span(0, 0))
