"""Grid tables: cells drawn with `+`, `-`, `|`, which hold blocks and may span rows and columns.

Pandoc manual, "Extension: grid_tables".
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from publish.located import Located
from publish.syntax.places import place_inlines
from publish.syntax.table_tokens import Cell, Table, push_table, shares

_TOP = re.compile(r"\+(?:[-:=]+\+)+[ \t]*")
_HEAD_RULE = re.compile(r"[+|].*\+:?={2,}.*|\+:?={2,}.*")


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell as drawn: lines and columns of its border, 0-based."""

    top: int
    left: int
    bottom: int
    right: int


def grid_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a grid table."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    is_top = _TOP.fullmatch(state.src, start, state.eMarks[start_line])
    if not is_top or state.is_code_block(start_line):
        return False
    if state.env["no_grid"].get(end_line, -1) > start_line:
        return False
    last = start_line + 1
    while last < end_line and state.src.startswith(("|", "+"), _first(state, last)):
        last += 1
    offsets = [_first(state, line) for line in range(start_line, last)]
    drawn = [
        state.src[offset : state.eMarks[line]].rstrip()
        for offset, line in zip(offsets, range(start_line, last), strict=True)
    ]
    rows = [_Row(line, line) for line in drawn]
    boxes = _boxes(drawn) if len(drawn) >= 3 and _TOP.fullmatch(drawn[-1]) else []
    if not boxes and len(drawn) >= 3 and not all(map(str.isascii, drawn)):
        rows = [_in_columns(line) for line in drawn]
        boxes = _boxes([row.shape for row in rows]) if _TOP.fullmatch(drawn[-1]) else []
    if not boxes:
        state.env["no_grid"][end_line] = last  # its later lines are not looked at again
        return False
    if not silent:
        push_table(state, _table(state, rows, offsets, boxes), start_line, last)
        state.line = last
    return True


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the drawing."""

    text: str
    shape: str
    """One sign for each column of a screen, where some letters take two and some none."""
    places: tuple[int, ...] = ()
    """Where each column begins in the text; () when every letter is one column wide."""

    def part(self, left: int, right: int) -> tuple[int, str]:
        """Give what stands between two columns, and where it begins in the text."""
        if not self.places:
            return left, self.text[left:right]
        start, end = (
            self.places[at] if at < len(self.places) else len(self.text) for at in (left, right)
        )
        return start, self.text[start:end]


def _in_columns(line: str) -> _Row:
    """Count columns as a screen shows them (Unicode Standard Annex 11; Pandoc's reader)."""
    shape: list[str] = []
    places: list[int] = []
    for at, character in enumerate(line):
        is_wide = unicodedata.east_asian_width(character) in "WF"
        width = 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1 + is_wide
        shape.append(character * width)
        places += [at] * min(width, 1) + [at + 1] * (width - 1)
    return _Row(line, "".join(shape), tuple(places))


def _first(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _boxes(drawn: Sequence[str]) -> list[_Box]:
    """Follow the lines of the drawing from corner to corner; [] when they do not close."""
    width = max(map(len, drawn))
    lines = [line.ljust(width) for line in drawn]
    boxes: list[_Box] = []
    done: set[tuple[int, int]] = set()
    waiting = [(0, 0)]
    while waiting:
        top, left = waiting.pop()
        if (top, left) in done or top >= len(lines) - 1 or left >= width - 1:
            continue
        done.add((top, left))
        box = _follow(lines, top, left)
        if box is None:
            continue
        boxes.append(box)
        waiting += [(box.top, box.right), (box.bottom, box.left)]
    area = sum((box.bottom - box.top) * (box.right - box.left) for box in boxes)
    is_whole = area == (len(lines) - 1) * (len(drawn[0]) - 1)
    return sorted(boxes, key=lambda box: (box.top, box.left)) if is_whole else []


def _follow(lines: Sequence[str], top: int, left: int) -> _Box | None:
    """Find the smallest rectangle whose upper left corner is at a place."""
    if lines[top][left] != "+":
        return None
    for right in range(left + 1, len(lines[top])):
        sign = lines[top][right]
        if sign == "+":
            bottom = _down(lines, top, left, right)
            if bottom:
                return _Box(top, left, bottom, right)
        elif sign not in "-=:":
            return None
    return None


def _down(lines: Sequence[str], top: int, left: int, right: int) -> int:
    for bottom in range(top + 1, len(lines)):
        sides = lines[bottom][left] + lines[bottom][right]
        if sides == "++" and not lines[bottom][left + 1 : right].strip("-=:+"):
            return bottom
        if not set(sides) <= {"|", "+"}:
            return 0
    return 0


def _table(
    state: StateBlock, lines: Sequence[_Row], offsets: Sequence[int], boxes: Sequence[_Box]
) -> Table:
    drawn = [line.shape for line in lines]
    columns = sorted({box.left for box in boxes})
    rows = sorted({box.top for box in boxes})
    rules = [at for at, line in enumerate(drawn) if at and _HEAD_RULE.fullmatch(line)]
    head_end = rules[0] if rules and rules[0] < len(drawn) - 1 else 0
    aligns = _aligns(drawn[head_end], columns)
    made: dict[int, list[Cell]] = {row: [] for row in rows}
    for box in boxes:
        cell = _cell(state, lines, offsets, box)
        made[box.top].append(
            replace(
                cell,
                align=aligns.get(box.left, ""),
                columns=bisect_left(columns, box.right) - bisect_left(columns, box.left),
                rows=bisect_left(rows, box.bottom) - bisect_left(rows, box.top),
            )
        )
    head = tuple(tuple(made[row]) for row in rows if row < head_end)
    body = tuple(tuple(made[row]) for row in rows if row >= head_end)
    if not any(cell.blocks for row in head for cell in row):
        head = ()
    ends = [*columns[1:], len(drawn[0]) - 1]
    widths = shares([end - start for start, end in zip(columns, ends, strict=True)])
    return Table(head, body, widths)


def _aligns(rule: str, columns: Iterable[int]) -> dict[int, str]:
    """Read the colons of the rule below the header, or of the first line without a header."""
    aligns: dict[int, str] = {}
    for start in columns:
        end = rule.find("+", start + 1)
        dashes = rule[start + 1 : end]
        is_left, is_right = dashes.startswith(":"), dashes.endswith(":")
        aligns[start] = {(True, True): "center", (True, False): "left", (False, True): "right"}.get(
            (is_left, is_right), ""
        )
    return aligns


def _cell(state: StateBlock, rows: Sequence[_Row], offsets: Sequence[int], box: _Box) -> Cell:
    """Parse what stands within a box as blocks of its own."""
    parts = [(at, rows[at].part(box.left + 1, box.right)) for at in range(box.top + 1, box.bottom)]
    lines = [(offsets[at] + start, text) for at, (start, text) in parts]
    indent = min((len(t) - len(t.lstrip()) for _, t in lines if t.strip()), default=0)
    outer: Located = state.env["text"]
    runs: list[tuple[int, int]] = []
    size = 0
    pieces: list[str] = []
    for at, text in lines:
        runs.append((size, outer.place(at + indent)))
        pieces.append(text[indent:].rstrip())
        size += len(pieces[-1]) + 1
    content = "\n".join(pieces)
    span = outer.span.source.span(runs[0][1], runs[-1][1] + len(pieces[-1]))
    return Cell(blocks=parse_blocks(state, Located(content, span, tuple(runs))))


def parse_blocks(state: StateBlock, text: Located) -> tuple[Token, ...]:
    """Parse a text as blocks, with places; a single paragraph loses its `<p>`."""
    env = state.env
    outer = env["text"], env["div_pairs"], env["no_grid"]
    env["text"], env["div_pairs"], env["no_grid"] = text, {}, {}
    tokens: list[Token] = []
    if state.level < state.md.options["maxNesting"] // 4:
        state.md.block.parse(text.text, state.md, env, tokens)
    place_inlines(tokens, text)
    env["text"], env["div_pairs"], env["no_grid"] = outer
    if sum(token.type == "paragraph_open" for token in tokens) == 1 and len(tokens) == 3:
        tokens[0].hidden = tokens[2].hidden = True
    for token in tokens:
        token.map = None
    return tuple(tokens)
