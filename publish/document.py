"""Manuscript → Document: tokens, citations, notes, headings, labels, each with its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markdown_it.token import Token

from publish.diagnostics import Diagnostic, error
from publish.frontmatter.front import FrontMatter
from publish.lifting import with_abstract, with_title
from publish.located import Located
from publish.manuscript import Manuscript
from publish.source import Source
from publish.syntax.characters import find_characters
from publish.syntax.citation import KEY
from publish.syntax.citation import CiteItem as CitationItem
from publish.syntax.crossref import Numbering, Resolver
from publish.syntax.language import DEFAULT_LANGUAGE
from publish.syntax.leftovers import find_leftovers, find_unclosed_code
from publish.syntax.macros import definitions
from publish.syntax.model import Call, Citation, Heading, Label, Note, Picture
from publish.syntax.note import RawNote
from publish.syntax.parser import NESTING_LIMIT, environment, parse_together, parser
from publish.syntax.prose import Place, Prose, read_prose
from publish.syntax.shaping import shape
from publish.syntax.walking import Walker

__all__ = [
    "Call",
    "Citation",
    "CitationItem",
    "Document",
    "Heading",
    "Label",
    "Note",
    "Picture",
    "parse",
]


@dataclass(frozen=True, slots=True)
class Document:
    """A manuscript as tokens, and all that it refers to."""

    manuscript: Manuscript
    lang: str
    """BCP 47; the language whose rules of quotes and spaces hold."""
    body: tuple[Token, ...]
    """Block tokens; inline tokens are the children of `inline` tokens. A citation is a token of
    type "citation" with its index in `meta["citation"]`, a note's call is one of type
    "note_call" with the note's id in `meta["note"]`."""
    fields: Mapping[str, tuple[tuple[Token, ...], ...]]
    """Fields of the front matter that hold Markdown, by attribute of FrontMatter; one tuple of
    block tokens for each text of the field."""
    citations: tuple[Citation, ...]
    """In reading order; those in a hand-written note stand at the note's first call."""
    notes: Mapping[str, Note]
    """By id, in the order in which they were written."""
    calls: tuple[Call, ...]
    """Every citation, and every call of a note, in reading order."""
    headings: tuple[Heading, ...]
    labels: Mapping[str, Label]
    """Every identifier of the text."""
    images: tuple[Picture, ...]
    prose: tuple[Prose, ...]
    """The words as written, paragraph by paragraph; the notes' come last."""
    nocite: tuple[CitationItem, ...]
    """Keys that the front matter wants listed; "*" stands for all."""
    diagnostics: tuple[Diagnostic, ...]


FIELDS_BEFORE = (
    "title",
    "subtitle",
    "abstract",
    "key_findings",
    "addressees",
    "recommendations",
)
"""Fields that a layout sets before the text; they are read first."""
FIELDS_AFTER = (
    "about_authors",
    "about_publisher",
    "acknowledgements",
    "funding",
    "disclaimer",
)

MOST_IN_A_LINE = 20
"""How many diagnostics of one kind are told for one line: more help nobody."""

Fields = dict[str, tuple[tuple[Token, ...], ...]]


def parse(manuscript: Manuscript, keys: Collection[str] = ()) -> Document:
    """Parse the text of a manuscript, and the fields of its front matter that hold Markdown.

    `keys` are those of the library, when it is known: a key of it is never taken for the label
    of a figure, as `@fig-a` would be.
    """
    lang = manuscript.front.lang or DEFAULT_LANGUAGE
    env = environment(lang, keys)
    env["macros"].update(definitions(manuscript.source.text[: manuscript.body_start]))
    pieces = manuscript.texts or (manuscript.body,)
    parsed = list(parse_together(pieces, env))
    body = tuple(token for each in parsed for token in _finished(*each))
    is_title_given = manuscript.front.title is not None
    manuscript, body = with_title(manuscript, body)
    fields = _parse_fields(manuscript, env)
    abstract, body = with_abstract(manuscript, body)
    if abstract:
        fields["abstract"] = (abstract,)
    notes = _shaped_notes(env)
    texts = _in_order(body, fields)
    numbering = Numbering(notes, number_sections=manuscript.front.number_sections)
    numbering.count(body)
    resolver = Resolver(numbering.targets, env["examples"], keys)
    files = {text.span.source.name for text in pieces}
    walker = Walker(manuscript.source, notes, files)
    if manuscript.front.title and not is_title_given:
        walker.count_title(manuscript.front.title.text)
    _walk(texts, notes, resolver, walker)
    seen = _characters([manuscript.source, *(text.span.source for text in pieces)])
    return Document(
        manuscript=manuscript,
        lang=lang,
        body=body,
        fields=fields,
        citations=tuple(walker.citations),
        notes={
            name: Note(name, note.tokens, note.span, tuple(walker.note_calls.get(name, ())))
            for name, note in notes.items()
        },
        calls=tuple(walker.calls),
        headings=tuple(walker.headings),
        labels=walker.labels,
        images=tuple(walker.images),
        prose=tuple(env["prose"]),
        nocite=tuple(_nocite(manuscript.front.nocite)),
        diagnostics=_in_places(
            [*seen, *env["diagnostics"], *resolver.diagnostics, *walker.diagnostics]
        ),
    )


def _walk(
    texts: Sequence[tuple[Token, ...]],
    notes: Mapping[str, RawNote],
    resolver: Resolver,
    walker: Walker,
) -> None:
    """Resolve the references of all texts, then read them in order."""
    for tokens in (*texts, *(note.tokens for note in notes.values())):
        resolver.resolve(tokens)
        walker.claim(tokens)
    for tokens in texts:
        walker.read(tokens)
    walker.finish()


def _shaped_notes(env: dict[str, Any]) -> dict[str, RawNote]:
    """Give the notes their final form, their prose noted."""
    raw: dict[str, RawNote] = dict(env["notes"])
    for note in raw.values():
        env["prose"] += read_prose(note.tokens, env["lang"], note.span.source)
    return {
        name: replace(note, tokens=tuple(shape(note.tokens, env))) for name, note in raw.items()
    }


def _characters(sources: list[Source]) -> list[Diagnostic]:
    each_once = {source.name: source for source in sources}
    return [found for source in each_once.values() for found in find_characters(source)]


def _in_places(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Put diagnostics in the order of the text, of one kind at most a few for one line."""
    counts: dict[tuple[str, str, int], int] = {}
    kept: list[Diagnostic] = []
    for each in sorted(found, key=_place):
        key = (each.code, each.span.source.name, each.span.line) if each.span else ("", "", 0)
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= MOST_IN_A_LINE:
            kept.append(each)
    return tuple(kept)


def _place(diagnostic: Diagnostic) -> tuple[str, int]:
    span = diagnostic.span
    return (span.source.name, span.start) if span else ("", 0)


def _parse_text(text: Located, env: dict[str, Any]) -> tuple[Token, ...]:
    """Parse one text into its final tokens; notes gather in the environment."""
    env["text"] = text
    env.update(div_pairs={}, no_grid={}, depth=0)
    return _finished(text, parser().parse(text.text, env), env)


_TITLES = ("title", "subtitle")


def _finished(text: Located, tokens: list[Token], env: dict[str, Any]) -> tuple[Token, ...]:
    """Give a parsed text its final form; what is to be told gathers in the environment."""
    place: Place = "heading" if env.get("field") in _TITLES else "text"
    env["prose"] += read_prose(tokens, env["lang"], text.span.source, place)
    env["diagnostics"] += _too_deep(tokens, text)
    env["diagnostics"] += find_leftovers(tokens, text.span.source)
    env["diagnostics"] += find_unclosed_code(tokens, text)
    return tuple(shape(tokens, env))


def _parse_fields(manuscript: Manuscript, env: dict[str, Any]) -> Fields:
    fields: Fields = {}
    for name in (*FIELDS_BEFORE, *FIELDS_AFTER):
        value: Located | tuple[Located, ...] | None = _field(manuscript.front, name)
        texts = (value,) if isinstance(value, Located) else value or ()
        if texts:
            env["field"] = name
            fields[name] = tuple(_parse_text(text, env) for text in texts)
    env["field"] = ""
    return fields


def _field(front: FrontMatter, name: str) -> Located | tuple[Located, ...] | None:
    """Give the texts of a field."""
    if name == "addressees":
        return tuple(each.name for each in front.addressees)
    value: Located | tuple[Located, ...] | None = getattr(front, name)
    return value


def _in_order(body: tuple[Token, ...], fields: Fields) -> list[tuple[Token, ...]]:
    before = [text for name in FIELDS_BEFORE for text in fields.get(name, ())]
    after = [text for name in FIELDS_AFTER for text in fields.get(name, ())]
    return [*before, body, *after]


def _too_deep(tokens: list[Token], text: Located) -> Iterator[Diagnostic]:
    """Tell where the parser left out what nests too deeply."""
    for token in tokens:
        if token.level >= NESTING_LIMIT - 1 and token.nesting == 1 and token.map:
            lines = text.text.split("\n")
            offset = sum(len(line) + 1 for line in lines[: token.map[0]])
            message = f"blocks nest deeper than {NESTING_LIMIT}: their text would be lost"
            yield error("nesting", message, text.at(offset, offset + 1))
            return


def _nocite(text: Located | None) -> Iterator[CitationItem]:
    """Read the keys of `nocite`: `@a, @b`, or `@*` for all."""
    if text is None:
        return
    for found in re.finditer(rf"@\*|{KEY.pattern}", text.text):
        key = "*" if found[0] == "@*" else found["braced"] or found["bare"]
        yield CitationItem(key, text.at(found.start(), found.end()))
