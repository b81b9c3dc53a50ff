"""A drawing that fails takes nothing with it but itself."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from publish.page import Resource
from publish.render.leaf import start
from publish.targets import SCREEN
from tests.pages import make_page

FRAME = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">{}</svg>'
FAILS = {
    "in a group": '<g transform="scale(9)"><rect width="9" height="9" fill="{}"/></g>',
    "in a group that shines through": '<g opacity=".5"><rect width="9" height="9" fill="{}"/></g>',
    "in words": '<text y="9">Words <tspan fill="{}">in it</tspan></text>',
    "behind what is drawn": '<rect width="9" height="9"/><rect width="5" height="5" fill="{}"/>',
}


@pytest.mark.parametrize("drawn", FAILS.values(), ids=list(FAILS))
def test_what_stands_below_a_failing_drawing_is_drawn(drawn: str) -> None:
    """The renderer cannot read this colour, and says so when it has begun to draw."""
    bad = FRAME.format(drawn.format("currentcolor"))
    good = FRAME.format('<rect width="90" height="90" fill="#ff0000"/>')
    pictures = {
        f"doc:///{name}.svg": Resource("image/svg+xml", svg.encode())
        for name, svg in (("bad", bad), ("good", good))
    }
    body = "".join(f'<p><img src="{url}" alt="Alt"></p>' for url in pictures)
    with start() as leaf:
        made = leaf.render(make_page(body, resources=pictures), SCREEN)
    assert [each.code for each in made.diagnostics] == ["render-picture"]
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        operators = [str(each.operator) for each in pikepdf.parse_content_stream(pdf.pages[0])]
    assert operators.count("q") == operators.count("Q")
    assert operators.count("BT") == operators.count("ET")
    with pypdfium2.PdfDocument(made.pdf) as document:
        shown = document[0].render().to_pil().convert("RGB")
    reds = sum(number for number, colour in shown.getcolors(10**6) if colour == (255, 0, 0))
    assert reds > 60 * 60  # of 90 pixels, which are 67.5 points
