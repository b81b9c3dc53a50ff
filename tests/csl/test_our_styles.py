"""Our styles are CSL 1.0.2: elements, attributes, variables, macros and options."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from publish.csl.style import parse_style
from publish.csl.vocabulary import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES, VARIABLES
from publish.source import Source

STYLES = sorted((Path(__file__).parents[2] / "styles" / "csl").glob("*.csl"))
CSL = "{http://purl.org/net/xbiblio/csl}"

AFFIXES = {"prefix", "suffix"}
FORMATTING = {"font-style", "font-variant", "font-weight", "text-decoration", "vertical-align"}
NAME_OPTIONS = {
    "and", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min", "et-al-use-first",
    "et-al-use-last", "et-al-subsequent-min", "et-al-subsequent-use-first", "initialize",
    "initialize-with", "name-as-sort-order", "sort-separator",
}  # fmt: skip
INHERITABLE = NAME_OPTIONS | {"name-form", "name-delimiter", "names-delimiter"}
CONDITIONS = {
    "disambiguate", "is-numeric", "is-uncertain-date", "locator", "position", "type", "variable",
    "match",
}  # fmt: skip
RENDERING = {"text", "date", "number", "names", "label", "group", "choose"}

# Element → attributes and children that CSL 1.0.2 allows it; "info" is checked by its own test.
ALLOWED: dict[str, tuple[set[str], set[str]]] = {
    "style": (
        {"class", "default-locale", "version", "demote-non-dropping-particle", "page-range-format",
         "initialize-with-hyphen"} | INHERITABLE,
        {"info", "locale", "macro", "citation", "bibliography"},
    ),
    "locale": ({"lang"}, {"style-options", "date", "terms"}),
    "terms": (set(), {"term"}),
    "term": ({"name", "form", "gender", "gender-form", "match"}, {"single", "multiple"}),
    "macro": ({"name"}, RENDERING),
    "citation": (
        {"collapse", "cite-group-delimiter", "year-suffix-delimiter", "after-collapse-delimiter",
         "disambiguate-add-givenname", "disambiguate-add-names", "disambiguate-add-year-suffix",
         "givenname-disambiguation-rule", "near-note-distance"} | INHERITABLE,
        {"sort", "layout"},
    ),
    "bibliography": (
        {"hanging-indent", "second-field-align", "line-spacing", "entry-spacing",
         "subsequent-author-substitute", "subsequent-author-substitute-rule"} | INHERITABLE,
        {"sort", "layout"},
    ),
    "sort": (set(), {"key"}),
    "key": ({"variable", "macro", "sort", "names-min", "names-use-first", "names-use-last"}, set()),
    "layout": ({"delimiter"} | AFFIXES | FORMATTING, RENDERING),
    "text": (
        {"variable", "macro", "term", "value", "form", "plural", "display", "quotes",
         "strip-periods", "text-case"} | AFFIXES | FORMATTING,
        set(),
    ),
    "date": (
        {"variable", "form", "date-parts", "delimiter", "display", "text-case"} | AFFIXES
        | FORMATTING,
        {"date-part"},
    ),
    "date-part": (
        {"name", "form", "range-delimiter", "strip-periods", "text-case"} | AFFIXES | FORMATTING,
        set(),
    ),
    "number": ({"variable", "form", "display", "text-case"} | AFFIXES | FORMATTING, set()),
    "names": (
        {"variable", "delimiter", "display"} | AFFIXES | FORMATTING,
        {"name", "et-al", "label", "substitute"},
    ),
    "name": ({"form", "delimiter"} | NAME_OPTIONS | AFFIXES | FORMATTING, {"name-part"}),
    "substitute": (set(), RENDERING),
    "label": (
        {"variable", "form", "plural", "strip-periods", "text-case"} | AFFIXES | FORMATTING, set()
    ),
    "group": ({"delimiter", "display"} | AFFIXES | FORMATTING, RENDERING),
    "choose": (set(), {"if", "else-if", "else"}),
    "if": (CONDITIONS, RENDERING),
    "else-if": (CONDITIONS, RENDERING),
    "else": (set(), RENDERING),
}  # fmt: skip


@pytest.fixture(params=STYLES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    """One of our styles."""
    found = request.param
    assert isinstance(found, Path)
    return found


def _elements(path: Path) -> list[ElementTree.Element]:
    root = ElementTree.parse(path).getroot()
    infos = {id(each) for info in root.iter(f"{CSL}info") for each in info.iter()}
    return [each for each in root.iter() if id(each) not in infos]


def _bare(name: str) -> str:
    return name.rpartition("}")[2]


def test_there_are_two_styles() -> None:
    """Notes and author-date."""
    assert [each.stem for each in STYLES] == ["publish-author-date", "publish-notes"]


def test_the_style_is_read_without_a_message(path: Path) -> None:
    """No unknown value, missing macro or circle."""
    style = parse_style(Source(path.name, path.read_text("utf-8")))
    assert style.diagnostics == ()
    assert style.style_class == ("note" if path.stem == "publish-notes" else "in-text")


def test_every_element_has_only_what_csl_allows_it(path: Path) -> None:
    """Attributes and children are those of CSL 1.0.2."""
    found = []
    for element in _elements(path):
        attributes, children = ALLOWED[_bare(element.tag)]
        found += [f"{_bare(element.tag)} {_bare(each)}" for each in element.attrib
                  if _bare(each) not in attributes]  # fmt: skip
        found += [f"{_bare(element.tag)} > {_bare(each.tag)}" for each in element
                  if _bare(each.tag) not in children]  # fmt: skip
    assert found == []


def test_no_branch_or_group_is_empty(path: Path) -> None:
    """CSL asks for one rendering element at least in groups, macros and layouts."""
    filled = {"macro", "group", "layout", "else", "substitute", "choose", "sort", "if", "else-if"}
    empty = [each.tag for each in _elements(path) if _bare(each.tag) in filled and not len(each)]
    assert empty == []


def test_variables_are_known_and_of_the_right_kind(path: Path) -> None:
    """Dates in cs:date, names in cs:names, numbers in cs:number and cs:label."""
    kinds = {
        "date": DATE_VARIABLES,
        "names": NAME_VARIABLES,
        "number": NUMBER_VARIABLES,
        "label": NUMBER_VARIABLES,
        "text": VARIABLES - DATE_VARIABLES - NAME_VARIABLES,
    }
    wrong = [
        f"{_bare(element.tag)} {variable}"
        for element in _elements(path)
        for variable in element.get("variable", "").split()
        if variable not in kinds.get(_bare(element.tag), VARIABLES)
    ]
    assert wrong == []


def test_every_macro_is_called(path: Path) -> None:
    """Neither a macro without call nor a call without macro."""
    elements = _elements(path)
    macros = {each.get("name") for each in elements if _bare(each.tag) == "macro"}
    calls = {each.get("macro") for each in elements} - {None}
    assert macros == calls


def test_the_style_names_itself(path: Path) -> None:
    """Title, id, date and licence, as CSL 1.0.2 asks under "Info"."""
    info = ElementTree.parse(path).getroot().find(f"{CSL}info")
    assert info is not None
    assert {"title", "id", "updated", "rights", "category"} <= {_bare(each.tag) for each in info}
