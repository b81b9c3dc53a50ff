"""Divs by whatever name other tools and habits give them → the names that the sheets know."""

from __future__ import annotations

import re

from markdown_it.token import Token

from publish.diagnostics import did_you_mean
from publish.syntax.attributes import Attributes
from publish.syntax.callouts import KINDS, callout_kind
from publish.syntax.theorems import theorem_kind

_BESIDE = ("pullquote", "marginal")
_NAMES: dict[str, tuple[str, ...]] = {
    "box": ("box",),
    "sidebar": ("box",),
    "pullquote": ("pullquote",),
    "key-findings": ("key-findings",),
    "key-points": ("key-findings",),
    "key-takeaways": ("key-findings",),
    "recommendations": ("recommendations",),
    "epigraph": ("epigraph",),
    "table-notes": ("table-notes",),
    "columns": ("columns",),
    "column": ("column",),
    "aside": _BESIDE,
    "marginnote": _BESIDE,
    "sidenote": _BESIDE,
    "margin": _BESIDE,
    "column-margin": _BESIDE,
}
"""Ours, and those of MyST ("sidebar", "epigraph", "pull-quote") and Quarto ("Article Layout")."""
_SEPARATORS = re.compile(r"[-_]")
_BY_LETTERS = {_SEPARATORS.sub("", name): classes for name, classes in _NAMES.items()}
_SHORTEST = 5
"""Letters of a name that can be a slip of another; authors have short names of their own."""
_LIKE = 0.82

_ATTRIBUTION = re.compile(r"(?:[—–―]|---?)[ \N{NO-BREAK SPACE}]*\w")
_QUOTES = frozenset(("epigraph", "pullquote"))


def name_divs(tokens: list[Token]) -> list[Token]:
    """Give divs the classes of the sheets beside their own, and mark who is quoted."""
    open_at: list[int] = []
    for at, token in enumerate(tokens):
        if token.type == "div_open":
            _name(token)
        if token.type in ("div_open", "blockquote_open"):
            open_at.append(at)
        elif token.type not in ("div_close", "blockquote_close") or not open_at:
            continue
        elif _quotes(tokens[open_at.pop()]):
            _mark_attribution(tokens, at)
    return tokens


def nearly(given: Attributes) -> str:
    """Give a hint where a div's class is nearly one that means something; else ""."""
    if callout_kind(given.classes) or theorem_kind(given):
        return ""
    if any(_SEPARATORS.sub("", name.lower()) in _BY_LETTERS for name in given.classes):
        return ""
    known = (*_NAMES, *(f"callout-{kind}" for kind in KINDS))
    own = tuple(_NAMES)  # "columnist" is no slip of "columns"
    long = (each for each in given.classes if len(each) >= _SHORTEST and not each.startswith(own))
    return next((hint for name in long if (hint := did_you_mean(name, known, _LIKE))), "")


def _name(token: Token) -> None:
    given: Attributes | None = token.meta.get("attributes")
    if given is None or callout_kind(given.classes):
        return
    meant = [_BY_LETTERS.get(_SEPARATORS.sub("", each.lower()), ()) for each in given.classes]
    classes = dict.fromkeys(name for names in (*meant, given.classes) for name in names)
    token.meta["attributes"] = Attributes(given.id, tuple(classes), given.pairs)


def _quotes(token: Token) -> bool:
    given: Attributes = token.meta.get("attributes") or Attributes()
    return token.type == "blockquote_open" or not _QUOTES.isdisjoint(given.classes)


def _mark_attribution(tokens: list[Token], end: int) -> None:
    """Mark the last paragraph of a quotation that begins with a dash, and is not its first."""
    opening, inline = tokens[end - 3], tokens[end - 2]
    if opening.type != "paragraph_open" or tokens[end - 4].type != "paragraph_close":
        return
    if _ATTRIBUTION.match(inline.content) and not opening.meta.get("attributes"):
        opening.meta["attributes"] = Attributes(classes=("attribution",))
