"""Divs that only some outputs show: `::: {.content-visible when-format="html"}`.

Quarto, "Conditional Content". Ours is the format "pdf".
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from publish.syntax.attributes import Attributes

_OURS = frozenset(("pdf", "typst", "latex"))


def without_hidden(tokens: Sequence[Token]) -> list[Token]:
    """Leave out the divs that are not for us, with all that is in them."""
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        if depth:
            depth += token.nesting
        elif token.type == "div_open" and _is_hidden(token.meta.get("attributes") or Attributes()):
            depth = 1
        else:
            kept.append(token)
    return kept


def _is_hidden(attributes: Attributes) -> bool:
    wanted, unwanted = (attributes.pairs.get(f"{word}-format") for word in ("when", "unless"))
    is_for_us = (wanted is None or wanted.lower() in _OURS) and (
        unwanted is None or unwanted.lower() not in _OURS
    )
    if "content-visible" in attributes.classes:
        return not is_for_us
    return "content-hidden" in attributes.classes and is_for_us
