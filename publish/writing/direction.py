"""Text in two directions → HTML in which every run of the other direction says its own.

The renderer ignores `dir=auto` and a bare `bdi`, and sets each inline box as a unit; so a run
is found by its letters (Unicode Bidirectional Algorithm, UAX #9, classes L, R and AL).
"""

from __future__ import annotations

import re
from html import escape

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_RTL_LETTER = re.compile(f"[{_RTL}]")
_LTR_LETTER = re.compile(
    r"[A-Za-zªµºÀ-ÖØ-öø-ʸͰ-͵Ͷ-ΏΑ-Ͽ\u0400-\u0588\u1e00-\u1fff\u0900-\u1cff"
    r"\u3040-\u9fff\uac00-\ud7af]"
)
_BETWEEN = r"[^<>\n]*?"
_JOINTS = r"[\s\d.,;:'’()\[\]/&–—\-%«»“”!?؟،؛]"
_RTL_RUN = re.compile(rf"[{_RTL}](?:[{_RTL}\u200c\u200d\u0300-\u036f]|{_JOINTS}+(?=[{_RTL}]))*")
_LTR_RUN = re.compile(
    rf"{_LTR_LETTER.pattern}(?:{_LTR_LETTER.pattern[:-1]}\u0300-\u036f0-9_]"
    rf"|[\s\d.,;:'’()\[\]/&–—\-%“”!?@#+]+(?={_LTR_LETTER.pattern[:-1]}0-9]))*"
)


def text(content: str, direction: str) -> str:
    """Escape a text, and mark its runs of the other direction."""
    if direction == "rtl":
        return _marked(content, _LTR_RUN, "ltr") if _LTR_LETTER.search(content) else _plain(content)
    if content.isascii() or not _RTL_LETTER.search(content):
        return _plain(content)
    return _marked(content, _RTL_RUN, "rtl")


def _plain(content: str) -> str:
    return escape(content, quote=False)


def _marked(content: str, run: re.Pattern[str], direction: str) -> str:
    pieces: list[str] = []
    at = 0
    for found in run.finditer(content):
        pieces.append(_plain(content[at : found.start()]))
        pieces.append(f'<span dir="{direction}">{_plain(found[0])}</span>')
        at = found.end()
    pieces.append(_plain(content[at:]))
    return "".join(pieces)


def markup(html: str, direction: str, lang: str = "") -> str:
    """Mark the runs of right-to-left letters in HTML of a text that runs to the right.

    A reference to a Persian work in an English list keeps the list's direction: dates, places
    and addresses in it are in the list's language. `lang` is the work's, "" when not known.
    """
    if direction == "rtl" or not _RTL_LETTER.search(html):
        return html
    tag = f' lang="{escape(lang)}"' if lang else ""
    pieces = re.split(r"(<[^>]*>)", html)
    pieces[::2] = (
        _RTL_RUN.sub(lambda run: f'<span{tag} dir="rtl">{run[0]}</span>', text)
        for text in pieces[::2]
    )
    return "".join(pieces)


def first_strong(content: str) -> str:
    """Give the direction of a text's first letter, "" when it has none (UAX #9, rule P2)."""
    for character in content:
        if _RTL_LETTER.match(character):
            return "rtl"
        if _LTR_LETTER.match(character):
            return "ltr"
    return ""
