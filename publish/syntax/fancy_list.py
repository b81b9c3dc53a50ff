"""Lists with letters, roman numbers, `#.`, parentheses; and numbered examples `(@label)`.

Pandoc manual, "Extension: fancy_lists", "startnum" and "example_lists".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from publish.syntax.blocks import line_text, parse_lines

_MARKER = re.compile(
    r"(?P<open>\()?(?:(?P<digits>\d{1,9})|(?P<hash>\#)|(?P<example>@[\w-]*)"
    r"|(?P<roman>[ivxlcdm]+|[IVXLCDM]+)|(?P<letter>[A-Za-z]))(?P<close>[.)])(?P<gap>[ \t]+|$)"
)
_ROMAN = re.compile(r"(?i)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_PAGE = re.compile(r"p\.[ \t]+\d")
"""A page number at the head of a paragraph is no item "p."."""
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before an item."""

    style: str
    """CSS list-style-type: "decimal", "lower-alpha", …; "example"."""
    form: str
    """How it is enclosed: ".", ")" or "()"."""
    number: int
    label: str
    width: int
    """To the beginning of the item's text."""


def read_marker(text: str, like: Marker | None = None) -> Marker | None:
    """Read a marker that markdown itself does not know; `like` is the one before it in a list."""
    found = _MARKER.match(text)
    if found is None or (found["open"] and found["close"] != ")") or _PAGE.match(text):
        return None
    form = "()" if found["open"] else found["close"]
    if found["digits"] and form != "()" and like is None:
        return None
    style, number = _count(found, like)
    if not style or (found["example"] and form != "()"):
        return None
    is_capital_with_stop = form == "." and (found["letter"] or found["roman"] or "a").isupper()
    if is_capital_with_stop and len(found["gap"]) < 2 and found["gap"] != "\t":
        return None
    label = (found["example"] or "")[1:]
    width = found.end() if len(found["gap"]) <= 4 else found.start("gap") + 1
    return Marker(style, form, number, label, width)


def _count(found: re.Match[str], like: Marker | None) -> tuple[str, int]:
    """Tell a marker's kind and number; a lone "i" is roman, but a letter after "h"."""
    if found["digits"]:
        return "decimal", int(found["digits"])
    if found["hash"]:
        return "decimal", 1
    if found["example"]:
        return "example", 1
    text = found["roman"] or found["letter"]
    case = "upper" if text.isupper() else "lower"
    is_letter_list = like is not None and like.style.endswith("alpha")
    is_roman = bool(found["roman"]) and _ROMAN.fullmatch(text) and not is_letter_list
    if is_roman and (len(text) > 1 or text in "iI" or (like and like.style.endswith("roman"))):
        return f"{case}-roman", _roman(text)
    if len(text) > 1:
        return "", 0
    return f"{case}-alpha", ord(text.lower()) - 96


def _roman(text: str) -> int:
    values = [_VALUES[letter] for letter in text.lower()]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def fancy_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a list whose first marker is none of Markdown's own."""
    if state.is_code_block(start_line) or (silent and not _begins_item(state)):
        return False
    first = read_marker(line_text(state, start_line))
    if first is None or _is_citation(state, start_line, first):
        return False
    if silent:
        return True
    opening = state.push("ordered_list_open", "ol", 1)
    opening.map = [start_line, start_line]
    before = len(state.tokens)
    last, is_tight = _items(state, start_line, end_line, first)
    opening.map[1] = last
    _describe(opening, first)
    if is_tight:
        for token in state.tokens[before:]:
            if token.type.startswith("paragraph_") and token.level == opening.level + 2:
                token.hidden = True
    state.push("ordered_list_close", "ol", -1)
    state.line = last
    return True


def _begins_item(state: StateBlock) -> bool:
    """Say whether the paragraph that may end here is the first text of an item of a list.

    There a list needs no empty line before it (Pandoc manual, "Block content in list items").
    """
    return bool(state.tokens) and state.tokens[-1].type == "list_item_open"


def _is_citation(state: StateBlock, line: int, marker: Marker) -> bool:
    """Say whether "(@doe)" at the head of a paragraph cites.

    A key of the library does, and so does what no other place of the text calls an example.
    """
    if marker.style != "example" or len(line_text(state, line)) <= marker.width:
        return marker.style == "example"
    if not marker.label:
        return False
    is_used = state.src.count(f"(@{marker.label})") > 1 or "(@)" in state.src
    return marker.label in state.env["keys"] or not is_used


def _describe(opening: Token, first: Marker) -> None:
    """Say how the list counts."""
    opening.meta["list_form"] = first.form
    opening.attrs["start"] = opening.meta.get("first_example", first.number)
    if first.style not in ("decimal", "example"):
        opening.meta["list_style"] = first.style


def _items(state: StateBlock, line: int, end: int, first: Marker) -> tuple[int, bool]:
    """Read items as long as markers of the same kind follow."""
    is_tight = True
    marker: Marker | None = first
    examples: dict[str, int] = state.env["examples"]
    opening = state.tokens[-1]
    while marker is not None:
        if marker.style == "example":
            number = examples.setdefault(marker.label or f"({len(examples) + 1}", len(examples) + 1)
            opening.meta.setdefault("first_example", number)
        last, has_gap = _extent(state, line, end, marker)
        item = state.push("list_item_open", "li", 1)
        item.map = [line, last]
        start = state.bMarks[line] + state.tShift[line] + marker.width
        parse_lines(state, line, last, min(start, state.eMarks[line]), marker.width)
        state.push("list_item_close", "li", -1)
        following = state.skipEmptyLines(last)
        is_tight = is_tight and not has_gap
        line = following
        marker = _next(state, line, end, marker)
        is_tight = is_tight and (marker is None or following == last)
    return last, is_tight


def _next(state: StateBlock, line: int, end: int, like: Marker) -> Marker | None:
    if line >= end or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return None
    marker = read_marker(line_text(state, line), like)
    if marker is None or (marker.style, marker.form) != (like.style, like.form):
        return None
    return marker


def _extent(state: StateBlock, start: int, end: int, marker: Marker) -> tuple[int, bool]:
    """Find where an item ends (exclusive), and whether an empty line stands within it."""
    needed = state.blkIndent + marker.width
    line = last = start + 1
    has_gap = was_empty = False
    while line < end:
        if state.isEmpty(line):
            was_empty = True
        elif state.sCount[line] >= needed:
            has_gap = has_gap or was_empty
            was_empty = False
            last = line + 1
        elif was_empty or _next(state, line, end, marker) or not _is_lazy(state, line):
            break
        else:
            last = line + 1
        line += 1
    return last, has_gap


def _is_lazy(state: StateBlock, line: int) -> bool:
    if state.sCount[line] < state.blkIndent:
        return False
    rules = state.md.block.ruler.getRules("paragraph")
    return not any(rule(state, line, state.lineMax, True) for rule in rules)
