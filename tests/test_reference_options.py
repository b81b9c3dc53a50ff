"""What the front matter may ask of citations beyond the style."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publish import pipeline
from publish.csl.render_text import to_text
from publish.draft import Draft, prepare
from publish.options import Options
from publish.source import Source

LIBRARY = """\
references:
  - {id: a, type: book, title: First Book, author: [{family: Smith, given: Jane}],
     issued: {date-parts: [[2001]]}, keyword: theory}
  - {id: b, type: report, title: A Report, publisher: Institute, issued: {date-parts: [[2002]]}}
  - {id: c, type: chapter, title: Ein Kapitel, container-title: Das Buch, language: de-DE,
     author: [{family: Weiß, given: Anna}], editor: [{family: Roth, given: Eva}],
     page: 3-9, issued: {date-parts: [[2003]]}}
"""


def drafted(folder: Path, fields: str, text: str) -> Draft:
    path = folder / "brief.md"
    head = f"---\ntitle: A Brief\nlang: en-GB\ncsl: publish-notes\n{fields}\n{LIBRARY}---\n\n"
    path.write_text(head + text, "utf-8")
    project, source = pipeline.open_manuscript(path, Options())
    assert isinstance(source, Source)
    return prepare(project, source, Options())


def notes(draft: Draft) -> list[str]:
    return [to_text(each.text) for each in draft.cited.rendered]


@pytest.mark.parametrize(
    ("policy", "second"), [("never", "Smith, First Book."), ("style", "Ibid.")]
)
def test_ibid_is_written_or_not_as_the_front_matter_says(
    tmp_path: Path, policy: str, second: str
) -> None:
    draft = drafted(tmp_path, f"ibid: {policy}", "One.[@a] Two.[@a]")
    assert notes(draft)[1] == second


def test_works_stand_in_the_list_that_asks_for_them(tmp_path: Path) -> None:
    fields = "bibliographies: [{title: Reports, types: report}, {title: Rest, not-types: report}]"
    draft = drafted(tmp_path, fields, "[@a; @b; @c]")
    lists = {
        each.title: [work.id for work in each.references] for each in draft.cited.reference_lists
    }
    assert lists == {"Reports": ["b"], "Rest": ["a", "c"]}
    assert '<h2 id="references-2" data-title="Rest">' in draft.body.references


def test_a_misspelt_field_of_a_list_is_told(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "bibliographies: [{title: Reports, typs: report}]", "[@a]")
    (found,) = draft.diagnostics
    assert (found.code, found.hint) == ("field-value", "did you mean 'types'?")


@pytest.mark.parametrize(
    ("whose", "word"), [("document", "ed. Eva Roth"), ("entry", "hrsg. von Eva Roth")]
)
def test_a_reference_is_written_in_the_language_asked_for(
    tmp_path: Path, whose: str, word: str
) -> None:
    draft = drafted(tmp_path, f"reference-language: {whose}", "[@c]")
    assert word in notes(draft)[0]


def test_the_bibliography_says_where_a_work_is_cited(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "back-references: true", "One.[@a] Two.[^n]\n\n[^n]: See @a and @b.")
    entries = draft.body.references.split('id="ref-')
    cites = {entry[0]: re.findall(r'href="#cite-(\d)"', entry) for entry in entries[1:]}
    assert cites == {"a": ["1", "2"], "b": ["3"]}
    assert draft.body.references.count("cited on p.") == 2


def test_a_web_page_says_where_its_copy_is_kept(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(
        "@online{w, title={A Page}, date={2023}, url={https://example.org/a},"
        " archiveurl={https://archive.example/2023/a}, archivedate={2023-02-06},"
        " annotation={The \\emph{first} account.}}",
        "utf-8",
    )
    fields = "bibliography: refs.bib\nannotated-bibliography: true"
    draft = drafted(tmp_path, fields, "[@w]")
    (reference,) = draft.cited.references
    said = to_text(reference.text)
    assert "Archived 6 February 2023: https://archive.example/2023/a." in said
    assert "The first account." in said
    assert '<a href="https://archive.example/2023/a">' in draft.body.references


@pytest.mark.parametrize(
    "said",
    [
        "archiveurl: https://archive.example/a_b_c, archivedate: 2023-02-06",
        "archive-url: https://archive.example/a_b_c, archive-date: 2023-02-06",
        "custom: {archiveurl: 'https://archive.example/a_b_c', archivedate: '2023-02-06'}",
    ],
)
def test_an_item_of_csl_says_where_its_copy_is_kept(tmp_path: Path, said: str) -> None:
    (tmp_path / "refs.yaml").write_text(
        f"references: [{{id: w, type: webpage, title: A Page, {said}}}]", "utf-8"
    )
    draft = drafted(tmp_path, "bibliography: refs.yaml", "[@w]")
    (reference,) = draft.cited.references
    copy = " Archived 6 February 2023: https://archive.example/a_b_c."
    assert to_text(reference.text).endswith(copy)
    assert draft.diagnostics == ()


def test_a_work_in_two_lists_has_one_identifier(tmp_path: Path) -> None:
    fields = "link-citations: true\nbibliographies: [{title: All}, {title: Books, types: book}]"
    html = drafted(tmp_path, fields, "[@a; @b]").body.references
    assert html.count('class="reference"') == 3
    assert sorted(re.findall(r'id="(ref-\w)"', html)) == ["ref-a", "ref-b"]


ABBREVIATIONS = '{"default": {"container-title": {"Das Buch": "D. B."}}}'
SHORT_TITLES = """\
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">
<info><title>T</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="container-title" form="short"/></layout></citation></style>
"""


def abbreviated(folder: Path, listed: str | None) -> Draft:
    (folder / "short.csl").write_text(SHORT_TITLES, "utf-8")
    if listed is not None:
        (folder / "short.json").write_text(listed, "utf-8")
    path = folder / "brief.md"
    head = "---\ntitle: A Brief\nlang: en-GB\ncsl: short.csl\ncitation-abbreviations: short.json\n"
    path.write_text(f"{head}{LIBRARY}---\n\nText.[@c]\n", "utf-8")
    project, source = pipeline.open_manuscript(path, Options())
    assert isinstance(source, Source)
    return prepare(project, source, Options())


def test_a_list_of_abbreviations_shortens_titles(tmp_path: Path) -> None:
    draft = abbreviated(tmp_path, ABBREVIATIONS)
    assert (notes(draft), draft.diagnostics) == (["D. B."], ())


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        (None, "brief.md:5:25: error[file-missing]: no file 'short.json' beside 'brief.md' or in"
         " the project's folder"),
        ('{"default":\n [}', "short.json:2:3: error[csl-abbreviations]: this is not JSON: expecting"
         " value"),
        ("[1]", "short.json:1:1: error[csl-abbreviations]: a map 'default' of variables was looked"
         " for"),
        ("[" * 9999, "short.json:1:1: error[csl-abbreviations]: no list of abbreviations"),
        ('{"default": {"title": []}}', "short.json:1:14: error[csl-abbreviations]: 'title' must be"
         " a map of full forms to short ones"),
        ('{"default": {"title": {"A": 1}}}', "short.json:1:24: error[csl-abbreviations]: the short"
         " form of 'A' must be a text"),
        ('{"default": {"container-titel": {}}}', "short.json:1:14: warning[csl-abbreviations]:"
         " there is no variable 'container-titel' to abbreviate"),
    ],
)  # fmt: skip
def test_a_bad_list_of_abbreviations_is_told_at_its_place(
    tmp_path: Path, listed: str | None, said: str
) -> None:
    (found,) = abbreviated(tmp_path, listed).diagnostics
    assert found.span is not None
    place = f"{found.span.source.name}:{found.span.line}:{found.span.column}"
    assert f"{place}: {found.severity}[{found.code}]: {found.message}" == said


def html_of(folder: Path, fields: str, text: str) -> str:
    """Give the body's HTML without the spans round citations."""
    draft = drafted(folder, fields, text)
    return re.sub(r"</?(?:span|note-call)[^>]*>", "", draft.body.html).strip()


def test_each_cite_leads_to_its_own_reference(tmp_path: Path) -> None:
    """The words round a cite are no part of the link, as in Pandoc."""
    html = html_of(tmp_path, "link-citations: true", "One [see @a, p. 3; also @c, chap. 2].")
    assert 'See <a href="#ref-a">Jane Smith, <i>First Book</i> (2001), 3</a>; also ' in html
    assert '; also <a href="#ref-c">Anna Weiß,' in html


def test_the_author_in_the_sentence_leads_to_the_reference(tmp_path: Path) -> None:
    """And so does the note that tells the rest."""
    html = html_of(tmp_path, "link-citations: true", "As @a says.")
    assert html.startswith('<p>As <a href="#ref-a">Jane Smith</a>')
    assert html.count('href="#ref-a"') == 2


def test_a_cite_without_a_reference_leads_nowhere(tmp_path: Path) -> None:
    """Neither when the list is suppressed nor when it leaves the work out."""
    suppressed = "link-citations: true\nsuppress-bibliography: true"
    assert "#ref-" not in html_of(tmp_path, suppressed, "One [@a; @c].")
    some = "link-citations: true\nbibliographies: [{title: Reports, types: report}]"
    html = html_of(tmp_path, some, "One [@a; @b].")
    assert 'href="#ref-b"' in html
    assert 'href="#ref-a"' not in html
