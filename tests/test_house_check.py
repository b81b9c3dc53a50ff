"""Mistakes in the sheets of a house: one case each; and base, which has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.composing.layout_check import check_layouts
from publish.houses.contrast import contrast
from publish.houses.css_properties import DESCRIPTORS, PROPERTIES
from publish.houses.house import load
from publish.houses.house_check import check_house
from publish.project import Project
from publish.report import as_human
from tests.casefile import Case, cases


@pytest.mark.parametrize("case", list(cases("house-check")), ids=lambda case: case.name)
def test_house_check(case: Case, tmp_path: Path, update: bool) -> None:
    """Every message of a case is shown whole, with its place in the sheet."""
    case.write(tmp_path, "diagnostics")
    house = load("acme", Project(tmp_path))
    case.expect(
        "diagnostics",
        as_human((*house.diagnostics, *check_house(house), *check_layouts(house))),
        update,
    )


def bundled_houses() -> list[str]:
    """Name the houses that come with the tool."""
    return sorted(
        {name.split("/")[0] for name in Project(Path()).bundled_names("", "*/style.toml")}
    )


@pytest.mark.parametrize("name", bundled_houses())
def test_our_own_houses_have_no_mistakes(name: str, tmp_path: Path) -> None:
    """What we ask of publishers holds for us."""
    house = load(name, Project(tmp_path))
    assert as_human((*house.diagnostics, *check_house(house), *check_layouts(house))) == ""


def test_the_properties_are_those_that_the_renderer_knows() -> None:
    """Our table is of one version; another may know more."""
    initial = pytest.importorskip("weasyprint.css.properties").INITIAL_VALUES
    validation = pytest.importorskip("weasyprint.css.validation")
    known = {name.replace("_", "-") for name in initial} | set(validation.expanders.EXPANDERS)
    described = {name for each in validation.descriptors.DESCRIPTORS.values() for name in each}
    ours = {"anchor", "lang"}  # the renderer's own, for itself
    assert (known - ours - PROPERTIES, described - DESCRIPTORS) == (set(), set())


@pytest.mark.parametrize("name", bundled_houses())
def test_colours_stand_in_tokens_only(name: str, tmp_path: Path) -> None:
    """One line changes a colour everywhere, on screen and in print."""
    house = load(name, Project(tmp_path))
    sheets = [each for each in house.sheets if not each.url.endswith("/tokens.css")]
    assert [each.url for each in sheets if "#" in each.source.text.replace(" #", " ")] == []


def test_pictures_are_not_interpolated(tmp_path: Path) -> None:
    """PDF/A-2 (ISO 19005-2 §6.2.8) refuses `Interpolate true`, which the renderer else writes."""
    texts = [each.source.text for each in load("base", Project(tmp_path)).sheets]
    assert any("* { image-rendering: crisp-edges }" in text for text in texts)


def test_black_on_white_has_the_greatest_contrast() -> None:
    """The formula of WCAG gives 21 to 1."""
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)


@pytest.mark.parametrize(
    ("target", "code"), [("gone.png", "file-missing"), ("/nowhere/gone.png", "file-outside")]
)
def test_a_link_that_leads_nowhere_is_told(target: str, code: str, tmp_path: Path) -> None:
    """As a logo it would be missed on the page alone."""
    house = tmp_path / "styles" / "acme"
    house.mkdir(parents=True)
    (tmp_path / "publish.toml").touch()
    (house / "style.toml").write_text('extends = "base"\n')
    (house / "logo.png").symlink_to(target)
    look = load("acme", Project(tmp_path))
    told = [(each.code, each.span and each.span.source.name) for each in look.diagnostics]
    assert told == [(code, "styles/acme/logo.png")]
    assert check_house(look) == ()
