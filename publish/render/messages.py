"""What the renderer says by logging → records the parent can turn into diagnostics."""

from __future__ import annotations

import logging
import re
import sys
from dataclasses import dataclass
from types import FrameType

from publish.diagnostics import Diagnostic, error, warning
from publish.page import Page
from publish.source import Span


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that went wrong in the child, in plain values that travel."""

    kind: str
    """"style", "refused", "picture", "anchor", "glyph" or "other"."""
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


def diagnose(message: Message, page: Page) -> Diagnostic:
    """Say to the author, at its place, what the renderer said."""
    return _DIAGNOSES.get(message.kind, _diagnose_other)(message, page)


def _diagnose_style(message: Message, page: Page) -> Diagnostic:
    text = _plain(message.text)
    span = _in_sheet(message, page)
    where = "" if span else f" (in '{message.url}')"
    return warning("render-style", f"{text}{where}", span)


def _diagnose_refused(message: Message, page: Page) -> Diagnostic:
    span = page.spans.get(message.url)
    reason = f": {message.text}" if message.text else ""
    return error("render-refused", f"'{_short(message.url)}' is not loaded{reason}", span)


def _diagnose_picture(message: Message, page: Page) -> Diagnostic:
    span = page.spans.get(message.url)
    text = _plain(message.text) or "it cannot be drawn"
    name = _short(message.url)
    return error("render-picture", f"the picture '{name}' is not shown: {text}", span)


def _diagnose_anchor(message: Message, page: Page) -> Diagnostic:
    span = page.spans.get("#" + message.url)
    return warning("render-anchor", f"nothing in the document is called '#{message.url}'", span)


def _diagnose_glyph(message: Message, page: Page) -> Diagnostic:
    character = chr(int(message.url, 16))
    text = f"no font of the house has the character '{character}' (U+{message.url})"
    return error("font-character", text, page.spans.get(character))


def _diagnose_other(message: Message, page: Page) -> Diagnostic:
    return warning("render-message", _plain(message.text), None)


_DIAGNOSES = {
    "style": _diagnose_style,
    "refused": _diagnose_refused,
    "picture": _diagnose_picture,
    "anchor": _diagnose_anchor,
    "glyph": _diagnose_glyph,
}


def _in_sheet(message: Message, page: Page) -> Span | None:
    """Find line and column in the sheet's source; columns of CSS tokens are 1-based as ours."""
    for sheet in page.sheets:
        if sheet.url == message.url and message.line:
            source = sheet.source
            start = source.line_start(message.line) + message.column - 1
            end = source.line_start(message.line) + len(source.line(message.line))
            return source.span(start, max(start + 1, end))
    return None


def _plain(text: str) -> str:
    """Put the renderer's sentence into our form: lower case, 'quotes', no full stop."""
    text = text.replace("`", "'").strip().rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _short(url: str) -> str:
    """Name a resource as the author wrote it."""
    shown = url.removeprefix("doc:///manuscript/").removeprefix("doc:///")
    return shown if len(shown) <= 80 else shown[:77] + "…"
