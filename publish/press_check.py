"""Page of a draft → diagnostics: what its target cannot carry, found before it is rendered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from publish.diagnostics import Diagnostic, error
from publish.houses.house import House, Sheet
from publish.houses.sheets import Declaration, declarations, node_span, walk
from publish.page import Page
from publish.press_pictures import coarse_pictures
from publish.source import Source, Span

SCREEN_ONLY = "its colours are those of the screen"
_MASKS = ("box-shadow", "text-shadow")

_SUSPECT = re.compile(
    r"gradient\(|shadow|#[0-9a-f]{3}|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(", re.I
)
"""Without any of these, and without a colour's name, a sheet holds nothing to be asked about."""
_COLOURED = re.compile(
    r"(?:color|background|border|outline|column-rule|text-decoration|fill|stroke|--)[\w-]*"
)
"""Properties whose words may be colours: a typeface may be called "Tan"."""
_NAMED = re.compile(_COLOURED.pattern + r"\s*:[^;}]*[a-z]", re.I)

_GREYS = 14 / 255
"""Channels that differ by no more are printed in black ink alone, as `finishing.colour` has it."""


@dataclass(frozen=True, slots=True)
class _Token:
    """Where a token was defined last, and how far up the chain of sheets."""

    declaration: Declaration
    place: int


_FIELD = re.compile(r"<(?:input|select|textarea|button)\b", re.I)
_APPEARANCE = re.compile(r"\bappearance\s*:\s*(?!none\b)[\w-]+")


def find_forms(page: Page) -> tuple[Diagnostic, ...]:
    """Find the sheet that makes a form of the fields in a layout: no target can carry one.

    ISO 19005-2 §6.4.1 wants each field drawn, which the renderer does not do.
    """
    if not _FIELD.search(page.html):
        return ()
    text = "a form cannot be carried: readers of a finished file have nothing to fill in"
    return tuple(
        error("pdf-form", text, each.source.span(*found.span()))
        for each in page.sheets
        for found in _APPEARANCE.finditer(each.source.text)
    )


_PROFILE = re.compile(r"@color-profile\b[^{};]*", re.I)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)


def find_profiles(page: Page) -> tuple[Diagnostic, ...]:
    """Find the sheet that brings a profile of its own: the renderer would drop it whole.

    An output intent is ours to write (ISO 15930-7 §6.6), from what the user names.
    """
    said = "'@color-profile' cannot be used: it is not for a sheet to say how a press prints"
    hint = "name the profile by '--icc', or as 'profile' in [press] of publish.toml"
    found = []
    for each in page.sheets:
        if "@color-profile" in each.source.text.lower():
            text = _COMMENT.sub(lambda comment: " " * len(comment[0]), each.source.text)
            for rule in _PROFILE.finditer(text):
                end = rule.start() + len(rule[0].rstrip())
                span = each.source.span(rule.start(), end)
                found.append(error("style-banned", said, span, hint))
    return tuple(found)


def check_for_press(page: Page, house: House, reach_mm: float) -> tuple[Diagnostic, ...]:
    """Find gradients, shadows, colours without inks and pictures that are too coarse.

    `reach_mm` is how far art reaches over the edge of the page.
    """
    found = list(_in_sheets(page.sheets))
    for name, layout in house.layouts.items():
        found += _in_layout(name, layout)
    for url, resource in page.resources.items():
        if resource.media_type == "image/svg+xml" and url in page.spans:
            found += _in_drawing(url, resource.data, page.spans)
    found += coarse_pictures(page, reach_mm)
    return tuple(found)


def _in_sheets(sheets: Iterable[Sheet]) -> Iterator[Diagnostic]:
    """Look through the sheets in the order in which their tokens win (`tokens.values`)."""
    tokens: dict[str, _Token] = {}
    for place, sheet in enumerate(sorted(sheets, key=lambda each: bool(each.condition))):
        text = sheet.source.text
        if not (_SUSPECT.search(text) or _NAMED.search(text)):
            continue
        for each in declarations(sheet, []):
            if each.name.startswith("--"):
                tokens[each.name] = _Token(each, place)
            else:
                yield from _in_declaration(each)
    for name, token in tokens.items():
        partner = tokens.get(f"{name}-cmyk")
        if partner is not None and partner.place >= token.place:
            continue
        if not name.endswith("-cmyk"):
            yield from _in_declaration(token.declaration)


def _in_declaration(each: Declaration) -> Iterator[Diagnostic]:
    if each.name in _MASKS and [node.type for node in each.value] != ["ident"]:
        yield error("press-colour", f"'{each.name}' cannot be printed: {SCREEN_ONLY}", each.span)
        return
    for node in walk(each.value):
        if node.type == "function" and node.lower_name.endswith("gradient"):
            text = f"'{node.lower_name}()' cannot be printed: {SCREEN_ONLY}"
            yield error("press-colour", text, node_span(each.sheet, node))
            return
        if _COLOURED.match(each.name) and _has_no_inks(node):
            text = f"the colour '{node.serialize()}' has no inks"
            hint = "write a token with a partner for print: '--x: #c00; --x-cmyk: device-cmyk(…)'"
            yield error("press-colour", text, node_span(each.sheet, node), hint)


def _has_no_inks(node: Any) -> bool:
    """Say whether a value is a colour of the screen, and not a grey, which prints in black."""
    from tinycss2.color5 import parse_color

    if node.type not in ("hash", "ident", "function"):
        return False
    colour = parse_color(node)
    if colour is None or isinstance(colour, str) or colour.space == "device-cmyk":
        return False
    if colour.alpha == 0:
        return False
    if colour.space not in ("srgb", "hsl", "hwb"):
        return True
    channels = [float(each) for each in colour.to("srgb").coordinates]
    return max(channels) - min(channels) > _GREYS


_INLINE = re.compile(r"[\w-]*gradient\(|box-shadow\s*:", re.I)


def _in_layout(name: str, layout: Source) -> Iterator[Diagnostic]:
    """Find effects that a layout writes into `style` attributes or elements."""
    for match in _INLINE.finditer(layout.text):
        what = match[0].rstrip(" :(")
        span = layout.span(match.start(), match.end())
        yield error("press-colour", f"'{what}' cannot be printed: {SCREEN_ONLY}", span)


_REFERENCE = re.compile(rb"""url\(\s*["']?#([^"')\s]+)""")
_GRADIENT = re.compile(rb"""<(?:\w+:)?(linear|radial)Gradient\b[^>]*?\bid\s*=\s*["']([^"']+)""")
_WIDE = re.compile(rb"\b(lab|lch|oklab|oklch)\(", re.I)


def _in_drawing(url: str, data: bytes, spans: Mapping[str, Span]) -> Iterator[Diagnostic]:
    """Find gradients that something is filled with; programs leave others behind."""
    used = set(_REFERENCE.findall(data))
    name = url.rpartition("/")[2]
    for match in _GRADIENT.finditer(data):
        if match[2] in used:
            line = data.count(b"\n", 0, match.start()) + 1
            text = f"the drawing '{name}' has a {match[1].decode()} gradient (in its line {line})"
            hint = "give it flat colours, or put it in as a picture with 300 pixels per inch"
            yield error("press-colour", f"{text}: {SCREEN_ONLY}", spans.get(url), hint)
            return
    if match_wide := _WIDE.search(data):
        line, space = data.count(b"\n", 0, match_wide.start()) + 1, match_wide[1].decode()
        text = f"the drawing '{name}' has colours in '{space}' (in its line {line})"
        yield error("press-colour", text, spans.get(url), "write them as RGB, which is converted")
