"""Fenced blocks ```` ```chart ```` and ```` ```{.vega-lite} ```` become figures.

Their data and form stay as they are written; `charts/` draws them for one house.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from publish.diagnostics import Diagnostic, error
from publish.frontmatter.builder import FaultError, build
from publish.frontmatter.nodes import Fields, Items, Node, Scalar
from publish.located import Located
from publish.source import Source, Span
from publish.syntax.attributes import Attributes, read_attributes
from publish.syntax.figures import BELOW
from publish.syntax.source_lines import inline, put_in, source_lines

_NAMES = ("chart", "vega-lite", "vegalite")
_INFO = re.compile(r"(?:\{(chart|vega-lite|vegalite)\}|(chart|vega-lite|vegalite))\s*(\{.*\})?\s*")
_OPTION = re.compile(r"#\|[ \t]*([a-z-]+):[ \t]*(.*)\n?")
_SPELLINGS = {
    "caption": ("caption", "fig-cap", "title"),
    "alt": ("alt", "fig-alt", "description"),
    "id": ("id", "label", "name"),
    **{kind: (kind,) for kind in BELOW},
}
"""What is said of a chart besides its form: each with its spellings, the first that is there
counts (Quarto, "Figures"; Vega-Lite 5, "Properties of a view": title, description, name)."""
DEEPEST = 40
"""Levels of lists and maps: a chart of charts has some 15."""


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart as written: what it shows, and where."""

    form: Mapping[str, Any]
    """JSON's values: the short form, or Vega-Lite's."""
    span: Span
    """Of the block's first line."""
    places: Mapping[str, Span] = field(default_factory=dict)
    """Of the values of the outermost fields."""
    pairs: Mapping[str, str] = field(default_factory=dict)
    """Attributes of the block: `width`, `height`."""
    is_broken: bool = False
    """Whether it has been told already why it cannot be read."""

    def place(self, name: str) -> Span:
        """Give where a field stands, or the block."""
        return self.places.get(name, self.span)


def make_charts(tokens: Sequence[Token], env: dict[str, Any]) -> list[Token]:
    """Turn each block that describes a chart into a figure."""
    made: list[Token] = []
    divs: list[bool] = []
    for token in tokens:
        if token.type == "div_open":
            given: Attributes = token.meta.get("attributes") or Attributes()
            divs.append(given.id.startswith(("fig-", "fig:")))
        elif token.type == "div_close" and divs:
            divs.pop()
        attributes = chart_attributes(token)
        if attributes is None:
            made.append(token)
        else:
            made += _figure(token, attributes, env, is_inside=bool(divs and divs[-1]))
    return made


def chart_attributes(token: Token) -> Attributes | None:
    """Give the attributes of a fenced block that is a chart; None when it is none."""
    if token.type != "fence":
        return None
    info = token.info.strip()
    if found := _INFO.fullmatch(info):
        read = read_attributes(found[3], 0) if found[3] else None
        return read[0] if read else Attributes()
    read = read_attributes(info, 0) if info.startswith("{") else None
    if read is None or not set(_NAMES).intersection(read[0].classes):
        return None
    rest = tuple(each for each in read[0].classes if each not in _NAMES)
    return Attributes(read[0].id, rest, read[0].pairs)


def _figure(
    fence: Token, attributes: Attributes, env: dict[str, Any], *, is_inside: bool
) -> list[Token]:
    """Make the figure of a chart; within a div that is a figure only what is drawn."""
    span: Span = fence.meta["span"]
    options = {found[1]: found[2].strip().strip("\"'") for found in _OPTION.finditer(fence.content)}
    before = len(env["diagnostics"])
    form, places, texts = _read(fence, env["diagnostics"])
    for name, value in {**options, **attributes.pairs}.items():
        if value:
            texts[name] = Located(value, span, ((0, span.start),))
    said = {kind: _first(texts, names) for kind, names in _SPELLINGS.items()}
    picture = Token("image", "img", 0, attrs={"src": "", "alt": ""})
    alt = said["alt"]
    pairs = {"alt": " ".join(alt.text.split())} if alt and alt.text.strip() else {}
    picture.meta.update(
        attributes=Attributes(pairs=pairs),
        span=span,
        chart=ChartBlock(form, span, places, attributes.pairs, len(env["diagnostics"]) > before),
        in_figure=True,
    )
    holder = Token("inline", "", 0, level=fence.level + 1, children=[picture])
    holder.meta["located"] = Located("", span, ((0, span.start),))
    name = attributes.id or (said["id"].text if said["id"] else "")
    below = {kind: said[kind] for kind in BELOW}
    lines = source_lines({kind: text for kind, text in below.items() if text}, env, fence.level + 1)
    if is_inside:
        return [holder, *lines]
    opening = Token("figure_open", "figure", 1, level=fence.level, block=True, map=fence.map)
    opening.meta.update(span=span, attributes=Attributes(name, ("chart", *attributes.classes)))
    caption = said["caption"]
    words = _caption(caption, env, fence.level + 1) if caption and caption.text.strip() else []
    put_in(words, lines)
    return [
        opening,
        holder,
        *words,
        Token("figure_close", "figure", -1, level=fence.level, block=True),
    ]


def _first(texts: Mapping[str, Located], names: Sequence[str]) -> Located | None:
    return next((texts[name] for name in names if name in texts), None)


def _caption(text: Located, env: dict[str, Any], level: int) -> list[Token]:
    return [
        Token("figcaption_open", "figcaption", 1, level=level),
        inline(text, env, level + 1),
        Token("figcaption_close", "figcaption", -1, level=level),
    ]


def _read(
    fence: Token, found: list[Diagnostic]
) -> tuple[dict[str, Any], dict[str, Span], dict[str, Located]]:
    """Read the content of a block: its values, where its outermost fields stand, its texts."""
    span: Span = fence.meta["span"]
    bare = _OPTION.sub(lambda line: " " * (len(line[0]) - 1) + "\n", fence.content)
    if bare.lstrip().startswith("{"):
        form = _json(bare, fence, found)
        places = dict.fromkeys(form, span)
    else:
        node = _yaml(fence, found)
        form, places = _values(node, fence, found)
        if isinstance(node, Fields):
            return form, places, _texts(node, form, span)
    titled = dict(form)
    if isinstance(form.get("title"), Mapping):
        titled["title"] = form["title"].get("text")
    texts = {
        name: Located(value, span, ((0, span.start),))
        for name, value in titled.items()
        if isinstance(value, str)
    }
    return form, places, texts


def _texts(node: Fields, form: Mapping[str, Any], span: Span) -> dict[str, Located]:
    """Give the fields that are texts, each at its place where that is in the manuscript."""
    texts: dict[str, Located] = {}
    for key, value in node.entries:
        inner = value.get("text") if key.text == "title" and isinstance(value, Fields) else value
        if isinstance(inner, Scalar):
            is_real = inner.span.source is span.source
            texts[key.text] = (
                inner.value if is_real else Located(inner.text, span, ((0, span.start),))
            )
    return texts


def _content_start(fence: Token) -> int:
    """Find where a block's content begins in the manuscript; -1 when it is indented or quoted."""
    span: Span = fence.meta["span"]
    start = span.source.text.find("\n", span.end) + 1
    return start if start and span.source.text.startswith(fence.content, start) else -1


def _json(text: str, fence: Token, found: list[Diagnostic]) -> dict[str, Any]:
    try:
        read = json.loads(text)
    except json.JSONDecodeError as problem:
        start = _content_start(fence)
        span: Span = fence.meta["span"]
        at = span.source.span(start + problem.pos, start + problem.pos + 1) if start >= 0 else span
        message = f"this chart begins as JSON does, and is none: {_lower(problem.msg)}"
        found.append(error("chart-form", message, at, "JSON wants double quotes and no last comma"))
        return {}
    except RecursionError:
        found.append(error("chart-form", "this chart is nested too deep", fence.meta["span"]))
        return {}
    return read if isinstance(read, dict) else {}


def _yaml(fence: Token, found: list[Diagnostic]) -> Node | None:
    """Read the content as YAML, at its place; content that is indented has the block's place."""
    start = _content_start(fence)
    span: Span = fence.meta["span"]
    source = span.source if start >= 0 else Source(span.source.name, fence.content)
    first = max(start, 0)
    try:
        return build(source, first, first + len(fence.content), DEEPEST)
    except FaultError as problem:
        told = problem.diagnostic
        at = told.span if start >= 0 and told.span else span
        said = told.message.replace(" of the front matter", "")
        found.append(error("chart-form", f"in a chart, {said}", at, told.hint))
        return None


def _values(
    node: Node | None, fence: Token, found: list[Diagnostic]
) -> tuple[dict[str, Any], dict[str, Span]]:
    span: Span = fence.meta["span"]
    if isinstance(node, Fields):
        is_real = node.span.source is span.source
        places = {key.text: each.span if is_real else span for key, each in node.entries}
        return {key.text: typed(each) for key, each in node.entries}, places
    if node is not None or not fence.content.strip():
        message = "a chart is described by fields, one to a line"
        hint = "type: bar, data: file.csv, x: and y: the columns, alt: what it shows"
        found.append(error("chart-form", message, span, hint))
    return {}, {}


_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None, "~": None, "": None}


def typed(node: Node) -> Any:
    """Turn a YAML node into JSON's values (YAML 1.2 §10.3, core schema)."""
    if isinstance(node, Fields):
        return {key.text: typed(each) for key, each in node.entries}
    if isinstance(node, Items):
        return [typed(each) for each in node.items]
    text = node.value.text
    if node.is_quoted:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    return number(text)


def number(text: str) -> Any:
    """Read a text as a number when it is one."""
    bare = text.strip()
    if len(bare) > 30 or not _NUMBER.fullmatch(bare):
        return text
    value = float(bare)
    return int(bare) if re.fullmatch(r"[-+]?\d{1,15}", bare) else value


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
