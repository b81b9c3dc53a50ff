"""Sheets of a house → the same sheets with every token's value in its place.

The renderer resolves `var()` and `calc()` anew for each element: 12 % of the time of a brief.
A token has one value on a whole page, so it is put in before the page is rendered. Lines stay
where they are, so that what the renderer says of a sheet is still found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from publish.houses.house import Sheet

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT = re.compile(r":root\s*\{([^{}]*)\}")
_DEFINITION = re.compile(r"(--[\w-]+)\s*:\s*([^;]*)")
_USE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_CALCULATION = re.compile(r"calc\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)")
_DEEPEST = 16
"""How often a token may stand for another; a circle ends here and is left as it is."""


def values(sheets: Iterable[Sheet], colour: Literal["rgb", "cmyk"] = "rgb") -> dict[str, str]:
    """Gather the tokens of a page: later sheets win, and those for an occasion win over all.

    So the type sizes of Arabic script hold in every house that does not set its own for it.
    With "cmyk" a colour has the value of its partner `…-cmyk`.
    """
    found: dict[str, str] = {}
    for sheet in sorted(sheets, key=lambda each: bool(each.condition)):
        for block in _ROOT.findall(_COMMENT.sub("", sheet.source.text)):
            for name, value in _DEFINITION.findall(block):
                found[name] = " ".join(value.split())
    if colour == "cmyk":
        found.update(
            (name.removesuffix("-cmyk"), value)
            for name, value in list(found.items())
            if name.endswith("-cmyk")
        )
    return found


def put_in(text: str, tokens: Mapping[str, str]) -> str:
    """Replace the tokens of a sheet by their values, and work out what can be worked out.

    >>> put_in("p { margin: calc(2 * var(--line)) }", {"--line": "5mm"})
    'p { margin: 10mm }'
    """
    text = _ROOT.sub(_blank, _COMMENT.sub(_blank, text))
    for _ in range(_DEEPEST):
        changed = _USE.sub(lambda use: tokens.get(use[1], (use[2] or use[0]).strip()), text)
        if changed == text:
            break
        text = changed
    return _CALCULATION.sub(lambda found: _worked_out(found[1]) or found[0], text)


def _blank(found: re.Match[str]) -> str:
    """Leave of a comment or a block only its line ends."""
    return "\n" * found[0].count("\n")


_PART = re.compile(r"\s*(?:(\d*\.?\d+)([a-z%]*)|([-+*/()]))")


def _worked_out(expression: str) -> str:
    """Work out a calculation in one unit; "" when it has several, or is not one."""
    expression = expression.replace("calc(", "(")
    parts = _PART.findall(expression)
    if "".join("".join(part) for part in parts) != "".join(expression.split()):
        return ""
    units = {unit for _, unit, _ in parts if unit}
    if len(units) > 1:
        return ""
    worked = _Sum([number or sign for number, _, sign in parts])
    try:
        total = worked.sum()
    except (ValueError, IndexError, ZeroDivisionError):
        return ""
    return "" if worked.rest else f"{round(total, 4):g}{''.join(units)}"


class _Sum:
    """A calculation read from left to right (CSS Values 4 §10.1)."""

    def __init__(self, rest: list[str]) -> None:
        self.rest = rest

    def sum(self) -> float:
        total = self._product()
        while self.rest and self.rest[0] in "+-":
            sign = self.rest.pop(0)
            total += self._product() if sign == "+" else -self._product()
        return total

    def _product(self) -> float:
        total = self._factor()
        while self.rest and self.rest[0] in "*/":
            sign, factor = self.rest.pop(0), self._factor()
            total = total * factor if sign == "*" else total / factor
        return total

    def _factor(self) -> float:
        part = self.rest.pop(0)
        if part == "-":
            return -self._factor()
        if part == "(":
            total = self.sum()
            if self.rest.pop(0) != ")":
                raise ValueError
            return total
        return float(part)
