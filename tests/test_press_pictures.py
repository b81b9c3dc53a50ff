"""A check for the press tells of coarse pictures what a build tells, and none is told twice."""

from __future__ import annotations

import re
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from publish.page import Resource
from publish.press_pictures import extent
from tests.pages import make_png
from tests.test_cli import publish

HOUSE = 'extends = "base"\ndescription = "A"\nsheets = ["acme.css"]\n'
SIZES = (
    "{width=80mm}", "{width=8cm}", "{width=3in}", "{width=300px}", "{width=300}", "{width=60%}",
    "{width=200pt}", "{width=300mm}", "{height=50mm}", "{width=70mm height=40mm}", "",
)  # fmt: skip


def texts(sizes: tuple[str, ...]) -> str:
    """Write each picture as a figure and within a line."""
    figures = [f"![Alt](a{at}.png){size}\n" for at, size in enumerate(sizes)]
    lines = [f"A line ![Alt](b{at}.png){size} of it.\n" for at, size in enumerate(sizes)]
    return "\n".join((*figures, *lines, "![Alt](wide.png)\n", "![Alt](a.svg){width=70mm}\n"))


def said(path: Path, verb: str) -> list[str]:
    """Give what is told of pictures, each with its place."""
    _, _, told = publish(verb, "--for", "print", "--format", "short", path)
    lines = [line for line in told.splitlines() if "[press-resolution]" in line]
    return sorted(re.sub(r"^\S*(?=brief\.md)", "", line) for line in lines)


def write(folder: Path, front: str, body: str) -> Path:
    """Make a project in which coarse pictures do not stop a build."""
    toml = '[severity]\npress-resolution = "warning"\n'
    (folder / "publish.toml").write_text(toml, "utf-8")
    house = folder / "styles" / "acme"
    house.mkdir(parents=True, exist_ok=True)
    (house / "style.toml").write_text(HOUSE, "utf-8")
    (house / "acme.css").write_text("/* img: its sizes may be others */\n", "utf-8")
    picture = make_png(400, 300)
    for at in range(len(SIZES)):
        (folder / f"a{at}.png").write_bytes(picture)
        (folder / f"b{at}.png").write_bytes(picture)
    (folder / "wide.png").write_bytes(make_png(1100, 200))
    data = f"data:image/png;base64,{b64encode(make_png(200, 150)).decode()}"
    image = f'<image width="200" height="150" href="{data}"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 150">{image}</svg>'
    (folder / "a.svg").write_text(svg, "utf-8")
    path = folder / "brief.md"
    path.write_text(f"---\ntitle: A\n{front}---\n\n{body}", "utf-8")
    return path


@pytest.mark.parametrize(
    "front",
    ["", "columns: 2\n", "layout: report\n", "paper: letter\n", "lang: ar\n", "notes: side\n"],
)
def test_check_and_build_say_the_same_of_every_size(tmp_path: Path, front: str) -> None:
    """A house that speaks of pictures is left to the renderer, which is what we compare with."""
    body = texts(SIZES)
    path = write(tmp_path, front + "style: acme\n", body)
    assert said(path, "check") == []
    rendered = said(path, "pdf")
    assert len(rendered) > 20
    path = write(tmp_path, front + "#\n", body)
    assert said(path, "check") == rendered
    assert said(path, "pdf") == rendered


def test_a_picture_with_less_room_than_the_column_is_left_to_the_build(tmp_path: Path) -> None:
    """A check that guesses would refuse what can be printed."""
    body = "- A\n\n  ![Alt](wide.png)\n\n::: {.box}\n![Alt](wide.png){width=90%}\n:::\n"
    path = write(tmp_path, "", body)
    assert said(path, "check") == []
    assert said(path, "pdf") != []


INSIDE = {
    "a list": "- A\n\n  ![Alt](a0.png){{{0}}}\n",
    "a list in a list": "- A\n\n  1. B\n\n     ![Alt](a0.png){{{0}}}\n",
    "a box": "::: {{.box}}\n## Box\n\n![Alt](a0.png){{{0}}}\n:::\n",
    "a quotation": "> ![Alt](a0.png){{{0}}}\n",
    "words of a box": "::: {{.box}}\nText ![Alt](a0.png){{{0}}}\n:::\n",
    "a definition": "Term\n:   ![Alt](a0.png){{{0}}}\n",
    "a cell": "| a | b |\n|---|---|\n| ![Alt](a0.png){{{0}}} | b |\n",
    "a note": "Text.^[A note ![Alt](a0.png){{{0}}}]\n",
    "a note of paragraphs": "Text.[^1]\n\n[^1]: A\n\n    ![Alt](a0.png){{{0}}}\n",
}


@pytest.mark.parametrize("front", ["", "columns: 2\n"])
@pytest.mark.parametrize("body", INSIDE.values(), ids=list(INSIDE))
def test_check_and_build_say_the_same_of_what_stands_inside(
    tmp_path: Path, front: str, body: str
) -> None:
    """Whatever a picture stands in, one of this width has room there."""
    path = write(tmp_path, front, body.format("width=38mm"))
    assert said(path, "check") == said(path, "pdf") != []
    path = write(tmp_path, front, body.format("width=30mm"))
    assert said(path, "check") == []


def test_a_photo_that_the_camera_turned_is_left_to_the_build(tmp_path: Path) -> None:
    """Its width is the height of its file."""
    path = write(tmp_path, "", "![Alt](a.jpg){width=80mm}\n")
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (1200, 700), "red").save(tmp_path / "a.jpg", exif=exif)
    assert said(path, "check") == []
    assert "has 222 pixels" in said(path, "pdf")[0]


def test_a_photo_with_damaged_words_of_its_camera_is_looked_at_calmly() -> None:
    """400 photos whose first 200 bytes are damaged, as in post; none ends the check."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "a camera's words"
    saved = BytesIO()
    Image.new("RGB", (40, 30), "red").save(saved, "JPEG", exif=exif)
    chance = Random(1)
    for _ in range(400):
        data = bytearray(saved.getvalue())
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(200)] = chance.randrange(256)
        assert min(extent(Resource("image/jpeg", bytes(data)))) >= 0


def test_a_fine_picture_is_let_through(tmp_path: Path) -> None:
    path = write(tmp_path, "", "![Alt](wide.png){width=90mm}\n")
    assert said(path, "check") == said(path, "pdf") == []


def test_a_coarse_picture_of_a_running_head_is_told(tmp_path: Path) -> None:
    """It stands for no element, and has no place in the manuscript."""
    path = write(tmp_path, "style: acme\n", "Text.\n")
    sheet = '@page :first { @top-left { content: url("a0.png") "Head" } }\n'
    (tmp_path / "styles" / "acme" / "acme.css").write_text(sheet, "utf-8")
    (tmp_path / "styles" / "acme" / "a0.png").write_bytes(make_png(400, 300))
    (told,) = said(path, "pdf")
    name = "styles/acme/a0.png"
    assert f"{name}:1:1: warning[press-resolution]: the picture '{name}' has 96 pixels" in told


@pytest.mark.parametrize(
    ("rule", "ppi"),
    [
        ("background-image: url(a0.png)", 96),
        ("background: url(a0.png) 0 0 / 100mm", 102),
        ("background: url(a0.png) 0 0 / 30mm", 0),
        ("border: 5mm solid; border-image: url(a0.png) 20", 102),
        ("border: 5mm solid; border-image: url(a0.png) 5%", 102),
        ("border: 5mm solid; border-image: url(a0.png) 60", 0),
        ("} .box::before { content: url(a0.png)", 96),
    ],
)
def test_a_coarse_picture_of_a_sheet_is_told_where_it_lies(
    tmp_path: Path, rule: str, ppi: int
) -> None:
    """Behind a box, in its border or in its place; no element says its name."""
    path = write(tmp_path, "style: acme\n", "::: {.box}\n## B\n\nText.\n:::\n")
    (tmp_path / "styles" / "acme" / "acme.css").write_text(f".box {{ {rule} }}\n", "utf-8")
    (tmp_path / "styles" / "acme" / "a0.png").write_bytes(make_png(400, 300))
    name = "styles/acme/a0.png"
    start = f"{name}:1:1: warning[press-resolution]: the picture '{name}' has {ppi} pixels per inch"
    assert [each[: len(start)] for each in said(path, "pdf")] == ([start] if ppi else [])


FRONTS = (
    "", "columns: 2\n", "layout: report\n", "paper: letter\n", "lang: ar\n", "notes: side\n",
    "notes: end\n", "layout: report\nlang: fa\npaper: letter\n", "layout: letter\n",
    "layout: commentary\n", "pages: facing\n", "layout: report\ncolumns: 2\n",
)  # fmt: skip


@pytest.mark.parametrize("front", FRONTS)
@pytest.mark.parametrize("size", [(120, 60), (500, 40)], ids=["a high logo", "a wide logo"])
def test_check_and_build_say_the_same_of_logos_covers_wide_figures_and_notes(
    tmp_path: Path, front: str, size: tuple[int, int]
) -> None:
    """As base sizes them; a house that does it itself is left to the renderer."""
    cover = "cover-image: a1.png\ncover-image-alt: A\n" if "report" in front else ""
    body = '![A](wide.png){.wide alt="A"}\n\nText.^[A ![Alt](a0.png){width=40mm}]\n'
    path = write(tmp_path, front + cover + "style: acme\n", body)
    (tmp_path / "styles" / "acme" / "logo.png").write_bytes(make_png(*size))
    (tmp_path / "styles" / "acme" / "acme.css").write_text("p { hyphens: auto }\n", "utf-8")
    checked = said(path, "check")
    assert checked == said(path, "pdf") != []
    assert any("a1.png" in each for each in checked) == bool(cover)
    own = "img, .logo, .cover { margin: 0 }\n"
    (tmp_path / "styles" / "acme" / "acme.css").write_text(own, "utf-8")
    assert said(path, "check") == []
