"""Page ranges in the five formats (CSL 1.0.2, appendix V), and dashes in number variables."""

from __future__ import annotations

import re

_RANGE = re.compile(
    r"(?P<space>\s*)(?P<before>[^\W\d_]*)(?P<first>\d+)(?P<letters>[^\W\d_]*)\s*[-\u2013\u2014]+\s*"
    r"(?P<again>[^\W\d_]*)(?P<last>\d+)(?P<tail>[^\W\d_]*)"
)
_SEPARATOR = re.compile(r"([,;&]\s*)")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)(?<!\\)\s*[\-\u2013\u2014]+\s*(?=\d)")
_TWO = re.compile(r"\s*[^\W_]+\.?\d*\s*[-\u2013\u2014]+\s*[^\W_]+\.?\d*\s*")
_NUMERALS = re.compile(r"(?i)[\sivxlcdm\u2013-]+")
_LOOSE = re.compile(r"(?<!\\)\s*[\-\u2013\u2014]+\s*")


def format_pages(text: str, form: str, delimiter: str) -> str:
    r"""Write the page ranges of a value: 321-328 as "321–28" in the form "chicago".

    `form` is a value of `page-range-format`, or "" to leave the numbers alone. A hyphen written
    `\-` stays one; with a form, so does that between numbers of different kinds (N110-P5).
    """
    if "-" not in text and "–" not in text and "—" not in text:
        return text
    written = [_piece(piece, form, delimiter) for piece in _SEPARATOR.split(text)]
    return "".join(written).replace("\\-", "-")


def _piece(piece: str, form: str, delimiter: str) -> str:
    match = _RANGE.fullmatch(piece) if form else None
    if match is None:
        if form and re.search(r"[^\W\d_]\d", piece):
            return _LOOSE.sub("-", piece)
        pattern = _LOOSE if _is_range(piece) else _BETWEEN_DIGITS
        return pattern.sub(lambda _: delimiter, piece)
    before, again = match["before"], match["again"]
    if again != before:
        return _LOOSE.sub("-", piece)
    first, last = match["first"] + match["letters"], match["last"] + match["tail"]
    if not match["letters"] and not match["tail"] and len(first) <= 18 and len(last) <= 18:
        last = page_end(match["first"], match["last"], form)
    prefix = again if form == "expanded" else ""
    return f"{match['space']}{before}{first}{delimiter}{prefix}{last}"


def _is_range(text: str) -> bool:
    """Whether a text is two numbers, numerals or lettered numbers around a dash."""
    if not _TWO.fullmatch(text):
        return False
    return any(char.isdigit() for char in text) or bool(_NUMERALS.fullmatch(text))


def page_end(first: str, last: str, form: str) -> str:
    """Write the second number of a range; both are digits, the second perhaps shortened.

    >>> page_end("321", "328", "minimal")
    '8'
    """
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    if form == "expanded" or len(last) > len(first) or int(last) < int(first):
        return last
    match form:
        case "minimal":
            return _changed(first, last, 1)
        case "minimal-two":
            return _changed(first, last, 2)
        case "chicago" | "chicago-15":
            return _chicago(first, last, is_fifteenth=True)
        case "chicago-16":
            return _chicago(first, last, is_fifteenth=False)
        case _:
            return last


def _changed(first: str, last: str, least: int) -> str:
    """Keep the changed digits, at least so many."""
    same = 0
    while same < len(last) - least and first[same] == last[same]:
        same += 1
    return last[same:]


def _chicago(first: str, last: str, is_fifteenth: bool) -> str:
    number = int(first)
    if number < 100 or number % 100 == 0:
        return last
    if number % 100 < 10:
        return _changed(first, last, 1)
    shortened = _changed(first, last, 2)
    if is_fifteenth and len(first) == 4 and len(shortened) >= 3:
        return last
    return shortened
