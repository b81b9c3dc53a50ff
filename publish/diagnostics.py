"""What we tell the author: located messages as values, and the table of their codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from publish.codes import CODES
from publish.source import Span

LEAST_LIKENESS = 0.6
"""Ratio of difflib below which two words are not taken for one: "pfd" and "pdf" have 0.67."""
LIKENESS_OF_RIVALS = 0.1
"""How much less alike than the best another word may be, to be named with it."""


class Severity(StrEnum):
    """How bad it is: an error's output would be wrong; a warning's is perhaps not meant."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message for the author, at its place."""

    code: str
    """A key of `CODES`, e.g. "cite-unknown"."""
    severity: Severity
    message: str
    """One sentence, lower case, no full stop, things named in quotes."""
    span: Span | None = None
    hint: str = ""
    """What to do, or "" when we do not know; several lines are allowed."""


class PublishError(Exception):
    """The environment is lacking, or a limit stopped the run: not an author's mistake.

    `exit_code` is 3 (library, font or folder missing) or 4 (a limit).
    """

    def __init__(self, message: str, exit_code: int, hint: str = "") -> None:
        super().__init__(message)
        self.exit_code = exit_code
        self.hint = hint


def error(code: str, message: str, span: Span | None, hint: str = "") -> Diagnostic:
    """Make a diagnostic that stops the output from being written."""
    assert code in CODES, f"diagnostic code {code!r} is not in the table"
    return Diagnostic(code, Severity.ERROR, message, span, hint)


def warning(code: str, message: str, span: Span | None, hint: str = "") -> Diagnostic:
    """Make a diagnostic that lets the output be written (unless `--strict`)."""
    assert code in CODES, f"diagnostic code {code!r} is not in the table"
    return Diagnostic(code, Severity.WARNING, message, span, hint)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Say whether any of them is an error."""
    return any(each.severity is Severity.ERROR for each in diagnostics)


def shortened(text: str, most: int = 160) -> str:
    """Cut the middle out of a long name: its ends tell one address from another."""
    half = most // 2
    return text if len(text) <= most else f"{text[:half]}…{text[-half:]}"


def did_you_mean(word: str, known: Iterable[str], least: float = LEAST_LIKENESS) -> str:
    """Give a hint that names the nearest of the known words, or ""; `least` is from 0 to 1."""
    from difflib import SequenceMatcher, get_close_matches  # 1 ms, for mistakes only

    near = get_close_matches(word, [*dict.fromkeys(known)], n=3, cutoff=least)
    likeness = [SequenceMatcher(None, each, word).ratio() for each in near]
    best = [
        each
        for each, ratio in zip(near, likeness, strict=True)
        if ratio > likeness[0] - LIKENESS_OF_RIVALS
    ]
    return "did you mean " + " or ".join(f"'{each}'" for each in best) + "?" if best else ""
