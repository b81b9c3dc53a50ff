"""A publisher's own house: made, shown, checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_cli import BRIEF, LIBRARY, publish


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text("", "utf-8")
    (tmp_path / "brief.md").write_text(BRIEF, "utf-8")
    (tmp_path / "refs.bib").write_text(LIBRARY, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_house_builds_at_once(project: Path) -> None:
    assert publish("style", "new", "acme")[0] == 0
    assert publish("style", "check", "acme") == (0, b"", "no mistakes found\n")
    code, _, said = publish("pdf", "--style", "acme", "brief.md")
    assert (code, "error" in said) == (0, False)


def test_a_house_that_is_there_is_left_alone(project: Path) -> None:
    publish("style", "new", "acme")
    (project / "styles" / "acme" / "tokens.css").write_text(":root {}", "utf-8")
    code, _, said = publish("style", "new", "acme")
    assert (code, "exists already" in said) == (3, True)
    assert (project / "styles" / "acme" / "tokens.css").read_text("utf-8") == ":root {}"


@pytest.mark.parametrize("name", ["base", "meridian", "brand"])
def test_a_new_house_hides_none_that_is_there(project: Path, name: str) -> None:
    code, _, said = publish("style", "new", name)
    assert (code, f"a house is called '{name}' already" in said) == (2, True)
    assert not (project / "styles").exists()


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("h2 { margin-top: 3mn }", "tokens.css:1:6: warning[render-style]: ignored 'margin-top"),
        ("h2:hoover { top: 0 }", "tokens.css:1:1: warning[render-style]"),
        ("h2 { font-size: 1e30px }", "error[render-crash]"),
    ],
)
def test_the_renderer_reads_all_sheets_of_a_house(project: Path, sheet: str, told: str) -> None:
    """It alone knows what a property may hold; a sheet for other pages is read as well."""
    publish("style", "new", "acme")
    house = project / "styles" / "acme"
    (house / "tokens.css").write_text(sheet + "\n", "utf-8")
    assert told in publish("check", "--style", "acme")[2]


def test_sheets_for_other_pages_are_read_as_well(project: Path) -> None:
    publish("style", "new", "acme")
    house = project / "styles" / "acme"
    (house / "style.toml").write_text('sheets = []\nwhen."direction:rtl" = "r.css"\n', "utf-8")
    (house / "r.css").write_text("\nh2 { margin: 3mn }\n", "utf-8")
    assert "r.css:2:6: warning[render-style]" in publish("check", "--style", "acme")[2]


def test_a_damaged_picture_of_a_house_is_named(project: Path) -> None:
    publish("style", "new", "acme")
    (project / "styles" / "acme" / "logo.svg").write_text("<svg", "utf-8")
    said = publish("style", "check", "acme")[2]
    assert "styles/acme/logo.svg:1:1: warning[image-damaged]" in said


def test_one_line_changes_a_colour_and_show_says_where(project: Path) -> None:
    publish("style", "new", "acme")
    tokens = project / "styles" / "acme" / "tokens.css"
    tokens.write_text(
        ":root {\n  --house: #7a1f2b; --house-cmyk: device-cmyk(.3 .95 .7 .3);\n}", "utf-8"
    )
    out = publish("style", "show", "acme")[1].decode()
    assert "chain: base → acme" in out
    assert "--house: #7a1f2b  (styles/acme/tokens.css:2)  over styles/base/tokens.css" in out


def test_a_mistake_in_a_house_is_found_at_its_place(project: Path) -> None:
    publish("style", "new", "acme")
    tokens = project / "styles" / "acme" / "tokens.css"
    tokens.write_text("h2 { color: var(--hous) !important }\n", "utf-8")
    code, _, said = publish("check", "--style", "acme")
    assert code == 1
    assert "styles/acme/tokens.css:1:17: error[style-token]" in said
    assert "did you mean '--house'?" in said


def test_what_only_a_filled_layout_shows_is_found_too(project: Path) -> None:
    """Each layout of a house is filled with a specimen; its CSL style and layout are looked for."""
    publish("style", "new", "acme")
    house = project / "styles" / "acme"
    (house / "style.toml").write_text('csl = "no-such"\nlayout = "breif"\n', "utf-8")
    (house / "layouts").mkdir(exist_ok=True)
    layout = '{% extends "base/brief.html" %}\n{% block masthead %}{{ 1 / 0 }}{% endblock %}\n'
    (house / "layouts" / "brief.html").write_text(layout, "utf-8")
    code, _, said = publish("check", "--style", "acme", "--format", "short")
    assert (code, said.splitlines()) == (
        1,
        [
            "styles/acme/layouts/brief.html:2:1: error[layout-error]: the layout stops here:"
            " division by zero",
            "styles/acme/style.toml:1:8: error[csl-unknown]: no CSL style 'no-such'; bundled are"
            " 'publish-author-date', 'publish-notes'",
            "styles/acme/style.toml:2:11: error[layout-unknown]: the house has no layout 'breif'",
        ],
    )


def test_a_warning_of_the_renderer_stands_in_the_sheet(project: Path) -> None:
    publish("style", "new", "acme")
    tokens = project / "styles" / "acme" / "tokens.css"
    tokens.write_text("h2 {\n  colour: red;\n}\n", "utf-8")
    _, _, said = publish("pdf", "--style", "acme", "brief.md")
    assert "styles/acme/tokens.css:2:3: warning[render-style]" in said


def test_what_cannot_be_read_is_not_told_as_missing(project: Path) -> None:
    """A label that a list has, but for a slip above it, is not missing from the layout."""
    publish("style", "new", "acme")
    house = project / "styles" / "acme"
    (house / "strings").mkdir()
    (house / "strings" / "en.toml").write_text('notes = Notes\nown = "Own"\n', "utf-8")
    layout = '{% extends "base/brief.html" %}{% block colophon %}{{ words["own"] }}{% endblock %}'
    (house / "layouts" / "brief.html").write_text(layout, "utf-8")
    _, _, said = publish("check", "--style", "acme", "--format", "short")
    assert [each.split(": ")[1] for each in said.splitlines()] == ["error[style-syntax]"]


def test_a_folder_that_is_no_name_is_refused(project: Path) -> None:
    code, _, said = publish("style", "new", "../acme")
    assert (code, "is no name for a house" in said) == (2, True)
