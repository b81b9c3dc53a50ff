"""CSL-JSON, CSL-YAML and inline `references:` → Library.

Items pass as they are written, but in the forms of the schema (`schema.py`); their ids are found
again in the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from publish.bibliography.library import Entry, Item, Library, Record
from publish.bibliography.scan import MANY
from publish.bibliography.schema import Schema
from publish.diagnostics import Diagnostic, error
from publish.source import Source, Span


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """An item that is CSL already."""

    key: str
    span: Span
    item: Item

    def entry(self) -> Entry:
        """Give its place; its fields have none of their own."""
        return Entry(self.key, str(self.item.get("type", "")), self.span, {})

    def decode(self, library: Library) -> tuple[Item, tuple[Diagnostic, ...]]:
        """Give it as it is."""
        return self.item, ()


def parse_json(source: Source) -> Library:
    """Read a CSL-JSON file: a list of items, or one item."""
    try:
        data = json.loads(source.text or "[]")
    except json.JSONDecodeError as problem:
        at = source.span(problem.pos, problem.pos + 1)
        return Library({}, (error("bib-syntax", f"this is not JSON: {_lowered(problem.msg)}", at),))
    except RecursionError:
        return Library(
            {}, (error("bib-syntax", "this JSON is nested too deep", source.span(0, 1)),)
        )
    except ValueError:  # more digits than Python reads
        return Library(
            {}, (error("bib-syntax", "this JSON holds an endless number", source.span(0, 1)),)
        )
    if half := _HALF_PAIR.search(json.dumps(data, ensure_ascii=False)):
        message = f"'\\u{ord(half[0]):04x}' is half a character: the other half is missing"
        return Library({}, (error("bib-syntax", message, source.span(0, 1)),))
    return _library(source, data, '"id"')


_HALF_PAIR = re.compile("[\ud800-\udfff]")
"""A surrogate that stands alone (RFC 8259 §8.2)."""


def parse_yaml(source: Source) -> Library:
    """Read a CSL-YAML file: `references:` with a list of items, or the bare list."""
    try:
        if fault := _yaml_fault(source.text):
            return Library({}, (error("bib-syntax", fault, source.span(0, 1)),))
        data = yaml.load(source.text, Loader=_loader())
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        offset = mark.index if mark is not None else 0
        why = _lowered(str(getattr(problem, "problem", None) or "it cannot be read"))
        at = source.span(offset, offset + 1)
        return Library({}, (error("bib-syntax", f"this is not YAML: {why}", at),))
    except RecursionError:
        return Library(
            {}, (error("bib-syntax", "this YAML is nested too deep", source.span(0, 1)),)
        )
    if isinstance(data, Mapping):
        data = data.get("references", [])
    return _library(source, data, "id:", is_markdown=True)


def from_references(references: object, span: Span) -> Library:
    """Take the `references:` of the front matter, as the front matter's reader gives them.

    `span` is where they stand in the manuscript; entries are pointed at by their `id:` in it.
    """
    return _library(span.source, references, "id:", span, is_markdown=True)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _loader() -> type[yaml.BaseLoader]:
    """Find the C reader where there is one: it is ten times as fast.

    It leaves every scalar a string: "2020-13-45" must not raise, nor "no" become False.
    """
    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _yaml_fault(text: str) -> str:
    """Say what no bibliography needs and what could make one endless; "" where all is well.

    The C reader calls itself for each level, and ends the process where they are thousands.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_loader()):
        if isinstance(event, yaml.AliasEvent):
            return "an alias ('*name') cannot be used in a bibliography"
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH_LIMIT:
            return "this YAML is nested too deep"
    return ""


DEPTH_LIMIT = 40
"""References, item, names, name, parts: a sixth of this."""


def _library(
    source: Source,
    data: object,
    label: str,
    within: Span | None = None,
    *,
    is_markdown: bool = False,
) -> Library:
    whole = within or source.span(0, len(source.text))
    if isinstance(data, Mapping):
        data = [data]
    if not isinstance(data, list):
        message = "a list of items was looked for, each with an 'id'"
        return Library({}, (error("bib-syntax", message, source.span(whole.start, whole.start)),))
    places, schema = _Places(source, whole, label), Schema(is_markdown=is_markdown)
    records: dict[str, Record] = {}
    diagnostics: list[Diagnostic] = []
    for number, item in enumerate(data, 1):
        if not isinstance(item, Mapping) or item.get("id") in (None, ""):
            what = f"item {number} of the list has no 'id', so it cannot be cited"
            diagnostics.append(
                error("bib-key-missing", what, source.span(whole.start, whole.start))
            )
            continue
        key = str(item["id"])
        span = places.find(key)
        if key in records:
            diagnostics.append(
                error("bib-key-duplicate", f"a second entry with the key '{key}'", span)
            )
            continue
        put_right, left_out = schema.item(item, key)
        records[key] = ItemRecord(key, span, put_right)
        diagnostics.extend(
            error("bib-syntax", f"'{name}' of the entry '{key}' has none of CSL's forms", span)
            for name in left_out
        )
    return Library(records, tuple(diagnostics[:MANY]))


class _Places:
    """Where the items' ids stand: each is looked for once, from the last place on."""

    def __init__(self, source: Source, within: Span, label: str) -> None:
        self.source = source
        self.within = within
        self.found: dict[str, list[tuple[int, int]]] = {}
        mark = label.strip('":')
        pattern = rf"[\"']?\b{mark}[\"']?\s*:\s*[\"']?([^\s\"',}}]+(?: [^\s\"',}}:]+)*)"
        for each in re.finditer(pattern, source.text[within.start : within.end]):
            start = within.start + each.start(1)
            self.found.setdefault(each[1], []).append((start, start + len(each[1])))

    def find(self, key: str) -> Span:
        """Find a key's next place; the whole text's beginning if it is written otherwise."""
        places = self.found.get(key)
        if not places:
            return self.source.span(self.within.start, self.within.start)
        return self.source.span(*(places.pop(0) if len(places) > 1 else places[0]))
