"""Body tokens → what belongs above them: a title or an abstract written as headings."""

from __future__ import annotations

from dataclasses import replace

from markdown_it.token import Token

from publish.located import Located
from publish.manuscript import Manuscript
from publish.syntax.headings import identifier

Tokens = tuple[Token, ...]

ABSTRACT = frozenset(
    (
        "abstract",
        "zusammenfassung",
        "résumé",
        "resumen",
        "چکیده",
        "خلاصه",
        "ملخص",
        "الملخص",
        "لنډیز",
    )
)
"""What a heading over an abstract says, in small letters."""


def with_title(
    manuscript: Manuscript, body: tuple[Token, ...]
) -> tuple[Manuscript, tuple[Token, ...]]:
    """Take the title of a text without one from its first line, when that is its only `#`.

    Not when something may refer to it as a heading, or when it holds a note.
    """
    tops = [token for token in body if token.type == "heading_open" and token.tag == "h1"]
    if manuscript.front.title or len(tops) != 1 or body[0] is not tops[0]:
        return manuscript, body
    title: Located = body[1].meta["located"]
    named = body[0].meta.get("attributes")
    anchor = f"#{identifier(title.text, (), {})}"
    if "^" in title.text or (named and named.id) or anchor in manuscript.source.text:
        return manuscript, body
    return replace(manuscript, front=replace(manuscript.front, title=title)), body[3:]


def with_abstract(manuscript: Manuscript, body: Tokens) -> tuple[Tokens, Tokens]:
    """Take the abstract of a text without one from under its first heading, if that says so.

    It ends at the next heading. MyST and Pandoc's authors write it so.
    """
    if manuscript.front.abstract or len(body) < 3 or body[0].type != "heading_open":
        return (), body
    if body[1].content.strip().lower().rstrip(":.") not in ABSTRACT:
        return (), body
    end = next(
        (at for at, token in enumerate(body) if at and token.type == "heading_open"), len(body)
    )
    is_whole = end < len(body) and body[end].level == 0
    return (body[3:end], body[end:]) if is_whole else ((), body)
