"""Charts + the look of a house → SVG files of the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from publish.charts.emptiness import is_empty
from publish.charts.encoding import vega_lite
from publish.charts.engine import ask, engine_version
from publish.charts.fitting import drawn_width
from publish.charts.gathered import Chart
from publish.charts.look import PX_PER_MM, PX_PER_PT, Look, config, look_of
from publish.charts.short import Short
from publish.diagnostics import Diagnostic, error, warning
from publish.drawings import clean
from publish.frontmatter.front import FrontMatter
from publish.houses.faces import FontFace
from publish.houses.house import House
from publish.houses.tokens import values
from publish.language.localization import words_for
from publish.page import PageOptions, Resource, sheets_of
from publish.render.cache import cache_folder, digest, keep, recall
from publish.render.fonts import prepare, uncovered

RECIPE = "1"
"""Part of the cache's key: raise it when the bytes made here change."""


def draw_for(
    charts: Sequence[Chart], house: House, front: FrontMatter, options: PageOptions
) -> tuple[dict[str, Resource], tuple[Diagnostic, ...]]:
    """Draw the charts of a page as its house, its paper and its language want them."""
    layout = options.layout or house.layout
    screen = values(sheets_of(house, layout, front, replace(options, colour="rgb")))
    press = None
    if options.colour == "cmyk":
        press = values(sheets_of(house, layout, front, options), "cmyk")
    look = look_of(screen, press, words_for(front.lang or options.lang, house))
    families = look.font.replace("'", "").split(",")
    named = {each.strip() for each in families}
    return draw_charts(charts, look, tuple(each for each in house.faces if each.family in named))


def draw_charts(
    charts: Sequence[Chart], look: Look, faces: Sequence[FontFace]
) -> tuple[dict[str, Resource], tuple[Diagnostic, ...]]:
    """Draw charts as files of the page, by the address under which it loads them."""
    engine = engine_version()
    if not engine:
        return {}, tuple(_missing(each) for each in charts)
    fonts = prepare(faces)
    specs = [_specification(each, look) for each in charts]
    usual = json.dumps([config(look), look.locale, look.dates])
    widths = [_fitted_width(each, look) for each in charts]
    names = [
        digest(RECIPE, engine, str(fonts.folder.name), usual, json.dumps([spec, width]))
        for spec, width in zip(specs, widths, strict=True)
    ]
    folder = cache_folder() / "charts"
    drawn = {name: recall(folder / f"{name}.svg") for name in names}
    wanted = [at for at, name in enumerate(names) if drawn[name] is None]
    faults: dict[int, str] = {}
    if wanted:
        answers = ask(
            [specs[at] for at in wanted], [widths[at] for at in wanted], look, fonts.folder
        )
        for at, answer in zip(wanted, answers, strict=True):
            if "svg" in answer:
                drawn[names[at]] = answer["svg"].encode()
                keep(folder / f"{names[at]}.svg", answer["svg"].encode())
            else:
                faults[at] = answer.get("fault", "")
    found = [_fault(charts[at], text) for at, text in faults.items()]
    resources: dict[str, Resource] = {}
    for chart, name in zip(charts, names, strict=True):
        if data := drawn[name]:
            root = ElementTree.fromstring(data)
            if is_empty(root):
                found.append(_empty(chart))
            drawing = clean(_tidied(root, look))
            if drawing.fault:
                found.append(_fault(chart, drawing.fault))
            else:
                resources[chart.url] = Resource("image/svg+xml", drawing.data)
                found += _uncovered(chart, resources[chart.url], faces)
                found += _shrunken(chart, data, look)
    return resources, tuple(found)


def _missing(chart: Chart) -> Diagnostic:
    message = "charts are drawn by a library that is not installed"
    return error("chart-engine", message, chart.block.span, "pip install 'publish-press[charts]'")


def _empty(chart: Chart) -> Diagnostic:
    message = "this chart shows nothing of its data"
    hint = "see whether the fields of its encoding are those of the rows, and hold what they should"
    return error("chart-data", message, chart.block.span, hint)


def _fault(chart: Chart, text: str) -> Diagnostic:
    """Say in one line why a chart cannot be drawn."""
    lines = [each.strip() for each in text.splitlines() if each.strip()]
    said = next((each for each in lines if each.startswith("Error:")), "".join(lines[:1]))
    said = said.removeprefix("Error:").strip()[:200] or "nothing came of it"
    return error("chart-form", f"this chart cannot be drawn: {said}", chart.block.span)


def _specification(chart: Chart, look: Look) -> dict[str, Any]:
    width = _width(chart.block.form.get("width") or chart.block.pairs.get("width"), look)
    if isinstance(chart.shown, Short):
        return vega_lite(chart.shown, look, width)
    spec = dict(chart.shown)
    given = spec.get("width")
    if not _has_views(spec) and (not isinstance(given, int | float) or given > look.width_px):
        spec["width"] = round(width, 2)
        spec.setdefault("height", round(width * 0.46, 2))
        spec.setdefault("autosize", {"type": "fit", "contains": "padding"})
    return spec


def _has_views(spec: Mapping[str, Any]) -> bool:
    """Say whether a specification draws several views beside one another."""
    encoding = spec.get("encoding")
    channels = encoding.keys() if isinstance(encoding, dict) else ()
    return not {"facet", "repeat", "concat", "hconcat", "vconcat", "spec"}.isdisjoint(spec) or not {
        "row",
        "column",
        "facet",
    }.isdisjoint(channels)


def _fitted_width(chart: Chart, look: Look) -> float:
    """Give the width that several views have together; 0 for a single one."""
    if isinstance(chart.shown, Short) or not _has_views(chart.shown):
        return 0
    return _width(chart.block.pairs.get("width"), look)


def _shrunken(chart: Chart, data: bytes, look: Look) -> Iterator[Diagnostic]:
    """Tell of a chart that is wider than the text, so that its words shrink with it."""
    width = drawn_width({"svg": data.decode("utf-8")})
    if width > look.width_px * _WIDER:
        size = look.size_px / PX_PER_PT * look.width_px / width
        message = (
            f"the chart is {width / PX_PER_MM:.0f} mm wide, and the text"
            f" {look.width_px / PX_PER_MM:.0f}: its words shrink to {size:.1f} pt"
        )
        hint = "set fewer views beside one another, as 'columns: 2' does"
        yield warning("chart-wide", message, chart.block.span, hint)


_WIDER = 1.03
"""How much wider a chart may be until its words are smaller than the eye sees."""

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(%|mm|cm|in|pt|px)?")
_UNITS = {"mm": PX_PER_MM, "cm": 10 * PX_PER_MM, "in": 96.0, "pt": 96 / 72, "px": 1.0}


def _width(given: object, look: Look) -> float:
    """Read a width; in per cent it is of the text, without a unit in mm."""
    found = _LENGTH.fullmatch(str(given).strip()) if given else None
    if found is None:
        return look.width_px
    amount = float(found[1])
    wanted = look.width_px * amount / 100 if found[2] == "%" else amount * _UNITS[found[2] or "mm"]
    return max(60.0, min(wanted, look.width_px))


_USELESS = ("class", "role", "pointer-events", "aria-hidden", "aria-label", "aria-roledescription")


def _tidied(root: Element, look: Look) -> bytes:
    """Leave out what says nothing in a PDF, and put the house's inks in for its colours."""
    ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    for element in root.iter():
        for name in _USELESS:
            element.attrib.pop(name, None)
        if element.get("opacity") == "1":
            del element.attrib["opacity"]
        _set_inks(element.attrib, look.inks)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _set_inks(attributes: dict[str, str], inks: Mapping[str, str]) -> None:
    for name in ("fill", "stroke"):
        colour = attributes.get(name, "").lower()
        if colour in inks:
            attributes[name] = inks[colour]


def _uncovered(chart: Chart, drawing: Resource, faces: Sequence[FontFace]) -> Iterator[Diagnostic]:
    """Tell of characters of a chart that would print as an empty box."""
    for each in sorted(uncovered("".join(ElementTree.fromstring(drawing.data).itertext()), faces)):
        message = f"no font of the house has the character '{each}' (U+{ord(each):04X})"
        yield error("font-missing-glyph", message, chart.block.span)
