"""Attributes in braces, `{#id .class key="value"}`, on headings, divs, spans, images and links.

Pandoc manual, "Extension: header_attributes" and "fenced_divs".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands in braces."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: Mapping[str, str] = field(default_factory=dict)
    """In the author's order; the first of two of one name counts."""

    def __bool__(self) -> bool:
        return bool(self.id or self.classes or self.pairs)


_PART = re.compile(
    r"""\s*(?:
        \#(?P<id>[^\s{}"'=]+)
      | \.(?P<class>[^\s{}"'=.]+)
      | (?P<key>[A-Za-z_:][\w:.-]*)=(?:"(?P<double>(?:[^"\\]|\\.)*)"
                                      |'(?P<single>(?:[^'\\]|\\.)*)'
                                      |(?P<bare>[^\s{}"']*))
      | (?P<dash>-)(?=[\s}])
      | (?P<end>\})
    )""",
    re.VERBOSE | re.DOTALL,
)
_RAW = re.compile(r"\{=([A-Za-z0-9_-]+)\}")
LONGEST = 4096
"""The most characters between two braces: attributes of a page's length are a mistake."""


def read_attributes(text: str, start: int) -> tuple[Attributes, int] | None:
    """Read attributes that begin with the `{` at an offset; give them and where they end."""
    if not text.startswith("{", start):
        return None
    end = text.find("}", start, start + LONGEST)
    if end < 0 or text.startswith("{}", start):
        return None
    identifier = ""
    classes: list[str] = []
    pairs: dict[str, str] = {}
    at = start + 1 + text.startswith("{:", start)  # kramdown writes `{: .class}`
    while found := _PART.match(text, at, start + LONGEST):
        at = found.end()
        if found["end"]:
            return Attributes(identifier, tuple(classes), pairs), at
        if found["id"]:
            identifier = identifier or found["id"]
        elif found["class"]:
            classes.append(found["class"])
        elif found["dash"]:
            classes.append("unnumbered")
        else:
            value = found["double"] or found["single"] or found["bare"] or ""
            _set(found["key"], re.sub(r"\\([\"'\\])", r"\1", value), classes, pairs)
    return None


def _set(key: str, value: str, classes: list[str], pairs: dict[str, str]) -> None:
    if key == "class":
        classes.extend(value.split())
    else:
        pairs.setdefault(key, value)


def read_raw_format(text: str, start: int) -> tuple[str, int] | None:
    """Read the format of a raw passage, `{=latex}`; give it and where it ends."""
    found = _RAW.match(text, start)
    return (found[1].lower(), found.end()) if found else None


def trailing_attributes(text: str) -> tuple[str, Attributes] | None:
    """Take attributes off the end of a line of text (a heading, a caption)."""
    stripped = text.rstrip()
    if not stripped.endswith("}"):
        return None
    for start in _braces_from_right(stripped):
        found = read_attributes(stripped, start)
        if found is not None and found[1] == len(stripped):
            return stripped[:start].rstrip(), found[0]
    return None


def _braces_from_right(text: str) -> Iterator[int]:
    """Give the last few `{`, right to left: a value in quotes may hold one."""
    at = len(text)
    for _ in range(4):
        at = text.rfind("{", 0, at)
        if at < 0:
            return
        if text[at - 1 : at] != "\\":
            yield at


def attach(token: Token, attributes: Attributes) -> None:
    """Give attributes to a token; the writer decides which of them are printed."""
    token.meta["attributes"] = attributes


Rule = Literal["link", "image", "backticks"]


def follow_with_attributes(state: StateInline, first: int, kinds: tuple[str, ...]) -> None:
    """Give attributes that follow directly to the first token of some kinds from `first` on."""
    raw = read_raw_format(state.src, state.pos) if "code_inline" in kinds else None
    found = read_attributes(state.src, state.pos) if raw is None else None
    if raw is None and found is None:
        return
    end = raw[1] if raw else found[1] if found else 0
    if end > state.posMax:
        return
    for token in state.tokens[first:]:
        if token.type in kinds:
            if raw:
                token.meta["raw"] = raw[0]
            elif found:
                attach(token, found[0])
            break
    state.pos = end
