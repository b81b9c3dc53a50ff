"""Houses: what a chain of folders in `styles/` amounts to, and what is said of its mistakes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.houses.house import House, load
from publish.houses.installed_houses import installed_houses
from publish.language.localization import words_for
from publish.project import Project
from publish.report import as_human
from tests.casefile import Case, cases


def chain(tmp_path: Path, **files: str) -> House:
    """Load the house 'acme' of a project; `__` in a keyword stands for `/`, `_` for `.`."""
    for name, text in files.items():
        path = tmp_path / "styles" / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return load("acme", Project(tmp_path))


@pytest.mark.parametrize("case", list(cases("house")), ids=lambda case: case.name)
def test_house(case: Case, tmp_path: Path, update: bool) -> None:
    """Every mistake in a house is told at its place in the house's own file."""
    case.write(tmp_path, "diagnostics")
    house = load("acme", Project(tmp_path))
    case.expect("diagnostics", as_human(house.diagnostics), update)


def test_base_loads_without_a_message(tmp_path: Path) -> None:
    """The house that all others extend has no mistakes."""
    assert load("base", Project(tmp_path)).diagnostics == ()


def test_a_house_stands_on_base(tmp_path: Path) -> None:
    """A folder with one line inherits everything."""
    house = chain(tmp_path, acme__style_toml='extends = "base"')
    assert house.chain == ("base", "acme")


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder of installed packages, one of which brings the house 'delta'."""
    files = {
        "delta_press/__init__.py": "raise AssertionError('its package never runs')",
        "delta_press/delta/style.toml": 'extends = "meridian"',
        "delta_press/delta/tokens.css": ":root { --ink: #123456 }",
        "delta_press/delta/logo.svg": "<svg/>",
        "delta_press-1.0.dist-info/entry_points.txt": (
            "[console_scripts]\nx = y:z\n[publish.styles]\ndelta = delta_press.delta\n"
            "base = delta_press.delta\ngone = nowhere_at_all\n"
        ),
    }
    for name, text in files.items():
        path = tmp_path / "packages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.syspath_prepend(tmp_path / "packages")
    installed_houses.cache_clear()
    yield tmp_path / "packages"
    installed_houses.cache_clear()


@pytest.mark.usefixtures("packages")
def test_an_installed_package_can_bring_a_house(tmp_path: Path) -> None:
    """Its files stand in the receipt, and its code is not run."""
    project = Project(tmp_path)
    house = load("delta", project)
    assert (house.chain, house.diagnostics) == (("base", "meridian", "delta"), ())
    assert "doc:///house/delta/logo.svg" in house.assets
    assert "publish.styles:delta/tokens.css" in {each.name for each in project.inputs}


@pytest.mark.usefixtures("packages")
def test_no_package_takes_the_place_of_base(tmp_path: Path) -> None:
    """All other houses stand on it."""
    assert load("base", Project(tmp_path)).chain == ("base",)


@pytest.mark.usefixtures("packages")
def test_a_project_has_its_own_house_before_an_installed_one(tmp_path: Path) -> None:
    """What lies beside the manuscript is what its author sees."""
    own = tmp_path / "styles/delta/style.toml"
    own.parent.mkdir(parents=True)
    own.write_text("", "utf-8")
    assert load("delta", Project(tmp_path)).chain == ("base", "delta")


def test_a_house_that_names_no_parent_stands_on_base(tmp_path: Path) -> None:
    """Nobody has to know how the house they extend is called."""
    assert chain(tmp_path, acme__style_toml="").chain == ("base", "acme")


def test_the_sheets_of_base_come_first(tmp_path: Path) -> None:
    """So a house's layer wins over base's, however specific base is."""
    house = chain(tmp_path, acme__style_toml="", acme__tokens_css=":root { --ink: red }")
    assert [each.layer for each in house.sheets][-1] == "acme"


def test_a_house_without_a_list_takes_its_tokens_first(tmp_path: Path) -> None:
    """A small house need not list its sheets."""
    house = chain(tmp_path, acme__style_toml="", acme__a_css="", acme__tokens_css="")
    own = [each.url for each in house.sheets if each.layer == "acme"]
    assert own == ["doc:///house/acme/tokens.css", "doc:///house/acme/a.css"]


def test_a_face_ordered_again_replaces_the_inherited_one(tmp_path: Path) -> None:
    """One family, weight and slant is one file, or the renderer garbles the text."""
    order = '[[faces]]\nfamily = "Source Sans 3"\npackage = "inter"\nweight = 600\n'
    house = chain(tmp_path, acme__style_toml=order)
    bold = [each for each in house.faces if (each.family, each.weight) == ("Source Sans 3", 600)]
    assert [(each.style, each.package) for each in bold] == [
        ("normal", "inter"),
        ("italic", "source sans 3"),
    ]


def test_no_two_faces_share_family_weight_and_slant(tmp_path: Path) -> None:
    """Two files under one name print garbled text, without a warning."""
    faces = [
        (each.family, each.weight, each.style) for each in load("base", Project(tmp_path)).faces
    ]
    assert sorted(set(faces)) == sorted(faces)


def test_words_of_a_house_win_over_those_of_base(tmp_path: Path) -> None:
    """A publisher may call the box differently, and nothing else."""
    house = chain(tmp_path, acme__style_toml="", acme__strings__en_toml='notes = "Endnotes"')
    english = house.strings["en"]
    assert (english["notes"], english["keywords"]) == ("Endnotes", "Keywords")


def test_a_house_may_change_one_form_of_date_and_keep_the_others(tmp_path: Path) -> None:
    """Of a table within the words, what is not named stays as the house below has it."""
    own = '[dates]\nday = "{month} {day} ({year})"\n'
    house = chain(tmp_path, acme__style_toml="", acme__strings__en_toml=own)
    words = words_for("en-GB", house)
    assert words.date(2026, 5, 4) == "May 4 (2026)"
    assert words.date(2026, 5) == "May 2026"


def test_a_picture_of_a_house_can_be_shown_by_its_sheets(tmp_path: Path) -> None:
    """A logo lies in the house's folder and has an address of its own."""
    house = chain(tmp_path, acme__style_toml="", acme__logo_svg="<svg/>")
    assert house.assets == {"doc:///house/acme/logo.svg": b"<svg/>"}
