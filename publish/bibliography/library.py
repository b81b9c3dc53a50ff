"""Source → Library: the entries of a .bib file in CSL terms, decoded when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from publish.bibliography.checks import inspect
from publish.bibliography.fields import read_body
from publish.bibliography.inherit import PARENT_FIELDS, Inheritance, rename_aliases
from publish.bibliography.item import TO_ORIGINAL, make_item, original_of
from publish.bibliography.macros import Macros, evaluate
from publish.bibliography.reading import Reading
from publish.bibliography.scan import MANY, Block, scan
from publish.bibliography.types import entry_type
from publish.bibliography.values import Value
from publish.bibliography.works import same_works
from publish.diagnostics import Diagnostic, error, warning
from publish.source import Source, Span

Dialect = Literal["biblatex", "bibtex"]
Item = Mapping[str, Any]
"""A CSL-JSON item with its "id"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as written."""

    key: str
    kind: str
    """The entry type as written, in lower case; "" for an entry that was CSL already."""
    span: Span
    """`@type{key`, or wherever the entry begins."""
    field_spans: Mapping[str, Span]
    """Field name in lower case → its value as written."""


class Record(Protocol):
    """What a library holds for a key: an entry of a .bib file, or an item that is CSL already."""

    @property
    def key(self) -> str:
        """Its key as written."""

    @property
    def span(self) -> Span:
        """Where it begins."""

    def entry(self) -> Entry:
        """Find the places of its fields."""

    def decode(self, library: Library) -> tuple[Item, tuple[Diagnostic, ...]]:
        """Make its CSL item."""


@dataclass(frozen=True, slots=True)
class BibRecord:
    """An entry of a .bib file, not looked into yet."""

    source: Source
    block: Block
    macros: Macros
    dialect: Dialect

    @property
    def key(self) -> str:
        """Its key as written."""
        return self.block.key

    @property
    def span(self) -> Span:
        """Its head, `@type{key`."""
        return self.source.span(self.block.start, self.block.head_end)

    def entry(self) -> Entry:
        """Read the places of its fields."""
        body = read_body(self.source, self.block)
        spans = {
            each.name: self.source.span(each.value_start, each.value_end) for each in body.fields
        }
        return Entry(self.block.key, self.block.kind, self.span, spans)

    def values(self, diagnostics: list[Diagnostic]) -> dict[str, Value]:
        """Read its own fields under their present names; of doubles the last one counts."""
        body = read_body(self.source, self.block)
        values = {
            each.name: evaluate(self.source, each, self.macros, diagnostics) for each in body.fields
        }
        return rename_aliases(values)

    def reading(self, library: Library, diagnostics: list[Diagnostic]) -> Reading:
        """Read its fields together with those it inherits."""
        own = self.values(diagnostics)
        is_bibtex = self.dialect == "bibtex"
        kind = entry_type(self.block)
        fields: Mapping[str, Value] = own
        if any(name in own for name in PARENT_FIELDS):
            fields, problems = library.inheritance.of(self.key, kind, own, is_bibtex=is_bibtex)
            diagnostics.extend(problems)
            kind = _kind_of_set(kind, own, library)
        return Reading(kind, fields, is_bibtex=is_bibtex, language=library.language)

    def decode(self, library: Library) -> tuple[Item, tuple[Diagnostic, ...]]:
        """Make its CSL item."""
        diagnostics: list[Diagnostic] = []
        reading = self.reading(library, diagnostics)
        item = {**self._original(library, reading), **make_item(self.key, reading)}
        diagnostics.extend(reading.diagnostics)
        diagnostics.extend(inspect(self.key, self.span, reading))
        return item, tuple(diagnostics)

    def _original(self, library: Library, reading: Reading) -> Item:
        """Tell of the original edition what the entry it is `related` to knows."""
        if reading.raw("relatedtype").lower() not in TO_ORIGINAL:
            return {}
        record = library.records.get(reading.raw("related"))
        if not isinstance(record, BibRecord) or record.key == self.key:
            return {}
        return original_of(make_item(record.key, record.reading(library, [])))


def _kind_of_set(kind: str, own: Mapping[str, Value], library: Library) -> str:
    """Give the type of a set's first member, whose fields it takes over."""
    members = own["entryset"].text.split(",") if "entryset" in own else []
    found = (library.fields_of(each.strip()) for each in members)
    return next((member[0] for member in found if member), kind)


@dataclass(frozen=True, slots=True)
class Library:
    """Works that can be cited, by key, in file order."""

    records: Mapping[str, Record]
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the files as a whole; `resolve` tells what is wrong with entries."""
    broken: Mapping[str, Span] = field(default_factory=dict)
    """Keys of entries that could not be read, and where they open."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Further keys of entries (BibLaTeX's `ids`)."""
    language: str = "en-US"
    """The document's language: genres and the like are written in it."""
    _decoded: dict[str, tuple[Item, tuple[Diagnostic, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    _own_fields: dict[str, tuple[str, Mapping[str, Value]]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _translated: dict[str, Library] = field(default_factory=dict, repr=False, compare=False)
    _inheritance: list[Inheritance] = field(default_factory=list, repr=False, compare=False)

    @property
    def inheritance(self) -> Inheritance:
        """What entries take over from others, worked out so far."""
        if not self._inheritance:
            self._inheritance.append(Inheritance(self.fields_of))
        return self._inheritance[0]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys, in file order."""
        return tuple(self.records)

    def __contains__(self, key: object) -> bool:
        return key in self.records or key in self.aliases

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[str]:
        return iter(self.records)

    def entry(self, key: str) -> Entry:
        """Say where an entry and its fields stand; the key must be in the library."""
        return self._record(key).entry()

    def item(self, key: str) -> Item:
        """Give the CSL-JSON item of a key that is in the library; its "id" is that key."""
        item = self._decode(key)[0]
        return item if item["id"] == key else {**item, "id": key}

    def resolve(self, keys: Iterable[str]) -> tuple[tuple[Item, ...], tuple[Diagnostic, ...]]:
        """Decode the entries of some keys, each once; unknown keys are passed over."""
        items: list[Item] = []
        diagnostics: list[Diagnostic] = []
        for key in dict.fromkeys(keys):
            if key in self:
                items.append(self.item(key))
                diagnostics.extend(self._decode(key)[1])
        spans = (self._record(str(item["id"])).span for item in items)
        diagnostics.extend(same_works(zip(items, spans, strict=True)))
        return tuple(items), tuple(dict.fromkeys(diagnostics))

    def fields_of(self, key: str) -> tuple[str, Mapping[str, Value]] | None:
        """Give the type and the own fields of an entry of a .bib file, for those who inherit."""
        record = self.records.get(key) or self.records.get(self.aliases.get(key, ""))
        if not isinstance(record, BibRecord):
            return None
        if key not in self._own_fields:
            self._own_fields[key] = entry_type(record.block), record.values([])
        return self._own_fields[key]

    def in_language(self, language: str) -> Library:
        """Give the same library for a document in another language, always the same one."""
        if language not in self._translated:
            parts = self.records, self.diagnostics, self.broken, self.aliases
            self._translated[language] = Library(*parts, language)
        return self._translated[language]

    def _record(self, key: str) -> Record:
        return self.records[key if key in self.records else self.aliases[key]]

    def _decode(self, key: str) -> tuple[Item, tuple[Diagnostic, ...]]:
        if key not in self._decoded:
            self._decoded[key] = self._record(key).decode(self)
        return self._decoded[key]


def parse(source: Source, dialect: Dialect = "biblatex", language: str = "en-US") -> Library:
    """Read a .bib file; entries are found now and decoded when they are asked for."""
    blocks = scan(source)
    diagnostics = list(blocks.diagnostics)
    macros = Macros()
    for start, end in blocks.strings:
        diagnostics.extend(macros.define(source, start, end))
    suspects = {block.start for block in blocks.suspects}
    records: dict[str, Record] = {}
    broken: dict[str, Span] = {}
    for block in blocks.entries:
        record = BibRecord(source, block, macros, dialect)
        is_closed = True
        if block.start in suspects:
            is_closed = len(diagnostics) < MANY and _inspect_body(record, diagnostics)
        if not block.key:
            continue
        if not is_closed:
            broken.setdefault(block.key, record.span)
        elif block.key in records:
            if len(diagnostics) < MANY:
                diagnostics.append(_double_key(record, records[block.key]))
        else:
            records[block.key] = record
    aliases = _aliases(blocks.aliased, records)
    diagnostics.sort(key=lambda each: each.span.start if each.span else 0)
    del diagnostics[MANY:]
    broken = {key: span for key, span in broken.items() if key not in records}
    return Library(records, tuple(diagnostics), broken, aliases, language)


def merge(libraries: Sequence[Library]) -> Library:
    """Put several libraries together; of entries with one key the last library's is taken."""
    records: dict[str, Record] = {}
    diagnostics: list[Diagnostic] = []
    broken: dict[str, Span] = {}
    aliases: dict[str, str] = {}
    macros = Macros()
    for library in libraries:
        diagnostics.extend(library.diagnostics)
        broken.update(library.broken)
        aliases.update(library.aliases)
        own_macros: Macros | None = None
        for key, record in library.records.items():
            if isinstance(record, BibRecord):
                if own_macros is None:
                    own_macros = record.macros.after(macros)
                record = BibRecord(record.source, record.block, own_macros, record.dialect)
            if key in records:
                diagnostics.append(_conflict(record, records.pop(key)))
            records[key] = record
        macros = own_macros or macros
    language = libraries[-1].language if libraries else "en-US"
    broken = {key: span for key, span in broken.items() if key not in records}
    return Library(records, tuple(diagnostics), broken, aliases, language)


def _aliases(blocks: Iterable[Block], records: Mapping[str, Record]) -> dict[str, str]:
    aliases: dict[str, str] = {}
    for block in blocks:
        record = records.get(block.key)
        if isinstance(record, BibRecord) and record.block is block:
            ids = record.values([])["ids"].text
            aliases.update((each.strip(), block.key) for each in ids.split(",") if each.strip())
    return {alias: key for alias, key in aliases.items() if alias not in records}


def _inspect_body(record: BibRecord, diagnostics: list[Diagnostic]) -> bool:
    """Report what is wrong between an entry's braces; say whether its end was found."""
    source, block = record.source, record.block
    body = read_body(source, block)
    diagnostics.extend(body.diagnostics[:MANY])
    seen: dict[str, int] = {}
    for each in body.fields:
        if each.name in seen and len(diagnostics) < MANY:
            line = source.position(seen[each.name])[0]
            diagnostics.append(
                error(
                    "bib-field-duplicate",
                    f"entry '{block.key}' has the field '{each.name}' twice",
                    source.span(each.name_start, each.name_start + len(each.name)),
                    f"the first one is in line {line}",
                )
            )
        seen[each.name] = each.name_start
    return body.is_closed


def _double_key(record: Record, first: Record) -> Diagnostic:
    return error(
        "bib-key-duplicate",
        f"a second entry with the key '{record.key}'",
        record.span,
        f"the first one is in line {first.span.line}; citations mean that one",
    )


def _conflict(record: Record, earlier: Record) -> Diagnostic:
    place = f"{earlier.span.source.name}:{earlier.span.line}"
    return warning(
        "bib-conflict",
        f"the entry '{record.key}' takes the place of the one in {place}",
        record.span,
    )
