"""Block → its fields: where their names and values stand, and what is wrong between braces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publish.bibliography.scan import FIELD, MANY, SPACE, Block
from publish.diagnostics import Diagnostic, error
from publish.source import Source

_SPACE = re.compile(SPACE)
_NAME = re.compile(r"""[^\s{}"#%'(),=@]++""")
_BRACE = re.compile(r"[{}]")
_QUOTE = re.compile(r'[{}"]')
_ATOM = re.compile(r"""["{]|[^\s{}"#%'(),=@]++""")
_SWALLOWED = re.compile(r"\n[ \t]*[A-Za-z]+[ \t]*=[ \t]*[{\"]")
_SKIP = re.compile(r"[,{})@]")


@dataclass(frozen=True, slots=True)
class RawField:
    """One `name = value` as written."""

    name: str
    """In lower case."""
    name_start: int
    value_start: int
    value_end: int


@dataclass(frozen=True, slots=True)
class Body:
    """The fields of one entry, in file order, and what was wrong with them."""

    fields: tuple[RawField, ...]
    diagnostics: tuple[Diagnostic, ...]
    is_closed: bool
    """False if the entry's end was not found: its fields cannot be trusted."""


def read_body(source: Source, block: Block) -> Body:
    """Split an entry into its fields."""
    if block.is_clean:
        fields = tuple(_clean_fields(source.text, block))
        return Body(fields, (), True)
    return _Reader(source, block).run()


def _clean_fields(text: str, block: Block) -> Iterator[RawField]:
    start = text.find(",", block.head_end, block.end)
    if start < 0:
        return
    for each in FIELD.finditer(text, start + 1, block.end):
        yield RawField(each[1].lower(), each.start(1), each.start(2), each.end(2))


class _Reader:
    """Read the fields of an entry that is not well-formed, and say how it is not."""

    def __init__(self, source: Source, block: Block) -> None:
        self.source = source
        self.text = source.text
        self.block = block
        self.position = block.head_end
        self.limit = block.end
        self.closer = "}" if source.text[block.start : block.head_end].find("(") < 0 else ")"
        self.fields: list[RawField] = []
        self.diagnostics: list[Diagnostic] = []
        self.suspect: re.Match[str] | None = None
        """The name of the first field whose value seems to run into the next one."""

    def run(self) -> Body:
        if not self.block.key:
            self._report_missing_key()
        else:
            self._check_key()
        is_closed = self._fields()
        if not is_closed:
            self._report_unclosed()
        return Body(tuple(self.fields), tuple(self.diagnostics), is_closed)

    def _report_missing_key(self) -> None:
        head = self.source.span(self.block.start, self.block.head_end)
        self.diagnostics.append(
            error(
                "bib-key-missing",
                f"this '@{self.block.kind}' has no key, so it cannot be cited",
                head,
                f"write it like '@{self.block.kind}{{smith2020, …'",
            )
        )

    def _check_key(self) -> None:
        key = self.block.key
        if " " in key or "\t" in key:
            start = self.block.head_end - len(key)
            self.diagnostics.append(
                error(
                    "bib-syntax",
                    f"the key '{key}' has a space in it",
                    self.source.span(start, self.block.head_end),
                    f"write '{'-'.join(key.split())}', or the like",
                )
            )
        self._space()
        if self._take(","):
            return
        if self.position < self.limit and self.text[self.position] != self.closer:
            at = self.source.span(self.block.head_end, self.block.head_end + 1)
            self.diagnostics.append(
                error("bib-comma-missing", f"no comma after the key '{self.block.key}'", at)
            )

    def _fields(self) -> bool:
        """Read up to the closing brace; say whether it was found."""
        while len(self.diagnostics) < MANY:
            self._space()
            if self.position >= self.limit:
                return False
            if self._take(self.closer):
                return True
            if self._take(","):
                continue
            if not self._field():
                self._skip()
        return False

    def _field(self) -> bool:
        """Read one field; False if there is none here, and the position is where it broke."""
        name = _NAME.match(self.text, self.position, self.limit)
        if name is None:
            self._report_stray(self.position)
            return False
        self.position = name.end()
        self._space()
        if not self._take("="):
            if self.position < self.limit:
                self.diagnostics.append(
                    error(
                        "bib-syntax",
                        f"'{name[0][:40]}' is not followed by '=' and a value",
                        self.source.span(name.start(), name.end()),
                    )
                )
            return False
        self._space()
        start = self.position
        end = self._value()
        if end is None or _SWALLOWED.search(self.text, start, end):
            self.suspect = self.suspect or name
        if end is None:
            return False
        self.fields.append(RawField(name[0].lower(), name.start(), start, end))
        self._separator(name[0], end)
        return True

    def _separator(self, name: str, end: int) -> None:
        self._space()
        if self._take(",") or self.text.startswith(self.closer, self.position):
            return
        if _NAME.match(self.text, self.position, self.limit):
            self.diagnostics.append(
                error(
                    "bib-comma-missing",
                    f"no comma after the field '{name}'",
                    self.source.span(end - 1, end),
                )
            )

    def _value(self) -> int | None:
        """Pass over a value, `#` and all; give its end, or None when it does not end."""
        while True:
            end = atom_end(self.text, self.position, self.limit)
            if end is None:
                at = self.position
                if at < self.limit and self.text[at] in '{"':
                    self.position = self.limit
                elif at < self.limit:
                    self._report_stray(at)
                return None
            self.position = end
            self._space()
            if not self._take("#"):
                return end
            self._space()

    def _skip(self) -> None:
        """Go on at the next comma outside of braces, or at the end."""
        depth = 0
        for each in _SKIP.finditer(self.text, self.position, self.limit):
            mark = each[0]
            if mark == "{":
                depth += 1
            elif depth and mark == "}":
                depth -= 1
            elif not depth and mark in (",", self.closer):
                self.position = each.start()
                return
        self.position = self.limit

    def _report_stray(self, at: int) -> None:
        self.diagnostics.append(
            error(
                "bib-syntax",
                f"found '{self.text[at]}' in entry '{self.block.key}' where a field's name"
                " or value was looked for",
                self.source.span(at, at + 1),
            )
        )

    def _report_unclosed(self) -> None:
        found = "the end of the file"
        if self.limit < len(self.text):
            line = self.source.position(self.limit + 1)[0]
            found = f"the next entry in line {line}"
        last = f" after the field '{self.fields[-1].name}'" if self.fields else ""
        hint = ""
        if self.suspect is not None:
            line = self.source.position(self.suspect.start())[0]
            hint = f"the field '{self.suspect[0]}' in line {line} seems to lack its closing brace"
        self.diagnostics.append(
            error(
                "bib-unclosed",
                f"entry '{self.block.key}' is not closed: found {found}{last}"
                f" before its closing '{self.closer}'",
                self.source.span(self.block.start, self.block.head_end),
                hint,
            )
        )

    def _space(self) -> None:
        found = _SPACE.match(self.text, self.position, self.limit)
        assert found is not None
        self.position = found.end()

    def _take(self, mark: str) -> bool:
        if self.position < self.limit and self.text.startswith(mark, self.position):
            self.position += 1
            return True
        return False


def atom_end(text: str, start: int, limit: int) -> int | None:
    """Find the end of one `{…}`, `"…"`, number or macro name; None if it does not end."""
    atom = _ATOM.match(text, start, limit)
    if atom is None:
        return None
    if atom[0] not in '{"':
        return atom.end()
    depth = 0
    quoted = atom[0] == '"'
    for each in (_QUOTE if quoted else _BRACE).finditer(text, start + quoted, limit):
        mark = each[0]
        depth += (mark == "{") - (mark == "}")
        if depth < 0:
            return None
        if depth == 0 and mark == ('"' if quoted else "}"):
            return each.end()
    return None
