"""House → its tokens, each with the value that counts and the place it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publish.houses.house import House, Sheet
from publish.source import Span

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT = re.compile(r":root\s*\{([^{}]*)\}")
_DEFINITION = re.compile(r"(--[\w-]+)\s*:\s*([^;]*)")


@dataclass(frozen=True, slots=True)
class Token:
    """A custom property of a house."""

    name: str
    """e.g. "--house"."""
    value: str
    span: Span
    """Where the value that counts is written."""
    condition: str
    """When it counts: "" always, else as in style.toml, e.g. "paper:letter"."""
    overrides: tuple[Span, ...]
    """Where houses before it in the chain give another value, nearest last."""


def house_tokens(house: House) -> tuple[Token, ...]:
    """Gather the tokens of a house in the order in which base introduces them."""
    found: dict[tuple[str, str], Token] = {}
    for sheet in house.sheets:
        for name, value, span in _definitions(sheet):
            key = (name, sheet.condition)
            before = found.get(key)
            earlier = (*before.overrides, before.span) if before else ()
            found[key] = Token(name, value, span, sheet.condition, earlier)
    return tuple(found.values())


def _definitions(sheet: Sheet) -> list[tuple[str, str, Span]]:
    text = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), sheet.source.text)
    return [
        (
            each[1],
            " ".join(each[2].split()),
            sheet.source.span(block.start(1) + each.start(), block.start(1) + each.end()),
        )
        for block in _ROOT.finditer(text)
        for each in _DEFINITION.finditer(block[1])
    ]
