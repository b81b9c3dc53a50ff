"""Callouts in GitHub's spelling, `> [!NOTE]`, made the divs that Quarto and MyST write."""

from __future__ import annotations

import re

from markdown_it.token import Token

from publish.syntax.attributes import Attributes
from publish.syntax.theorems import theorem_kind
from publish.syntax.words import plain_words

_ALERT = re.compile(r"\[!([A-Za-z]+)\][+-]?(?:[ \t]+|\Z)")

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
_OBSIDIANS = {
    **dict.fromkeys(("info", "abstract", "summary", "tldr", "todo", "quote", "cite"), "note"),
    **dict.fromkeys(("success", "check", "done", "question", "help", "faq", "example"), "tip"),
    **dict.fromkeys(("failure", "fail", "missing", "bug"), "caution"),
}
"""Obsidian, "Callouts": more names, which are no classes of divs."""


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
            found = _alert(tokens, at)
            open_quotes.append(found is not None)
            if found is not None:
                token.type, token.tag = "div_open", "div"
                token.meta["attributes"] = found
        elif token.type == "blockquote_close" and open_quotes.pop():
            token.type, token.tag = "div_close", "div"
        elif token.type == "div_open" and token.markup == ":::":
            _take_title(tokens, at)
    return [token for token in tokens if token.type != "gone"]


def _take_title(tokens: list[Token], at: int) -> None:
    """Make the heading that begins a callout or theorem its title (Quarto, "Callout Blocks")."""
    given: Attributes = tokens[at].meta.get("attributes") or Attributes()
    following = tokens[at + 1 : at + 4]
    is_titled = callout_kind(given.classes) or theorem_kind(given)
    if "title" in given.pairs or not is_titled or len(following) < 3:
        return
    if following[0].type != "heading_open" or following[0].meta.get("attributes"):
        return
    title = " ".join(plain_words(following[1].children or ()).split())
    pairs = {**given.pairs, "title": title}
    tokens[at].meta["attributes"] = Attributes(given.id, given.classes, pairs)
    for gone in following:
        gone.type = "gone"


def _alert(tokens: list[Token], at: int) -> Attributes | None:
    """Read the first line of a quote, and take it away when it names a callout.

    GitHub has nothing behind the name; Obsidian a title, and a sign of whether it is folded.
    """
    if len(tokens) < at + 4 or tokens[at + 1].type != "paragraph_open":
        return None
    children = tokens[at + 2].children or []
    if not children or children[0].type != "text":
        return None
    found = _ALERT.match(children[0].content)
    kinds = {**KINDS, **_OBSIDIANS}
    if found is None or found[1].lower() not in kinds:
        return None
    breaks = (n for n, each in enumerate(children) if each.type in ("softbreak", "hardbreak"))
    end = next(breaks, len(children))
    title = children[0].content[found.end() :] + plain_words(children[1:end])
    del children[: end + 1]
    if not children:
        for gone in tokens[at + 1 : at + 4]:
            gone.type = "gone"
    pairs = {"title": title.strip()} if title.strip() else {}
    return Attributes(classes=(f"callout-{kinds[found[1].lower()]}",), pairs=pairs)
