"""Series that make parsers slow: ours takes time in proportion to the length, or refuses."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import pytest

from publish.body import write_body
from publish.document import parse
from publish.manuscript import read
from publish.source import Source
from tests.citing import cite

REPEATED = (
    *("*a **a ", "a_ ", "_a ", "*a_ ", "a**b", "a]", "[a", "[", "![[]()", "[ (](", "*a "),
    *("'\" ", '"', "'", "a\"b' ", '[a]{x="', "{", "[a]{#b .c ", "[a]{.b}", "[@a ", "[@a;"),
    *("@a [", "@", "@{", "@a:", "@{{}", "^[", "[^a]", "<a ", "<b>", "<!--", "<?", '<a x="'),
    *("x <script>", "~a", "^a", "==a ", "\\a{", "\\ab{", "$x_", "{{<", "%% a ", "&", "http://"),
    *("a--", "A. ", "5 ", "«a» ; ", "|", "> "),
)
"""Pieces of one paragraph."""
LINES = (
    *("::: a", ":::", "::: a\nx\n:::", "<div>", "\\begin{a}\n", "--- ---\n", "a b\n--- ---"),
    *("---\na", ": a\n", ": a", "a\n: b\n", "(a) x", "| a", "> [!NOTE]\n", "# a\n", "# a {"),
    *("+---+\n| a |", "![a](x.png)\n", "[^a]: x", "[a]: x", "|a|b|\n|-|-|"),
)
"""Lines."""
SERIES: dict[str, Callable[[int], str]] = {
    **{f"{piece!r} again and again": partial(str.__mul__, piece) for piece in REPEATED},
    **{f"lines {line!r}": partial(str.__mul__, f"{line}\n") for line in LINES},
    **{
        f"blocks {block!r}": partial(str.__mul__, block)
        for block in (
            *("\\begin{x}\n\n", "\\[x=\n", "(a)=\n", '+++ {"a"}\n', "[a]{.aside} "),
            *("| `a | $x^| <b ", "<td>a <b>", "<p>a<i>", "> [!note] a\n\n", "![[a.png|"),
            *("\n---\na: b\n", "```{list-table}\n* - a\n```\n", "{% a ", "{ref}`a <", "$a_{"),
            *("\\newcommand{\\a}{\n\n", "\\abc{\n\n", "![a](b c ", "[a](b/ c (", "$\\text{ "),
            *(": c\n\n| a |\n|---|\n| b |\n\n", "t\n\n: c\n\n", "- ::: b\n", "[a]: u {.c}\n"),
        )
    },
    "nested brackets": lambda n: "[" * n + "a" + "]" * n,
    "nested notes": lambda n: "^[" * n + "a" + "]" * n,
    "nested spans": lambda n: "[" * n + "a" + "]{.b}" * n,
    "many sources in one citation": lambda n: "[" + "@a; " * n + "@b]",
    "a table of many columns": lambda n: "|a" * n + "|\n" + "|-" * n + "|\n",
    "a grid of many columns": lambda n: "+--" * n + "+\n" + "| a" * n + "|\n" + "+--" * n + "+\n",
    "a grid of many rows": lambda n: "+---+\n" + "| a |\n+---+\n" * n,
}
SIZE = 2000
LIMIT = 2.0
"""CPU seconds for a text of at most some 30 kB: a linear parser needs a tenth."""


@pytest.mark.parametrize("series", SERIES)
def test_a_series_ends_in_time(series: str) -> None:
    """Quadratic time at this size would need minutes."""
    text = SERIES[series](SIZE)
    start = time.process_time()
    write_body(cite(parse(read(Source("x.md", text))), is_note_style=True))
    assert time.process_time() - start < LIMIT


def test_a_book_is_parsed_in_time() -> None:
    """A text of 120,000 words with citations, notes and headings needs at most 6 CPU seconds."""
    words = "the 'border' \"policy\" of 14 May, p. 5, *has* changed -- as don't and 1998--2001 show"
    paragraph = " ".join([words] * 8)
    parts = [
        f"## Heading {number}\n\n{paragraph} [@key{number}, p. {number}; @b].[^n{number}]\n\n"
        f"[^n{number}]: A note with @key{number}.\n"
        for number in range(1000)
    ]
    text = "\n".join(parts)
    assert len(text.split()) > 120_000
    start = time.process_time()
    document = parse(read(Source("book.md", text)))
    write_body(cite(document, is_note_style=True))
    assert time.process_time() - start < 6
    assert len(document.citations) == 2000
