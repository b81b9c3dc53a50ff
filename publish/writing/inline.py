"""Marks within a paragraph → HTML."""

from __future__ import annotations

import re
from html import escape

from markdown_it.token import Token

from publish.diagnostics import error, warning
from publish.source import Span
from publish.syntax.attributes import Attributes
from publish.syntax.smart import smart_text
from publish.writing import attributes, direction
from publish.writing.labels import number as localized
from publish.writing.links import leave_out
from publish.writing.writer import ChartUse, ImageUse, Write, Writer

MANUSCRIPT_URL = "doc:///manuscript/"
CHART_URL = "doc:///chart/"
_CHUNK = re.compile(r"r [^\s]|\{(?:r|python|julia|ojs)\} ")
"""Code within a sentence that R Markdown and Quarto would run."""
_SPAN_TAGS = {"underline": "u", "ul": "u", "mark": "mark", "kbd": "kbd"}
_SMALL_CAPS = frozenset(("smallcaps", "small-caps", "sc"))


def _text(writer: Writer, token: Token) -> str:
    content = token.content
    if writer.pending and content.startswith(writer.pending):
        content = content[len(writer.pending) :]
    writer.pending = ""
    return direction.text(content, writer.direction)


def _link_words(writer: Writer, token: Token) -> str:
    target = token.meta.get("target")
    if target is None:
        return _text(writer, token)
    number = localized(target.number, writer.lang)
    return f"{escape(writer.labels[target.kind])}\N{NO-BREAK SPACE}{number}"


def _tag(html: str) -> Write:
    return lambda writer, token: html


def _code(writer: Writer, token: Token) -> str:
    if "raw" in token.meta:
        return _raw(writer, token)
    if _CHUNK.match(token.content):
        message = f"the program code '{token.content[:40]}' is not run, and not printed"
        hint = "put its result into the text"
        writer.diagnostics.append(error("code-chunk", message, token.meta.get("span"), hint))
        return ""
    return f"<code{attributes.of(token.meta.get('attributes'))}>{escape(token.content)}</code>"


def _raw(writer: Writer, token: Token) -> str:
    """Leave out a passage that is meant for another output."""
    message = f"a raw passage for '{token.meta['raw']}' is not printed"
    code = "raw-latex" if token.meta["raw"] in ("tex", "latex", "context") else "raw-html"
    writer.diagnostics.append(warning(code, message, token.meta.get("span")))
    return ""


def _link_open(writer: Writer, token: Token) -> str:
    href = str(token.attrGet("href") or "")
    given: Attributes | None = token.meta.get("attributes")
    if not attributes.is_safe_link(href):
        leave_out(writer, href, token.meta.get("span"))
        return f"<span{attributes.of(given)}>"
    is_address = token.info == "auto" and writer.direction == "rtl"
    direction = ' dir="ltr"' if is_address else ""
    return f'<a href="{escape(href)}"{direction}{attributes.of(given)}>'


def _link_close(writer: Writer, token: Token) -> str:
    return writer.closing.pop()


def _opens_link(writer: Writer, token: Token) -> str:
    html = _link_open(writer, token)
    writer.closing.append("</a>" if html.startswith("<a") else "</span>")
    return html


def _span_open(writer: Writer, token: Token) -> str:
    given: Attributes = token.meta.get("attributes") or Attributes()
    tag = next((_SPAN_TAGS[name] for name in given.classes if name in _SPAN_TAGS), "span")
    writer.closing.append(f"</{tag}>")
    names = tuple(name for name in given.classes if name not in _SMALL_CAPS | set(_SPAN_TAGS))
    more = "small-caps" if _SMALL_CAPS & set(given.classes) else ""
    return f"<{tag}{attributes.of(Attributes(given.id, names, given.pairs), more)}>"


def _close(writer: Writer, token: Token) -> str:
    return writer.closing.pop()


def _html_open(writer: Writer, token: Token) -> str:
    """Write an element of the author's raw HTML: its tag and attributes are on the lists."""
    given = {key: str(value) for key, value in token.attrs.items()}
    href = given.pop("href", "")
    link = ""
    if href and attributes.is_safe_link(href):
        link = f' href="{escape(href)}"'
    elif href:
        leave_out(writer, href, token.meta.get("span"))
    pairs = Attributes(
        given.pop("id", ""),
        tuple(given.pop("class", "").split()),
        {key: given.pop(key) for key in ("lang", "dir") if key in given},
    )
    return f"<{token.tag}{link}{attributes.of(pairs)}{attributes.written(given)}>"


def _html_close(writer: Writer, token: Token) -> str:
    return f"</{token.tag}>"


def _html_void(writer: Writer, token: Token) -> str:
    if token.tag != "img":
        return _html_open(writer, token)
    given = {key: str(value) for key, value in token.attrs.items()}
    token.meta["alt"] = given.get("alt", "")
    names = ("width", "height", "title")
    pairs = {key: given[key] for key in names if key in given}
    token.meta["attributes"] = Attributes(given.get("id", ""), (), pairs)
    return image(writer, token)


def picture_address(writer: Writer, src: str, span: Span) -> str:
    """Give a picture's address: names in different files may be of different pictures."""
    main = writer.cited.document.manuscript.source.name
    folder = span.source.name.rpartition("/")[0]
    path = src.removeprefix("./")
    if folder == main.rpartition("/")[0]:
        return MANUSCRIPT_URL + path
    return f"{MANUSCRIPT_URL}{folder}/{path}"


def image(writer: Writer, token: Token) -> str:
    """Write a picture; the page loads it under an address of its own."""
    if "chart" in token.meta:
        return _chart(writer, token)
    src = str(token.attrGet("src") or "")
    span: Span = token.meta["span"]
    url = picture_address(writer, src, span)
    writer.images.setdefault((url, span.start), ImageUse(src, url, span))
    given: Attributes = token.meta.get("attributes") or Attributes()
    style = [
        f"{name}:{size}"
        for name in ("width", "height")
        if (size := attributes.length(given.pairs.get(name, "")))
    ]
    title = str(token.attrGet("title") or given.pairs.get("title") or "")
    rest = attributes.of(given, style=style)
    alt = escape(smart_text(str(token.meta.get("alt", "")), writer.lang))
    return f'<img src="{escape(url)}" alt="{alt}"{attributes.written({"title": title})}{rest}>'


def _chart(writer: Writer, token: Token) -> str:
    """Write the picture of a chart, which is drawn when the page is composed."""
    url = f"{CHART_URL}{len(writer.charts) + 1}.svg"
    writer.charts.append(ChartUse(token.meta["chart"], url))
    alt = escape(smart_text(str(token.meta.get("alt", "")), writer.lang))
    return f'<img src="{url}" alt="{alt}">'


INLINE: dict[str, Write] = {
    "text": _text,
    "html_text": _text,
    "link_words": _link_words,
    "softbreak": _tag("\n"),
    "hardbreak": _tag("<br>\n"),
    "em_open": _tag("<em>"),
    "em_close": _tag("</em>"),
    "strong_open": _tag("<strong>"),
    "strong_close": _tag("</strong>"),
    "s_open": _tag("<s>"),
    "s_close": _tag("</s>"),
    "sub_open": _tag("<sub>"),
    "sub_close": _tag("</sub>"),
    "sup_open": _tag("<sup>"),
    "sup_close": _tag("</sup>"),
    "mark_open": _tag("<mark>"),
    "mark_close": _tag("</mark>"),
    "code_inline": _code,
    "link_open": _opens_link,
    "link_close": _link_close,
    "span_open": _span_open,
    "span_close": _close,
    "html_open": _html_open,
    "html_close": _html_close,
    "html_void": _html_void,
    "image": image,
}
