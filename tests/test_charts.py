"""Charts: from blocks of the text to drawings in the colours and faces of a house."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from publish import checking, pipeline
from publish.charts import engine
from publish.charts.gathered import gather_charts
from publish.charts.look import look_of, mixed
from publish.charts.rows import DataError, read_file, read_values
from publish.diagnostics import PublishError
from publish.draft import page_of, prepare
from publish.houses.house import load
from publish.houses.tokens import values
from publish.inspection.ink import read_inks
from publish.language.localization import words_for
from publish.options import Options
from publish.outputs.table import OUTPUTS
from publish.project import Project
from publish.render.fonts import prepare as prepare_fonts
from publish.report import as_human
from publish.source import Source
from publish.targets import TARGETS
from tests.casefile import Case, cases

needs_engine = pytest.mark.skipif(
    find_spec("vl_convert") is None, reason="charts are not drawn: the extra 'charts' is missing"
)

BRIEF = """---
title: Charts
lang: {lang}
style: {style}
---

See @fig-aid.

```chart
type: line
id: fig-aid
caption: Aid *by year*
alt: Aid rises from ten to thirteen.
source: Ministry
y-title: Aid, billions
data: |
  year,Germany,France
  2019,10.5,7
  2020,13,1200
```
"""


@pytest.mark.parametrize("case", list(cases("charts")), ids=lambda case: case.name)
@needs_engine
def test_messages(case: Case, tmp_path: Path, update: bool) -> None:
    """Every mistake is told at its place, and nothing outside of the project is asked."""
    case.write(tmp_path, "diagnostics")
    project, source = pipeline.open_manuscript(tmp_path / "brief.md", Options())
    found = checking.check(project, source, Options())
    case.expect("diagnostics", as_human(found), update)


def drawing(text: str, target: str = "screen") -> str:
    """Draw the first chart of a text."""
    project = Project(Path("/nowhere"))
    draft = prepare(project, Source("brief.md", text), Options())
    page = page_of(draft, TARGETS[target])
    assert as_human((*draft.diagnostics, *page.diagnostics)) == ""
    return page.resources["doc:///chart/1.svg"].data.decode()


@needs_engine
def test_a_chart_has_the_colours_and_faces_of_its_house() -> None:
    """With its inks for the press, where nothing is left in colours of the screen."""
    screen = drawing(BRIEF.format(lang="en", style="base"))
    assert ["#0b4a58" in screen, "#b5482a" in screen, "Source Sans 3" in screen] == [True] * 3
    assert "device-cmyk" not in screen
    press = drawing(BRIEF.format(lang="en", style="base"), "print")
    assert re.findall(r'(?:fill|stroke)="#[0-9a-f]{6}"', press) == []
    assert "device-cmyk(.92 .45 .42 .38)" in press


@needs_engine
def test_numbers_are_written_as_the_language_writes_them() -> None:
    """With its digits and its sign for thousands; years have none."""
    words = [
        re.findall(r">([^<>]+)</text>", drawing(BRIEF.format(lang=lang, style="base")))
        for lang in ("en", "de", "fa")
    ]
    assert {"2019", "1,000"} <= set(words[0])
    assert {"2019", "1.000"} <= set(words[1])
    assert {"۲۰۱۹", "۱٬۰۰۰"} <= set(words[2])


BARS = """---
title: Bars
lang: en
columns: 2
---

```chart
type: bar
caption: Wells
alt: Bars
data:
  {name}: {most}
  The wells of the lower town, and those of the harbour: 27
```
"""


@needs_engine
@pytest.mark.parametrize("most", [41, 100, 1000, 99999.5])
@pytest.mark.parametrize("name", ["Wells", "The wells of the upper town, where one is found"])
def test_numbers_at_the_ends_of_bars_are_not_cut(name: str, most: float) -> None:
    """However long they and the names are: the farthest ends within the drawing."""
    drawn = drawing(BARS.format(name=name, most=most))
    (width,) = re.findall(r'viewBox="0 0 ([\d.]+)', drawn)
    left, *_ = re.findall(r"translate\(([\d.]+)", drawn)
    numbers = re.findall(r'text-anchor="start" transform="translate\(([\d.]+)', drawn)
    at = float(left) + max(map(float, numbers))
    digits = len(f"{most:,}")
    assert at + digits * 0.5 * 11 < float(width)


@needs_engine
@pytest.mark.parametrize("years", [2, 3, 4, 8, 12])
def test_no_year_stands_twice_below_a_line(years: int) -> None:
    rows = "".join(f"  - {{year: {2010 + each}, v: {each}}}\n" for each in range(years))
    svg = drawing(f"~~~chart\ntype: line\nalt: a\ndata:\n{rows}~~~\n")
    told = re.findall(r">(20[12]\d)<", svg)
    assert (len(told), told[:1]) == (len(set(told)), ["2010"])


@needs_engine
def test_bars_that_go_both_ways_have_an_axis() -> None:
    """Numbers at the ends of those below nothing would stand on the bars."""
    words = re.findall(r">([^<>]+)</text>", drawing(BARS.format(name="Wells", most=-40)))
    assert "0" in words


FACETS = """---
title: Facets
lang: en
---

```chart
alt: Three lines
mark: line
data:
  values: [{{a: 1, b: 3, c: Up}}, {{a: 2, b: 4, c: Down}}, {{a: 2, b: 1, c: Across}}]
{form}
```
"""
COLUMNS = """\
encoding:
  x: {field: a, type: quantitative}
  y: {field: b, type: quantitative}
  column: {field: c}"""


@needs_engine
@pytest.mark.parametrize("given", ["", "width: 300\n"])
def test_views_beside_one_another_are_as_wide_as_the_text(given: str) -> None:
    """So that their words are as large as in any other chart."""
    drawn = drawing(FACETS.format(form=given + COLUMNS))
    (width,) = re.findall(r'viewBox="0 0 ([\d.]+)', drawn)
    assert float(width) == pytest.approx(124 * 96 / 25.4, abs=4)
    sizes = {float(each) for each in re.findall(r'font-size="([\d.]+)px"', drawn)}
    assert {round(each, 1) for each in sizes} == {round(7.9 * 96 / 72, 1)}


@needs_engine
def test_more_views_than_have_room_are_told() -> None:
    """What is left too wide is shrunk with its words."""
    rows = ", ".join(f"{{a: {at}, b: 1, c: Group {at:02}}}" for at in range(40))
    text = FACETS.format(form=COLUMNS).replace("{a: 1, b: 3, c: Up}", rows)
    project = Project(Path("/nowhere"))
    draft = prepare(project, Source("brief.md", text), Options())
    (told,) = page_of(draft, TARGETS["screen"]).diagnostics
    assert (told.code, " mm wide, and the text 124: its words shrink to " in told.message) == (
        "chart-wide",
        True,
    )


@needs_engine
def test_a_category_without_a_number_keeps_its_place() -> None:
    """Its name stands there, and no bar."""
    bars = BARS.format(name="Wells", most=3).replace("27", "n/a")
    for kind in ("bar", "column", "line"):
        drawn = drawing(bars.replace("type: bar", f"type: {kind}").replace("The wells of the ", ""))
        assert "lower town" in drawn, kind
    sizes = bars.replace("type: bar", "order: descending").replace("  Wells: 3", "  A: 2\n  B: 3")
    drawn = drawing(sizes.replace("The wells of the lower town, and those of the harbour", "C"))
    assert re.findall(r">([ABC])</text>", drawn) == ["B", "A", "C"]


@needs_engine
def test_a_list_orders_the_categories() -> None:
    """In bars as in slices."""
    text = BARS.format(name="Wells", most=3).replace("The wells of the lower town, and those", "Z")
    for kind in ("column", "pie"):
        ordered = text.replace("type: bar", f"type: {kind}\norder: [Z of the harbour, Wells]")
        words = re.findall(r">([WZ][^<]*)</text>", drawing(ordered))
        assert words == ["Z of the harbour", "Wells"], kind


@needs_engine
def test_a_chart_is_drawn_alike_every_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also without what was kept of an earlier run."""
    first = drawing(BRIEF.format(lang="en", style="base"))
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path))
    assert drawing(BRIEF.format(lang="en", style="base")) == first
    assert list((tmp_path / "publish" / "charts").glob("*.svg")) != []


@needs_engine
def test_a_chart_is_a_figure_with_its_words_in_the_file(tmp_path: Path) -> None:
    """Number, caption and source below it; its labels can be searched; it can be printed."""
    path = tmp_path / "brief.md"
    path.write_text(BRIEF.format(lang="en", style="base"), "utf-8")
    options = Options(targets=("screen", "print"))
    with OUTPUTS["pdf"]() as output:
        made = pipeline.render(*pipeline.open_manuscript(path, options), options, output)
    assert as_human(made.diagnostics) == ""
    with pypdfium2.PdfDocument(made.artifacts[".pdf"].data) as document:
        text = " ".join(document[0].get_textpage().get_text_range().split())
    for words in ("See Figure 1.", "Germany", "Aid, billions", "Figure 1. Aid by year",
                  "Source: Ministry"):  # fmt: skip
        assert words in text
    assert read_inks(made.artifacts[".print.pdf"].data).screen_colours == set()


@needs_engine
def test_an_archive_copy_carries_the_data_of_its_charts(tmp_path: Path) -> None:
    """Files as they are, rows of the text as CSV: a table for those who cannot see the drawing."""
    text = BRIEF.format(lang="en", style="base")
    text += "\n```chart\nalt: Aid.\ndata: aid.csv\n```\n"
    (tmp_path / "brief.md").write_text(text, "utf-8")
    (tmp_path / "aid.csv").write_text("donor,aid\nSweden,3\n", "utf-8")
    options = Options(targets=("archive",))
    with OUTPUTS["pdf"]() as output:
        opened = pipeline.open_manuscript(tmp_path / "brief.md", options)
        made = pipeline.render(*opened, options, output)
    assert as_human(made.diagnostics) == ""
    with pikepdf.open(BytesIO(next(iter(made.artifacts.values())).data)) as pdf:
        files = {name: each.get_file().read_bytes() for name, each in pdf.attachments.items()}
    assert files["aid.csv"] == b"donor,aid\nSweden,3\n"
    assert files["chart-1.csv"].decode().splitlines()[:3] == [
        "year,series,value", "2019,Germany,10.5", "2019,France,7",
    ]  # fmt: skip


def test_a_chart_without_its_library_is_told_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """At the block, as every mistake."""
    monkeypatch.setattr("publish.charts.drawing.engine_version", lambda: "")
    project = Project(Path("/nowhere"))
    text = BRIEF.format(lang="en", style="base")
    draft = prepare(project, Source("brief.md", text), Options())
    (told,) = page_of(draft, TARGETS["screen"]).diagnostics
    assert as_human([told]).splitlines()[0] == (
        "brief.md:9:1: error[chart-engine]: charts are drawn by a library that is not installed"
    )
    assert told.hint == "pip install 'publish-press[charts]'"


@needs_engine
def test_the_engine_reads_neither_addresses_nor_files(tmp_path: Path) -> None:
    """Even when a specification that names one gets as far as that."""
    secret = tmp_path / "secret.csv"
    secret.write_text("a\nconfidential\n", "utf-8")
    specs: list[dict[str, Any]] = [
        {"data": {"url": url, "format": {"type": "csv"}}, "mark": "text",
         "encoding": {"text": {"field": "a"}}}
        for url in ("http://127.0.0.1:9/x.csv", secret.as_uri(), str(secret), "data/cars.json")
    ]  # fmt: skip
    answers = ask(specs)
    assert ["confidential" in json.dumps(each) for each in answers] == [False] * 4
    assert "fault" in answers[0]


@needs_engine
def test_a_chart_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """With exit code 4, as every limit."""
    monkeypatch.setattr(engine, "CPU_S", 2)
    endless: dict[str, Any] = {"data": {"sequence": {"start": 0, "stop": 1e9}}, "mark": "point"}
    with pytest.raises(PublishError) as stopped:
        ask([endless])
    assert stopped.value.exit_code == 4


def ask(specs: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Put specifications to the engine, past all checks."""
    house = load("base", Project(Path("/nowhere")))
    look = look_of(values(house.sheets), None, words_for("en", house))
    return engine.ask(specs, [0] * len(specs), look, prepare_fonts(house.faces[:1]).folder)


def test_a_text_without_charts_loads_nothing_for_them() -> None:
    """Neither our modules nor the library."""
    code = (
        "import sys; from pathlib import Path; from publish import draft; "
        "from publish.project import Project; from publish.source import Source; "
        "from publish.options import Options; from publish.targets import TARGETS; "
        "source = Source('x.md', '# T\\n\\nText.'); "
        "made = draft.prepare(Project(Path('/nowhere')), source, Options()); "
        "draft.page_of(made, TARGETS['screen']); "
        "print([each for each in sys.modules if 'vl_convert' in each or 'publish.charts' in each])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "value",
    [
        [{"a": "x", "b": 1}, {"a": "y", "b": 2.5}],
        [["a", "b"], ["x", 1], ["y", 2.5]],
        {"a": ["x", "y"], "b": [1, 2.5]},
        "a,b\nx,1\ny,2.5",
        "a;b\nx;1\ny;2.5",
        "a\tb\n\nx\t1\ny\t2.5\n",
    ],
)
def test_data_may_be_written_in_many_forms(value: object) -> None:
    table = read_values(value)
    assert (table.columns, table.rows) == (
        ("a", "b"),
        ({"a": "x", "b": 1}, {"a": "y", "b": 2.5}),
    )


def test_labels_with_their_numbers_are_two_columns() -> None:
    assert read_values({"Users": 41, "Office": "1,019"}).rows == (
        {"label": "Users", "value": 41},
        {"label": "Office", "value": 1019},
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.csv", ""),
        ("x.csv", "a,a\n1,2"),
        ("x.csv", "a,b\n1,2,3"),
        ("x.csv", "a,b"),
        ("x.json", "{"),
        ("x.json", "[" * 5000),
        ("x.json", '"text"'),
        ("x.csv", "a\n" + "1\n" * 20_001),
    ],
)
def test_data_that_is_no_table_is_told(name: str, text: str) -> None:
    with pytest.raises(DataError):
        read_file(name, text)


def test_paler_colours_can_still_be_told_from_white() -> None:
    """A house with a pale colour keeps it as it is."""
    house = load("base", Project(Path("/nowhere")))
    tokens = {**values(house.sheets), "--house": "#8a8a8a", "--house-cmyk": "device-cmyk(0 0 0 .5)"}
    look = look_of(tokens, None, words_for("en", house))
    assert look.series[3] == mixed("#8a8a8a", 0.95)
    assert gather_charts((), Project(Path("/nowhere")), "x.md").charts == ()
