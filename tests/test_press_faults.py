"""What a target cannot carry is told at its place in the manuscript or house, before rendering."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.pages import make_png
from tests.test_cli import publish

HOUSE = 'extends = "base"\ndescription = "A"\nsheets = ["tokens.css", "acme.css"]\n'
TEXT = "---\ntitle: A\nstyle: acme\n---\n\nText.\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n{}</svg>'
GRADIENT = '<linearGradient id="g"><stop stop-color="red"/><stop offset="1"/></linearGradient>\n'
SHEET = "styles/acme/acme.css"
TOKENS = "styles/acme/tokens.css"
OF_THE_SCREEN = "cannot be printed: its colours are those of the screen"


def project(folder: Path, sheet: str = "", text: str = TEXT, tokens: str = "") -> Path:
    """Make a project with a house of its own."""
    (folder / "publish.toml").write_text("", "utf-8")
    (folder / "brief.md").write_text(text, "utf-8")
    house = folder / "styles" / "acme"
    house.mkdir(parents=True)
    (house / "style.toml").write_text(HOUSE, "utf-8")
    (house / "tokens.css").write_text(tokens, "utf-8")
    (house / "acme.css").write_text(sheet, "utf-8")
    return folder / "brief.md"


def errors(path: Path, *given: str) -> list[str]:
    """Give the errors of a check, which renders nothing, one in a line."""
    code, _, said = publish("check", *given, "--format", "short", path)
    found = [line for line in said.splitlines() if ": error[" in line]
    assert code == bool(found)
    return [re.sub(r"^\S*(?=brief\.md|styles/)", "", line) for line in found]


@pytest.mark.parametrize(
    ("sheet", "column", "said"),
    [
        ("p { background: linear-gradient(red, blue) }", 17,
         f"'linear-gradient()' {OF_THE_SCREEN}"),
        ("p { border-image: radial-gradient(red, blue) 1 }", 19,
         f"'radial-gradient()' {OF_THE_SCREEN}"),
        ("p { box-shadow: 1mm 1mm black }", 5, f"'box-shadow' {OF_THE_SCREEN}"),
        ("@media print { p { box-shadow: 0 0 3px red } }", 20, f"'box-shadow' {OF_THE_SCREEN}"),
        ("p { color: #c00 }", 12, "the colour '#c00' has no inks"),
        ("p { border: 1pt solid navy }", 23, "the colour 'navy' has no inks"),
        ("p { color: rgb(10 20 200 / .5) }", 12, "the colour 'rgb(10 20 200 / .5)' has no inks"),
        ("p { color: oklch(60% .1 30) }", 12, "the colour 'oklch(60% .1 30)' has no inks"),
        ("a::before { background: hsl(10 80% 40%) }", 25,
         "the colour 'hsl(10 80% 40%)' has no inks"),
    ],
)  # fmt: skip
def test_what_a_sheet_asks_of_the_press_in_vain(
    tmp_path: Path, sheet: str, column: int, said: str
) -> None:
    """Gradients, shadows and colours of the screen, at line and column of the sheet."""
    path = project(tmp_path, f"/* Ours. */\n{sheet}\n")
    assert errors(path, "--for", "print") == [f"{SHEET}:2:{column}: error[press-colour]: {said}"]
    assert errors(path) == []


@pytest.mark.parametrize(
    "sheet",
    [
        "p { box-shadow: none; color: #222; background: transparent; border-color: currentColor }",
        "p { color: device-cmyk(0 1 1 0); background: white; font-family: 'Tan' }",
        "/* red, linear-gradient() */ p { color: var(--ours); opacity: .5 }",
        "p { content: 'red'; --red: 4mm; string-set: title 'blue' }",
    ],
)
def test_what_can_be_printed_is_let_through(tmp_path: Path, sheet: str) -> None:
    """Greys print in black ink, transparency is mixed in inks (ISO 15930-7 §6.2.7)."""
    tokens = ":root { --ours: #c00; --ours-cmyk: device-cmyk(0 1 1 .1) }"
    assert errors(project(tmp_path, sheet, tokens=tokens), "--for", "print") == []


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        (":root { --ours: #c00 }", "the colour '#c00' has no inks"),
        (":root { --house: #336699 }", "the colour '#336699' has no inks"),
    ],
    ids=["new", "changed, with the inks of the house that it extends"],
)
def test_a_token_without_a_partner_is_told(tmp_path: Path, tokens: str, said: str) -> None:
    """A colour that is changed on the screen alone would print as it was."""
    path = project(tmp_path, "p { color: var(--ours) }", tokens=tokens)
    found = errors(path, "--for", "print")
    assert [line.partition(" ")[2] for line in found if TOKENS in line] == [
        f"error[press-colour]: {said}"
    ]


def picture(folder: Path, svg: str) -> Path:
    """Make a project whose text shows a drawing in its seventh line."""
    (folder / "a.svg").write_text(SVG.format(svg), "utf-8")
    (folder / "publish.toml").write_text("", "utf-8")
    (folder / "brief.md").write_text("---\ntitle: A\n---\n\nText.\n\n![A](a.svg)\n", "utf-8")
    return folder / "brief.md"


@pytest.mark.parametrize(
    ("svg", "said"),
    [
        (
            f'<defs>\n{GRADIENT}</defs><rect width="9" height="9" fill="url(#g)"/>',
            f"the drawing 'a.svg' has a linear gradient (in its line 3): {OF_THE_SCREEN[26:]}",
        ),
        (
            '<radialGradient id="g"/><rect style="fill: url( \'#g\' )"/>',
            f"the drawing 'a.svg' has a radial gradient (in its line 2): {OF_THE_SCREEN[26:]}",
        ),
        (
            '<rect width="9" height="9" fill="lab(50% 40 30)"/>',
            "the drawing 'a.svg' has colours in 'lab' (in its line 2)",
        ),
    ],
)
def test_a_drawing_that_cannot_be_printed_is_told_where_it_is_shown(
    tmp_path: Path, svg: str, said: str
) -> None:
    path = picture(tmp_path, svg)
    said = said.replace(OF_THE_SCREEN[26:], "its colours are those of the screen")
    assert errors(path, "--for", "print") == [f"brief.md:7:1: error[press-colour]: {said}"]
    assert errors(path) == []


def test_a_drawing_may_hold_what_it_does_not_use(tmp_path: Path) -> None:
    """Programs leave gradients behind; colours in RGB become inks."""
    path = picture(tmp_path, f'{GRADIENT}<rect width="9" height="9" fill="red"/>')
    assert errors(path, "--for", "print") == []


def test_a_layout_with_an_effect_is_told_at_its_line(tmp_path: Path) -> None:
    path = project(tmp_path)
    layouts = tmp_path / "styles" / "acme" / "layouts"
    layouts.mkdir()
    (layouts / "brief.html").write_text(
        '{% extends "base/brief.html" %}\n{% block colophon %}'
        '<p style="box-shadow: 0 0 3px red">x</p>{% endblock %}\n',
        "utf-8",
    )
    (found,) = errors(path, "--for", "print")
    assert found.endswith(f"brief.html:2:31: error[press-colour]: 'box-shadow' {OF_THE_SCREEN}")


@pytest.mark.parametrize("target", ["screen", "archive", "print"])
def test_a_form_of_the_manuscript_is_told_and_not_carried(tmp_path: Path, target: str) -> None:
    path = project(tmp_path, text=TEXT + "\n<form><input type='text' name='a'></form>\n")
    code, _, said = publish("pdf", "--for", target, "--format", "short", path)
    assert (code, "brief.md:8:1: warning[raw-html]: the element <form>" in said) == (0, True)
    assert b"AcroForm" not in (tmp_path / "build" / "brief.pdf").read_bytes()


@pytest.mark.parametrize("target", ["screen", "archive", "print"])
def test_a_form_of_a_layout_is_refused(tmp_path: Path, target: str) -> None:
    """Though the sheet asks for fields."""
    path = project(tmp_path, "input { appearance: auto }")
    layouts = tmp_path / "styles" / "acme" / "layouts"
    layouts.mkdir()
    (layouts / "brief.html").write_text(
        '{% extends "base/brief.html" %}\n{% block colophon %}'
        '<form><input type="text" name="a"></form>{% endblock %}\n',
        "utf-8",
    )
    assert errors(path, "--for", target) == [
        f"{SHEET}:1:9: error[pdf-form]: a form cannot be carried: readers of a finished file have"
        " nothing to fill in"
    ]


@pytest.mark.parametrize("target", ["screen", "archive", "print"])
def test_a_character_without_a_glyph_is_told_at_its_place(tmp_path: Path, target: str) -> None:
    path = project(tmp_path, text=TEXT + "\nA \U00012000 sign.\n")
    (found,) = errors(path, "--for", target)
    assert found.startswith("brief.md:8:3: error[font-missing-glyph]")


@pytest.mark.parametrize("target", ["screen", "archive", "print"])
def test_a_picture_without_words_is_told_at_its_place(tmp_path: Path, target: str) -> None:
    (tmp_path / "a.png").write_bytes(make_png(900, 900))
    path = project(tmp_path, text=TEXT + "\n![](a.png){width=60mm}\n")
    assert errors(path, "--for", target) == [
        "brief.md:8:1: error[image-alt]: the picture has no alternative text"
    ]


def test_a_photo_of_72_ppi_is_told_at_its_place(tmp_path: Path) -> None:
    """The build says what a check says, once (`test_press_pictures.py` has the sizes)."""
    Image.effect_noise((340, 300), 90).convert("RGB").save(tmp_path / "a.png")
    path = project(tmp_path, text=TEXT + '\n![A](a.png){width="120mm"}\n')
    code, _, said = publish("pdf", "--for", "print", "--format", "short", path)
    first = re.sub(r"^\S*(?=brief\.md)", "", said.splitlines()[0])
    assert (code, first) == (
        1,
        "brief.md:8:1: error[press-resolution]: the picture 'a.png' has 72 pixels per inch at its"
        " size, and the press needs 300",
    )


@pytest.mark.parametrize(
    "rule",
    [
        "@color-profile device-cmyk { src: url(x.icc) }",
        "@color-profile device-cmyk { src: url(x.icc); components: c, m, y, k }",
        "@COLOR-PROFILE --ours { }",
    ],
)
@pytest.mark.parametrize("target", ["screen", "archive", "print"])
def test_a_profile_in_a_sheet_is_refused_where_it_stands(
    tmp_path: Path, rule: str, target: str
) -> None:
    """Without components it crashes the renderer, and with them the whole sheet is left out."""
    path = project(tmp_path, f"/* @color-profile */\n  {rule}\np {{ margin: 0 }}\n")
    said = "'@color-profile' cannot be used: it is not for a sheet to say how a press prints"
    assert errors(path, "--for", target) == [f"{SHEET}:2:3: error[style-banned]: {said}"]


def test_a_profile_in_a_comment_is_none(tmp_path: Path) -> None:
    path = project(tmp_path, "/* @color-profile x { src: url(x.icc) } */\np { margin: 0 }\n")
    assert errors(path, "--for", "print") == []
