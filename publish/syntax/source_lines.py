"""Lines below figures and tables: note, source, credit, as attributes or as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markdown_it.token import Token

from publish.located import Located
from publish.source import Span
from publish.syntax.attributes import Attributes
from publish.syntax.figures import BELOW
from publish.syntax.parser import parser

_LABELS: dict[str, tuple[str, str, str]] = {
    "en": ("Note", "Source", "Credit"),
    "de": ("Anmerkung", "Quelle", "Bildnachweis"),
    "fr": ("Note", "Source", "Crédit"),
    "es": ("Nota", "Fuente", "Crédito"),
    "fa": ("یادداشت", "منبع", "تصویر"),
    "prs": ("یادداشت", "منبع", "تصویر"),
    "ar": ("ملاحظة", "المصدر", "الصورة"),
    "ur": ("نوٹ", "ماخذ", "تصویر"),
    "ps": ("یادښت", "سرچینه", "انځور"),
}
"""Note, source and credit as each language says them."""

_WORDS = {
    "en": "Sources? Notes? Data Credits? Photos? Photographs? Pictures? Images? Illustrations?"
    " Maps? Charts? Graphics? Drawings?",
    "de": "Quellen? Anmerkung(?:en)? Daten Bildnachweis Fotos? Bild Karte Grafik Hinweis",
    "fr": "Sources? Notes? Données Crédits? Photos? Carte Graphique",
    "es": "Fuentes? Notas? Datos Créditos? Fotos? Mapa Gráfico",
    "fa": "منبع منابع یادداشت عکس نقشه تصویر",
    "ar": "المصدر المصادر ملاحظة الصورة الخريطة",
    "ur": "ماخذ مآخذ نوٹ تصویر نقشہ",
    "ps": "سرچینه سرچینې یادښت انځور نقشه",
}
_WORDS["prs"] = _WORDS["fa"]
_BEGINNING = {
    lang: re.compile(rf"(?:{'|'.join(words.split())})[ \u00a0\u202f]?:(?=\s|$)")
    for lang, words in _WORDS.items()
}
_OPENINGS = frozenset(("figure_open", "table_figure_open"))
_CLOSINGS = frozenset(("figure_close", "table_figure_close", "table_close"))


def source_lines(given: Mapping[str, Located], env: dict[str, Any], level: int = 0) -> list[Token]:
    """Write what is said below a figure: a paragraph for each of `BELOW` that is given."""
    labels = _LABELS.get(_primary(env), _LABELS["en"])
    space = "\N{NO-BREAK SPACE}" if _primary(env) == "fr" else ""
    tokens: list[Token] = []
    for kind, label in zip(BELOW, labels, strict=True):
        if kind not in given or not given[kind].text.strip():
            continue
        children = _children(given[kind], env)
        if not _label(children, env):
            before = Token("text", "", 0, content=f"{label}{space}: ")
            before.meta["at"] = ((0, given[kind].span.start),)
            children.insert(0, before)
        tokens += _paragraph(children, given[kind], level)
    return tokens


def with_lines(tokens: Sequence[Token], env: dict[str, Any]) -> list[Token]:
    """Print the attributes `note`, `source` and `credit` of figures and tables below them."""
    written: list[Token] = []
    waiting: list[list[Token]] = []
    for token in tokens:
        if token.type in _OPENINGS:
            given: Attributes = token.meta.get("attributes") or Attributes()
            pairs = _located_pairs(given, token.meta.get("span"))
            if pairs:
                token.meta["attributes"] = _without_lines(given)
            waiting.append(source_lines(pairs, env, token.level + 1))
        elif token.type in _CLOSINGS and token.type != "table_close" and waiting:
            put_in(written, waiting.pop())
        written.append(token)
    return written


def put_in(figure: list[Token], lines: Sequence[Token]) -> None:
    """Add lines at the end of a figure; into its caption where that comes last.

    HTML Living Standard §4.4.12: a `figcaption` is the first or the last in its figure.
    """
    is_after = bool(figure) and figure[-1].type == "figcaption_close"
    at = len(figure) - is_after
    figure[at:at] = lines


def _located_pairs(attributes: Attributes, span: Span | None) -> dict[str, Located]:
    """Take note, source and credit out of attributes, at the place of what has them."""
    if span is None:
        return {}
    return {
        kind: Located(attributes.pairs[kind], span, ((0, span.start),))
        for kind in BELOW
        if attributes.pairs.get(kind)
    }


def _without_lines(attributes: Attributes) -> Attributes:
    """Give attributes without those that are printed below a figure."""
    rest = {name: value for name, value in attributes.pairs.items() if name not in BELOW}
    return Attributes(attributes.id, attributes.classes, rest)


def take_in(tokens: Sequence[Token], env: dict[str, Any]) -> list[Token]:
    """Put paragraphs that begin with "Source:" and the like into the figure above them."""
    taken: list[Token] = []
    at = 0
    said: set[str] = set()
    while at < len(tokens):
        token = tokens[at]
        if token.type in _CLOSINGS:
            said = {""}
        elif said and _is_table_notes(token):
            end = _end_of(tokens, at)
            _take(taken, tokens[at:end])
            at = end
            continue
        elif said and (label := _label_of(tokens, at, env)) and label not in said:
            said.add(label)
            tokens[at].meta["attributes"] = Attributes(classes=("source",))
            _take(taken, tokens[at : at + 3])
            at += 3
            continue
        else:
            said = set()
        taken.append(token)
        at += 1
    return taken


def _take(taken: list[Token], block: Sequence[Token]) -> None:
    """Put a block into the figure that has just ended, or below a table without one."""
    if taken[-1].type in _CLOSINGS and taken[-1].type != "table_close":
        closing = taken.pop()
        put_in(taken, block)
        taken.append(closing)
    else:
        taken += block


def _is_table_notes(token: Token) -> bool:
    given: Attributes = token.meta.get("attributes") or Attributes()
    return token.type == "div_open" and "table-notes" in given.classes


def _end_of(tokens: Sequence[Token], at: int) -> int:
    """Find where the block ends that begins at a place (0-based, exclusive)."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += tokens[place].nesting
        if depth == 0:
            return place + 1
    return len(tokens)


def _label_of(tokens: Sequence[Token], at: int, env: dict[str, Any]) -> str:
    """Give the word with which a paragraph says what it is, e.g. "Source:"; "" for none."""
    opening = tokens[at]
    if opening.type != "paragraph_open" or opening.hidden or opening.meta.get("attributes"):
        return ""
    return _label(tokens[at + 1].children or [], env)


def _label(children: Sequence[Token], env: dict[str, Any]) -> str:
    """Give the label with which a line begins, perhaps *slanted* or **bold**."""
    words = ""
    for each in children[:4]:
        if each.nesting == 0:
            words += each.content
    languages = dict.fromkeys(("en", _primary(env)))
    found = (_BEGINNING[lang].match(words) for lang in languages if lang in _BEGINNING)
    return next((each[0] for each in found if each), "")


def _primary(env: dict[str, Any]) -> str:
    return str(env["lang"]).lower().split("-")[0]


def _children(text: Located, env: dict[str, Any]) -> list[Token]:
    outer = env.get("located")
    env["located"] = text
    children = parser().inline.parse(text.text, parser(), env, [])
    env["located"] = outer
    return children


def inline(text: Located, env: dict[str, Any], level: int = 0) -> Token:
    """Make a block's text of a text that stands in an attribute or a field."""
    token = Token("inline", "", 0, level=level, content=text.text)
    token.children = _children(text, env)
    token.meta["located"] = text
    return token


def _paragraph(children: list[Token], text: Located, level: int) -> list[Token]:
    opening = Token("paragraph_open", "p", 1, level=level, block=True)
    opening.meta["attributes"] = Attributes(classes=("source",))
    words = Token("inline", "", 0, level=level + 1, content=text.text, children=children)
    words.meta["located"] = text
    return [opening, words, Token("paragraph_close", "p", -1, level=level, block=True)]
