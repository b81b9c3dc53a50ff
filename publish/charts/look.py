"""Tokens and words of a house → how its charts look: colours, faces, sizes, numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publish.houses.contrast import contrast
from publish.houses.tokens import put_in
from publish.language.localization import Words
from publish.syntax.language import direction_of

PX_PER_MM = 96 / 25.4
"""CSS Values 4 §6.2."""
PX_PER_PT = 96 / 72
LEAST_CONTRAST = 3.0
"""WCAG 2.2 §1.4.11: what a drawing says by colour."""
SERIES = 6
"""More colours than a reader can tell apart are none."""
_COLOURS = ("ink", "house", "accent", "grey", "grey-dark", "rule", "tint", "paper")
_HEX = re.compile(r"#[0-9a-f]{6}")
_INKS = re.compile(r"device-cmyk\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class Look:
    """What a house gives to the charts of a page."""

    width_px: float
    """Of the text."""
    font: str
    """A list of families, as the attribute `font-family` of SVG has it."""
    size_px: float
    """Of labels."""
    ink: str
    grey: str
    rule: str
    series: tuple[str, ...]
    """Colours of data, as "#0b4a58"; each tells itself apart from white paper."""
    inks: Mapping[str, str]
    """Colour of the screen → the same for the press; {} for the screen."""
    locale: Mapping[str, Any]
    """How numbers are written: d3-format's locale."""
    dates: Mapping[str, Any]
    """How days are written: d3-time-format's locale."""
    digits: str
    """The language's own, "" for those of Europe."""
    is_rtl: bool


def look_of(screen: Mapping[str, str], press: Mapping[str, str] | None, words: Words) -> Look:
    """Take from a house's tokens what its charts need.

    `screen` and `press` are the tokens of the page in colours of the screen and, for a page that
    is printed, in inks.
    """
    colours = {name: _hex(put_in(f"var(--{name})", screen)) for name in _COLOURS}
    given = [put_in(f"var(--chart-{place})", screen) for place in range(1, SERIES + 1)]
    mixes = _series(colours["house"], colours["accent"], colours["grey"], colours["grey-dark"])
    series = [_hex(each, usual[0]) for each, usual in zip(given, mixes, strict=True)]
    inks: dict[str, str] = {}
    if press is not None:
        for colour, (_, token, share) in zip(series, mixes, strict=True):
            inks[colour] = _mixed_inks(put_in(f"var(--{token})", press), share)
        for place, colour in enumerate(series, 1):
            own = put_in(f"var(--chart-{place})", press)
            if _INKS.fullmatch(own):
                inks[colour] = own
        inks |= {colours[name]: put_in(f"var(--{name})", press) for name in _COLOURS}
    return Look(
        width_px=_number(screen.get("--column", ""), 124) * PX_PER_MM,
        font=put_in("var(--sans)", screen).replace('"', "'"),
        size_px=_number(put_in("var(--size-side)", screen), 7.9) * PX_PER_PT,
        ink=colours["ink"],
        grey=colours["grey"],
        rule=colours["rule"],
        series=tuple(series),
        inks={name: each for name, each in inks.items() if _INKS.fullmatch(each)},
        locale=_locale(words),
        dates=_dates(words),
        digits=words["digits"] if len(words["digits"]) == 10 else "",
        is_rtl=direction_of(words.lang) == "rtl",
    )


def _series(house: str, accent: str, grey: str, dark: str) -> list[tuple[str, str, float]]:
    """Give colours for six series: colour, the token it comes of, and how much of it."""
    pale = [(each, token, _palest(each)) for each, token in ((house, "house"), (accent, "accent"))]
    pale_grey = (grey, "grey", _palest(grey))
    return [
        (house, "house", 1.0),
        (accent, "accent", 1.0),
        (mixed(*_two(pale_grey)), "grey", pale_grey[2]),
        (mixed(*_two(pale[0])), "house", pale[0][2]),
        (mixed(*_two(pale[1])), "accent", pale[1][2]),
        (dark, "grey-dark", 1.0),
    ]


def _two(pale: tuple[str, str, float]) -> tuple[str, float]:
    return pale[0], pale[2]


def _palest(colour: str) -> float:
    """Find how much of a colour must be left so that it is told from white paper."""
    for share in range(50, 100, 5):
        if contrast(_channels(mixed(colour, share / 100)), (1.0, 1.0, 1.0)) >= LEAST_CONTRAST:
            return share / 100
    return 1.0


def mixed(colour: str, share: float) -> str:
    """Mix a colour with white.

    >>> mixed("#000000", .5)
    '#808080'
    """
    parts = (1 - share * (1 - each) for each in _channels(colour))
    return "#" + "".join(f"{round(255 * each):02x}" for each in parts)


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _mixed_inks(inks: str, share: float) -> str:
    found = _INKS.fullmatch(inks)
    if found is None:
        return ""
    parts = (f"{round(float(each) * share, 3):g}" for each in found[1].split())
    return f"device-cmyk({' '.join(parts)})"


def _hex(value: str, usual: str = "#333333") -> str:
    """Read a colour of a token as "#rrggbb"."""
    text = value.strip().lower()
    if _HEX.fullmatch(text):
        return text
    from tinycss2.color5 import parse_color

    colour = parse_color(text)
    if colour is None or isinstance(colour, str) or colour.space != "srgb":
        return usual
    return "#" + "".join(f"{round(255 * each):02x}" for each in colour.coordinates[:3])


def _number(text: str, usual: float) -> float:
    found = re.match(r"\s*(\d*\.?\d+)", text)
    return float(found[1]) if found else usual


def _locale(words: Words) -> dict[str, Any]:
    """Write numbers as the language does (d3-format 3, "formatLocale")."""
    table = {
        "decimal": words["decimal"],
        "thousands": words["thousands"],
        "grouping": [3],
        "currency": ["", ""],
        "minus": "\N{MINUS SIGN}",
    }
    own = words["digits"]
    return {**table, "numerals": list(own)} if len(own) == 10 else table


def _dates(words: Words) -> dict[str, Any]:
    """Write dates as the language does (d3-time-format 4, "timeFormatLocale")."""
    months = words.months if len(words.months) == 12 else tuple(map(str, range(1, 13)))
    return {
        "dateTime": "%x %X",
        "date": "%d/%m/%Y",
        "time": "%H:%M",
        "periods": ["AM", "PM"],
        "days": list("1234567"),
        "shortDays": list("1234567"),
        "months": list(months),
        "shortMonths": [each if len(each) < 5 else each[:3] for each in months],
    }


def line_height(look: Look) -> float:
    """Give the pixels between the lines of a label: the strokes of Arabic script reach far down."""
    return look.size_px * 1.5 if look.is_rtl else look.size_px + 2


def config(look: Look) -> dict[str, Any]:
    """Write how charts look as Vega-Lite's config (Vega-Lite 5, "Configuration")."""
    label = {
        "labelColor": look.grey, "labelFontSize": look.size_px, "labelFont": look.font,
        "labelLineHeight": line_height(look),
    }  # fmt: skip
    title = {
        "titleColor": look.grey, "titleFontSize": look.size_px, "titleFont": look.font,
        "titleFontWeight": 400,
    }  # fmt: skip
    thin, line = 0.3 * PX_PER_PT, 0.5 * PX_PER_PT
    first = look.series[0]
    return {
        "background": None,
        "font": look.font,
        "padding": 0,
        "view": {"stroke": None},
        "axis": {
            **label, **title,
            "domain": False, "ticks": False, "labelPadding": 4, "titlePadding": 6,
            "gridColor": look.rule, "gridWidth": thin, "tickColor": look.grey,
            "domainColor": look.grey, "domainWidth": line, "labelLimit": 240,
        },
        "axisX": {"grid": False, "domain": True},
        "axisY": {"grid": True},
        "axisBand": {"grid": False, "domain": True},
        "legend": {
            **label, **title,
            "orient": "top", "direction": "horizontal", "offset": 6, "columnPadding": 12,
            "rowPadding": 3, "symbolSize": 70, "labelLimit": 300, "symbolStrokeWidth": 0,
        },
        "title": {
            "anchor": "end" if look.is_rtl else "start", "font": look.font,
            "fontSize": look.size_px, "fontWeight": 400, "color": look.grey, "offset": 8,
            "subtitleFont": look.font, "subtitleColor": look.grey,
        },
        "header": {**label, **title},
        "range": {
            "category": list(look.series),
            "ordinal": {"scheme": "greys"},
            "heatmap": [mixed(first, share / 4) for share in range(1, 5)],
            "ramp": [mixed(first, share / 4) for share in range(1, 5)],
            "diverging": [look.series[1], look.rule, first],
        },
        **_marks(look),
    }  # fmt: skip


def _marks(look: Look) -> dict[str, Any]:
    first, line = look.series[0], 0.5 * PX_PER_PT
    return {
        "bar": {"color": first},
        "area": {"color": first, "line": False, "opacity": 1},
        "line": {"color": first, "strokeWidth": 1.5 * PX_PER_PT, "strokeCap": "round"},
        "trail": {"color": first},
        "rule": {"color": look.grey, "strokeWidth": line},
        "point": {"color": first, "filled": True, "size": 30, "opacity": 1},
        "circle": {"color": first, "opacity": 1},
        "square": {"color": first, "opacity": 1},
        "tick": {"color": first},
        "arc": {"color": first, "stroke": "#ffffff", "strokeWidth": 1},
        "geoshape": {"fill": look.rule, "stroke": "#ffffff", "strokeWidth": line},
        "text": {"color": look.ink, "font": look.font, "fontSize": look.size_px},
    }  # fmt: skip
