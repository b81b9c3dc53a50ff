"""Charts of a text + project → charts with their data in them; nothing is left to be loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.charts.categories import lost_categories
from publish.charts.rows import DataError, Table, read_file, read_values
from publish.charts.short import Short, read_short
from publish.diagnostics import Diagnostic, error, has_errors
from publish.project import Project
from publish.source import Source, Span
from publish.syntax.charts import ChartBlock
from publish.writing.writer import ChartUse

_VEGA_LITE = frozenset(
    ("mark", "encoding", "layer", "concat", "hconcat", "vconcat", "facet", "repeat", "spec")
)
"""Fields that only Vega-Lite has (Vega-Lite 5, "View composition")."""
_ENCODED = frozenset(("x", "y", "series"))
"""Fields of the short form that stand within an `encoding` there."""
_LOADING_MARKS = ("image",)
DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that can be drawn without asking for anything more."""

    url: str
    """Under which the page loads it."""
    block: ChartBlock
    shown: Short | Mapping[str, Any]
    """The short form, or a whole specification of Vega-Lite."""
    files: tuple[Source, ...] = ()
    """The files its data comes from."""


@dataclass(frozen=True, slots=True)
class GatheredCharts:
    """The charts of a text."""

    charts: tuple[Chart, ...]
    diagnostics: tuple[Diagnostic, ...]


def gather_charts(uses: Sequence[ChartUse], project: Project, beside: str) -> GatheredCharts:
    """Read the data of every chart, and refuse what would load something else."""
    found: list[Diagnostic] = []
    charts: list[Chart] = []
    for use in uses:
        told: list[Diagnostic] = []
        reader = _Reader(use.block, project, beside, told)
        shown = reader.read()
        if shown is not None and not has_errors(told):
            charts.append(Chart(use.url, use.block, shown, tuple(reader.files)))
        found += told
    return GatheredCharts(tuple(charts), tuple(found))


class _Reader:
    """Reads one chart."""

    def __init__(
        self, block: ChartBlock, project: Project, beside: str, found: list[Diagnostic]
    ) -> None:
        self._block = block
        self._project = project
        self._beside = beside
        self._found = found
        self.files: list[Source] = []

    def read(self) -> Short | Mapping[str, Any] | None:
        """Give the chart, or None when it cannot be drawn; the reasons are noted."""
        form = self._block.form
        if not form:
            if not self._block.is_broken:
                self._tell("chart-form", "this chart says nothing", self._block.span)
            return None
        schema = str(form.get("$schema", ""))
        if "/vega/" in schema:
            hint = "write it in Vega-Lite, or in the short form: type, data, x, y"
            self._tell("chart-form", "a chart of Vega is not drawn", self._block.span, hint)
            return None
        if not _VEGA_LITE.isdisjoint(form):
            if form.keys() & _VEGA_LITE == {"mark"} and (own := form.keys() & _ENCODED):
                name = sorted(own)[0]
                message = f"'mark' is written in Vega-Lite, and '{name}' in the short form"
                hint = f"write 'type' for 'mark', or an 'encoding' that holds '{name}'"
                self._tell("chart-form", message, self._block.place("mark"), hint)
                return None
            return self._vega_lite(deepcopy(dict(form)))
        table = self._table()
        return read_short(self._block, table, self._found) if table else None

    def _table(self) -> Table | None:
        """Read the data of the short form: a file of the project, or rows in the text."""
        given = self._block.form.get("data")
        at = self._block.place("data")
        if given is None:
            hint = "data: file.csv, or the rows themselves"
            self._tell("chart-data", "the chart has no data", self._block.span, hint)
            return None
        if isinstance(given, Mapping) and isinstance(given.get("url"), str):
            given = given["url"]
        try:
            if isinstance(given, str) and "\n" not in given.strip():
                return self._file(given.strip(), at)
            return read_values(given)
        except DataError as problem:
            self._tell("chart-data", f"the data {problem}", at)
            return None

    def _file(self, name: str, at: Span) -> Table | None:
        text = self._text(name, at)
        if text is None:
            return None
        try:
            return read_file(name, text)
        except DataError as problem:
            self._tell("chart-data", f"'{name}' {problem}", at)
            return None

    def _text(self, name: str, at: Span) -> str | None:
        if "://" in name or name.startswith("//"):
            message = f"the data of the chart is at an address, '{name[:60]}', and is not fetched"
            hint = "save it as a CSV file in the project, and name the file"
            self._tell("chart-data", message, at, hint)
            return None
        path = self._project.find(name, at.source.name or self._beside, at)
        source = self._project.read_text(path, "data", at) if isinstance(path, Path) else path
        if isinstance(source, Diagnostic):
            self._found.append(source)
            return None
        self.files.append(source)
        return source.text

    def _vega_lite(self, spec: dict[str, Any]) -> Mapping[str, Any] | None:
        """Put the data of files into a specification, and refuse all else that would load."""
        waiting: list[tuple[Any, int]] = [(spec, 0)]
        while waiting:
            node, depth = waiting.pop()
            if depth > DEEPEST:
                self._tell("chart-form", "this chart is nested too deep", self._block.span)
                return None
            if isinstance(node, list):
                waiting += [(each, depth + 1) for each in node]
            elif isinstance(node, dict) and not self._judge(node):
                return None
            if isinstance(node, dict):
                waiting += [(each, depth + 1) for name, each in node.items() if name not in _PLAIN]
        spec.pop("title", None)
        for name in _SAID_ELSEWHERE:
            spec.pop(name, None)
        self._found += lost_categories(self._block, spec)
        return spec

    def _judge(self, node: dict[str, Any]) -> bool:
        """Take care of one map of a specification; False when it must not be drawn."""
        data = node.get("data")
        if isinstance(data, dict) and "url" in data and not self._inline(data):
            return False
        mark = node.get("mark")
        kind = mark.get("type") if isinstance(mark, dict) else mark
        if kind in _LOADING_MARKS or "url" in node:
            message = "a chart shows no pictures and loads nothing but its data"
            self._tell("chart-form", message, self._block.span)
            return False
        node.pop("href", None)
        return True

    def _inline(self, data: dict[str, Any]) -> bool:
        """Put the rows of a file in the place of its name."""
        name = data.pop("url")
        at = self._block.place("data")
        form = data.get("format")
        kind = form.get("type", "") if isinstance(form, dict) else ""
        if not isinstance(name, str):
            self._tell("chart-data", "the chart's 'url' must be the name of a file", at)
            return False
        if kind == "topojson" or name.lower().endswith((".geojson", ".topojson")):
            text = self._text(name, at)
            if text is None:
                return False
            data["values"] = text
            data["format"] = {"type": "json", **(form if isinstance(form, dict) else {})}
            return True
        table = self._file(name, at)
        if table is None:
            return False
        data.pop("format", None)
        data["values"] = [dict(row) for row in table.rows]
        return True

    def _tell(self, code: str, message: str, at: Span, hint: str = "") -> None:
        self._found.append(error(code, message, at, hint))


_PLAIN = frozenset(("values", "datasets"))
"""Maps of rows: what stands in them is data."""
_SAID_ELSEWHERE = ("caption", "alt", "source", "credit", "note", "id", "label", "name",
                   "fig-cap", "fig-alt", "description", "$schema", "usermeta")  # fmt: skip
"""What the page says beside the drawing."""
