"""Text in two directions → HTML in which every run of the other direction says its own.

The renderer ignores `dir=auto` and a bare `bdi`, and sets each inline box as a unit; so a run
is found by its letters (Unicode Bidirectional Algorithm, UAX #9, classes L, R and AL).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from publish.syntax.language import direction_of
from publish.writing.labels import full_stop, number

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_RTL_LETTER = re.compile(f"[{_RTL}]")
_LTR_LETTER = re.compile(
    r"[A-Za-zªµºÀ-ÖØ-öø-ʸͰ-͵Ͷ-ΏΑ-Ͽ\u0400-\u0588\u1e00-\u1fff\u0900-\u1cff"
    r"\u3040-\u9fff\uac00-\ud7af]"
)

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
        words = found[0]
        for opening, closing in ("()", "[]"):
            is_open = words.count(opening) > words.count(closing)
            if is_open and content.startswith(closing, found.start() + len(words)):
                words += closing
        pieces.append(_plain(content[at : found.start()]))
        pieces.append(f'<span dir="{direction}">{_plain(words)}</span>')
        at = found.start() + len(words)
    pieces.append(_plain(content[at:]))
    return "".join(pieces)


def markup(html: str, direction: str, lang: str = "") -> str:
    """Mark the runs of right-to-left letters in HTML of a text that runs to the right.

    A reference to a Persian work in an English list keeps the list's direction: dates, places
    and addresses in it are in the list's language. `lang` is the work's, "" when not known.
    What says its direction is left as it is.
    """
    if direction == "rtl" or not _RTL_LETTER.search(html):
        return html
    is_known = lang and direction_of(lang) == "rtl"
    tag = f' lang="{escape(lang)}"' if is_known else ""
    pieces: list[str] = []
    depth = 0
    for piece in filter(None, _TAG.split(html)):
        if not piece.startswith("<"):
            mark = f'<span{tag} dir="rtl">\\g<0></span>'
            pieces.append(piece if depth else _RTL_RUN.sub(mark, piece))
            continue
        pieces.append(piece)
        is_empty = piece.endswith("/>") or piece.startswith("<br")
        if not is_empty and (depth or 'dir="rtl"' in piece):
            depth += -1 if piece.startswith("</") else 1
    return "".join(pieces)


def leftward(html: str, lang: str) -> str:
    """Set a citation's words in a text that runs to the left.

    What says a language that runs to the right gets its direction, and so does an address;
    neighbours of that kind make one run, with what joins them. The rest has the text's own
    digits and punctuation, and its Latin runs are marked.
    """
    pieces: list[str] = []
    run: list[str] = []
    for content, direction in _top_level(html):
        is_joint = bool(run) and not _RTL_LETTER.search(content) and not _DIGIT.search(content)
        if direction == "ltr" or (is_joint and "<" not in content):
            run.append(content)
            continue
        pieces.append(_rightward_run(run, lang))
        run = []
        pieces.append(content if "<" in content else _leftward_text(content, lang))
    pieces.append(_rightward_run(run, lang))
    return "".join(pieces)


def _top_level(html: str) -> Iterator[tuple[str, str]]:
    """Cut HTML into elements that run to the right, other tags, and texts between them."""
    inside: list[str] = []
    depth = 0
    for piece in filter(None, _TAG.split(html)):
        is_tag = piece.startswith("<")
        if not inside and is_tag and _direction_of_tag(piece) == "ltr":
            inside, depth = [piece], 1
        elif inside:
            inside.append(piece)
            depth += (-1 if piece.startswith("</") else 1) if is_tag else 0
            if not depth:
                yield "".join(inside), "ltr"
                inside = []
        else:
            yield piece, ""


def _rightward_run(run: list[str], lang: str) -> str:
    """Write elements that run to the right, with what stands between them but not after."""
    last = max((at for at, each in enumerate(run) if each.startswith("<")), default=-1)
    tail = "".join(_leftward_text(each, lang) for each in run[last + 1 :])
    if last < 0:
        return tail
    return rightward("".join(run[: last + 1])) + tail


_TAG = re.compile(r"(<[^>]*>)")
_DIGIT = re.compile(r"\d")
_LANG = re.compile(r' lang="([^"]+)"')
_ADDRESS = re.compile(r'<a href="(?!#)')
_STOP = re.compile(r"\.(?!\w)")
_SIGNS = str.maketrans({",": "،", ";": "؛"})
"""Comma and semicolon of the Arabic script (Unicode CLDR 46, punctuation of ar, fa, ps, ur)."""


def _direction_of_tag(tag: str) -> str:
    told = _LANG.search(tag)
    if told:
        return direction_of(told[1])
    return "ltr" if _ADDRESS.match(tag) else ""


def _leftward_text(html: str, lang: str) -> str:
    content = unescape(html)
    pieces: list[str] = []
    at = 0
    for found in _LTR_RUN.finditer(content):
        pieces.append(_own_signs(content[at : found.start()], lang))
        pieces.append(f'<span dir="ltr">{_plain(found[0])}</span>')
        at = found.end()
    pieces.append(_own_signs(content[at:], lang))
    return "".join(pieces)


def _own_signs(content: str, lang: str) -> str:
    """Give a text the digits and punctuation of the language."""
    own = number(content.translate(_SIGNS), lang)
    return _plain(_STOP.sub(full_stop(lang), own))


def rightward(html: str, *, is_told: bool = False) -> str:
    """Wrap a foreign passage, unless the element around it tells its language and direction.

    A passage in one language says so once, so that a sheet's sizes for it do not multiply. Its
    numbers are in Latin digits, also those that the author wrote: the pages of a citation.
    """
    html = _NUMBERS.sub(lambda found: _latin(found[0]), html)
    told = dict.fromkeys(_LANG.findall(html))
    lang = f' lang="{next(iter(told))}"' if len(told) == 1 else ""
    inside = markup(html.replace(lang, "") if lang else html, "ltr")
    return inside if is_told else f'<span{lang} dir="ltr">{inside}</span>'


_DIGITS = "\u0660-\u0669\u06f0-\u06f9"
_NUMBERS = re.compile(
    rf"(?<![{_RTL}])(?<![{_RTL}][\s\u200c])[{_DIGITS}]+(?:[\s.,–\-]+[{_DIGITS}]+)*(?![\s\u200c]*[{_RTL}])"
)
"""Numbers in digits of Arabic script that stand by no word in it."""


def _latin(number: str) -> str:
    return "".join(str(int(each)) if each.isdigit() else each for each in number)


def is_rightward(html: str) -> bool:
    """Say whether a text has words, and all of them run to the right."""
    words = _TAG.sub("", html)
    return bool(_LTR_LETTER.search(words)) and not _RTL_LETTER.search(_NUMBERS.sub("", words))


def runs_other_way(content: str, direction: str) -> bool:
    """Say whether a text has letters of the other direction, and none of the given one."""
    is_rtl, is_ltr = bool(_RTL_LETTER.search(content)), bool(_LTR_LETTER.search(content))
    return is_ltr and not is_rtl if direction == "rtl" else is_rtl and not is_ltr
