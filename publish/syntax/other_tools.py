"""What note-taking and site tools add to Markdown: wiki links, Liquid, kramdown's attributes.

Obsidian, "Internal links" and "Embed files"; Jekyll, "Liquid"; kramdown, "Inline Attribute Lists".
"""

from __future__ import annotations

import re

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from publish.diagnostics import error, warning
from publish.syntax.attributes import Attributes
from publish.syntax.blocks import line_text
from publish.syntax.headings import github_identifier
from publish.syntax.places import InlineState
from publish.syntax.telling import tell

_WIKI_LINK = re.compile(
    r"(?<!\[)(!?)\[\[(?![\s@^\d])([^\[\]|#\n]*)(?:#([^\[\]|\n]+))?(?:\|([^\[\]\n]+))?(?<!\s)\]\](?![(\[\]])"
)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
_LIQUID = re.compile(r"\{%-?[ \t]*[A-Za-z_/][^{}\n]*%\}")
_ATTRIBUTE_LINE = re.compile(r"\{::?[ \t]*[^{}\n]*\}[ \t]*")
_ABBREVIATION = re.compile(r"\*\[([^\[\]\n]+)\]:[ \t]*(.*)")


def wiki_link(state: StateInline, silent: bool) -> bool:
    """Read `[[Page|words]]`, `[[#Heading]]` and `![[picture.png|300]]`."""
    if not state.src.startswith(("[[", "![["), state.pos):
        return False
    found = _WIKI_LINK.match(state.src, state.pos, state.posMax)
    if found is None or not (found[2] or found[3]):
        return False
    if normalizeReference(found[2]) in state.env.get("references", {}):
        return False
    if not silent:
        assert isinstance(state, InlineState)
        _push(state, found)
    state.pos = found.end()
    return True


def _push(state: InlineState, found: re.Match[str]) -> None:
    span = state.span(found.start(), found.end())
    page, heading, words = (found[number] or "" for number in (2, 3, 4))
    if found[1] and page.lower().endswith(_PICTURES):
        token = state.push("image", "img", 0)
        token.attrs = {"src": page, "alt": ""}
        token.children = []
        pairs = {"width": f"{words}px"} if words.isdigit() else {"alt": words} if words else {}
        token.meta.update(attributes=Attributes(pairs=pairs), span=span)
    elif found[1]:
        message = f"the page '{page}' is not put in here, and nothing of it is printed"
        hint = "'{{< include page.md >}}' on a line of its own puts a file in its place"
        tell(state, error("shortcode", message, span, hint))
    else:
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": _address(page, heading)}
        opening.meta["span"] = span
        state.push("text", "", 0).content = words or page or heading
        state.push("link_close", "a", -1)


def _address(page: str, heading: str) -> str:
    """Say where a wiki link leads: a page is a file, which may be a part of the document."""
    place = f"#{github_identifier(heading)}" if heading else ""
    is_file = page and "://" not in page and not page.lower().endswith((".md", ".markdown"))
    return f"{page}.md{place}" if is_file else f"{page}{place}"


def liquid(state: StateInline, silent: bool) -> bool:
    """Pass over `{% tag %}`, and tell."""
    found = _LIQUID.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        assert isinstance(state, InlineState)
        message = f"the tag '{found[0]}' is not known here, and not printed"
        tell(state, error("shortcode", message, state.span(found.start(), found.end())))
    state.pos = found.end()
    return True


def attribute_line(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Pass over kramdown's `{: .class}` and `{:toc}` on a line of its own, and tell."""
    return _pass_over(state, start_line, silent, _ATTRIBUTE_LINE, "have no effect here")


def abbreviation(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Pass over `*[HTML]: what it is short for`, and tell."""
    return _pass_over(state, start_line, silent, _ABBREVIATION, "are not printed")


def _pass_over(
    state: StateBlock, line: int, silent: bool, pattern: re.Pattern[str], verb: str
) -> bool:
    text = line_text(state, line)
    if text[:2] not in ("{:", "*[") or not pattern.fullmatch(text) or state.is_code_block(line):
        return False
    if silent:
        return True
    first = state.bMarks[line] + state.tShift[line]
    span = state.env["text"].at(first, first + len(text.rstrip()))
    message = f"the words '{text.strip()[:40]}', of another tool, {verb}"
    tell(state, warning("shortcode", message, span))
    state.line = line + 1
    return True
