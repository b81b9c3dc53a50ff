"""`_brand.yml`: a publisher's colours, typefaces and logo on the pages of base."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from publish.houses import brand_faces
from publish.houses.house import House, load
from publish.houses.house_check import check_house
from publish.houses.house_tokens import house_tokens
from publish.project import Project
from publish.report import as_human
from tests.casefile import Case, cases
from tests.test_cli import publish

BRAND = 'color:\n  primary: "#0a3d62"\nlogo: art/mark.svg\n'
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h9v9z"/></svg>'
)


def tokens_and_faces(house: House) -> str:
    """List what the brand sets, with its places, and the faces that it orders."""
    own = [each for each in house_tokens(house) if each.span.source.name == "_brand.yml"]
    lines = [f"{each.span.line}: {each.name}: {each.value}" for each in own]
    base = load("base", Project(Path(__file__).parent)).faces
    lines += [
        f"{each.family} {each.weight} {each.style} {dict(each.axes)}"
        for each in house.faces
        if each not in base
    ]
    return "\n".join(lines)


@pytest.mark.parametrize("case", list(cases("brand")), ids=lambda case: case.name)
def test_brand(case: Case, tmp_path: Path, update: bool) -> None:
    """What a page can use becomes tokens and faces; the rest is told at its place."""
    case.write(tmp_path, "tokens", "diagnostics")
    house = load("base", Project(tmp_path))
    case.expect("tokens", tokens_and_faces(house), update)
    case.expect("diagnostics", as_human(house.diagnostics), update)


def test_what_a_brand_sets_has_no_mistakes_of_a_house(tmp_path: Path) -> None:
    """Each colour has its partner for print, each family its faces."""
    text = BRAND.partition("logo")[0] + "typography: {base: Literata, headings: IBM Plex Sans}\n"
    (tmp_path / "_brand.yml").write_text(text, "utf-8")
    house = load("base", Project(tmp_path))
    assert (house.chain, house.diagnostics) == (("base", "brand"), ())
    assert check_house(house) == ()


def test_a_house_of_the_project_is_no_brand_unless_it_extends_it(tmp_path: Path) -> None:
    (tmp_path / "_brand.yml").write_text("color: {primary: teal}\n", "utf-8")
    for name, parent in (("plain", "base"), ("ours", "brand")):
        folder = tmp_path / "styles" / name
        folder.mkdir(parents=True)
        (folder / "style.toml").write_text(f'extends = "{parent}"\n', "utf-8")
    assert load("plain", Project(tmp_path)).chain == ("base", "plain")
    assert load("ours", Project(tmp_path)).chain == ("base", "brand", "ours")


def test_without_its_file_there_is_no_brand(tmp_path: Path) -> None:
    found = load("brand", Project(tmp_path)).diagnostics
    assert [each.code for each in found] == ["style-unknown"]


def test_a_brief_takes_colours_logo_and_typefaces(tmp_path: Path) -> None:
    (tmp_path / "brief.md").write_text("---\ntitle: A Brief\nlang: en\n---\n\nWords.\n", "utf-8")
    (tmp_path / "art").mkdir()
    (tmp_path / "art" / "mark.svg").write_text(DRAWING, "utf-8")
    brand = BRAND + "typography: {base: Literata}\n"
    (tmp_path / "_brand.yml").write_text(brand, "utf-8")
    assert publish("pdf", "--strict", "--for", "all", tmp_path / "brief.md")[0] == 0
    with pikepdf.open(tmp_path / "build" / "brief.pdf") as pdf:
        fonts = {str(each.get("/BaseFont", "")) for each in pdf.objects if _is_font(each)}
    assert {each.partition("+")[2].partition("-")[0] for each in fonts} >= {"Literata"}
    assert not any("Source-Serif" in each for each in fonts)


def _is_font(each: object) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"


def test_a_typeface_that_lacks_a_face_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is slanted or thickened by the renderer in its place."""
    files = [{"style": "normal", "weight": 400}, {"style": "normal", "weight": 700}]
    monkeypatch.setattr(brand_faces, "metadata_of", lambda _: {"files": files})
    assert brand_faces.what_is_missing("Oswald") == "italic"
    files.append({"style": "italic", "weight": 400})
    assert brand_faces.what_is_missing("Oswald") == ""
    del files[1]
    assert brand_faces.what_is_missing("Oswald") == "bold"
