"""Charts → their data as files, for readers who want the numbers and not the drawing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from publish.charts.gathered import Chart
from publish.charts.short import Short


def chart_tables(charts: Sequence[Chart]) -> Iterator[tuple[str, bytes]]:
    """Give the data of charts by file name: each file once; rows of the text as `chart-1.csv`."""
    files = {each.name: each for chart in charts for each in chart.files}
    for source in files.values():
        yield PurePosixPath(source.name).name, source.text.encode("utf-8")
    for number, chart in enumerate(charts, 1):
        if isinstance(chart.shown, Short) and not chart.files:
            yield f"chart-{number}.csv", _csv(chart.shown)


def _csv(chart: Short) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180 §2
    names = [chart.x_name, *(["series"] if chart.series else []), chart.y_name or "value"]
    writer.writerow(names)
    for row in chart.rows:
        cells = [row["x"], *([row["s"]] if chart.series else []), row["y"]]
        writer.writerow("" if each is None else each for each in cells)
    return out.getvalue().encode("utf-8")
