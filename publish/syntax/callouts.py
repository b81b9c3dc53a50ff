"""Callouts in GitHub's spelling, `> [!NOTE]`, made the divs that Quarto and MyST write."""

from __future__ import annotations

import re

from markdown_it.token import Token

from publish.syntax.attributes import Attributes

_ALERT = re.compile(r"\[!([A-Za-z]+)\][ \t]*")

KINDS = {
    "note": "note",
    "tip": "tip",
    "hint": "tip",
    "seealso": "tip",
    "important": "important",
    "attention": "important",
    "warning": "warning",
    "caution": "caution",
    "danger": "caution",
    "error": "caution",
}
"""The names in use → the five kinds that Quarto and GitHub share."""


def callout_kind(classes: tuple[str, ...]) -> str:
    """Give the kind of a div that is a callout, or ""."""
    for name in classes:
        bare = name.removeprefix("callout-")
        if bare in KINDS:
            return KINDS[bare]
    return "note" if "admonition" in classes or "callout" in classes else ""


def make_callouts(tokens: list[Token]) -> list[Token]:
    """Turn quotes that begin with `[!NOTE]` into divs."""
    open_quotes: list[bool] = []
    for at, token in enumerate(tokens):
        if token.type == "blockquote_open":
            kind = _alert_kind(tokens, at)
            open_quotes.append(bool(kind))
            if kind:
                token.type, token.tag = "div_open", "div"
                token.meta["attributes"] = Attributes(classes=(f"callout-{kind}",))
        elif token.type == "blockquote_close" and open_quotes.pop():
            token.type, token.tag = "div_close", "div"
    return [token for token in tokens if token.type != "gone"]


def _alert_kind(tokens: list[Token], at: int) -> str:
    """Read the first line of a quote, and take it away when it names a callout."""
    if len(tokens) < at + 4 or tokens[at + 1].type != "paragraph_open":
        return ""
    children = tokens[at + 2].children or []
    if not children or children[0].type != "text":
        return ""
    found = _ALERT.fullmatch(children[0].content)
    is_alone = len(children) == 1 or children[1].type in ("softbreak", "hardbreak")
    if found is None or not is_alone or found[1].lower() not in KINDS:
        return ""
    del children[:2]
    if not children:
        for gone in tokens[at + 1 : at + 4]:
            gone.type = "gone"
    return KINDS[found[1].lower()]
