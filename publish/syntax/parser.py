"""The parser of the manuscript language: the ordered list of its constructs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import count
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel, parseLinkTitle
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from publish.located import Located
from publish.syntax import (
    brackets,
    captions,
    citation,
    dashed_table,
    directive,
    div,
    fancy_list,
    grid_table,
    latex,
    line_block,
    marks,
    maths,
    note,
    other_tools,
    role,
    target,
    unprinted,
)
from publish.syntax.definition_list import use_definition_lists
from publish.syntax.headings import offer_as_references, take_attributes
from publish.syntax.joining import join_fragments
from publish.syntax.pipe_table import pipe_table
from publish.syntax.places import PlacedInline, parse_inlines, place_blocks
from publish.syntax.raw_html import html_block
from publish.syntax.references import reference

NESTING_LIMIT = 100
"""The deepest that blocks may nest; the renderer's own limit is near 150 elements."""

_BLOCKS = (
    ("table", "grid_table", grid_table.grid_table, ("paragraph", "reference")),
    ("table", "dashed_table", dashed_table.dashed_table, ()),
    ("table", "caption", captions.caption, ("paragraph", "reference")),
    ("fence", "directive", directive.directive, ("paragraph", "reference", "blockquote", "list")),
    ("fence", "div", div.div, ("paragraph", "reference", "blockquote", "list")),
    ("fence", "target", target.target, ("paragraph", "reference")),
    ("fence", "block_break", target.block_break, ("paragraph", "reference")),
    ("fence", "myst_comment", target.comment, ("paragraph", "reference")),
    ("fence", "attribute_line", other_tools.attribute_line, ("paragraph", "blockquote")),
    ("fence", "abbreviation", other_tools.abbreviation, ("paragraph",)),
    ("fence", "page_break", unprinted.page_break, ("paragraph", "reference")),
    ("fence", "comment_line", unprinted.comment_line, ("paragraph", "reference")),
    ("fence", "display_maths", maths.display_maths, ("paragraph", "reference", "blockquote")),
    ("fence", "latex_environment", latex.latex_environment, ("paragraph",)),
    ("fence", "latex_block", latex.latex_block, ("paragraph",)),
    ("hr", "fancy_list", fancy_list.fancy_list, ("paragraph",)),
    ("fence", "line_block", line_block.line_block, ()),
    ("fence", "text_reference", unprinted.text_reference, ()),
    ("reference", "note", note.definition, ("paragraph", "reference")),
)
"""Before which rule of the library · name · rule · which blocks it may interrupt."""

_INLINES = (
    ("escape", "role", role.role),
    ("escape", "fixed_space", marks.fixed_space),
    ("escape", "bookdown_reference", unprinted.bookdown_reference),
    ("escape", "latex_command", latex.latex_command),
    ("emphasis", "cite_in_text", citation.in_text),
    ("strikethrough", "subscript", marks.subscript),
    ("emphasis", "highlight", marks.highlight),
    ("emphasis", "comment", unprinted.comment),
    ("emphasis", "liquid", other_tools.liquid),
    ("emphasis", "shortcode", unprinted.shortcode),
    ("emphasis", "maths", maths.maths),
    ("link", "wiki_link", other_tools.wiki_link),
    ("link", "inline_note", note.inline_note),
    ("link", "superscript", marks.superscript),
    ("link", "note_call", note.call),
    ("link", "span", brackets.span),
    ("link", "cite_bracketed", citation.bracketed),
)
"""Before which rule of the library · name · rule."""


@cache
def parser() -> MarkdownIt:
    """Make the parser of manuscripts; it holds no state of a text."""
    md = commonmark()
    md.inline = PlacedInline()
    md.configure("commonmark", options_update={"maxNesting": NESTING_LIMIT})
    md.enable(["table", "strikethrough"])
    use_definition_lists(md)
    for before, name, block, interrupts in _BLOCKS:
        md.block.ruler.before(before, name, block, {"alt": list(interrupts)})
    md.block.ruler.at("reference", reference)
    md.block.ruler.at("html_block", html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("table", pipe_table, {"alt": ["paragraph", "reference"]})
    for before, name, inline in _INLINES:
        md.inline.ruler.before(before, name, inline)
    md.inline.ruler.at("link", brackets.link)
    md.inline.ruler.at("image", brackets.image)
    md.inline.ruler.at("backticks", brackets.code)
    md.inline.ruler.at("autolink", brackets.autolink)
    md.helpers = SimpleNamespace(  # type: ignore[assignment]  # the library has a module here
        parseLinkLabel=parseLinkLabel,
        parseLinkDestination=brackets.destination,
        parseLinkTitle=parseLinkTitle,
    )
    md.inline.ruler2.at("fragments_join", join_fragments)
    md.core.ruler.at("inline", parse_inlines)
    md.core.ruler.before("inline", "place_blocks", place_blocks)
    md.core.ruler.before("inline", "take_attributes", take_attributes)
    md.core.ruler.before("inline", "name_targets", target.name_targets)
    md.core.ruler.before("inline", "offer_as_references", offer_as_references)
    md.validateLink = _take_every_link  # type: ignore[method-assign]  # the writer judges links
    md.core.ruler.at("text_join", note.take_out)
    return md


def environment(lang: str, keys: Collection[str]) -> dict[str, Any]:
    """Make what the rules of the parser share while one document is read."""
    return {
        "diagnostics": [],
        "notes": {},
        "div_pairs": {},
        "no_grid": {},
        "examples": {},
        "headings": count(),
        "depth": 0,
        "macros": {},
        "prose": [],
        "keys": frozenset(keys),
        "lang": lang,
    }


def parse_together(
    texts: Sequence[Located], env: dict[str, Any]
) -> Iterator[tuple[Located, list[Token], dict[str, Any]]]:
    """Parse texts of one document; each comes with its tokens and the environment it was read in.

    `[label]: url` and headings can be referred to from all of them, as when Pandoc reads several
    files; where two files define one label, each has its own.
    """
    md = parser()
    rules = md.core.ruler.getRules("")
    until_inline = rules.index(parse_inlines)
    states: list[tuple[StateCore, dict[str, Any]]] = []
    shared: dict[str, Any] = {}
    for text in texts:
        own = {**env, "text": text, "div_pairs": {}, "no_grid": {}, "depth": 0, "references": {}}
        state = StateCore(text.text, md, own)
        for rule in rules[:until_inline]:
            rule(state)
        file = shared.setdefault(text.span.source.name, {})
        file.update({**own["references"], **file})
        states.append((state, own))
    everywhere = {
        label: found for file in reversed(shared.values()) for label, found in file.items()
    }
    env["references"] = everywhere
    for text, (state, own) in zip(texts, states, strict=True):
        own["references"] = {**everywhere, **shared[text.span.source.name]}
        for rule in rules[until_inline:]:
            rule(state)
        yield text, state.tokens, own


def commonmark() -> MarkdownIt:
    """Make a parser of CommonMark 0.31 with nothing of ours."""
    return MarkdownIt("commonmark", {"maxNesting": NESTING_LIMIT})


def _take_every_link(url: str) -> bool:
    del url
    return True
