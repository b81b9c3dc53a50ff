"""The pictures of a house are looked through like an author's, and told of at their own place."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.composing.house_pictures import house_pictures
from tests.test_cli import publish

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n{}\n</svg>'
LOGO = "doc:///house/acme/logo.svg"
SHEET = "@page :first { @top-left { content: url(mark.svg) } }\n"
GRADIENT = (
    '<linearGradient id="g"><stop stop-color="#f00"/></linearGradient>\n<path fill="url(#g)"/>'
)


def write(folder: Path, logo: str, mark: str = "", sheet: str = "") -> Path:
    """Make a project whose house has a logo, and perhaps another drawing."""
    house = folder / "styles" / "acme"
    house.mkdir(parents=True)
    toml = 'extends = "base"\ndescription = "A"\nsheets = ["acme.css"]\n'
    (house / "style.toml").write_text(toml, "utf-8")
    (house / "acme.css").write_text(sheet or "h1 { margin: 0 }\n", "utf-8")
    (house / "logo.svg").write_text(SVG.format(logo), "utf-8")
    (house / "mark.svg").write_text(SVG.format(mark), "utf-8")
    path = folder / "brief.md"
    path.write_text("---\ntitle: A\nstyle: acme\n---\n\nText.\n", "utf-8")
    return path


def told(path: Path, *options: str) -> list[str]:
    """Give what a check says, without the folder."""
    _, _, said = publish("check", "--format", "short", *options, path)
    return [line.partition("styles/")[2] for line in said.splitlines() if "styles/" in line]


@pytest.mark.parametrize("target", ["screen", "print"])
def test_what_a_logo_asks_for_in_vain_is_told_at_its_line(tmp_path: Path, target: str) -> None:
    """Each manuscript in the house tells it: the page shows the logo."""
    path = write(tmp_path, '<g/>\n<g style="mix-blend-mode:multiply"/>')
    said = "acme/logo.svg:3:1: warning[image-effect]: the drawing 'styles/acme/logo.svg' has what"
    assert [line[: len(said)] for line in told(path, "--for", target)] == [said]


def test_a_drawing_that_no_page_shows_is_not_told(tmp_path: Path) -> None:
    """A check of the house tells of it."""
    effect = '<g style="mix-blend-mode:multiply"/>'
    assert told(write(tmp_path, "", mark=effect)) == []


def test_a_drawing_of_a_sheet_is_told(tmp_path: Path) -> None:
    (line,) = told(write(tmp_path, "", '<image href="https://example.org/a.png"/>', SHEET))
    expected = "acme/mark.svg:1:1: warning[image-refers]: the drawing 'styles/acme/mark.svg' names"
    assert line.startswith(expected)


def test_a_logo_that_is_no_drawing_is_left_out(tmp_path: Path) -> None:
    (line,) = told(write(tmp_path, "<g>"))
    expected = "acme/logo.svg:1:1: warning[image-damaged]: the picture 'styles/acme/logo.svg' is"
    assert line.startswith(expected)


@pytest.mark.parametrize("is_logo", [True, False], ids=["the logo", "of a sheet"])
def test_a_gradient_has_its_place_in_the_house(tmp_path: Path, is_logo: bool) -> None:
    """Before anything is rendered for the press."""
    drawings = (GRADIENT, "") if is_logo else ("", GRADIENT)
    path = write(tmp_path, *drawings, SHEET)
    name = "logo" if is_logo else "mark"
    (line,) = told(path, "--for", "print")
    assert line.startswith(f"acme/{name}.svg:1:1: error[press-colour]: the drawing '{name}.svg'")


def test_drawings_of_a_house_are_drawn_as_an_author_s_are() -> None:
    """In spellings of colours that the renderer lacks, and without what they would load."""
    colours = '<g fill="CurrentColor" stroke="light-dark(#fff, #000)"/>'
    given = {LOGO: SVG.format(colours).encode(), "doc:///house/acme/a.png": b"a"}
    plain = SVG.format('<g fill="currentColor" stroke="#fff"/>').encode()
    assert house_pictures(given, ()).data == {**given, LOGO: plain}
    foreign = SVG.format("<foreignObject/><script/>").encode()
    assert b"foreignObject" not in house_pictures({LOGO: foreign}, ()).data[LOGO]
