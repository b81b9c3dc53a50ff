"""Source → Manuscript: the front matter typed, the body found, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise
from pathlib import PurePosixPath

from publish.diagnostics import Diagnostic, error
from publish.frontmatter.front import FrontMatter, field_spellings, type_fields
from publish.frontmatter.merging import completed
from publish.frontmatter.nodes import field_name
from publish.frontmatter.reading import read_fields
from publish.frontmatter.title_block import read_title_block
from publish.located import Located, whole
from publish.source import Source

FRONT_LIMIT = 16 << 10
"""The longest front matter, in characters: a brief's is a tenth of it."""

_OPENING = re.compile(r"\s*?---[ \t]*(?:\r\n|\n|\r)(?![ \t]*(?:[\r\n]|\Z))")
_CLOSING = re.compile(r"(?<=[\n\r])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)")
_RULE = re.compile(r"^(?:(?:---|\.\.\.)[ \t]*$| {0,3}(?P<fence>`{3,}|~{3,}))", re.MULTILINE)
"""A line that opens or closes a block of fields, or code."""
BLOCKS_LIMIT = 20
"""How many blocks further down are looked at."""
_UNBROKEN = re.compile(r"(?<!;base64,)(?<![^\W_])[^\W_]{2000,}")
"""What no word and no address is; pictures that stand in the text as base64 are told as such."""
_FIRST_FIELD = re.compile(r"[A-Za-z_-]+[ \t]*:(?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript: its fields, and where its text begins."""

    source: Source
    front: FrontMatter
    body_start: int
    """Offset of the first character after the front matter."""
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: tuple[Located, ...] = ()
    """The text in pieces, when it is made of several files; () when it is `body`."""
    output: str = ""
    """Name of the product without its ending; "" when it is called as the source is."""

    @property
    def stem(self) -> str:
        """Name of the product, without folder and ending."""
        return self.output or PurePosixPath(self.source.name).stem.strip("<>")

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every file that the text is made of, the manuscript itself first."""
        each_once = {text.span.source.name: text.span.source for text in self.texts}
        return (self.source, *(s for name, s in each_once.items() if name != self.source.name))

    @property
    def body(self) -> Located:
        r"""The text after the front matter, with `\n` as the only line end."""
        return whole(self.source, self.body_start, len(self.source.text))


@lru_cache(maxsize=8)
def read(source: Source) -> Manuscript:
    """Read the front matter of a manuscript, and blocks of fields further down.

    The block is Pandoc's `yaml_metadata_block`: from `---` in the first line to `---` or `...`;
    a `---` followed by an empty line is a rule and not a beginning. A later one, after an empty
    line, is taken for a block only when it is sound, and has a field that we know or ends with
    `...`. All this is asked for again where a manuscript's editions are looked for.
    """
    return _with_later_blocks(_read_head(source))


def _with_later_blocks(manuscript: Manuscript) -> Manuscript:
    """Take blocks of fields out of the text; what was said before counts more."""
    source, at = manuscript.source, manuscript.body_start
    texts: list[Located] = []
    front, problems = manuscript.front, manuscript.diagnostics
    known = field_spellings()
    for opening, closing in islice(_later_blocks(source.text, at), BLOCKS_LIMIT):
        if opening < at:
            continue
        fields, faults = read_fields(source, opening + 3, closing)
        is_ours = any(field_name(key.text) in known for key, _ in fields.entries)
        if faults or not (is_ours or source.text.startswith("...", closing)):
            continue
        more, told = type_fields(fields)
        front, problems = completed(front, more), problems + told
        texts.append(whole(source, at, opening))
        at = closing + 3
    if not texts:
        return manuscript
    texts.append(whole(source, at, len(source.text)))
    kept = tuple(text for text in texts if text.text.strip()) or (texts[-1],)
    return replace(manuscript, front=front, diagnostics=problems, texts=kept)


def _later_blocks(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Find what may be blocks of fields: where their first and their last line begin."""
    rules = list(_outside_code(_RULE.finditer(text.replace("\r", "\n"), start)))
    for opening, closing in pairwise(rules):
        before = text[max(start, opening.start() - 4) : opening.start()].replace("\r\n", "\n")
        is_apart = not before.strip("\r\n") or before.endswith(("\n\n", "\r\r"))
        size = closing.start() - opening.end()
        first = _FIRST_FIELD.match(text[opening.end() : closing.start()].lstrip("\r\n"))
        if opening[0].startswith("---") and is_apart and size < FRONT_LIMIT and first:
            yield opening.start(), closing.start()


def _outside_code(rules: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    fence = ""
    for rule in rules:
        found = rule["fence"]
        if not found and not fence:
            yield rule
        elif found and not fence:
            fence = found
        elif found and found.startswith(fence):
            fence = ""


def _read_head(source: Source) -> Manuscript:
    """Read the block of fields above a text."""
    noise = _UNBROKEN.search(source.text)
    if noise is not None:
        return Manuscript(source, FrontMatter(), len(source.text), (_no_text(source, noise),))
    opening = _OPENING.match(source.text)
    if opening is None:
        block = read_title_block(source) or (FrontMatter(), _empty_block(source.text))
        return Manuscript(source, *block)
    start = opening.end()
    closing = _CLOSING.search(source.text, start)
    if closing is None:
        if not _FIRST_FIELD.match(source.text, start):
            return Manuscript(source, FrontMatter(), 0)
        return Manuscript(source, FrontMatter(), len(source.text), (_unclosed(source, opening),))
    if closing.start() - start > FRONT_LIMIT:
        message = f"the front matter is longer than {FRONT_LIMIT} characters"
        hint = "long texts belong below the closing '---'"
        problem = error("front-size", message, source.span(start, start + 1), hint)
        return Manuscript(source, FrontMatter(), closing.end(), (problem,))
    fields, problems = read_fields(source, start, closing.start())
    front, more = type_fields(fields)
    return Manuscript(source, front, closing.end(), _in_order(problems + more))


def _empty_block(text: str) -> int:
    """Pass over a front matter with nothing in it: `---`, perhaps empty lines, `---`."""
    found = re.match(r"---[ \t]*(?:\r\n|\n|\r)\s*?(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", text)
    return found.end() if found else 0


def _unclosed(source: Source, opening: re.Match[str]) -> Diagnostic:
    start = opening.start() + len(opening[0]) - len(opening[0].lstrip())
    message = "the front matter is opened here and never closed"
    return error(
        "front-unclosed",
        message,
        source.span(start, start + 3),
        "put a line '---' after its last field",
    )


def _no_text(source: Source, noise: re.Match[str]) -> Diagnostic:
    message = f"{len(noise[0])} letters and digits follow one another here: this is no text"
    hint = "a manuscript is Markdown, in UTF-8"
    return error("text-unbroken", message, source.span(noise.start(), noise.start() + 1), hint)


def _in_order(problems: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(problems, key=lambda each: each.span.start if each.span else 0))
