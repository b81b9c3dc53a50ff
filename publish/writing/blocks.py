"""Headings, paragraphs, lists, boxes, figures and tables → HTML."""

from __future__ import annotations

import re
from html import escape

from markdown_it.token import Token

from publish.diagnostics import error, warning
from publish.syntax.attributes import Attributes
from publish.syntax.callouts import callout_kind
from publish.syntax.div_names import nearly
from publish.syntax.smart import smart_text
from publish.writing import attributes
from publish.writing.direction import text
from publish.writing.labels import full_stop
from publish.writing.labels import number as localized
from publish.writing.writer import Write, Writer

_ASIDES = frozenset(("box", "pullquote", "key-findings"))
_ALIGN = re.compile(r"text-align:(left|right|center)")


def _tag(html: str) -> Write:
    return lambda writer, token: html


def _inline(writer: Writer, token: Token) -> str:
    return writer.inline(token.children or [])


def _paragraph_open(writer: Writer, token: Token) -> str:
    return "" if token.hidden else f"<p{attributes.of(token.meta.get('attributes'))}>"


def _paragraph_close(writer: Writer, token: Token) -> str:
    return "" if token.hidden else "</p>\n"


def _heading_open(writer: Writer, token: Token) -> str:
    level = min(int(token.tag[1:]) + writer.heading_shift, 6)
    writer.closing.append(f"</h{level}>\n")
    given: Attributes = token.meta.get("attributes") or Attributes()
    data = escape(str(token.meta.get("title", "")))
    name = attributes.identifier(token.meta.get("id", ""))
    title = f' data-title="{data}"'
    number = localized(token.meta.get("number", ""), writer.lang)
    shown = f'<span class="section-number">{number}</span> ' if number else ""
    return f"<h{level}{attributes.of(given, name=name)}{title}>{shown}"


def _close(writer: Writer, token: Token) -> str:
    return writer.closing.pop()


def _quote_open(writer: Writer, token: Token) -> str:
    return f"<blockquote{attributes.of(token.meta.get('attributes'))}>\n"


def _ordered_open(writer: Writer, token: Token) -> str:
    """Write a numbered list; the renderer takes its start from the style, not from `start`."""
    start = token.attrGet("start")
    style = [f"counter-reset:list-item {int(start) - 1}"] if start not in (None, 1) else []
    name = _ENCLOSED.get(token.meta.get("list_form", token.markup), "")
    kind = token.meta.get("list_style")
    if kind:
        style.append(f"list-style-type:{kind}{name.removeprefix('list')}")
    number = f' start="{start}"' if start not in (None, 1) else ""
    return f"<ol{number}{attributes.of(token.meta.get('attributes'), name, style=style)}>\n"


_ENCLOSED = {")": "list-closed", "()": "list-enclosed"}
"""How the numbers of a list are enclosed → its class; its sheet has counter styles for each."""


def _bullet_open(writer: Writer, token: Token) -> str:
    name = "task-list" if token.meta.get("is_task_list") else ""
    return f"<ul{attributes.of(None, name)}>\n"


def _item_open(writer: Writer, token: Token) -> str:
    state = token.meta.get("task")
    if state is None:
        return "<li>"
    name, label = ("task-box done", "[x]") if state else ("task-box", "[ ]")
    return f'<li class="task"><span class="{name}" role="img" aria-label="{label}"></span> '


def _code_block(writer: Writer, token: Token) -> str:
    info = token.info.strip()
    span = token.meta.get("span")
    raw = re.fullmatch(r"\{=([\w-]+)\}", info)
    if raw:
        code = "raw-latex" if raw[1] in ("tex", "latex") else "raw-html"
        message = f"a raw passage for '{raw[1]}' is not printed"
        writer.diagnostics.append(warning(code, message, span))
        return ""
    if re.match(r"\{[A-Za-z][\w-]*[\s,}]", info):
        message = f"the chunk '{info[:40]}' is not known here: it is not run, and not printed"
        hint = "put its result into the text: a table, or a picture"
        writer.diagnostics.append(error("code-chunk", message, span, hint))
        return ""
    language = re.match(r"\{?\s*\.?([\w+-]+)", info)
    name = f' class="language-{escape(language[1])}"' if language else ""
    return f"<pre><code{name}>{escape(token.content, quote=False)}</code></pre>\n"


def _div_open(writer: Writer, token: Token) -> str:
    given: Attributes = token.meta.get("attributes") or Attributes()
    if given.id == "refs":
        writer.closing.append("</div>\n")
        return f'<div class="references-here">{REFERENCES_HERE}'
    kind = callout_kind(given.classes)
    if kind:
        return _callout_open(writer, token, given, kind)
    if hint := nearly(given):
        message = f"a block called '{given.classes[0]}' is set as plain text"
        writer.diagnostics.append(warning("class-unknown", message, token.meta.get("span"), hint))
    tag = "aside" if _ASIDES & set(given.classes) else "div"
    writer.closing.append(f"</{tag}>\n")
    title = given.pairs.get("title", "")
    style = _share(given) if "column" in given.classes else ()
    label: Token | None = token.meta.get("label")
    shown = f"<p>{theorem_label(writer, label)}</p>\n" if label else _box_title(writer, title)
    return f"<{tag}{attributes.of(given, style=style)}>\n{shown}"


def theorem_label(writer: Writer, token: Token) -> str:
    """Write the label of a theorem or proof, "Theorem 2 (Line)."."""
    number = localized(token.content, writer.lang)
    words = escape(writer.labels[token.meta["kind"]]) + (number and f"\N{NO-BREAK SPACE}{number}")
    title = _marked(writer, token.meta["title"])
    tag = "strong" if number else "em"
    return f"<{tag}>{words}{f' ({title})' if title else ''}{full_stop(writer.lang)}</{tag}> "


def _share(given: Attributes) -> tuple[str, ...]:
    """Give the part of the width that a block beside others takes (Pandoc manual, "Columns")."""
    width = attributes.length(given.pairs.get("width", ""))
    return (f"width:{width}",) if width else ()


REFERENCES_HERE = "<!--references-->"
"""Stands where the bibliography goes; no author's text can write a comment."""


def _callout_open(writer: Writer, token: Token, given: Attributes, kind: str) -> str:
    writer.closing.append("</aside>\n")
    names = tuple(
        name
        for name in given.classes
        if not callout_kind((name,)) and name not in ("callout", "admonition")
    )
    rest = Attributes(given.id, names, given.pairs)
    title = given.pairs.get("title") or ("" if token.meta.get("has_title") else writer.labels[kind])
    head = attributes.of(rest, "callout", f"callout-{kind}")
    return f'<aside{head} role="note">\n{_box_title(writer, title)}'


def _box_title(writer: Writer, title: str) -> str:
    """Write a box's title; it may hold *emphasis* and **strong** words."""
    return f'<p class="box-title">{_marked(writer, title)}</p>\n' if title else ""


def _marked(writer: Writer, title: str) -> str:
    words = text(smart_text(title, writer.lang), writer.direction)
    words = _STRONG.sub(r"<strong>\1</strong>", words)
    return _EMPHASIS.sub(r"<em>\1</em>", words)


_STRONG = re.compile(r"\*\*(?=\S)([^*]+?)(?<=\S)\*\*")
_EMPHASIS = re.compile(r"\*(?=\S)([^*]+?)(?<=\S)\*")


def _figure_open(writer: Writer, token: Token) -> str:
    return f"<figure{attributes.of(token.meta.get('attributes'))}>\n"


def _caption_open(writer: Writer, token: Token) -> str:
    if "number" not in token.meta:
        return "<figcaption>"
    number = localized(token.meta["number"], writer.lang)
    if token.meta.get("letter"):
        return f'<figcaption><span class="caption-label">({token.meta["letter"]})</span> '
    words = f"{writer.labels[token.meta['kind']]}\N{NO-BREAK SPACE}{number}{full_stop(writer.lang)}"
    return f'<figcaption><span class="caption-label">{escape(words)}</span> '


def _table_figure_open(writer: Writer, token: Token) -> str:
    return f"<figure{attributes.of(token.meta.get('attributes'), 'table')}>\n"


def _table_open(writer: Writer, token: Token) -> str:
    columns = "".join(f'<col style="width:{width}%">' for width in token.meta.get("widths", ()))
    return "<table>\n" + (f"<colgroup>{columns}</colgroup>\n" if columns else "")


def _cell_open(writer: Writer, token: Token) -> str:
    aligned = _ALIGN.search(str(token.attrGet("style") or ""))
    name = f"align-{aligned[1]}" if aligned and aligned[1] != "left" else ""
    spans = {key: str(token.attrGet(key) or "") for key in ("colspan", "rowspan")}
    scope = token.meta.get("scope", "col") if token.tag == "th" else ""
    return f"<{token.tag}{attributes.written({'class': name, 'scope': scope, **spans})}>"


BLOCKS: dict[str, Write] = {
    "inline": _inline,
    "paragraph_open": _paragraph_open,
    "paragraph_close": _paragraph_close,
    "heading_open": _heading_open,
    "heading_close": _close,
    "blockquote_open": _quote_open,
    "blockquote_close": _tag("</blockquote>\n"),
    "bullet_list_open": _bullet_open,
    "bullet_list_close": _tag("</ul>\n"),
    "ordered_list_open": _ordered_open,
    "ordered_list_close": _tag("</ol>\n"),
    "list_item_open": _item_open,
    "list_item_close": _tag("</li>\n"),
    "dl_open": _tag("<dl>\n"),
    "dl_close": _tag("</dl>\n"),
    "dt_open": _tag("<dt>"),
    "dt_close": _tag("</dt>\n"),
    "dd_open": _tag("<dd>"),
    "dd_close": _tag("</dd>\n"),
    "fence": _code_block,
    "code_block": _code_block,
    "hr": _tag("<hr>\n"),
    "page_break": _tag('<div class="page-break"></div>\n'),
    "div_open": _div_open,
    "div_close": _close,
    "theorem_label": theorem_label,
    "figure_open": _figure_open,
    "figure_close": _tag("</figure>\n"),
    "figcaption_open": _caption_open,
    "figcaption_close": _tag("</figcaption>\n"),
    "caption_open": _caption_open,
    "caption_close": _tag("</figcaption>\n"),
    "table_open": _table_open,
    "table_close": _tag("</table>\n"),
    "table_figure_open": _table_figure_open,
    "table_figure_close": _tag("</figure>\n"),
    "thead_open": _tag("<thead>\n"),
    "thead_close": _tag("</thead>\n"),
    "tbody_open": _tag("<tbody>\n"),
    "tbody_close": _tag("</tbody>\n"),
    "tr_open": _tag("<tr>"),
    "tr_close": _tag("</tr>\n"),
    "th_open": _cell_open,
    "th_close": _tag("</th>"),
    "td_open": _cell_open,
    "td_close": _tag("</td>"),
}
