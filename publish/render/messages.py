"""What the renderer says by logging → records that travel to the parent."""

from __future__ import annotations

import logging
import re
import sys
from dataclasses import dataclass
from types import FrameType


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that went wrong in the child, in plain values that travel."""

    kind: str
    """"style", "refused", "picture", "anchor", "glyph", "press", "profile", "cover", "resolution",
    "table" or "other"."""
    text: str
    url: str = ""
    """The sheet it was found in, or the resource it is about."""
    line: int = 0
    """1-based line in the sheet; 0 when it is not about one."""
    column: int = 0


class Listener(logging.Handler):
    """Collects what the renderer logs during one render, each message once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: dict[Message, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message with the sheet that is being read."""
        message = _understand(record.getMessage(), _sheet_being_read(sys._getframe()))
        if message is not None:
            self.heard[message] = None


_PATTERNS = (
    ("picture", re.compile(r"Failed to load image at '(?P<url>[^']*)': (?P<text>.*)", re.S)),
    ("picture", re.compile(r"Failed to render SVG image (?P<url>\S*)(?P<text>)")),
    ("anchor", re.compile(r"No anchor #(?P<url>\S+) for internal URI reference(?P<text>)")),
    ("glyph", re.compile(r"\.notdef glyph rendered .*\(U\+(?P<url>[0-9A-F]+)\)(?P<text>)")),
    ("refused", re.compile(r"Failed to load stylesheet at (?P<url>\S+) ?: (?P<text>.*)", re.S)),
)
_PLACE = re.compile(r" at (?P<line>\d+):(?P<column>\d+)")

_EXPECTED = re.compile(
    r"No anchor #\S+ for internal URI reference|Anchor defined twice|has no required alt"
)
"""Said by the renderer, and better by us with a place in the manuscript."""


def _understand(text: str, sheet: str) -> Message | None:
    for kind, pattern in _PATTERNS:
        if found := pattern.search(text):
            return Message(kind, found["text"].strip(), found["url"])
    if _EXPECTED.search(text):
        return None
    if sheet:
        place = _PLACE.search(text)
        line, column = (int(place["line"]), int(place["column"])) if place else (0, 0)
        return Message("style", _PLACE.sub("", text, count=1), sheet, line, column)
    return Message("other", text)


def _sheet_being_read(frame: FrameType | None) -> str:
    """Find the URL of the sheet whose rules are being read, by the renderer's own frames.

    The message names line and column and not the sheet; `preprocess_stylesheet` knows both.
    """
    while frame is not None:
        if frame.f_code.co_name == "preprocess_stylesheet":
            return str(frame.f_locals.get("base_url") or "")
        frame = frame.f_back
    return ""


def without_echoes(messages: list[Message]) -> tuple[Message, ...]:
    """Drop what the renderer says about a URL that our fetcher has refused with a reason."""
    ours = {each.url for each in messages if each.text and "refused" not in each.text}
    return tuple(
        each for each in messages if not (each.url in ours and "ValueError: refused" in each.text)
    )
