"""Source → Blocks: where the entries of a .bib file begin and end, and what is broken.

A well-formed entry is recognised by one regular expression, without looking at its fields; only
the others, and those that somebody asks for, are read field by field (`fields.py`). Hence ten
thousand entries cost no more than a walk over their characters. The grammar is that of BibTeX
(Patashnik, "BibTeXing", 1988, §2) with `%` comments between fields as Biber reads them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from publish.diagnostics import Diagnostic, error, warning
from publish.source import Source

DEPTH = 5
"""Braces nested deeper than this leave the quick road; they are read all the same."""

MANY = 200
"""So many messages about one file are enough; a file with more is none of ours."""

SPACE = r"(?:\s++|%[^\n\r]*+)*+"
_BRACED = r"\{[^{}]*+\}"
for _ in range(DEPTH):
    _BRACED = rf"\{{(?:[^{{}}]++|{_BRACED})*+\}}"
_QUOTED = rf'"(?:[^{{}}"]++|{_BRACED})*+"'
_WORD = r"""[^\s{}"#%'(),=@]++"""
_ATOM = rf"(?:{_BRACED}|{_QUOTED}|{_WORD})"
_VALUE = rf"{_ATOM}(?:{SPACE}\#{SPACE}{_ATOM})*+"

FIELD = re.compile(rf"{SPACE}({_WORD}){SPACE}={SPACE}({_VALUE}){SPACE},?")
"""One field of a well-formed entry: its name, and its whole value as written."""

_HEAD = re.compile(r"@[ \t]*+([A-Za-z][\w-]*+)\s*+([{(])")
_ENTRY_REST = re.compile(
    rf"""{SPACE}([^\s,{{}}="#%]++){SPACE}
    (?:,{SPACE}{_WORD}{SPACE}={SPACE}{_VALUE}{SPACE})*+
    ,?{SPACE}\}}""".replace("\n    ", "")
)
_FIELD_NAMES = re.compile(rf",{SPACE}({_WORD}){SPACE}={SPACE}{_VALUE}{SPACE}")
_BOUNDARY = re.compile(r"^[ \t]*+@[ \t]*+[A-Za-z][\w-]*+\s*+[{(]", re.MULTILINE)
_KEY = re.compile(
    rf"""{SPACE}([^\s,{{}}"\#%]++(?:[ \t]++[^\s,{{}}"\#%=]++)*+(?=[ \t]*+,)|[^\s,{{}}"\#%]++)"""
)
"""A key as people write it, spaces included where a comma ends it."""
_FIELD_HEAD = re.compile(rf"{SPACE}[A-Za-z][\w-]*+{SPACE}={SPACE}[{{\"\w]")
_BRACE = re.compile(r"[{}]")
_LEFTOVER = re.compile(r"\s*+([},])")


@dataclass(frozen=True, slots=True)
class Block:
    """One entry as found: offsets into the source's text."""

    kind: str
    """The entry type in lower case, e.g. "inproceedings"."""
    key: str
    start: int
    """At the `@`."""
    head_end: int
    """Behind the key."""
    end: int
    """Behind the closing brace, or where reading stopped."""
    is_clean: bool
    """Every field is well-formed, so `FIELD` finds them all."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """What a file holds, in file order."""

    entries: tuple[Block, ...]
    strings: tuple[tuple[int, int], ...]
    """From behind the brace that opens an `@string` to its end."""
    suspects: tuple[Block, ...]
    """Those of `entries` that name a field twice or are not clean: worth reading at once."""
    aliased: tuple[Block, ...]
    """Those with an `ids` field: they have more than one key."""
    diagnostics: tuple[Diagnostic, ...]


class _Scanner:
    """The walk over one file; `position` only grows, so the time is linear."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.position = 0
        self.entries: list[Block] = []
        self.strings: list[tuple[int, int]] = []
        self.suspects: list[Block] = []
        self.aliased: list[Block] = []
        self.diagnostics: list[Diagnostic] = []
        self._boundaries: list[int] | None = None
        self._boundary_index = 0
        self._patience = 4 * len(self.text)
        """Characters to spend on the search for the ends of unclosed comments."""

    def run(self) -> Blocks:
        text, size = self.text, len(self.text)
        while self.position < size:
            head = _HEAD.search(text, self.position)
            if head is None:
                break
            self.position = head.end()
            if not self._is_commented_out(head.start()):
                self._block(head)
        return Blocks(
            tuple(self.entries),
            tuple(self.strings),
            tuple(self.suspects),
            tuple(self.aliased),
            tuple(self.diagnostics),
        )

    def next_boundary(self, offset: int) -> int:
        """Find the next line that begins like an entry; offsets asked for must not shrink."""
        if self._boundaries is None:
            self._boundaries = [each.start() for each in _BOUNDARY.finditer(self.text)]
        bounds = self._boundaries
        while self._boundary_index < len(bounds) and bounds[self._boundary_index] < offset:
            self._boundary_index += 1
        if self._boundary_index < len(bounds):
            return bounds[self._boundary_index]
        return len(self.text)

    def _is_commented_out(self, at: int) -> bool:
        line_start = self.text.rfind("\n", max(0, at - 200), at) + 1
        if line_start == 0 and at > 200:
            return False
        return self.text[line_start:at].lstrip().startswith("%")

    def _block(self, head: re.Match[str]) -> None:
        kind = head[1].lower()
        if kind == "comment":
            self.position = self._end_of_aside(head, is_comment=True)
        elif kind == "preamble":
            self.position = self._end_of_aside(head, is_comment=False)
        elif kind == "string":
            end = self._end_of_aside(head, is_comment=False)
            self.strings.append((head.end(), end))
            self.position = end
        else:
            self._entry(head, kind)

    def _entry(self, head: re.Match[str], kind: str) -> None:
        rest = _ENTRY_REST.match(self.text, head.end()) if head[2] == "{" else None
        if rest is None:
            self._broken_entry(head, kind)
            return
        block = Block(kind, rest[1], head.start(), rest.end(1), rest.end(), True)
        self.entries.append(block)
        self.position = rest.end()
        names = [
            each.lower() for each in _FIELD_NAMES.findall(self.text, block.head_end, block.end)
        ]
        if len(set(names)) != len(names):
            self.suspects.append(block)
        if "ids" in names:
            self.aliased.append(block)
        self._leftover(block)

    def _leftover(self, block: Block) -> None:
        after = _LEFTOVER.match(self.text, self.position)
        if after is None or len(self.diagnostics) >= MANY:
            return
        at = after.start(1)
        self.diagnostics.append(
            error(
                "bib-braces",
                f"a '{after[1]}' stands behind the closing brace of entry '{block.key}',"
                " so a brace too many closes it early",
                self.source.span(at, at + 1),
                f"the entry opens in line {self.source.position(block.start)[0]};"
                " count the braces of its fields",
            )
        )

    def _broken_entry(self, head: re.Match[str], kind: str) -> None:
        """Take an entry that needs reading field by field; it ends at its brace or the next one."""
        limit = self.next_boundary(head.end())
        name, head_end = "", head.end()
        key = _KEY.match(self.text, head.end())
        if key is not None and not _FIELD_HEAD.match(self.text, head.end()):
            name, head_end = key[1], key.end(1)
        head_end = min(head_end, limit)
        block = Block(kind, name, head.start(), head_end, limit, False)
        self.entries.append(block)
        self.suspects.append(block)
        closing = _closing(self.text, head.end(), limit, head[2])
        self.position = limit if closing is None else closing + 1

    def _end_of_aside(self, head: re.Match[str], *, is_comment: bool) -> int:
        """Find the end of a block whose inside does not matter, or of its line if it has none."""
        limit = self.next_boundary(head.end())
        if is_comment:
            limit = min(len(self.text), head.end() + self._patience)
        closing = _closing(self.text, head.end(), limit, head[2])
        if closing is not None:
            return closing + 1
        if not is_comment:
            self.diagnostics.append(
                error(
                    "bib-unclosed",
                    f"'@{head[1].lower()}' is not closed",
                    self.source.span(head.start(), head.end()),
                )
            )
            return limit
        self._patience = max(0, self._patience - (limit - head.end()))
        self.diagnostics.append(
            warning(
                "bib-unclosed",
                "'@comment' is not closed, so only its first line is taken as a comment",
                self.source.span(head.start(), head.end()),
            )
        )
        line_end = self.text.find("\n", head.end())
        return len(self.text) if line_end < 0 else line_end


def _closing(text: str, start: int, limit: int, opening: str) -> int | None:
    """Find what closes a block that opens before `start`: a brace, or `)` outside of braces."""
    depth = 1 if opening == "{" else 0
    for brace in (_BRACE if opening == "{" else re.compile(r"[{})]")).finditer(text, start, limit):
        mark = brace[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth == 0 and opening == "{":
                return brace.start()
        elif depth == 0:
            return brace.start()
    return None


def scan(source: Source) -> Blocks:
    """Find the entries, macros and broken places of a .bib file, in linear time."""
    return _Scanner(source).run()
