"""Tokens as parsed → tokens as they are written: figures, captions, callouts, clean HTML, signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token

from publish.located import Located
from publish.source import Source
from publish.syntax.attributes import Attributes
from publish.syntax.callouts import make_callouts
from publish.syntax.captions import give_captions
from publish.syntax.charts import make_charts
from publish.syntax.conditions import without_hidden
from publish.syntax.div_names import name_divs
from publish.syntax.figures import make_div_figures, make_figures
from publish.syntax.html_blocks import block_tokens
from publish.syntax.joining import join
from publish.syntax.line_block import keep_lines, mark_tasks
from publish.syntax.listings import make_listings
from publish.syntax.raw_html import Cleaner, balance, drop_content
from publish.syntax.smart import smarten
from publish.syntax.source_lines import take_in, with_lines


def shape(tokens: Sequence[Token], env: dict[str, Any]) -> list[Token]:
    """Give a text its final form; what there is to tell goes to `env["diagnostics"]`."""
    shaped = make_charts(_clean_blocks(without_hidden(tokens), env), env)
    shaped = make_listings(shaped, env)
    shaped = give_captions(
        _without_empty_heads(make_figures(make_div_figures(name_divs(make_callouts(shaped)))))
    )
    shaped = take_in(with_lines(shaped, env), env)
    mark_tasks(shaped)
    languages = [str(env["lang"])]
    for token in shaped:
        if token.nesting == 1:
            languages.append(_language(token) or languages[-1])
        elif token.nesting == -1 and len(languages) > 1:
            languages.pop()
        if token.type == "inline":
            source = token.meta["located"].span.source
            token.children = _shape_inline(token.children or [], languages[-1], env, source)
            keep_lines(token)
    return shaped


def _without_empty_heads(tokens: list[Token]) -> list[Token]:
    """Leave out the head of a table that has no words in it: Pandoc's tables without one."""
    kept: list[Token] = []
    start = -1
    for token in tokens:
        if token.type == "thead_open":
            start = len(kept)
        kept.append(token)
        if token.type == "thead_close" and start >= 0:
            if not any(each.content.strip() for each in kept[start:] if each.type == "inline"):
                del kept[start:]
            start = -1
    return kept


def _language(token: Token) -> str:
    attributes: Attributes | None = token.meta.get("attributes")
    named = attributes.pairs.get("lang", "") if attributes else ""
    return named or str(token.attrGet("lang") or "")


def _clean_blocks(tokens: Sequence[Token], env: dict[str, Any]) -> list[Token]:
    if not any(token.type == "html_block" for token in tokens):
        return list(tokens)
    cleaner = Cleaner(is_literal=_is_title(env))
    found: list[Token] = []
    for token in tokens:
        if token.type == "html_block":
            found += block_tokens(token, cleaner, env)
        else:
            found.append(token)
    balanced = _as_divs(balance(found, cleaner.diagnostics))
    env["diagnostics"] += cleaner.diagnostics
    return balanced


_OF_DIVS = frozenset(("id", "class", "lang", "dir"))


def _as_divs(tokens: list[Token]) -> list[Token]:
    """Make `<div id="x" class="y">` the div that it is in Pandoc ("native_divs")."""
    opened: list[bool] = []
    for token in tokens:
        if token.type == "html_open":
            is_div = token.tag == "div" and bool(token.attrs) and _OF_DIVS.issuperset(token.attrs)
            opened.append(is_div)
            if is_div:
                given = {key: str(value) for key, value in token.attrs.items()}
                classes = tuple(given.pop("class", "").split())
                token.meta["attributes"] = Attributes(given.pop("id", ""), classes, given)
                token.type = "div_open"
        elif token.type == "html_close" and opened and opened.pop():
            token.type = "div_close"
    return tokens


def _shape_inline(
    children: list[Token], language: str, env: dict[str, Any], source: Source
) -> list[Token]:
    """Clean a paragraph's HTML and set its signs; also in alt texts and round citations."""
    children = _clean_inline(children, env, source)
    for token in children:
        if token.type == "image" and token.children:
            token.children = _shape_inline(token.children, language, env, source)
        for item in token.meta.get("items", ()):
            _shape_words(item.prefix, language)
            _shape_words(item.suffix, language)
    smarten(children, language)
    return join(children, ("text", "text_special"))


def _shape_words(tokens: Sequence[Token], language: str) -> None:
    smarten(tokens, language)


def _is_title(env: dict[str, Any]) -> bool:
    """Say whether the text is a title: what stands there is meant to be read."""
    return env.get("field") in ("title", "subtitle", "short_title")


def _clean_inline(children: list[Token], env: dict[str, Any], source: Source) -> list[Token]:
    if not any(token.type == "html_inline" for token in children):
        return children
    cleaner = Cleaner(is_literal=_is_title(env))
    found: list[Token] = []
    for token in children if _is_title(env) else drop_content(children):
        if token.type == "html_inline":
            (_, place), *_ = token.meta["at"]
            located = Located(token.content, source.span(place, place + len(token.content)))
            found += cleaner.tokens(token.content, located, token.meta.get("lost", ""))
        else:
            found.append(token)
    balanced = balance(found, cleaner.diagnostics)
    env["diagnostics"] += cleaner.diagnostics
    return balanced
