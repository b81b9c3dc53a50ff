"""Objects of a PDF from anywhere → values of the type that is asked for, whatever stands there."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pikepdf

MOST_NODES = 2_000_000
"""Nodes of a tree that are looked at: a loop of direct objects has no end."""
_DEEPEST = 64
"""Levels of a page tree; PDF writers need three."""


def dictionary(value: Any) -> Any:
    """Give a dictionary or stream as it is, and an empty dictionary for anything else."""
    is_one = isinstance(value, (pikepdf.Dictionary, pikepdf.Stream))
    return value if is_one else pikepdf.Dictionary()


def items(value: Any) -> list[Any]:
    """Give the items of an array; one thing is a list of one, nothing an empty list."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def text(value: Any) -> str:
    """Give a string's or name's text, "" for anything else."""
    return str(value) if isinstance(value, (str, pikepdf.String, pikepdf.Name)) else ""


def number(value: Any) -> float:
    """Give a number, 0 for anything else."""
    is_number = isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
    return float(value) if is_number else 0.0


def box(value: Any) -> tuple[float, float, float, float] | None:
    """Give a rectangle with its corners in order; None where there is none."""
    if not isinstance(value, pikepdf.Array) or len(value) != 4:
        return None
    left, bottom, right, top = (number(each) for each in value)
    if left == right or bottom == top:
        return None
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def inherited(page: Any, name: str) -> Any:
    """Look a page's entry up, in its parents too (ISO 32000-1 §7.7.3.4)."""
    node = page
    for _ in range(_DEEPEST):
        node = dictionary(node)
        if name in node:
            return node[name]
        node = node.get("/Parent")
    return None


def identity(value: Any) -> Any:
    """Give what tells an object from others, or None for one that is written in its place."""
    return value.objgen if getattr(value, "is_indirect", False) else None


def walk(root: Any, kids: str = "/Kids") -> Iterator[Any]:
    """Give the dictionaries of a tree from the top, each once, in order."""
    seen: set[Any] = set()
    waiting = [root]
    count = 0
    while waiting and count < MOST_NODES:
        node, count = waiting.pop(), count + 1
        if not isinstance(node, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        name = identity(node)
        if name is not None:
            if name in seen:
                continue
            seen.add(name)
        yield node
        waiting.extend(reversed(items(node.get(kids))))


def operator(instruction: Any) -> str:
    """Name an instruction of a content stream; "" for bytes that are none."""
    try:
        return str(instruction.operator)
    except UnicodeDecodeError:
        return ""
