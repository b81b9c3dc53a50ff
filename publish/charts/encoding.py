"""What a chart of the short form shows → Vega-Lite, as a house draws it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from publish.charts.look import Look, line_height
from publish.charts.rows import Row
from publish.charts.short import Short
from publish.composing.wide_tables import text_width

MOST_LABELLED = 12
"""Bars that have room for a number at their ends."""
WRAP_EM = 15.0
"""Width of a line of a category's name beside its bar, by our estimate of widths."""
WRAP_PART = 0.36
"""Of a chart's width at most: the estimate is a quarter too small for letters without serifs."""


def vega_lite(chart: Short, look: Look, width_px: float) -> dict[str, Any]:
    """Write a chart of the short form as Vega-Lite."""
    form = chart.block.form
    look = replace(look, width_px=width_px)
    lies = _lies(chart, look, width_px)
    rows = [_told(row, chart, look, lies=lies) for row in chart.rows]
    spec: dict[str, Any] = {
        "data": {"values": rows},
        "width": round(width_px, 2),
        "height": round(_height(chart, look, width_px, lies=lies), 2),
        "autosize": {"type": "fit", "contains": "padding"},
    }
    if lies and look.is_rtl:
        spec |= _turned_space(chart, look, width_px, spec["height"])
    title = str(form.get("y-title") or chart.y_name)
    if title and chart.kind != "pie":
        spec["title"] = {"text": _digits(title, look)}
        if lies and look.is_rtl:
            spec["title"] |= {"frame": "group", "dx": spec["padding"]["right"]}
    makers = {"line": _line, "area": _area, "scatter": _scatter, "pie": _pie}
    maker = makers.get(chart.kind)
    spec |= maker(chart, look) if maker else _bars(chart, look, lies=lies)
    return spec


def _lies(chart: Short, look: Look, width_px: float) -> bool:
    """Say whether bars lie: where the names of what they show do not fit below them."""
    if chart.kind != "bar" or chart.is_flat:
        return chart.is_flat
    room = width_px * 0.9 / max(1, len(chart.categories))
    return any(text_width(each) * look.size_px > room for each in chart.categories)


def _height(chart: Short, look: Look, width_px: float, *, lies: bool) -> float:
    given = chart.block.form.get("height") or chart.block.pairs.get("height")
    if given and (found := re.match(r"\d+(?:\.\d+)?", str(given))):
        return min(float(found[0]), 200) * 96 / 25.4
    if not lies:
        return width_px * (0.62 if chart.kind in ("scatter", "pie") else 0.46)
    is_grouped = chart.series and not _stack(chart)
    bars = len(chart.categories) * (len(chart.series) if is_grouped else 1)
    lines = sum(wrapped(each, look).count("\n") for each in chart.categories)
    per_bar = look.size_px * (1.5 if is_grouped else 2.2)
    return bars * per_bar + lines * look.size_px * 0.6 + 5 * look.size_px


def wrapped(name: str, look: Look) -> str:
    """Break a category's name into lines that stand beside its bar."""
    lines: list[str] = [""]
    most = min(WRAP_EM, WRAP_PART * look.width_px / look.size_px)
    for word in name.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer) > most:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def _told(row: Row, chart: Short, look: Look, *, lies: bool) -> dict[str, Any]:
    x = row["x"]
    if isinstance(x, str) and chart.categories:
        x = _digits(wrapped(x, look) if lies else x, look)
    told = {"x": x, "y": row["y"]}
    return {**told, "s": _digits(row["s"], look)} if chart.series else told


def _digits(text: str, look: Look) -> str:
    return text.translate(str.maketrans("0123456789", look.digits)) if look.digits else text


def _stack(chart: Short) -> str | None:
    given = chart.block.form.get("stack")
    if given in ("percent", "normalize", "100%", 100):
        return "normalize"
    return "zero" if given in (True, "true", "yes", "zero") else None


def _colour(chart: Short, look: Look) -> dict[str, Any]:
    """Colour the series, or the one bar that is to stand out."""
    if chart.series:
        names = [_digits(each, look) for each in chart.series]
        legend: dict[str, Any] | None = {"title": None, "columns": _legend_columns(names, look)}
        if chart.block.form.get("legend") in (False, "none", "false", "no"):
            legend = None
        scale = {"domain": names, "range": _cycled(look.series, len(names))}
        return {"color": {"field": "s", "type": "nominal", "scale": scale, "legend": legend}}
    wanted = chart.block.form.get("highlight")
    if wanted is None:
        return {}
    listed = wanted if isinstance(wanted, list) else [wanted]
    names = [_digits(str(each), look) for each in listed]
    test = {"field": "x", "oneOf": [*names, *(wrapped(each, look) for each in names)]}
    return {"color": {"condition": {"test": test, "value": look.series[0]},
                      "value": look.series[2]}}  # fmt: skip


def _cycled(colours: Sequence[str], size: int) -> list[str]:
    return [colours[place % len(colours)] for place in range(size)]


def _legend_columns(names: Sequence[str], look: Look) -> int:
    """Give how many entries of the legend stand in a line."""
    widest = max(text_width(each) for each in names) * look.size_px + 3 * look.size_px
    return max(1, min(len(names), int(look.width_px / widest)))


def _domain(chart: Short, look: Look, order: str | None, *, lies: bool) -> list[str]:
    """List the categories as they are drawn, those without a number last in an order by size."""
    sums: dict[str, float] = {}
    for row in chart.rows:
        if row["y"] is not None:
            sums[row["x"]] = sums.get(row["x"], 0) + row["y"]
    listed = list(chart.categories)
    if order:
        sign = -1 if order.startswith("-") else 1
        listed.sort(key=lambda each: sign * sums[each] if each in sums else float("inf"))
    return [_digits(wrapped(each, look) if lies else each, look) for each in listed]


def _value_axis(chart: Short) -> dict[str, Any]:
    form = chart.block.form.get("format")
    axis: dict[str, Any] = {"title": None, "tickCount": 5}
    if _stack(chart) == "normalize":
        axis["format"] = ".0%"
    return {**axis, "format": str(form)} if form else axis


def _bars(chart: Short, look: Look, *, lies: bool) -> dict[str, Any]:
    form = chart.block.form
    order = {"ascending": "y", "descending": "-y"}.get(str(form.get("order", "")))
    if order and lies:
        order = order.replace("y", "x")
    names: dict[str, Any] = {
        "field": "x", "type": "nominal", "sort": order or None,
        "axis": {"title": _title(chart, "x-title"), "labelAngle": 0},
        "scale": {"paddingInner": 0.28, "paddingOuter": 0.14},
    }  # fmt: skip
    if any(row["y"] is None for row in chart.rows):  # whose categories the engine would leave out
        names["scale"]["domain"] = _domain(chart, look, order, lies=lies)
    if lies:
        names["axis"] |= {"labelExpr": "split(datum.label, '\\n')", "labelLimit": 0}
        names["axis"] |= {"domain": False, "labelBaseline": "middle"}
        names["axis"]["labelOffset"] = _raised(chart, look)
    stack = _stack(chart)
    axis = _value_axis(chart)
    labelled = form.get("labels", not chart.series and len(chart.rows) <= MOST_LABELLED)
    goes_below = any(row["y"] is not None and row["y"] < 0 for row in chart.rows)
    is_labelled = labelled in (True, "true", "yes") and not stack and not goes_below
    numbers: dict[str, Any] = {"field": "y", "type": "quantitative", "stack": stack,
                               "axis": None if is_labelled else axis}  # fmt: skip
    if look.is_rtl and lies:
        _turn(chart, names["axis"], numbers, is_labelled=is_labelled)
    elif is_labelled and lies and (most := _with_label(chart, look)):
        numbers["scale"] = {"domainMax": round(most, 4), "nice": False}
    encoding = {"y" if lies else "x": names, "x" if lies else "y": numbers, **_colour(chart, look)}
    if chart.series and not stack:
        offset = {"field": "s", "type": "nominal", "sort": None}
        encoding["yOffset" if lies else "xOffset"] = offset
    bars = {"mark": {"type": "bar", "orient": "horizontal" if lies else "vertical"}}
    if not is_labelled:
        return {**bars, "encoding": encoding}
    return {"encoding": encoding, "layer": [bars, _end_labels(chart, look, lies=lies)]}


def _turn(
    chart: Short, axis: dict[str, Any], numbers: dict[str, Any], *, is_labelled: bool
) -> None:
    """Let bars run from right to left, with room for their numbers."""
    axis["orient"] = "right"
    numbers["scale"] = {"reverse": True}
    most = max((row["y"] for row in chart.rows if row["y"] is not None), default=0)
    if is_labelled and most > 0:
        numbers["scale"]["domainMax"] = most * 1.12


def _with_label(chart: Short, look: Look) -> float:
    """Say at which number a bar over the whole width would end, so that labels have room behind it.

    The engine gives them none at the side: they hung over the edge, unless a round number past the
    longest bar left room by chance. 0: where nothing would be left of the bars.
    """
    values = [float(row["y"]) for row in chart.rows if row["y"] is not None]
    lines = [line for each in chart.categories for line in wrapped(each, look).split("\n")]
    if max(values, default=0) <= 0:
        return 0
    plot = look.width_px - 1.35 * max(map(text_width, lines), default=0) * look.size_px - 8
    digits = text_width(f"{max(values):,.2f}".rstrip("0").rstrip("."))
    label = 4 + (1.25 * digits + 0.5) * look.size_px
    return max(values) * plot / (plot - label) if plot > 2 * label else 0


_JOINED = 0.85
"""Width of a word in Arabic script, as part of what our estimate gives it."""


def _turned_space(chart: Short, look: Look, width_px: float, height_px: float) -> dict[str, Any]:
    """Part the width between bars and names: the engine measures joined letters one by one."""
    lines = [line for each in chart.categories for line in wrapped(each, look).split("\n")]
    names = max(map(text_width, lines)) * look.size_px * _JOINED + 8
    columns = _legend_columns(chart.series, look) if chart.series else 1
    above = 2.6 * look.size_px * -(-len(chart.series) // columns)
    above += 2.6 * look.size_px * bool(chart.block.form.get("y-title") or chart.y_name)
    below = 2.2 * look.size_px * bool(chart.series)
    return {
        "autosize": "none",
        "width": round(width_px - names, 2),
        "height": round(height_px, 2),
        "padding": {"left": 0, "right": round(names, 2), "top": round(above, 2), "bottom": below},
    }


def _raised(chart: Short, look: Look) -> dict[str, Any]:
    """Raise names of several lines so that their middle is beside the bar."""
    most = max(wrapped(each, look).count("\n") for each in chart.categories)
    conditions = [
        {
            "test": f"length(split(datum.label, '\\n')) === {lines + 1}",
            "value": round(-0.5 * lines * line_height(look), 2),
        }
        for lines in range(1, most + 1)
    ]
    return {"condition": conditions, "value": 0}


def _number_format(chart: Short) -> str:
    """Write all numbers of a chart with as many decimals as the longest has, two at most."""
    given = chart.block.form.get("format")
    if given:
        return str(given)
    values = [row["y"] for row in chart.rows if isinstance(row["y"], float)]
    decimals = max((len(f"{each:.2f}".rstrip("0").partition(".")[2]) for each in values), default=0)
    return f",.{decimals}f"


def _end_labels(chart: Short, look: Look, *, lies: bool) -> dict[str, Any]:
    """Write each number at the end of its bar."""
    mark: dict[str, Any] = {"type": "text", "fill": look.ink, "color": look.ink}
    if lies:
        mark |= {"align": "right" if look.is_rtl else "left", "baseline": "middle"}
        mark["dx"] = -4 if look.is_rtl else 4
    else:
        mark |= {"baseline": "bottom", "dy": -3}
    text = {"field": "y", "type": "quantitative", "format": _number_format(chart)}
    return {"mark": mark, "encoding": {"text": text}}


def _title(chart: Short, name: str) -> str | None:
    given = chart.block.form.get(name)
    return str(given) if given else None


def _place(chart: Short, look: Look) -> dict[str, Any]:
    """Encode `x` of lines and areas: a year, a day, a number or a name."""
    axis: dict[str, Any] = {"title": _title(chart, "x-title"), "labelAngle": 0}
    if chart.categories:
        scale = {"padding": 0.2, "domain": _domain(chart, look, None, lies=False)}
        return {"field": "x", "type": "ordinal", "sort": None, "axis": axis, "scale": scale}
    values = [row["x"] for row in chart.rows]
    if isinstance(values[0], str):
        return {"field": "x", "type": "temporal", "axis": {**axis, "tickCount": 6}}
    whole = all(float(each).is_integer() for each in values)
    if whole and min(values) >= 1000 and max(values) < 3000:  # years
        axis |= {"format": "d", "tickMinStep": 1, "tickCount": min(8, len(set(values)))}
        years = range(int(min(values)), int(max(values)) + 1)
        if len(years) == axis["tickCount"]:  # else two or three have ticks at halves of years
            axis["values"] = list(years)
    axis |= {"ticks": True, "tickSize": 4}
    return {"field": "x", "type": "quantitative", "axis": axis,
            "scale": {"zero": False, "nice": False}}  # fmt: skip


def _line(chart: Short, look: Look) -> dict[str, Any]:
    value: dict[str, Any] = {"field": "y", "type": "quantitative", "axis": _value_axis(chart)}
    if "zero" in chart.block.form:
        value["scale"] = {"zero": chart.flag("zero")}
    encoding = {"x": _place(chart, look), "y": value, **_colour(chart, look)}
    if chart.series:  # told apart without colour too: WCAG 2.2 §1.4.1
        dashes = ([1, 0], [6, 3], [2, 2.5], [9, 3, 2, 3], [4, 2], [1, 2])
        names = [_digits(each, look) for each in chart.series]
        scale = {"domain": names, "range": [dashes[at % 6] for at in range(len(names))]}
        legend = encoding["color"]["legend"]
        if legend:
            legend = {**legend, "symbolType": "stroke", "symbolStrokeWidth": 2, "symbolSize": 250}
        encoding["color"]["legend"] = legend
        encoding["strokeDash"] = {
            "field": "s", "type": "nominal", "scale": scale, "legend": legend,
        }  # fmt: skip
    few = len(chart.rows) <= MOST_LABELLED * max(1, len(chart.series))
    mark = {"type": "line", "point": {"size": 16} if few else False}
    return {"mark": mark, "encoding": encoding}


def _area(chart: Short, look: Look) -> dict[str, Any]:
    value = {"field": "y", "type": "quantitative", "axis": _value_axis(chart),
             "stack": _stack(chart) or "zero"}  # fmt: skip
    return {"mark": {"type": "area"},
            "encoding": {"x": _place(chart, look), "y": value, **_colour(chart, look)}}  # fmt: skip


def _scatter(chart: Short, look: Look) -> dict[str, Any]:
    value = {"field": "y", "type": "quantitative", "axis": _value_axis(chart),
             "scale": {"zero": chart.flag("zero")}}  # fmt: skip
    place = _place(chart, look)
    place["axis"] |= {"title": _title(chart, "x-title") or chart.x_name, "grid": True}
    encoding = {"x": place, "y": value, **_colour(chart, look)}
    place["scale"] = {"zero": False, "nice": True}
    if chart.series:
        domain = encoding["color"]["scale"]["domain"]
        encoding["shape"] = {"field": "s", "type": "nominal", "scale": {"domain": domain},
                             "legend": encoding["color"]["legend"]}  # fmt: skip
    return {"mark": {"type": "point", "filled": True, "size": 36}, "encoding": encoding}


def _pie(chart: Short, look: Look) -> dict[str, Any]:
    names = [_digits(each, look) for each in chart.categories]
    colour = {
        "field": "x", "type": "nominal", "sort": None,
        "scale": {"domain": names, "range": _cycled(look.series, len(names))},
        "legend": {"title": None, "orient": "left" if look.is_rtl else "right",
                   "direction": "vertical", "columns": 1},
    }  # fmt: skip
    form = _number_format(chart)
    angle = {"field": "y", "type": "quantitative", "stack": True}
    number = {"field": "y", "type": "quantitative", "format": form}
    text = {"text": number, "color": {"value": look.ink}}
    return {
        "encoding": {"theta": angle, "color": colour, "order": {"field": "place"}},
        "transform": [{"window": [{"op": "row_number", "as": "place"}]}],
        "layer": [
            {"mark": {"type": "arc", "outerRadius": {"expr": "min(width, height) / 2 - 22"}}},
            {
                "mark": {"type": "text", "radius": {"expr": "min(width, height) / 2 - 10"}},
                "encoding": text,
            },
        ],
    }
