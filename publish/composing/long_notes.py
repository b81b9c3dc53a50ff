"""HTML → the same HTML in which no note is longer than a page can hold.

The renderer cannot break a note over pages, and cuts off what does not fit (Kozea/WeasyPrint
#1833). So a long note ends, at the foot of its page, with a link to its other part, which
stands after the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from publish.writing.notes import FEW_DIGITS

LONGEST = 220
"""Words of a note that stays whole: about 14 lines, so that several have room on a page."""
LONGEST_BESIDE = 130
"""The same in the margin, where a line has six words."""
FIRST_PART = 110
"""Words of a longer note after which its first part may end, at the end of a sentence."""
FIRST_PART_AT_MOST = 170

_TOKEN = re.compile(r"""<(?:"[^"]*"|'[^']*'|[^'">])*>|[^<]+|<""")
_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
_VOID = frozenset(("br", "img", "wbr", "hr"))
_NOTE = '<span class="note"'
_NUMBER = re.compile(r'id="note-(\d+)" data-number="([^"]*)"')
_ENDING = re.compile(r"""[.!?؟][”"’)\]»]*\s+""")


@dataclass(frozen=True, slots=True)
class LongNotes:
    """What became of a text's notes."""

    html: str
    rest: str
    """The other parts of the long notes, one after the other; "" when no note is long."""
    numbers: tuple[tuple[int, int], ...]
    """Number and length in words of each note that was parted."""


def part_long_notes(html: str, label: str, longest: int = LONGEST) -> LongNotes:
    """Part the notes that are too long for the foot of a page, or for its margin.

    `label` introduces the page on which a note goes on: "continued on page"; a note of up to
    `longest` words stays whole.
    """
    if len(html) < longest * 2 or _NOTE not in html:
        return LongNotes(html, "", ())
    pieces: list[str] = []
    rest: list[str] = []
    numbers: list[tuple[int, int]] = []
    tokens = iter(_TOKEN.findall(html))
    for token in tokens:
        pieces.append(token)
        found = _NUMBER.search(token) if token.startswith(_NOTE) else None
        if found is None:
            continue
        inner = list(_until_closed(tokens))
        length = sum(len(each.split()) for each in inner if each[0] != "<")
        if length > longest:
            first, other = _part(inner, longest / LONGEST)
            number, shown = found[1], found[2]
            target = f"note-{number}-rest"
            pieces += [*first, f' <a class="note-continued" href="#{target}">{escape(label)}</a>']
            rest.append(
                f'<div class="endnote" id="{target}" role="listitem">'
                f'<a class="note-number"{_wide(shown)} href="#call-{number}">{shown}</a>'
                f"{''.join(other)}</div>\n"
            )
            numbers.append((int(number), length))
        else:
            pieces += inner
        pieces.append("</span>")
    return LongNotes("".join(pieces), "".join(rest), tuple(numbers))


def _wide(shown: str) -> str:
    return ' data-wide="1"' if len(shown) > FEW_DIGITS else ""


def _until_closed(tokens: Iterator[str]) -> Iterator[str]:
    """Give what stands in a note, up to its own end, which is taken away."""
    depth = 1
    for token in tokens:
        found = _NAME.match(token)
        if found is not None and found[1] == "span":
            depth += -1 if token[1] == "/" else 1
            if depth == 0:
                return
        yield token


def _part(inner: list[str], scale: float) -> tuple[list[str], list[str]]:
    """Cut a note's tokens in two; what is open at the cut is closed and opened again."""
    is_open: list[str] = []
    words = 0
    for place, token in enumerate(inner):
        found = _NAME.match(token)
        if found is not None:
            _follow(token, found[1], is_open)
            continue
        cut = _cut(token, words, scale, is_link=any(each.startswith("<a") for each in is_open))
        if cut:
            closing = [f"</{_name(each)}>" for each in reversed(is_open)]
            opening = [re.sub(r'\sid="[^"]*"', "", each) for each in is_open]
            first = [*inner[:place], token[:cut].rstrip(), *closing]
            return first, [*opening, token[cut:].lstrip(), *inner[place + 1 :]]
        words += len(token.split())
    return inner, []


def _cut(text: str, before: int, scale: float, *, is_link: bool) -> int:
    """Say where a text may be cut, given the words before it; 0 for nowhere."""
    least, most = int(FIRST_PART * scale), int(FIRST_PART_AT_MOST * scale)
    if is_link or before + len(text.split()) <= least:
        return 0
    for found in _ENDING.finditer(text):
        words = before + len(text[: found.end()].split())
        if least <= words <= most:
            return found.end()
    spaces = [found.end() for found in re.finditer(r"\s+", text)]
    wanted = most - before
    if len(spaces) >= wanted > 0:
        return spaces[wanted - 1]
    return spaces[0] if wanted <= 0 and spaces else 0


def _follow(token: str, name: str, is_open: list[str]) -> None:
    if token[1] == "/":
        if is_open and _name(is_open[-1]) == name:
            is_open.pop()
    elif name not in _VOID:
        is_open.append(token)


def _name(tag: str) -> str:
    found = _NAME.match(tag)
    return found[1] if found else ""
