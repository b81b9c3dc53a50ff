"""MyST's directives: callouts, figures, tables, formulas, code; others are told as code.

MyST guide, "Directives". Those that are boxes are divs when they stand between colons.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from publish.diagnostics import error, warning
from publish.syntax.attributes import Attributes
from publish.syntax.blocks import line_text
from publish.syntax.callouts import KINDS
from publish.syntax.csv_table import read_csv_table
from publish.syntax.div import parse_within, take_options
from publish.syntax.maths import push_formula
from publish.syntax.table_tokens import Cell, Table, push_table
from publish.syntax.telling import tell
from publish.syntax.theorems import DIRECTIVES, directive_classes

_OPENING = re.compile(r"(`{3,}|~{3,}|:{3,})\{((?:prf:)?[A-Za-z][\w-]*)\}[ \t]*(.*?)[ \t]*")
_BOXES = DIRECTIVES.union(
    KINDS, ("admonition", "epigraph", "pull-quote", "sidebar", "margin", "aside", "div")
)


def directive(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a directive that holds text: a box, or a figure."""
    found = _OPENING.fullmatch(line_text(state, start_line))
    if found is None or state.is_code_block(start_line):
        return False
    name = found[2].lower()
    is_box = name in _BOXES and not found[1].startswith(":")
    if not is_box and name not in _MADE:
        return False
    if silent:
        return True
    last = _closing(state, start_line, end_line, found[1])
    if is_box:
        _box(state, start_line, last, name, found[3])
    else:
        _MADE[name](state, start_line, last, found[3])
    state.line = min(last + 1, end_line)
    return True


def _closing(state: StateBlock, start_line: int, end_line: int, fence: str) -> int:
    """Find the line that closes a fence, or the end of what holds it."""
    for line in range(start_line + 1, end_line):
        text = line_text(state, line).rstrip()
        if state.sCount[line] < state.blkIndent and text:
            return line - 1
        if text.startswith(fence) and not text.strip(fence[0]):
            return line
    return end_line


def _box(state: StateBlock, start_line: int, last: int, name: str, title: str) -> None:
    token = _open(state, "div", start_line, last)
    classes = directive_classes(name)
    title = "" if name == "solution" else title
    first = take_options(state, start_line + 1, last, classes, title, token.meta)
    parse_within(state, first, last)
    state.push("div_close", "div", -1)


def _figure(state: StateBlock, start_line: int, last: int, src: str) -> None:
    """Push a figure: its picture, then its text as the caption."""
    token = _open(state, "figure", start_line, last)
    token.meta["kind"] = "fig"
    first = take_options(state, start_line + 1, last, (), "", token.meta)
    given: Attributes = token.meta["attributes"]
    token.meta["attributes"] = Attributes(given.id, given.classes)
    before = len(state.tokens)
    parse_within(state, first, last)
    caption = state.tokens[before:]
    del state.tokens[before:]
    holder = state.push("inline", "", 0)
    holder.map = [start_line, start_line + 1]
    picture = Token("image", "img", 0, attrs={"src": src, "alt": ""})
    words = next((each.content for each in caption if each.type == "inline"), "")
    alt = {"alt": given.pairs.get("alt") or words} if given.pairs.get("alt") or words else {}
    picture.meta.update(
        attributes=Attributes(pairs={**given.pairs, **alt}), span=token.meta["span"]
    )
    holder.meta["ready"] = [picture]
    _push_caption(state, caption)
    state.push("figure_close", "figure", -1)


def _table(state: StateBlock, start_line: int, last: int, title: str) -> None:
    """Push a table with the directive's title as its caption."""
    _captioned(state, start_line, last, title)


def _list_table(state: StateBlock, start_line: int, last: int, title: str) -> None:
    """Push a table that is written as a list of lists (docutils, "list-table")."""
    before, options = len(state.tokens), _captioned(state, start_line, last, title)
    at = next((n for n in range(before, len(state.tokens)) if _is_list(state.tokens[n])), -1)
    if at < 0:
        return
    end = _end_of(state.tokens, at)
    listed, after = state.tokens[at : end + 1], state.tokens[end + 1 :]
    del state.tokens[at:]
    rows = tuple(tuple(map(_cell, _items(row[1:-1]))) for row in _items(listed))
    heads = int(options.get("header-rows", "0")) if options.get("header-rows", "0").isdigit() else 0
    push_table(state, Table(rows[:heads], rows[heads:]), start_line, last)
    state.tokens += after


def _csv_table(state: StateBlock, start_line: int, last: int, title: str) -> None:
    """Push a table whose cells stand between commas; one in a file of its own is told."""
    meta: dict[str, Attributes] = {}
    first = take_options(state, start_line + 1, last, (), "", meta)
    options = meta["attributes"].pairs
    if "file" in options or "url" in options:
        start = state.bMarks[start_line] + state.tShift[start_line]
        span = state.env["text"].at(start, state.eMarks[start_line])
        message = "a table in a file of its own is not read, and not printed"
        tell(state, error("code-chunk", message, span, "put its lines into the directive"))
        return
    _push_title(state, start_line, title, meta["attributes"])
    push_table(state, read_csv_table(state, first, last, options), start_line, last)


def _push_title(state: StateBlock, start_line: int, title: str, given: Attributes) -> None:
    """Push the title of a directive as the caption of the table below it."""
    if title:
        token = state.push("caption_open", "figcaption", 1)
        token.map = [start_line, start_line + 1]
        named = Attributes(given.id, given.classes)
        token.meta.update(is_below=False, attributes=named, kind="tbl")
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = title, [start_line, start_line + 1], []
        state.push("caption_close", "figcaption", -1)


def _captioned(state: StateBlock, start_line: int, last: int, title: str) -> Mapping[str, str]:
    """Push what stands in a directive, its title as the caption of the table there."""
    meta: dict[str, Attributes] = {}
    first = take_options(state, start_line + 1, last, (), "", meta)
    given = meta["attributes"]
    _push_title(state, start_line, title, given)
    parse_within(state, first, last)
    return given.pairs


def _is_list(token: Token) -> bool:
    return token.type == "bullet_list_open"


def _end_of(tokens: Sequence[Token], at: int) -> int:
    """Find where a block ends that begins at an index."""
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].nesting
        if not depth:
            return index
    return len(tokens) - 1


def _items(listed: Sequence[Token]) -> list[list[Token]]:
    """Give the tokens of each item of a list; of an item of lists, those of its first list."""
    start = next((n for n, each in enumerate(listed) if _is_list(each)), None)
    if start is None:
        return [list(listed)]
    items: list[list[Token]] = []
    at = start + 1
    while at < len(listed) and listed[at].type == "list_item_open":
        end = _end_of(listed, at)
        items.append(list(listed[at : end + 1]))
        at = end + 1
    return items


def _cell(item: Sequence[Token]) -> Cell:
    blocks = item[1:-1] if item and item[0].type == "list_item_open" else item
    return Cell(blocks=tuple(blocks))


def _maths(state: StateBlock, start_line: int, last: int, tex: str) -> None:
    meta: dict[str, Attributes] = {}
    first = take_options(state, start_line + 1, last, (), "", meta)
    body = f"{tex}\n{state.getLines(first, last, state.blkIndent, False)}".strip()
    at = state.bMarks[start_line] + state.tShift[start_line]
    span = state.env["text"].at(at, state.eMarks[start_line])
    push_formula(state, body, span, meta["attributes"].id, (start_line, last))


def _code(state: StateBlock, start_line: int, last: int, language: str) -> None:
    """Push a listing."""
    meta: dict[str, Attributes] = {}
    first = take_options(state, start_line + 1, last, (), "", meta)
    token = state.push("fence", "code", 0)
    token.meta["listing"] = replace(meta["attributes"], classes=(language,) if language else ())
    token.info, token.markup, token.map = language, "```", [start_line, last + 1]
    token.content = state.getLines(first, last, state.blkIndent, True)


def _references(state: StateBlock, start_line: int, last: int, argument: str) -> None:
    """Push the place of the bibliography."""
    token = _open(state, "div", start_line, last)
    token.meta["attributes"] = Attributes("refs")
    state.push("div_close", "div", -1)


def _blocks(state: StateBlock, start_line: int, last: int, argument: str) -> None:
    first = take_options(state, start_line + 1, last, (), "", {})
    parse_within(state, first, last)


def _quote(state: StateBlock, start_line: int, last: int, argument: str) -> None:
    state.push("blockquote_open", "blockquote", 1).map = [start_line, last]
    _blocks(state, start_line, last, argument)
    state.push("blockquote_close", "blockquote", -1)


def _nothing(state: StateBlock, start_line: int, last: int, argument: str) -> None:
    """Pass over what a web site needs and a brief has elsewhere."""
    first = state.bMarks[start_line] + state.tShift[start_line]
    span = state.env["text"].at(first, state.eMarks[start_line])
    message = "this list is not printed here"
    hint = "'toc: true' in the front matter makes a table of contents"
    tell(state, warning("shortcode", message, span, hint))


def _push_caption(state: StateBlock, caption: list[Token]) -> None:
    """Make the first paragraph the caption; what follows stays below it."""
    if not caption or caption[0].type != "paragraph_open":
        state.tokens += caption
        return
    caption[0].type, caption[2].type = "figcaption_open", "figcaption_close"
    caption[0].hidden = caption[2].hidden = False
    state.tokens += caption


def _open(state: StateBlock, name: str, start_line: int, last: int) -> Token:
    token = state.push(f"{name}_open", name, 1)
    token.map = [start_line, last]
    first = state.bMarks[start_line] + state.tShift[start_line]
    token.meta["span"] = state.env["text"].at(first, state.eMarks[start_line])
    return token


_MADE: dict[str, Callable[[StateBlock, int, int, str], None]] = {
    **dict.fromkeys(("figure", "image"), _figure),
    **dict.fromkeys(("code", "code-block", "sourcecode"), _code),
    **dict.fromkeys(("contents", "tableofcontents", "toctree", "toc", "index"), _nothing),
    "table": _table,
    "list-table": _list_table,
    "csv-table": _csv_table,
    "math": _maths,
    "bibliography": _references,
    "glossary": _blocks,
    "blockquote": _quote,
}
"""Name of a directive → what pushes its tokens: state, first line, closing line, argument."""
