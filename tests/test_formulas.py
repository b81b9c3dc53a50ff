"""Formulas: TeX to drawings on the baseline of the text, and what cannot be drawn."""

from __future__ import annotations

import re
import time
from importlib.util import find_spec
from pathlib import Path

import pypdfium2
import pytest
from tinycss2.color5 import parse_color

from publish import pipeline
from publish.body import write_body
from publish.document import parse
from publish.formulas import TEX_LIMIT, Fault, Formula, draw
from publish.inspection.ink import read_inks
from publish.manuscript import read
from publish.options import Options
from publish.outputs.table import OUTPUTS
from publish.render.drawn_colour import written
from publish.render.leaf import start
from publish.report import as_human
from publish.source import Source
from publish.targets import SCREEN
from publish.writing import formulas
from tests.casefile import Case, cases
from tests.citing import cite
from tests.pagelayout import read_layout
from tests.pages import make_page, structure

needs_library = pytest.mark.skipif(
    find_spec("mathra") is None, reason="formulas are not drawn: the extra 'maths' is missing"
)
_DRAWN = re.compile(r'<svg [^>]*aria-label="([^"]*)".*?</svg>', re.DOTALL)


@pytest.mark.parametrize("case", [*cases("formulas")], ids=lambda case: case.name)
def test_formulas(case: Case, update: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawings are shown by their TeX; a file `without.md` is set as if there were no library."""
    (name,) = case.files("html", "drawn", "diagnostics")
    if name == "without.md":
        monkeypatch.setattr(formulas, "is_installed", lambda: False)
    elif find_spec("mathra") is None:
        pytest.skip("formulas are not drawn: the extra 'maths' is missing")
    document = parse(read(Source(name, case.sections[name])))
    body = write_body(cite(document, is_note_style=False))
    case.expect("drawn", "\n".join(_DRAWN.findall(body.html)), update)
    if "html" in case.sections:
        case.expect("html", _DRAWN.sub(r"[\1]", body.html), update)
    case.expect("diagnostics", as_human((*document.diagnostics, *body.diagnostics)), update)


ECONOMISTS = (
    r"x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}",
    r"\sum_{i=1}^{n} \beta_i x_{it} + \varepsilon_{it} \qquad \prod_{k=0}^\infty a_k",
    r"\int_0^\infty e^{-rt} u(c_t)\,dt = \lim_{T\to\infty} \oint_C f(z)\,\mathrm{d}z",
    r"\begin{pmatrix} a & \cdots \\ \vdots & \ddots \end{pmatrix}",
    r"\begin{aligned} Y_{it} &= \alpha_i \\ \hat{\delta} &= \left(\bar{Y}\right) \end{aligned}",
    r"f(x) = \begin{cases} x^2 & \text{if } x \geq 0, \\ -x & \text{otherwise} \end{cases}",
    r"\mathbb{E}[X \mid Y] = \mathcal{F} \cup \mathfrak{g}, \boldsymbol{\beta} = \mathbf{X}'",
    r"\left| \frac{\partial f}{\partial x} \right| \lVert x \rVert \Big[ y \Big]",
    r"\operatorname*{arg\,max}_{\theta \in \Theta} \log L(\theta) \sim N(\mu, \sigma^2)",
    r"\underbrace{a+b}_{26} \overbrace{x}^{y} \stackrel{d}{\to} \xrightarrow{n\to\infty}",
    r"\ce{H2O} \cancel{x} \boxed{y} \binom{n}{k} \sqrt[3]{x} \tfrac12 \substack{a\\b}",
)


@needs_library
@pytest.mark.parametrize("tex", ECONOMISTS)
def test_what_economists_write_is_drawn(tex: str) -> None:
    """Each in a sentence and on a line of its own, twice with the same shapes."""
    for is_display in (False, True):
        drawn = draw(tex, is_display=is_display)
        assert isinstance(drawn, Formula)
        assert drawn.shapes
        assert drawn == draw(tex, is_display=is_display)


@needs_library
def test_a_formula_stands_on_the_baseline() -> None:
    """An x ends there, a fraction goes far below it, and the height is that of the type."""
    letter, fraction = draw("x", is_display=False), draw(r"\frac{1}{y}", is_display=True)
    assert isinstance(letter, Formula)
    assert isinstance(fraction, Formula)
    assert 0 <= letter.depth_em < 0.05
    assert 0.4 < letter.height_em < 0.6
    assert 0.5 < fraction.depth_em < 1.2


HOSTILE = (
    "\\frac{" * 5_000,
    "{" * 900 + "}" * 900,
    "x^{" * 1_000 + "}" * 1_000,
    r"\left(" * 500 + "x" + r"\right)" * 500,
    r"\begin{matrix}" * 150 + "a" + r"\end{matrix}" * 150,
    r"\sum x+" * 10_000,
    r"\def\a{\a\a}\a",
    r"\newcommand{\a}[1]{#1#1#1}" + r"\a{" * 60 + "x" + "}" * 60,
    r"\let\a\b",
    r"\raisebox{1000000em}{x}",
    r"\rule{1e999cm}{1cm}",
    r"\input{/etc/passwd}",
    r"\href{javascript:alert(1)}{x}",
    r"\includegraphics{a.png}",
    "x\x00y",
    "語",
)


@needs_library
@pytest.mark.parametrize("tex", HOSTILE, ids=lambda tex: tex[:12])
def test_hostile_formulas_are_refused_at_once(tex: str) -> None:
    """Whatever nests, grows, reaches outside or is larger than a page."""
    start = time.process_time()
    assert isinstance(draw(tex, is_display=True), Fault)
    assert time.process_time() - start < 0.5


@needs_library
def test_the_longest_formula_is_drawn_in_time() -> None:
    """Long rows of cells: wide and high, and within the bounds."""
    row = r"a & b & c & d & e & f & g & h & i & j \\"
    tex = r"\begin{matrix}" + row * 40 + r"\end{matrix}"
    assert len(tex) < TEX_LIMIT
    start = time.process_time()
    assert isinstance(draw(tex, is_display=True), Formula)
    assert time.process_time() - start < 1


@needs_library
def test_markup_in_a_formula_stays_text() -> None:
    """The TeX stands in an attribute; what it draws are outlines."""
    drawn = draw(r'\text{"</svg><script>alert(1)</script>}', is_display=False)
    assert isinstance(drawn, Formula)
    assert "<script" not in drawn.html
    assert drawn.html.count('"') % 2 == 0


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("#102030", "rgb(6.27451% 12.549% 18.8235% / 1)"),
        ("device-cmyk(0 0 0 1)", "device-cmyk(0 0 0 1 / 1)"),
    ],
)
def test_a_drawing_takes_the_colour_of_the_text(css: str, expected: str) -> None:
    """The renderer's colour is written so that its own drawings read it."""
    assert written(parse_color(css)) == expected


@needs_library
def test_a_formula_has_the_ink_of_the_words_and_says_its_latex(tmp_path: Path) -> None:
    """In print nothing is left in colours of the screen; on the screen the tag has the source."""
    path = tmp_path / "x.md"
    path.write_text("---\ntitle: T\nlang: en\n---\n\n$$ \\hat{x} $$ {#eq-x}\n", "utf-8")
    options = Options(targets=("screen", "print"))
    with OUTPUTS["pdf"]() as output:
        made = pipeline.render(*pipeline.open_manuscript(path, options), options, output)
    assert as_human(made.diagnostics) == ""
    assert read_inks(made.artifacts[".print.pdf"].data).screen_colours == set()
    assert r"Formula Alt='\\hat{x}'" in structure(made.artifacts[".pdf"].data)


@needs_library
def test_a_formula_in_a_coloured_heading_has_its_colour() -> None:
    """The renderer would draw it black, as pictures are."""
    drawn = draw("x", is_display=False)
    assert isinstance(drawn, Formula)
    css = "h1 { color: #ff0000; font-size: 60pt; text-decoration: none }"
    with start() as leaf:
        pdf = leaf.render(make_page(f"<h1>{drawn.html}</h1>", css), SCREEN).pdf
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=1).to_pil().convert("RGB")
    inks = {ink for _, ink in page.getcolors(page.width * page.height)}
    assert min(inks, key=sum) == (255, 0, 0)


SUM = " + ".join("abcdefghijklmnopqrstuvwxyz")


def widest(folder: Path, text: str) -> tuple[float, str]:
    """Make a brief, and say how far right anything of it reaches, in mm, and what is told."""
    path = folder / "x.md"
    path.write_text(f"---\ntitle: T\nlang: en\n---\n\n{text}\n", "utf-8")
    with OUTPUTS["pdf"]() as output:
        made = pipeline.render(*pipeline.open_manuscript(path, Options()), Options(), output)
    layout = read_layout(made.artifacts[".pdf"].data)
    lines = [run.box for each in layout.blocks for line in each.lines for run in line.runs]
    boxes = [*lines, *layout.art, *(box for each in layout.blocks for box in each.pictures)]
    return max(box.right for box in boxes) * 25.4 / 72, as_human(made.diagnostics)


@pytest.mark.parametrize("text", [f"$$ {SUM} = {SUM} $$", f"$$ {SUM} = {SUM} $$ {{#eq-a}}"])
def test_a_long_formula_of_text_ends_its_lines_behind_signs(tmp_path: Path, text: str) -> None:
    """It stays within the measure, and nothing needs to be told."""
    right, told = widest(tmp_path, text)
    assert (right < 186.5, told) == (True, "")


@needs_library
@pytest.mark.parametrize(
    ("text", "over"),
    [
        (rf"$$ \hat{{a}} + {SUM} = {SUM} $$", "183 mm wider than the line, and set at 40%"),
        (
            rf"$$ \hat{{a}} + {SUM} = {SUM} $$ {{#eq-a}}",
            "204 mm wider than the line, and set at 34%",
        ),
        (rf"It is $\hat{{a}} + {SUM} = {SUM}$ where one looks and looks for it again.", "183 mm"),
        (rf"$$ \hat{{a}} + {SUM[:60]} $$", ""),
    ],
)
def test_a_drawn_formula_wider_than_the_line_is_told_and_stays_within(
    tmp_path: Path, text: str, over: str
) -> None:
    """By how many mm, at its place; its number has room beside it."""
    right, told = widest(tmp_path, text)
    assert right < 186.5
    assert (f"warning[formula-wide]: this formula is {over}" in told) == bool(over), told
    assert bool(told) == bool(over)
