"""Pages: what a manuscript and a house become before they are rendered."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import pipeline
from publish.draft import page_of, prepare
from publish.options import Options
from publish.page import Page
from publish.report import as_human
from publish.source import Source
from publish.targets import TARGETS

HEAD = "---\ntitle: A Brief\nauthor: Ada Writer\nlang: en-GB\n"


class Brief:
    """A project with one manuscript, and the page it becomes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.messages = ""

    def house(self, **files: str) -> Brief:
        """Give the project a house 'acme'; `__` in a keyword stands for `/`, `_` for `.`."""
        for name, text in {"style_toml": "", **files}.items():
            path = self.folder / "styles" / "acme" / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return self

    def page(
        self, fields: str = "", text: str = "A text.", target: str = "screen", **options: str
    ) -> Page:
        """Compose the page of a manuscript."""
        path = self.folder / "brief.md"
        path.write_text(f"{HEAD}{fields}---\n\n{text}\n", "utf-8")
        chosen = Options(**options)  # type: ignore[arg-type] # names of fields, checked at run time
        page, self.messages = page_and_messages(path, chosen, target)
        return page


def page_and_messages(path: Path, options: Options, target: str = "screen") -> tuple[Page, str]:
    """Take a manuscript to its page."""
    project, source = pipeline.open_manuscript(path, options)
    assert isinstance(source, Source)
    draft = prepare(project, source, options)
    page = page_of(draft, TARGETS[target])
    return page, as_human((*draft.diagnostics, *page.diagnostics))


@pytest.fixture
def brief(tmp_path: Path) -> Brief:
    return Brief(tmp_path)


def test_the_title_is_the_only_heading_of_the_first_level(brief: Brief) -> None:
    """The outline and readers' aids need one (ISO 14289-1 §7.4.2)."""
    html = brief.page(text="# A section\n\nText.").html
    assert (html.count("<h1"), '<h1 data-title="A Brief">A Brief</h1>' in html) == (1, True)


def test_what_the_author_writes_is_not_taken_for_markup(brief: Brief) -> None:
    """A title with an angle bracket is a title with an angle bracket."""
    assert "<b>" not in brief.page("keywords: ['<b>bold</b>']\n").html


def test_every_sheet_that_is_imported_is_carried_along(brief: Brief) -> None:
    """The page is a closed world: nothing is fetched that is not in it."""
    page = brief.page()
    sheet = page.resources["doc:///page.css"].data.decode()
    imported = [line[len("@import url(") :].split(")")[0] for line in sheet.splitlines()]
    assert (imported[0], set(imported) - set(page.resources)) == (
        "doc:///house/base/tokens.css",
        set(),
    )


def test_the_sheets_of_other_papers_and_languages_stay_away(brief: Brief) -> None:
    """What does not hold of this brief costs it nothing."""
    names = {each.url.rpartition("/")[2] for each in brief.page(paper="letter").sheets}
    assert names & {"paper-a4.css", "paper-letter.css", "rtl.css", "arabic.css"} == {
        "paper-letter.css"
    }


def test_a_persian_brief_is_mirrored(brief: Brief) -> None:
    """The direction follows from the language."""
    page = brief.page("", "Text.")
    (brief.folder / "fa.md").write_text("---\ntitle: عنوان\nlang: fa\n---\n\nمتن\n", "utf-8")
    mirrored, _ = page_and_messages(brief.folder / "fa.md", Options())
    assert 'dir="ltr"' in page.html
    assert 'lang="fa" dir="rtl"' in mirrored.html
    assert any(each.url.endswith("/rtl.css") for each in mirrored.sheets)


@pytest.mark.parametrize(("text", "expected"), [("Only Latin.", 0), ("From کابل.", 2)])
def test_faces_of_a_script_are_ordered_only_where_it_is_written(
    brief: Brief, text: str, expected: int
) -> None:
    """Each face costs time in every brief."""
    faces = [each for each in brief.page(text=text).faces if each.family == "Amiri"]
    assert len(faces) == expected


def test_in_print_every_colour_is_its_partner(brief: Brief) -> None:
    """One line in tokens names a colour for screen and for press."""
    sheet = brief.page(target="print").resources["doc:///house/base/text.css"].data.decode()
    assert ("color: device-cmyk(" in sheet, "#" in sheet) == (True, False)


def test_a_draft_says_so_on_every_page(brief: Brief) -> None:
    """The mark stands in the margin, outside of the text."""
    assert 'data-mark="Draft"' in brief.page("status: draft\n").html


def test_a_draft_under_an_embargo_says_both(brief: Brief) -> None:
    page = brief.page("status: draft\nembargo: 2026-05-14\n")
    assert "Draft · Embargoed until" in page.html


def test_an_embargo_names_its_day(brief: Brief) -> None:
    """In the language of the brief."""
    page = brief.page("embargo: 2026-05-14\n")
    assert 'data-mark="Embargoed until 14\xa0May 2026"' in page.html


def test_the_citation_of_the_brief_itself_follows_its_metadata(brief: Brief) -> None:
    """Chicago 17, §14.220."""
    html = brief.page("series: Policy Brief\nnumber: 3\ndate: 2026\ndoi: 10.1234/x\n").html
    assert "Writer, Ada. “A Brief.” Policy Brief 3, 2026." in html.replace("\xa0", " ")


def test_a_block_of_a_house_replaces_that_of_base(brief: Brief) -> None:
    """A publisher changes the masthead and inherits the rest."""
    layout = '{% extends "base/brief.html" %}{% block masthead %}<p>ACME</p>{% endblock %}'
    page = brief.house(layouts__brief_html=layout).page("style: acme\n")
    assert ("<p>ACME</p>" in page.html, '<main class="text">' in page.html) == (True, True)


def test_an_unknown_layout_names_its_near_miss(brief: Brief) -> None:
    """The message stands at the word in the manuscript."""
    brief.page("layout: breif\n")
    assert "brief.md:5:9: error[layout-unknown]" in brief.messages
    assert "did you mean 'brief'?" in brief.messages


@pytest.mark.parametrize(
    ("layout", "place"),
    [
        ("<p>\n{{ brief.titel }}\n", "styles/acme/layouts/brief.html:2:1"),
        ("<p>\n{% if %}\n", "styles/acme/layouts/brief.html:2:1"),
        ('{% extends "base/breif.html" %}', "styles/acme/layouts/brief.html:1:1"),
    ],
)
def test_a_mistake_in_a_layout_is_found_at_its_line(brief: Brief, layout: str, place: str) -> None:
    """Layouts are a publisher's files, and their mistakes are messages."""
    brief.house(layouts__brief_html=layout).page("style: acme\n")
    assert f"{place}: error[layout-error]" in brief.messages


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ brief.__init__.__globals__ }}",
        "{% include '/etc/passwd' %}",
        "{% include '../../publish.toml' %}",
    ],
)
def test_a_layout_reaches_nothing_but_its_values(brief: Brief, attack: str) -> None:
    """It runs in a sandbox whose loader knows the layouts of the chain only."""
    brief.house(layouts__brief_html=attack).page("style: acme\n")
    assert "error[layout-error]" in brief.messages


def test_metadata_say_what_the_brief_is(brief: Brief) -> None:
    """As plain text, without the marks of line breaking."""
    fields = "abstract: The *institutions* of p. 5.\ndate: 2026-05\nlicense: CC-BY-4.0\n"
    found = brief.page(fields).metadata
    assert (found.title, found.authors, found.lang, found.description, found.date) == (
        "A Brief",
        ("Ada Writer",),
        "en-GB",
        "The institutions of p. 5.",
        "2026-05",
    )


@pytest.mark.parametrize("notes", ["foot", "end"])
def test_a_note_to_the_title_stands_at_the_title_alone(brief: Brief, notes: str) -> None:
    """Neither the name of the file, nor its description, nor how to cite it has a note."""
    (brief.folder / "brief.md").write_text(
        f'---\ntitle: "Wells[^a]"\nabstract: "In short.[^b]"\nnotes: {notes}\nlang: en\n'
        "author: Ada Falk\npublisher: Institute\ndate: 2024\n---\n\nText.\n\n"
        "[^a]: With thanks.\n[^b]: Quite long.\n",
        "utf-8",
    )
    page, messages = page_and_messages(brief.folder / "brief.md", Options())
    assert (page.metadata.title, page.metadata.description) == ("Wells", "In short.")
    assert (messages, page.html.count("With thanks."), page.html.count('id="call-1"')) == ("", 1, 1)
    assert "Falk, Ada. “Wells.”" in page.html


def test_the_logo_of_a_house_stands_in_the_masthead(brief: Brief) -> None:
    """A file called `logo` in the house's folder is enough."""
    page = brief.house(logo_svg="<svg/>").page("style: acme\npublisher: Acme\n")
    logo = '<img class="logo" src="doc:///house/acme/logo.svg" alt="Acme">'
    assert (logo in page.html, "doc:///house/acme/logo.svg" in page.resources) == (True, True)


def test_a_doi_is_shown_as_a_code_that_a_telephone_reads(brief: Brief) -> None:
    """As a vector, with the address as its text."""
    page = brief.page("doi: 10.1234/x\n")
    assert 'src="doc:///doi.svg" alt="https://doi.org/10.1234/x"' in page.html
    assert page.resources["doc:///doi.svg"].data.startswith(b"<svg")


def test_a_brief_without_a_doi_has_no_code(brief: Brief) -> None:
    """Nothing is drawn that leads nowhere."""
    page = brief.page("series: Brief\n")
    assert ("doi.svg" in page.html, "doc:///doi.svg" in page.resources) == (False, False)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Ada Writer"], "Writer, Ada. “"),
        (["Ada Writer", "Otto Setzer"], "Writer, Ada, and Otto Setzer. “"),
        (["A One", "B Two", "C Three"], "One, A, B Two and C Three. “"),
        ([f"A N{i}" for i in range(11)], "A N6, et al. “"),
    ],
)
def test_authors_are_named_as_in_a_bibliography(
    brief: Brief, names: list[str], expected: str
) -> None:
    """The first with the family name in front, and of many only the first seven."""
    head = HEAD.replace("author: Ada Writer", f"author: [{', '.join(names)}]")
    path = brief.folder / "brief.md"
    path.write_text(f"{head}date: 2026\n---\n\nText.\n", "utf-8")
    assert expected in page_and_messages(path, Options())[0].html.replace("\xa0", " ")


def test_a_long_title_is_set_smaller(brief: Brief) -> None:
    """Three lines of the largest type would push the findings off the page."""
    head = HEAD.replace("A Brief", "A title of many words " * 6)
    path = brief.folder / "brief.md"
    path.write_text(f"{head}---\n\nText.\n", "utf-8")
    assert '<body class="brief long-title"' in page_and_messages(path, Options())[0].html
