"""A paragraph → what in it is not the author's own wording: quotations, titles, addresses."""

from __future__ import annotations

import re
from bisect import bisect_right

from publish.syntax.prose import Prose

Range = tuple[int, int]

_ADDRESS = re.compile(r"(?:\bhttps?://|\bwww\.|[\w.+-]+@(?=[\w-]+\.))\S+")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|„[^“”]*(?:[“”]|$)|\"[^\"]*\"|«[^»]*(?:»|$)")
_QUOTED_INWARD = re.compile(r"“[^”]*(?:”|$)|„[^“”]*(?:[“”]|$)|\"[^\"]*\"|»[^«]*(?:«|$)")
_END = re.compile(r"[.!?؟]\s")
_HEAD = re.compile(r"(?:^|[.!?:…][”’\")\]]*\s)[\s“‘„«»\"(\[–—]*$")


def addresses(text: str) -> tuple[Range, ...]:
    """Find the web and mail addresses that stand bare in a text."""
    if "://" not in text and "www." not in text and "@" not in text:
        return ()
    return tuple(found.span() for found in _ADDRESS.finditer(text))


def quotations(prose: Prose) -> tuple[Range, ...]:
    """Find what stands between quotation marks; a block quotation is one as a whole.

    A mark that is not closed holds to the end of the paragraph, as in a quotation of several.
    Guillemets point inward where the first of them does, as in German.
    """
    text = prose.text.text
    if prose.place == "quotation":
        return ((0, len(text)),)
    first = re.search("[«»]", text)
    inward = first is not None and first[0] == "»"
    return tuple(found.span() for found in (_QUOTED_INWARD if inward else _QUOTED).finditer(text))


def not_his_own(prose: Prose) -> tuple[Range, ...]:
    """Find quotations and addresses, in order and without overlap."""
    merged: list[Range] = []
    for start, end in sorted((*quotations(prose), *addresses(prose.text.text))):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def lies_in(ranges: tuple[Range, ...], place: int) -> bool:
    """Say whether a place lies in one of some ranges, which are in order."""
    at = bisect_right(ranges, place, key=lambda each: each[0]) - 1
    return at >= 0 and place < ranges[at][1]


def begins_sentence(text: str, start: int) -> bool:
    """Say whether a word is the first of its sentence, where it has a capital anyway."""
    return _HEAD.search(text[max(start - 12, 0) : start]) is not None


def rest_of_sentence(text: str, at: int) -> str:
    """Give a sentence from a place to its end."""
    last = _END.search(text, at)
    return text[at : last.start() if last else len(text)]
