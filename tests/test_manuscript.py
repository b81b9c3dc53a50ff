"""Front matter, from its YAML to typed fields and messages: one case each."""

from __future__ import annotations

import sys
from dataclasses import fields

import pytest

from publish.frontmatter.cover import CoverImage
from publish.frontmatter.front import FrontMatter, field_spellings
from publish.frontmatter.people import Author
from publish.frontmatter.schema import json_schema
from publish.frontmatter.values import Addressee, Date, License
from publish.located import Located
from publish.manuscript import read
from publish.report import as_human
from publish.source import Source
from tests.casefile import Case, cases


@pytest.mark.parametrize("case", [*cases("manuscript")], ids=lambda case: case.name)
def test_manuscript(case: Case, update: bool) -> None:
    """Every field that is set is shown, and every message with its place."""
    (name,) = case.files("fields", "diagnostics")
    manuscript = read(Source(name, case.sections[name]))
    case.expect("fields", "\n".join(shown(manuscript.front)), update)
    case.expect("diagnostics", as_human(manuscript.diagnostics), update)


def shown(front: FrontMatter) -> list[str]:
    """Write the fields that differ from an empty front matter, one to a line."""
    empty = FrontMatter()
    return [
        f"{each.name}: {_value(getattr(front, each.name))}"
        for each in fields(front)
        if each.name != "spans" and getattr(front, each.name) != getattr(empty, each.name)
    ]


def _value(value: object) -> str:
    match value:
        case Located(text, span):
            return f"{text!r} at {span.line}:{span.column}"
        case Date(written):
            return f"{_value(written)} is {value.iso or 'no date'}"
        case Author() | CoverImage():
            return _author(value) if isinstance(value, Author) else _cover(value)
        case Addressee(name, first):
            return f"{_value(name)} from {first}{' as heading' * value.is_heading}"
        case License(text, url):
            return f"{text} {url}".strip()
        case _:
            return " | ".join(map(_value, value)) if isinstance(value, tuple) else str(value)


def _cover(image: CoverImage) -> str:
    return f"{_value(image.file)} shows {image.alt!r} / {image.credit} / {image.focus}"


def _author(author: Author) -> str:
    parts = [author.name, *(each.text for each in author.affiliations)]
    marks = [author.orcid, author.email, author.url, author.note, *author.roles]
    marks += ["corresponding"] * author.is_corresponding + ["equal"] * author.is_equal_contributor
    return " / ".join([*parts, *filter(None, marks)])


def test_every_character_of_a_value_has_its_place() -> None:
    """However a value is quoted or folded, each letter of it is found in the file."""
    text = (
        "---\nplain: one two\nsingle: 'it''s'\ndouble: \"a \\\"b\\\" c\"\nliteral: |\n  x y\n\n"
        "  z\nfolded: >\n  p\n  q\n---\n"
    )
    source = Source("x.md", text.replace("plain", "title").replace("single", "subtitle"))
    front = read(source).front
    for located in (front.title, front.subtitle):
        assert located is not None
        letters = [at for at, letter in enumerate(located.text) if letter.isalpha()]
        assert [source.text[located.place(at)] for at in letters] == [
            located.text[at] for at in letters
        ]


def test_every_spelling_of_the_shared_fields_is_known() -> None:
    """The table of fields names what Pandoc, Quarto and MyST share."""
    shared = "title subtitle short-title author date lang abstract keywords bibliography csl nocite"
    assert set(shared.split()) <= field_spellings().keys()


def test_the_schema_has_every_field() -> None:
    """What the reader knows, an editor with the JSON Schema completes."""
    properties = json_schema()["properties"]
    assert isinstance(properties, dict)
    assert properties.keys() == field_spellings().keys()
    assert properties["paper"] == {"enum": ["a4", "letter", "a4paper", "letterpaper", "us-letter"]}


@pytest.mark.parametrize("case", [*cases("manuscript")], ids=lambda case: case.name)
def test_both_parsers_of_yaml_read_the_same(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """What libyaml reads is what PyYAML alone reads, to the character and to the message."""
    (name,) = case.files("fields", "diagnostics")
    source = Source(name, case.sections[name])
    quick = read(source)
    read.cache_clear()
    monkeypatch.setattr(sys.modules["publish.frontmatter.builder"], "_FAST", None)
    assert read(source) == quick
