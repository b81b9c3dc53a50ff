"""Texts as parsed → places where signs of the manuscript language would be printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from publish.diagnostics import Diagnostic, error
from publish.located import Located
from publish.source import Source

_SIGNS = re.compile(
    r"\[-?@|(?<!\S):{3,}|\^\[|\{#[\w-]|\{\.[A-Za-z]|\[\^[^\s\]]*\]?|\]\(|\{\{[<%]"
    r"|(?<!\S)\^[A-Za-z][\w-]*\Z|``(?=\w[^`]*'')"
)
_MEANING = {
    "[@": "a citation is opened here and not closed",
    "[-": "a citation is opened here and not closed",
    "::": "colons within a paragraph: a div begins and ends on lines of their own",
    "^[": "a note is opened here and not closed",
    "{#": "attributes stand here that belong to nothing",
    "{.": "attributes stand here that belong to nothing",
    "[^": "a note's call stands here that cannot be read",
    "](": "a link stands here that cannot be read",
    "``": "LaTeX's quotes stand here: straight ones are set as the language has them",
    "{{": "a shortcode is opened here and not closed",
}
_GRID = re.compile(r"(\+[-=:]{2,}[-=:+]*\+)[ \t]*\n[ \t]*[|+]")
_LABEL_OF_ANOTHER = "'^' with a name behind it stands here: a label of another tool"


def find_leftovers(tokens: Iterable[Token], source: Source) -> Iterator[Diagnostic]:
    """Tell of signs that are about to be printed; code and escaped signs are meant."""
    for token, following in _with_next(tokens):
        if token.type == "text":
            if token.content.endswith("[") and following is not None and _is_bare(following):
                start = _place(token, len(token.content) - 1)
                message = "a citation is opened here and not closed"
                yield error("leftover", message, source.span(start, start + 1))
            for found in _SIGNS.finditer(token.content):
                start = _place(token, found.start())
                span = source.span(start, start + len(found[0]))
                meaning = _MEANING.get(found[0][:2], _LABEL_OF_ANOTHER)
                yield error("leftover", meaning, span, "'\\' before a sign prints it")
        elif token.type == "inline" and (grid := _GRID.match(token.content)):
            span = token.meta["located"].at(grid.start(1), grid.end(1))
            message = "a grid table is drawn here whose lines do not meet"
            yield error("leftover", message, span, "'+' and '|' stand below each other in all rows")
        yield from find_leftovers(token.children or (), source)


def find_unclosed_code(tokens: Iterable[Token], text: Located) -> Iterator[Diagnostic]:
    """Tell of code between fences that ends only with the text: CommonMark takes all into it."""
    lines = text.text.split("\n")
    for token in tokens:
        if token.type != "fence" or token.level or not token.map:
            continue
        last = lines[min(token.map[1], len(lines)) - 1].strip()
        is_closed = len(last) >= len(token.markup) and not last.strip(token.markup[0])
        if not is_closed or token.map[1] - token.map[0] < 2:
            message = f"the code that '{token.markup}' opens here is never closed"
            hint = f"end it with a line of {len(token.markup)} '{token.markup[0]}'"
            yield error("code-unclosed", message, token.meta["span"], hint)


def _with_next(tokens: Iterable[Token]) -> Iterator[tuple[Token, Token | None]]:
    listed = list(tokens)
    return zip(listed, (*listed[1:], None), strict=False)


def _is_bare(token: Token) -> bool:
    return token.type == "citation" and not token.content.startswith("[")


def _place(token: Token, offset: int) -> int:
    runs = token.meta.get("at") or ((0, 0),)
    inside, outside = max(run for run in runs if run[0] <= offset)
    return int(outside) + offset - int(inside)
