"""What the renderer reported → diagnostics at their places."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.composing.wide_tables import too_wide
from publish.diagnostics import Diagnostic, error, warning
from publish.page import Page
from publish.press_pictures import short_name, told_as_coarse
from publish.render.messages import Message
from publish.source import Span


def diagnose(message: Message, page: Page) -> Diagnostic:
    """Say to the author, at its place, what the renderer said."""
    return _DIAGNOSES.get(message.kind, _diagnose_other)(message, page)


_TABLE = "table-"
_SEEN_MM = 0.3


def overruns_of(messages: Iterable[Message]) -> dict[int, float]:
    """Give the tables that are wider than their place, by number, and their widths in mm."""
    return {
        int(each.url.removeprefix(_TABLE)): float(each.text.split()[0])
        for each in messages
        if each.kind == "table" and each.url.startswith(_TABLE)
    }


def _diagnose_style(message: Message, page: Page) -> Diagnostic:
    text = _plain(message.text)
    span = _in_sheet(message, page)
    where = "" if span else f" (in '{message.url}')"
    return warning("render-style", f"{text}{where}", span)


def _diagnose_refused(message: Message, page: Page) -> Diagnostic:
    span = page.spans.get(message.url)
    reason = f": {message.text}" if message.text else ""
    return warning("render-refused", f"'{short_name(message.url)}' is not loaded{reason}", span)


def _diagnose_picture(message: Message, page: Page) -> Diagnostic:
    span = page.spans.get(message.url)
    text = _plain(message.text) or "it cannot be drawn"
    name = short_name(message.url)
    return warning("render-picture", f"the picture '{name}' is not shown: {text}", span)


def _diagnose_anchor(message: Message, page: Page) -> Diagnostic:
    span = page.spans.get("#" + message.url)
    return warning("render-anchor", f"nothing in the document is called '#{message.url}'", span)


def _diagnose_glyph(message: Message, page: Page) -> Diagnostic:
    character = chr(int(message.url, 16))
    text = f"no font of the house has the character '{character}' (U+{message.url})"
    return error("font-character", text, page.spans.get(character))


def _diagnose_press(message: Message, page: Page) -> Diagnostic:
    return error("press-colour", message.text, None)


def _diagnose_profile(message: Message, page: Page) -> Diagnostic:
    return error("press-profile", f"the profile cannot be printed by: {message.text}", None)


def _diagnose_cover(message: Message, page: Page) -> Diagnostic:
    text = "there is nothing inside of the cover: all pages are its front or its back"
    return error("press-cover", text, None, "leave out '--cover separate'")


def _diagnose_resolution(message: Message, page: Page) -> Diagnostic:
    """Say it in the words that were said before rendering, if those differ by rounding alone."""
    ppi, span = int(message.text), page.spans.get(message.url)
    alike = [told_as_coarse(each, message.url, span) for each in (ppi, ppi - 1, ppi + 1)]
    said = {each.message for each in page.diagnostics if each.span == span}
    return next((each for each in alike if each.message in said), alike[0])


def _diagnose_table(message: Message, page: Page) -> Diagnostic:
    width, place, broken = map(float, message.text.split())
    number = message.url.removeprefix(_TABLE)
    is_turned = f'class="turned small" data-table="{number}"' in page.html
    more = ", even on a page on its side" if is_turned else ""
    is_over = broken - place > _SEEN_MM
    more += ", and runs over its edge" if is_over else ": words in it are broken"
    return too_wide(width - place, page.spans.get(message.url), more)


def _diagnose_other(message: Message, page: Page) -> Diagnostic:
    return warning("render-message", _plain(message.text), None)


_DIAGNOSES = {
    "style": _diagnose_style,
    "refused": _diagnose_refused,
    "picture": _diagnose_picture,
    "anchor": _diagnose_anchor,
    "glyph": _diagnose_glyph,
    "press": _diagnose_press,
    "profile": _diagnose_profile,
    "cover": _diagnose_cover,
    "resolution": _diagnose_resolution,
    "table": _diagnose_table,
}


def _in_sheet(message: Message, page: Page) -> Span | None:
    """Find line and column in the sheet's source; columns of CSS tokens are 1-based as ours."""
    for sheet in page.sheets:
        if sheet.url == message.url and message.line:
            source = sheet.source
            start = source.line_start(message.line) + message.column - 1
            end = source.line_start(message.line) + len(source.line(message.line))
            return source.span(start, max(start + 1, end))
        if sheet.url == message.url and (named := _SELECTOR.search(message.text)):
            at = sheet.source.text.find(named[1])  # a selector: it is told without its line
            return sheet.source.span(at, at + len(named[1])) if at >= 0 else None
    return None


_SELECTOR = re.compile(r"selector, '(.*?)\s*'", re.S)
_QUOTED = re.compile(r"`\s*(.*?)\s*`", re.S)


def _plain(text: str) -> str:
    """Put the renderer's sentence into our form: lower case, 'quotes', no full stop."""
    text = _QUOTED.sub(r"'\1'", text).strip().rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
