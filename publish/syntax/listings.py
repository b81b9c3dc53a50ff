"""Code blocks with a label or a caption become figures, `~~~ {#lst-x .python caption="…"}`.

pandoc-crossref's manual, "Code Block labels"; Quarto, "Code listings" (`lst-cap`).
"""

from __future__ import annotations

from typing import Any

from markdown_it.token import Token

from publish.located import Located
from publish.syntax.attributes import Attributes, read_attributes
from publish.syntax.source_lines import inline

_CAPTIONS = ("caption", "lst-cap")


def make_listings(tokens: list[Token], env: dict[str, Any]) -> list[Token]:
    """Put each code block that has a label or a caption into a figure, the caption above it."""
    made: list[Token] = []
    for token in tokens:
        given = _attributes(token)
        above = [each.type for each in made[-3:]] == ["caption_open", "inline", "caption_close"]
        if above and token.type == "fence":
            made[-3:] = _captioned(token, made[-3:])
        else:
            made += [token] if given is None else _listing(token, given, env)
    return made


def _captioned(fence: Token, caption: list[Token]) -> list[Token]:
    """Put code below the caption that stands above it, "Listing: words {#lst-x}"."""
    given: Attributes = caption[0].meta.pop("attributes", None) or Attributes()
    opening = _figure(fence, given.id)
    caption[0].type, caption[2].type = "figcaption_open", "figcaption_close"
    return [opening, *caption, fence, _closing(fence)]


def _attributes(token: Token) -> Attributes | None:
    """Read the attributes of a listing; None for other code."""
    if token.type != "fence":
        return None
    given: Attributes | None = token.meta.get("listing")
    if given is None:
        found = read_attributes(token.info.strip(), 0)
        given = found[0] if found else None
    if given is None or not (given.id.startswith(("lst-", "lst:")) or _caption(given)):
        return None
    return given


def _caption(given: Attributes) -> str:
    return next((given.pairs[name] for name in _CAPTIONS if given.pairs.get(name)), "")


def _listing(fence: Token, given: Attributes, env: dict[str, Any]) -> list[Token]:
    span = fence.meta["span"]
    opening = _figure(fence, given.id)
    words = _caption(given)
    at = span.source.text.find(words, span.start, span.end) if words else -1
    runs = ((0, at),) if at >= 0 else ((0, span.start),)
    caption = [
        Token("figcaption_open", "figcaption", 1, level=fence.level + 1),
        inline(Located(words, span, runs), env, fence.level + 2),
        Token("figcaption_close", "figcaption", -1, level=fence.level + 1),
    ]
    fence.info = next((f"{{.{name}}}" for name in given.classes), "")
    return [opening, *caption, fence, _closing(fence)]


def _figure(fence: Token, name: str) -> Token:
    opening = Token("figure_open", "figure", 1, level=fence.level, block=True, map=fence.map)
    opening.meta.update(span=fence.meta["span"], attributes=Attributes(name, ("listing",)))
    return opening


def _closing(fence: Token) -> Token:
    return Token("figure_close", "figure", -1, level=fence.level, block=True)
