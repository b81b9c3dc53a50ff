"""Attributes at the end of headings and captions, and the identifiers of headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import pairwise

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore

from publish.syntax.attributes import attach, trailing_attributes

_RESERVED = re.compile(r"(?:note|call|cite|page|toc)-\d+|ref-.*|refs")
"""Identifiers that the writer gives out itself."""
_MARKS = re.compile(r"[*_`~^]")


def take_attributes(state: StateCore) -> None:
    """Take `{#id .class}` off headings and captions (a core rule, before inline parsing)."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type not in ("heading_open", "caption_open") or inline.type != "inline":
            continue
        found = trailing_attributes(inline.content)
        if found is None:
            continue
        text = found[0]
        if opening.type == "heading_open" and opening.markup.startswith("#"):
            text = re.sub(r"(?:^|[ \t])#+[ \t]*$", "", text)
        inline.meta["located"] = inline.meta["located"].part(0, len(text))
        inline.content = text
        attach(opening, found[1])
        opening.meta["span"] = inline.meta["located"].span


def offer_as_references(state: StateCore) -> None:
    """Let `[Heading]` link to a heading (Pandoc, "Extension: implicit_header_references").

    The link is made before the heading has its identifier, so it names a stand-in.
    """
    references = state.env.setdefault("references", {})
    for opening, inline in pairwise(state.tokens):
        if opening.type == "heading_open" and "[" not in inline.content:
            written = inline.content.strip()
            labels = {normalizeReference(each) for each in (written, _MARKS.sub("", written))}
            new = labels - references.keys() - {""}
            if new:
                stand_in = f"#{STAND_IN}{next(state.env['headings'])}"
                reference = {"href": stand_in, "title": "", "map": opening.map}
                references.update(dict.fromkeys(new, reference))
                opening.meta["stand_in"] = stand_in


STAND_IN = ":heading:"
"""Begins the stand-ins for headings' identifiers; no author can write one in a link."""


def identifier(text: str, taken: Container[str], counts: dict[str, int]) -> str:
    """Make a heading's identifier from its text, as Pandoc does.

    Pandoc manual, "Extension: auto_identifiers": punctuation but `_-.` goes, spaces become
    hyphens, letters small, everything before the first letter goes; else "section". `counts`
    remembers how often each was given.
    """
    kept = "".join(
        character
        for character in text
        if character.isalnum()
        or character in "_-. \n\N{NO-BREAK SPACE}"
        or unicodedata.category(character).startswith("M")
    )
    slug = "-".join(kept.lower().split())
    start = next((at for at, character in enumerate(slug) if character.isalpha()), len(slug))
    slug = slug[start:] or "section"
    if _RESERVED.fullmatch(slug):
        slug = f"section-{slug}"
    if slug not in taken:
        return slug
    number = counts.get(slug, 0) + 1
    while f"{slug}-{number}" in taken:
        number += 1
    counts[slug] = number
    return f"{slug}-{number}"


def github_identifier(text: str) -> str:
    """Make the identifier that GitHub gives a heading: links in manuscripts use it too."""
    kept = (each for each in text.lower() if each.isalnum() or each in "-_ \N{NO-BREAK SPACE}")
    return "".join(kept).replace(" ", "-").replace("\N{NO-BREAK SPACE}", "-")


def is_reserved(name: str) -> bool:
    """Say whether the writer uses an identifier for itself."""
    return _RESERVED.fullmatch(name) is not None
