"""The mini-HTML and the quotation marks of CSL-JSON strings → output pieces."""

from __future__ import annotations

import re

from publish.csl.nodes import Format
from publish.csl.output import Output

INNER = "inner"
"""The value of a quotation that takes inner marks even where no other is around it."""
ITALIC = Format(font_style="italic")
BOLD = Format(font_weight="bold")
SMALL_CAPS = Format(font_variant="small-caps")
SUPERSCRIPT = Format(vertical_align="sup")
SUBSCRIPT = Format(vertical_align="sub")
NO_DECORATION = Format("normal", "normal", "normal", "none", "baseline")

MAX_DEPTH = 40
"""Marks and tags that are open at once; deeper ones stay as they are written."""
_SPECIAL = re.compile(r"""[<"'’‘“”«»]""")
_TAG = re.compile(
    r"""<(?P<close>/)?(?P<name>i|b|em|strong|sc|sup|sub|span|a)\b(?P<attributes>[^<>]*)>"""
)
_TAG_FORMATS = {
    "i": ITALIC, "em": ITALIC, "b": BOLD, "strong": BOLD, "sc": SMALL_CAPS, "sup": SUPERSCRIPT,
    "sub": SUBSCRIPT,
}  # fmt: skip
_SPAN_FORMATS = (
    (re.compile(r"small-caps"), SMALL_CAPS),
    (re.compile(r"nodecor"), NO_DECORATION),
    (re.compile(r"font-style:\s*italic"), ITALIC),
    (re.compile(r"font-weight:\s*bold"), BOLD),
    (re.compile(r"text-decoration:\s*underline"), Format(text_decoration="underline")),
)
_OPENS_BEFORE = frozenset(" \t\n\u00a0\u202f([{<–—-/\u201c\u2018\"'«„")
"""Characters after which a straight quotation mark opens."""
_CLOSED_BY = {'"': '"', "'": "'", "“": "”", "‘": "’"}


class _Frame:
    """An open tag or quotation mark, and what is inside of it so far."""

    __slots__ = ("attributes", "children", "opening", "tag")

    def __init__(self, tag: str, opening: str, attributes: str = "") -> None:
        self.tag = tag
        self.opening = opening
        self.attributes = attributes
        self.children: list[Output | str] = []

    def add(self, text: str) -> None:
        if not text:
            return
        if self.children and type(self.children[-1]) is str:
            self.children[-1] += text
        else:
            self.children.append(text)


def parse_pieces(text: str, curls: bool = True) -> tuple[Output | str, ...]:
    """Read a string with markup into pieces.

    Straight quotation marks in pairs become quoted pieces, single ones apostrophes. A mark or a
    tag without its partner stays as it is written.
    """
    if not _SPECIAL.search(text):
        return (text,) if text else ()
    stack = [_Frame("", "")]
    offset, size = 0, len(text)
    while offset < size:
        found = _SPECIAL.search(text, offset)
        if found is None:
            break
        at = found.start()
        stack[-1].add(text[offset:at])
        offset = _mark(stack, text, at) if text[at] != "<" else _tag(stack, text, at)
    stack[-1].add(text[offset:])
    while len(stack) > 1:
        _give_up(stack)
    return tuple(stack[0].children)


def _tag(stack: list[_Frame], text: str, at: int) -> int:
    match = _TAG.match(text, at)
    if match is None:
        stack[-1].add("<")
        return at + 1
    name, written = match["name"], match[0]
    if not match["close"] and len(stack) > MAX_DEPTH:
        stack[-1].add(written)
        return match.end()
    if not match["close"]:
        stack.append(_Frame(name, written, match["attributes"]))
        return match.end()
    if not any(frame.tag == name for frame in stack):
        stack[-1].add(written)
        return match.end()
    while stack[-1].tag != name:
        _give_up(stack)
    frame = stack.pop()
    if frame.children:
        stack[-1].children.append(_tagged(frame))
    return match.end()


def _tagged(frame: _Frame) -> Output:
    children = tuple(frame.children)
    known = _TAG_FORMATS.get(frame.tag)
    if known is not None:
        is_nocase = frame.tag in ("sc", "sup", "sub")
        return Output(children, format=known, is_toggle=True, is_nocase=is_nocase)
    if frame.tag == "a":
        href = re.search(r"href\s*=\s*[\"']((?:https?|ftps?|mailto):[^\"']*)", frame.attributes)
        return Output(children, href=href[1] if href else "")
    if "nocase" in frame.attributes:
        return Output(children, is_nocase=True)
    for pattern, look in _SPAN_FORMATS:
        if pattern.search(frame.attributes):
            is_nocase = look is SMALL_CAPS or look is NO_DECORATION
            return Output(children, format=look, is_toggle=True, is_nocase=is_nocase)
    language = re.search(r"lang\s*=\s*[\"']([^\"']*)", frame.attributes)
    return Output(children, language=language[1] if language else "")


def _mark(stack: list[_Frame], text: str, at: int) -> int:
    """Open or close a quotation, or leave the mark as a character."""
    mark = text[at]
    before = _neighbour(text, at, -1)
    after = _neighbour(text, at, 1)
    if mark in "”’" or (mark in "\"'" and not _opens(mark, before, after)):
        opening = _opening(stack, mark, after)
        if opening is None:
            stack[-1].add("’" if mark == "'" else mark)
            return at + 1
        while stack[-1] is not opening:
            _give_up(stack)
        frame = stack.pop()
        if not frame.children:
            stack[-1].add(frame.opening + mark)
        elif frame.opening == "'" and frame.children == ["n"]:
            stack[-1].add("’n’")  # rock 'n' roll
        else:
            # Single curly marks that stand alone were meant to be single.
            is_inner = frame.opening == "‘" and not _is_quoted(stack)
            children = tuple(frame.children)
            quoted = Output(children, quotes=True, value=INNER if is_inner else "")
            stack[-1].children.append(quoted)
        return at + 1
    if mark in "«»" or len(stack) > MAX_DEPTH:
        stack[-1].add(mark)
    elif mark == "'" and (after == " " or not after):
        stack[-1].add("’")
    else:
        stack.append(_Frame("quote", mark))
    return at + 1


def _is_quoted(stack: list[_Frame]) -> bool:
    return any(frame.tag == "quote" for frame in stack)


def _opens(mark: str, before: str, after: str) -> bool:
    return (not before or before in _OPENS_BEFORE) and not (mark == "'" and after == mark)


def _neighbour(text: str, at: int, step: int) -> str:
    """Give the nearest character beside a mark, tags skipped; "" at the end."""
    at += step
    while 0 <= at < len(text):
        if step < 0 and text[at] == ">":
            start = text.rfind("<", 0, at)
            if start < 0 or not _TAG.fullmatch(text, start, at + 1):
                return ">"
            at = start - 1
        elif step > 0 and text[at] == "<":
            match = _TAG.match(text, at)
            if match is None:
                return "<"
            at = match.end()
        else:
            return text[at]
    return ""


def _opening(stack: list[_Frame], mark: str, after: str) -> _Frame | None:
    """Find the open quotation that this mark closes, if it closes one."""
    if mark in "'’" and after.isalnum():
        return None
    for frame in reversed(stack):
        if frame.tag == "quote" and _CLOSED_BY[frame.opening] == mark:
            return frame
        if frame.tag not in ("", "quote"):
            return None
    return None


def _give_up(stack: list[_Frame]) -> None:
    """Turn the innermost open tag or mark back into the characters it was."""
    frame = stack.pop()
    parent = stack[-1]
    parent.add("’" if frame.opening == "'" else frame.opening)
    for child in frame.children:
        if isinstance(child, str):
            parent.add(child)
        else:
            parent.children.append(child)
