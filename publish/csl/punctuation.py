"""An output tree → one run of text in order, with colliding punctuation settled."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from publish.csl.output import Glue, Output

MERGED: dict[str, dict[str, str]] = {
    "!": {".": "!", "?": "!?", ":": "!", ",": "!,", ";": "!;", "!": "!"},
    "?": {"!": "?!", ".": "?", ":": "?", ",": "?,", ";": "?;", "?": "?"},
    ":": {"!": "!", "?": "?", ".": ":", ",": ":,", ";": ":;", ":": ":"},
    ".": {"!": ".!", "?": ".?", ":": ".:", ",": ".,", ";": ".;", ".": "."},
    ";": {"!": "!", "?": "?", ":": ";", ".": ";", ",": ";,", ";": ";"},
    ",": {"!": ",!", "?": ",?", ":": ",:", ".": ",.", ";": ",;", ",": ","},
}
"""What two meeting marks become: the usage of processors, as their common test-suite fixes it
(punctuation_FullMonty*); the specification is silent."""


@dataclass(slots=True)
class Run:
    """A string of the text; affixes and delimiters are `is_affix`."""

    text: str
    is_affix: bool
    whole: Output | None = None
    """The prefix or suffix of a cite that it is a part of: within that, nothing is settled."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The start or the end of a piece that has formatting, quotes, display or the like."""

    output: Output
    is_opening: bool


Token = Run | Mark


def flatten(output: Output) -> list[Token]:
    """Write the tree as a list of runs, with marks where its pieces begin and end."""
    tokens: list[Token] = []
    _flatten(output, tokens, None)
    return tokens


def _flatten(output: Output, tokens: list[Token], whole: Output | None) -> None:
    if output.is_affix:
        whole = output
    if output.prefix:
        tokens.append(Run(output.prefix, True))
    is_marked = bool(
        output.format or output.quotes or output.display or output.href or output.language
    )
    if is_marked:
        tokens.append(Mark(output, True))
    delimiter = output.delimiter
    for index, child in enumerate(output.children):
        if delimiter and index:
            tokens.append(Run(delimiter, True))
        if isinstance(child, Output):
            _flatten(child, tokens, whole)
        else:
            tokens.append(Run(child, whole is not None or isinstance(child, Glue), whole))
    if is_marked:
        tokens.append(Mark(output, False))
    if output.language:
        tokens.append(Run("", True))  # where a mark goes that is none of the foreign words
    if output.suffix:
        tokens.append(Run(output.suffix, True))


def settle(tokens: list[Token], punctuation_in_quote: bool, tidies: bool) -> None:
    """Settle what meets where runs meet: doubled spaces and marks, marks after quotations.

    Two runs of content never change each other; one of them must be an affix. With `tidies`, a
    space between affixes and a comma or full stop goes: the specification keeps it.
    """
    last: int | None = None
    for index, token in enumerate(tokens):
        if not isinstance(token, Run):
            continue
        while (
            last is not None
            and token.text
            and _meet(tokens, last, index, punctuation_in_quote, tidies)
        ):
            last = _run_before(tokens, index)
        if token.text:
            last = index


def _run(tokens: list[Token], index: int) -> Run:
    token = tokens[index]
    assert isinstance(token, Run)
    return token


def _run_before(tokens: list[Token], index: int) -> int | None:
    for before in range(index - 1, -1, -1):
        token = tokens[before]
        if isinstance(token, Run) and token.text:
            return before
    return None


def _meet(tokens: list[Token], left_at: int, right_at: int, in_quote: bool, tidies: bool) -> bool:
    """Settle one meeting; whether something changed that must be looked at again."""
    left, right = _run(tokens, left_at), _run(tokens, right_at)
    if not (left.is_affix or right.is_affix) or (left.whole and left.whole is right.whole):
        return False
    first, second = left.text[-1], right.text[0]
    if first in " \u00a0":
        return _meet_space(left, right, second, tidies)
    if second not in MERGED:
        return False
    closes, opens = _quotes_between(tokens, left_at, right_at)
    if opens:
        return False
    if closes:
        place = _place_after_language(tokens, left_at, right_at)
        return _meet_quotation(left, right, place, in_quote)
    return _merge(left, right, first, second)


def _meet_space(left: Run, right: Run, second: str, tidies: bool) -> bool:
    """Settle a space and what comes after it."""
    if second == " ":
        right.text = right.text[1:]
        return True
    if tidies and second in ".," and left.is_affix and right.is_affix and left.text[-1] == " ":
        left.text = left.text[:-1]
        return True
    return False


def _merge(left: Run, right: Run, first: str, second: str) -> bool:
    merged = MERGED.get(first, {}).get(second, first + second)
    if merged == first + second:
        return False
    if merged == first:
        right.text = right.text[1:]
    else:
        left.text = left.text[:-1]
    return True


def _meet_quotation(left: Run, right: Run, place: Run | None, in_quote: bool) -> bool:
    """Settle a mark after the end of a quotation: inside, or dropped, or left there.

    A mark of the style stands behind foreign words, at `place`: it has their direction otherwise.
    """
    first, second = left.text[-1], right.text[0]
    merged = MERGED.get(first, {}).get(second, first + second)
    if in_quote and second not in ";:":
        right.text = right.text[1:]
        if place is not None and merged == first + second:
            place.text += second
        else:
            left.text = left.text[:-1] + merged
        return True
    if merged == first:
        right.text = right.text[1:]
        return True
    return False


def _place_after_language(tokens: list[Token], left_at: int, right_at: int) -> Run | None:
    """Find the run that is kept free where foreign words end before a quotation does."""
    place: Run | None = None
    for before, token in pairwise(tokens[left_at + 1 : right_at]):
        if isinstance(before, Mark) and before.output.quotes:
            break
        if isinstance(before, Mark) and before.output.language and isinstance(token, Run):
            place = token
    return place


def _quotes_between(tokens: list[Token], left_at: int, right_at: int) -> tuple[int, bool]:
    """Count the quotations that close between two runs; whether one opens there."""
    closes = 0
    for token in tokens[left_at + 1 : right_at]:
        if isinstance(token, Mark) and token.output.quotes:
            if token.is_opening:
                return closes, True
            closes += 1
    return closes, False
