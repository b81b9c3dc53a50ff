"""Text with styles as flat runs, and how it is written in CSL-JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Style = Literal["i", "b", "sup", "sub", "sc", "nocase", "kept"]
"""`kept` has no tag: text that keeps its case without being a word of its own."""


class Run(NamedTuple):
    """A piece of text in one style; styles outermost first, `nocase` last."""

    text: str
    styles: tuple[Style, ...]


Rich = tuple[Run, ...]

_OPEN: dict[Style, str] = {
    "i": "<i>",
    "b": "<b>",
    "sup": "<sup>",
    "sub": "<sub>",
    "sc": '<span style="font-variant:small-caps;">',
    "nocase": '<span class="nocase">',
    "kept": "",
}
"""The markup that CSL-JSON strings may hold (CSL-JSON schema; citeproc-js manual, "HTML-like
formatting tags")."""
_CLOSE: dict[Style, str] = {
    "i": "</i>",
    "b": "</b>",
    "sup": "</sup>",
    "sub": "</sub>",
    "sc": "</span>",
    "nocase": "</span>",
    "kept": "",
}


def merge(runs: Iterable[Run]) -> Rich:
    """Join neighbours of one style; drop empty runs."""
    merged: list[tuple[list[str], tuple[Style, ...]]] = []
    for text, styles in runs:
        if not text:
            continue
        if merged and merged[-1][1] == styles:
            merged[-1][0].append(text)
        else:
            merged.append(([text], styles))
    return tuple(Run("".join(texts), styles) for texts, styles in merged)


def strip(rich: Rich) -> Rich:
    """Take off white space at both ends."""
    runs = list(rich)
    while runs and not runs[0].text.strip():
        runs.pop(0)
    while runs and not runs[-1].text.strip():
        runs.pop()
    if runs:
        runs[0] = Run(runs[0].text.lstrip(), runs[0].styles)
        runs[-1] = Run(runs[-1].text.rstrip(), runs[-1].styles)
    return tuple(runs)


def plain(rich: Rich) -> str:
    """Give the text without styles."""
    return "".join(run.text for run in rich)


def without(rich: Rich, *unwanted: Style) -> Rich:
    """Give the same text without some styles."""
    return merge(
        Run(text, tuple(each for each in styles if each not in unwanted)) for text, styles in rich
    )


def to_csl(rich: Rich) -> str:
    """Write a CSL-JSON string; a run's tags stay open over the next one that shares them."""
    parts: list[str] = []
    opened: tuple[Style, ...] = ()
    for text, styles in rich:
        shared = 0
        while shared < min(len(opened), len(styles)) and opened[shared] == styles[shared]:
            shared += 1
        parts.extend(_CLOSE[each] for each in reversed(opened[shared:]))
        parts.extend(_OPEN[each] for each in styles[shared:])
        parts.append(text)
        opened = styles
    parts.extend(_CLOSE[each] for each in reversed(opened))
    return "".join(parts)


def join(first: Rich, separator: str, second: Rich) -> Rich:
    """Put a part behind another: "Title" and "Subtitle" as "Title: Subtitle".

    The separator is left out where the first part ends with punctuation of its own.
    """
    if not first or not second:
        return first or second
    ending = first[-1].text.rstrip("”’\"'")[-1:]
    mark = " " if ending in tuple("!?.,:;") else separator + " "
    return merge((*first, Run(mark, ()), *second))
