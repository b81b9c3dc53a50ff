"""What is never printed: comments and shortcodes; and page breaks.

Comments go silently; the rest is told at its place, since other tools would print something.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from publish.diagnostics import error, warning
from publish.syntax.blocks import line_text
from publish.syntax.citation import CiteItem
from publish.syntax.places import InlineState
from publish.syntax.telling import tell

_PAGE_BREAK = re.compile(
    r"(?:\{\{<\s*pagebreak\s*>\}\}|\\(?:newpage|pagebreak|clearpage)(?:\{\})?)\s*"
)
_SHORTCODE = re.compile(r"\{\{[<%][^{}]*[>%]\}\}|\{\{[ \t]*[\"'A-Za-z_][^{}\n]*\}\}")


def page_break(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    r"""Read `{{< pagebreak >}}` or `\newpage` on a line of its own."""
    if not _PAGE_BREAK.fullmatch(line_text(state, start_line)):
        return False
    if not silent:
        token = state.push("page_break", "", 0)
        token.map = [start_line, start_line + 1]
        state.line = start_line + 1
    return True


def comment_line(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Pass over a line that begins with `%%`."""
    text = line_text(state, start_line)
    if not text.startswith("%%") or text.find("%%", 2) not in (-1, len(text.rstrip()) - 2):
        return False
    if not silent:
        state.line = start_line + 1
    return True


def comment(state: StateInline, silent: bool) -> bool:
    """Pass over `%% … %%` in a line."""
    if not state.src.startswith("%%", state.pos):
        return False
    end = state.src.find("%%", state.pos + 2, state.posMax)
    if end < 0:
        return False
    state.pos = end + 2
    return True


_BOOKDOWN_REF = re.compile(r"\\@ref\(([\w:.-]+)\)")
_TEXT_REF = re.compile(r"\(ref:([\w-]+)\)[ \t]+\S")


def bookdown_reference(state: StateInline, silent: bool) -> bool:
    r"""Read `\@ref(fig:x)`, the number of what has that label (bookdown, "Cross-references")."""
    found = _BOOKDOWN_REF.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        assert isinstance(state, InlineState)
        label = found[1] if ":" in found[1] else f"sec-{found[1]}"
        span = state.span(found.start(), found.end())
        token = state.push("citation", "", 0)
        token.content = found[0]
        item = CiteItem(label, span, suppress_author=True)
        token.meta.update(items=(item,), mode="normal", span=span)
    state.pos = found.end()
    return True


def text_reference(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Pass over `(ref:x) words`, which a chunk of code would print as its caption, and tell."""
    found = _TEXT_REF.match(line_text(state, start_line))
    if found is None or state.is_code_block(start_line):
        return False
    if silent:
        return True
    last = start_line
    while last < end_line and not state.isEmpty(last):
        last += 1
    first = state.bMarks[start_line] + state.tShift[start_line]
    span = state.env["text"].at(first, first + len(f"(ref:{found[1]})"))
    message = f"the words of '(ref:{found[1]})' belong to a chunk of code, and are not printed"
    hint = "write them as the caption of a picture: ![Words](file.png)"
    tell(state, warning("code-chunk", message, span, hint))
    state.line = last
    return True


def shortcode(state: StateInline, silent: bool) -> bool:
    """Pass over `{{< name … >}}`, and tell."""
    if not state.src.startswith("{{", state.pos) or state.src.find("}}", state.pos) < 0:
        return False
    found = _SHORTCODE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        assert isinstance(state, InlineState)
        span = state.span(found.start(), found.end())
        message = f"the shortcode '{found[0]}' is not known here, and not printed"
        tell(state, error("shortcode", message, span))
    state.pos = found.end()
    return True
