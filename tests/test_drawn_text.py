"""Words in drawings are set whole: Arabic letters join, and all can be searched."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from publish import pipeline
from publish.options import Options
from publish.outputs.table import OUTPUTS
from publish.render.leaf import start
from publish.report import as_human
from publish.targets import SCREEN
from tests.pages import make_page

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120">
<text x="10" y="30" font-family="Amiri" font-size="20">میلیارد دالر</text>
<text x="10" y="60" font-family="Source Sans 3" font-size="20">AVATAR Wa</text>
<rect x="200" y="20" width="40" height="10"/>
<text x="10 40 70" y="90" font-family="Source Sans 3" font-size="20">QJZ</text>
</svg>"""


def test_words_of_a_drawing_are_read_as_they_are_written(tmp_path: Path) -> None:
    """Letters with places of their own keep them."""
    (tmp_path / "map.svg").write_text(DRAWING, "utf-8")
    text = '---\ntitle: نقشه\nlang: fa\n---\n\n![نقشه](map.svg){#fig-map alt="نقشه"}\n'
    (tmp_path / "brief.md").write_text(text, "utf-8")
    options = Options()
    with OUTPUTS["pdf"]() as output:
        opened = pipeline.open_manuscript(tmp_path / "brief.md", options)
        made = pipeline.render(*opened, options, output)
    assert as_human(made.diagnostics) == ""
    with pypdfium2.PdfDocument(made.artifacts[".pdf"].data) as document:
        page = document[0].get_textpage()
        read = page.get_text_range()
        objects = [page.get_charbox(at) for at in range(page.count_chars())]
        kinds = [each.type for each in document[0].get_objects()]
        a, b = (objects[read.index(letter)] for letter in "QJ")
    assert "میلیارد دالر" in read
    assert "AVATAR Wa" in read
    assert pypdfium2.raw.FPDF_PAGEOBJ_PATH in kinds, "what is no text is drawn as it was"
    assert round((b[0] - a[0]) / 0.75) == 30


@pytest.mark.parametrize("style", ["", "paint-order: stroke; stroke: #fff"])
def test_lines_of_a_label_stand_where_the_label_does(style: str) -> None:
    """D3 and others write a label of several lines as parts that are placed from one another."""
    lines = '<tspan x="50" dy="-10">I</tspan><tspan x="50" dy="20">I</tspan>'
    drawing = (
        '<svg role="img" aria-label="x" xmlns="http://www.w3.org/2000/svg" width="100"'
        f' height="100"><text style="{style}" x="9" y="60" font-size="10">{lines}</text>'
        '<text x="50" y="50" font-size="10">I</text></svg>'
    )
    with start() as leaf:
        pdf = leaf.render(make_page(f"<p>{drawing}</p>"), SCREEN).pdf
    with pypdfium2.PdfDocument(pdf) as document:
        words = document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=4)
        filled = [
            [round(part) for part in each.get_bounds()]
            for each in words
            if pypdfium2.raw.FPDFTextObj_GetTextRenderMode(each) == 0
        ]
    first, second, alone = filled
    assert first == alone
    assert (second[0], first[1] - second[1]) == (alone[0], 15)


def test_a_picture_has_its_own_colour() -> None:
    """Only what stands in the text for words takes the colour of the text."""
    drawing = (
        '<svg role="img" aria-label="x" color="#00ff00" xmlns="http://www.w3.org/2000/svg"'
        ' width="40" height="40"><rect width="40" height="40" fill="currentColor"/></svg>'
    )
    with start() as leaf:
        pdf = leaf.render(make_page(f"<p style='color: red'>{drawing}</p>"), SCREEN).pdf
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=1).to_pil().convert("RGB")
    inks = {ink for _, ink in page.getcolors(page.width * page.height)}
    assert ((0, 255, 0) in inks, (255, 0, 0) in inks) == (True, False)
