"""What a drawing asks for that the renderer does not draw is told, and what it draws is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.drawings import clean
from publish.page import Resource
from publish.render.leaf import start
from publish.targets import SCREEN
from tests.pages import make_page
from tests.test_cli import publish

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n{}\n</svg>'
BOX = '<rect width="9" height="9" {}/>'
SHADOW = (
    '<filter id="f"><feGaussianBlur stdDeviation="2"/><feOffset dx="3"/></filter>'
    '<rect filter="url(#f)" width="5" height="5"/>'
)
MASK = '<mask id="m" {}><path d="M0 0H5V9z"/></mask>'
ON_USER_SPACE = 'maskUnits="userSpaceOnUse" x="0" y="0" width="9" height="9"'
HTML = "<foreignObject><div>Ministry\u00a0of <b>Trade</b></div></foreignObject>"
CLIP = '<clipPath id="c" {}>{}</clipPath><path clip-path="url(#c)" d="M0 0H9V9z"/>'


@pytest.mark.parametrize(
    ("inside", "names"),
    [
        (SHADOW, ["<feGaussianBlur>"]),
        (BOX.format('style="mix-blend-mode:multiply"'), ["mix-blend-mode: multiply"]),
        (BOX.format('style="filter: drop-shadow(1px 1px 1px black)"'), ["filter: drop-shadow()"]),
        (BOX.format('style="clip-path: circle(2px)"'), ["clip-path: circle()"]),
        (BOX.format('fill="var(--red)"'), ["fill: var(--red)"]),
        (BOX.format('fill="reddish"'), ["fill: reddish"]),
        (BOX.format('r="50vw"'), ["r: 50vw"]),
        (BOX.format('style="rotate: 45deg"'), ["rotate"]),
        (BOX.format('style="transform-box:fill-box"'), ["transform-box: fill-box"]),
        (BOX.format('pathLength="10" stroke-dasharray="1"'), ["pathLength"]),
        (MASK.format("") + BOX.format('mask="url(#m)"'), ["mask"]),
        (MASK.format(ON_USER_SPACE) + '<g mask="url(#m)"><path d="M0 0H9"/></g>', ["mask"]),
        (CLIP.format("", '<text y="9">A</text>'), ["clip-path"]),
        (CLIP.format("", '<path clip-rule="evenodd" d="M0 0H9"/>'), ["clip-path"]),
        (CLIP.format('clipPathUnits="objectBoundingBox"', '<path d="M0 0H1"/>'), ["clip-path"]),
        ('<text><textPath href="#p">On it</textPath></text>', ["<textPath>"]),
        ('<text style="font: bold 20px sans-serif">A</text>', ["font: bold 20px sans-serif"]),
        ('<text font-size="x-large">A</text>', ["font-size: x-large"]),
        ('<text text-decoration="underline">A</text>', ["text-decoration: underline"]),
        ('<text><tspan baseline-shift="super">A</tspan></text>', ["baseline-shift: super"]),
        ('<text style="writing-mode:vertical-rl">A</text>', ["writing-mode: vertical-rl"]),
        ("<foreignObject/>", ["<foreignObject>"]),
        (f"<switch>{HTML}<text>Ministry of...</text></switch>", ["<foreignObject>"]),
        (f"<switch>{HTML}</switch>", ["<foreignObject>"]),
        (f"<switch>{HTML}<title>A</title></switch>", ["<foreignObject>"]),
        (f"<switch>{HTML}<switch><text>Minister</text></switch></switch>", ["<foreignObject>"]),
        ('<switch><g systemLanguage="de"/><g/></switch>', ["systemLanguage"]),
        ("<flowRoot/>", ["<flowRoot>"]),
        ('<path d="M0 0"><animate attributeName="d"/></path>', ["<animate>"]),
        ('<style>.a { mix-blend-mode: screen }</style><g class="a"/>', ["mix-blend-mode: screen"]),
        ("<style>@media (min-width: 9px) { g { fill: red } }</style><g/>", ["@media"]),
    ],
)
def test_what_is_not_drawn_is_named_with_its_line(inside: str, names: list[str]) -> None:
    """Each was drawn and looked at."""
    assert clean(SVG.format(inside).encode()).undrawn == tuple((name, 2) for name in names)


@pytest.mark.parametrize(
    "inside",
    [
        '<filter id="f"><feOffset dx="3"/></filter>' + BOX.format('filter="url(#f)"'),
        '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter>' + BOX.format(""),
        MASK.format(ON_USER_SPACE) + BOX.format('mask="url(#m)"'),
        CLIP.format("", '<path d="M0 0H9"/>'),
        '<clipPath id="c"><path d="M0 0"/></clipPath><g clip-path="url(#c)"/>',
        "<switch><foreignObject/><g><text>A</text></g></switch>",
        f"<switch>{HTML}<text>Ministry <tspan>of Trade</tspan></text></switch>",
        f'<switch>{HTML}<image href="data:image/png;base64,"/></switch>',
        "<switch><text>A</text><text>B</text></switch>",
        "<style>.unused { mix-blend-mode: screen } a:hover { filter: blur(2px) }</style><g/>",
        "<style>@media (prefers-color-scheme: dark) { g { fill: red } }</style><g/>",
        BOX.format('style="mix-blend-mode:normal;filter:none;-inkscape-stroke:none"'),
        "<text style=\"font: 10px 'DejaVu Sans', sans-serif; font-variant: normal\">A</text>",
        '<text font-size="1.2em" word-spacing="0" textLength="9" text-decoration="none">A</text>',
        '<a href="https://example.org/"><rect fill="currentColor" stroke="#f0f8" rx="5%"/></a>',
        BOX.format('style="paint-order:stroke fill;fill:rgb(10%,20%,30%)"'),
    ],
)
def test_what_is_drawn_is_not_told(inside: str) -> None:
    """Nor what a program wrote in stock and nothing uses."""
    assert clean(SVG.format(inside).encode()).undrawn == ()


def test_an_effect_is_told_at_its_picture_for_all_targets(tmp_path: Path) -> None:
    """With what it is, its line in the drawing, and what can be done."""
    (tmp_path / "a.svg").write_text(SVG.format(SHADOW), "utf-8")
    path = tmp_path / "brief.md"
    path.write_text("# A\n\n![Alt](a.svg)\n", "utf-8")
    _, _, said = publish("check", "--format", "short", path)
    expected = "the drawing 'a.svg' has what is not drawn: '<feGaussianBlur>' (in its line 2)"
    assert f"brief.md:3:1: warning[image-effect]: {expected}" in said


def test_a_thing_stays_in_its_place_when_its_shadow_is_not_drawn() -> None:
    """The renderer would move it by the offset of the shadow."""
    assert b"feOffset" not in clean(SVG.format(SHADOW).encode()).data


def test_a_long_sheet_is_read_as_one() -> None:
    """The parser gives it in pieces."""
    sheet = ".a { fill: red }\n" * 2000 + ".b { mix-blend-mode: screen }"
    inside = f'<style>{sheet}</style><g class="b"/>'
    assert clean(SVG.format(inside).encode()).undrawn == (("mix-blend-mode: screen", 2002),)


def test_a_style_of_a_block_is_told_as_it_is_left_out(tmp_path: Path) -> None:
    """As that of raw HTML is."""
    path = tmp_path / "brief.md"
    path.write_text('# A\n\n::: {.box style="color: red"}\nText.\n:::\n', "utf-8")
    _, _, said = publish("check", "--format", "short", path)
    assert "warning[raw-html]: the attribute 'style' of a block is not allowed" in said


@pytest.mark.parametrize("inside", ['fill="CurrentColor"', 'style="fill: currentcolor"'])
def test_the_colour_of_the_text_is_known_in_any_spelling(inside: str) -> None:
    """Keywords of CSS are the same in any case; the renderer's is not."""
    with start() as leaf:
        picture = clean(SVG.format(f'<rect {inside} width="9" height="9"/>').encode()).data
        page = make_page('<p><img src="doc:///a.svg" alt="A"></p>', resources=drawn(picture))
        assert leaf.render(page, SCREEN).diagnostics == ()


@pytest.mark.parametrize("name", ["border-image", "mask-border"])
@pytest.mark.parametrize("width", ["3mm", "1em 2 10% auto"])
def test_a_pictured_border_has_a_width_in_any_unit(name: str, width: str) -> None:
    """The renderer gave up at lengths that are no pixels."""
    picture = SVG.format('<rect width="9" height="9"/>').encode()
    css = f"p {{ border: 3mm solid; {name}: url(doc:///a.svg) 3; {name}-width: {width} }}"
    with start() as leaf:
        page = make_page("<p>Text</p>", css, resources=drawn(picture))
        assert leaf.render(page, SCREEN).diagnostics == ()


def drawn(picture: bytes) -> dict[str, Resource]:
    return {"doc:///a.svg": Resource("image/svg+xml", picture)}


def test_of_colours_for_light_and_dark_the_light_one_is_drawn() -> None:
    """draw.io writes both; paper is light."""
    inside = (
        '<rect style="fill: light-dark(#ffffff, var(--dark, #121212)); stroke:'
        ' light-dark(rgb(1, 2, 3), rgb(9, 9, 9));"/><rect fill="light-dark(#000000, #ffffff)"/>'
    )
    drawing = clean(SVG.format(inside).encode())
    light = '<rect style="fill: #ffffff; stroke: rgb(1, 2, 3);"/><rect fill="#000000"/>'
    assert (drawing.data, drawing.undrawn) == (SVG.format(light).encode(), ())


@pytest.mark.parametrize(
    ("choices", "drawn"),
    [
        (HTML + "<g/><text>Text is not SVG - cannot display</text>", [b"<g"]),
        ("<title>A</title><text>A</text><text>B</text>", [b"<text>A<"]),
        ('<g systemLanguage="de"/><text>A</text><text>B</text>', [b"<text>A<"]),
        ('<text systemLanguage="de">A</text><text systemLanguage="fr">B</text>', [b">A<"]),
        (HTML, []),
    ],
)
def test_the_first_choice_that_can_be_drawn_is(choices: str, drawn: list[bytes]) -> None:
    """HTML is none; draw.io ends its files with an empty choice before its excuse."""
    data = clean(SVG.format(f"<switch>{choices}</switch>").encode()).data
    inside = data.partition(b"<switch")[2]
    assert inside.count(b"<g") + inside.count(b"<text") == len(drawn)
    assert all(each in inside for each in drawn)


def test_of_labels_in_html_the_way_out_is_told(tmp_path: Path) -> None:
    """Programs that draw diagrams have a setting for it."""
    (tmp_path / "a.svg").write_text(SVG.format(HTML), "utf-8")
    path = tmp_path / "brief.md"
    path.write_text("# A\n\n![Alt](a.svg)\n", "utf-8")
    _, _, said = publish("check", path)
    assert "hint: its labels are HTML: export them as text, in draw.io by 'Convert Labels" in said


@pytest.mark.parametrize(
    ("inside", "colour"),
    [
        ('<style>:root { --a: #c00; } .b { fill: var(--a) }</style><g class="b"/>', "fill: #c00 }"),
        ('<g style="--a:rgb(1,2,3)"><g fill="var( --a )"/></g>', 'fill="rgb(1,2,3)"'),
        ('<g fill="var(--a, rgb(1, 2, 3))"/>', 'fill="rgb(1, 2, 3)"'),
        ('<g style="--a:light-dark(#fff,#000)" fill="var(--a, red)"/>', 'fill="#fff"'),
    ],
)
def test_a_custom_property_with_one_value_is_put_in(inside: str, colour: str) -> None:
    """Programs that draw charts for the web name their colours so."""
    drawing = clean(SVG.format(inside).encode())
    assert colour in drawing.data.decode()
    assert drawing.undrawn == ()


@pytest.mark.parametrize("given", ["--a:red", "--a:var(--b);--b:red", "--a:red;--a:blue"])
def test_a_custom_property_with_several_values_is_told(given: str) -> None:
    """Which of them holds depends on the element; one that stands for another is not followed."""
    other = "" if ";" in given else ' style="--a:blue"'
    inside = f'<g style="{given}"/><g{other} fill="var(--a)"/>'
    assert clean(SVG.format(inside).encode()).undrawn == (("fill: var(--a)", 2),)
