"""Every element that a publisher asks of a page stands in a specimen, and is judged there by eye.

The list is that of the layouts' purpose; a row says where an element can be looked at and how its
HTML begins. The files of the specimens themselves are judged in `test_specimens.py`.
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from publish.draft import page_of, prepare
from publish.options import Options
from publish.project import Project
from publish.source import Source
from publish.targets import TARGETS
from tests.rendered import FOLDER

ELEMENTS = [
    ("masthead with logo", "elements", r'<header class="masthead">\s*<img class="logo" src="doc:'),
    ("series", "elements", r'<p class="series">Policy Brief</p>'),
    ("number and date", "elements", r'<p class="issue">No\. 8 · 2.April.2026</p>'),
    ("title block", "elements", r"<h1 [^>]*>Everything"),
    ("subtitle", "elements", r'<p class="subtitle">'),
    ("author", "elements", r'<p class="author">Mira Falk</p>'),
    ("affiliation", "elements", r"<p>Harbour Institute, Water Programme</p>"),
    ("ORCID", "elements", r'<a href="https://orcid.org/0000-0002-1825-0097">'),
    ("abstract", "elements", r'<div class="standfirst">'),
    ("key findings", "elements", r'<section class="key-findings">\s*<h2[^>]*>.*?</h2>\s*<ul>'),
    ("recommendations", "brief", r'<section class="recommendations">\s*<h2'),
    ("recommendations by addressee", "elements", r'<h3 class="addressee">To the district.office'),
    ("pull quote", "elements", r'<aside class="pullquote">'),
    ("side box and case study", "elements", r'<p class="box-title">Case.study: the open.list'),
    ("callout", "elements", r'<aside class="callout callout-tip"'),
    ("figure with a number", "brief", r'<figure id="fig-repairs">.*?Figure.1\.</span>'),
    ("chart", "elements", r'<figure id="fig-who" class="chart">\s*<img src="doc:///chart/2.svg"'),
    ("map", "report", r'<figure id="fig-districts">'),
    ("photograph", "report", r'<figure id="fig-street">'),
    ("source of a figure", "elements", r'<p class="source">Source: Annual.survey,.2024'),
    ("credit of a figure", "elements", r'<p class="source">Drawing: Harbour.Institute'),
    ("table with a number", "elements", r'<figure id="tbl-costs" class="table">\s*<figcaption>'),
    ("notes of a table", "elements", r'</table>\s*<div class="table-notes">\s*<ol'),
    ("source of a table", "elements", r'</div>\s*<p class="source">Source: district.office'),
    ("timeline", "elements", r'<figure id="tbl-timeline" class="table timeline">'),
    ("epigraph", "elements", r'<div class="epigraph">'),
    ("contents", "report", r'<nav class="contents">'),
    ("lists of figures and tables", "report", r'<h2 data-title="Figures">Figures</h2>'),
    ("running heads", "report", r'<body class="report" data-title="Shade'),
    ("about the author", "elements", r'<section class="about-authors">'),
    ("photo of an author", "elements", r'<img class="portrait" src='),
    ("about the institute", "elements", r'<section class="about-publisher">'),
    ("acknowledgements", "elements", r'<section class="acknowledgements">'),
    ("funding", "elements", r'<section class="funding">'),
    ("disclaimer", "elements", r'<section class="disclaimer">'),
    ("how to cite", "elements", r'<section class="how-to-cite">'),
    ("QR code to the DOI", "elements", r'<img class="qr" src="doc:///doi.svg" alt="https://doi.org/'),
    ("licence", "elements", r'<a href="https://creativecommons.org/licenses/by/4.0/">'),
    ("ISSN", "elements", r"<bdi[^>]*>ISSN 2049-3630</bdi>"),
    ("ISBN", "elements", r"<bdi[^>]*>ISBN 978-0-306-40615-7</bdi>"),
    ("colophon naming the typefaces", "elements", r'<section class="colophon"><p>Set in Source'),
    ("cover", "report", r'<header class="cover">'),
    ("executive summary", "report", r'<section class="summary">'),
    ("annex", "report", r'<h2 id="annex-a"'),
    ("byline of a commentary", "commentary", r'<p class="byline">'),
    ("address of a letter", "letter", r'<div class="address">\s*<p>'),
]  # fmt: skip


@cache
def html(specimen: str) -> str:
    """Compose a specimen's page."""
    path = FOLDER / f"{specimen}.md"
    project = Project(FOLDER)
    draft = prepare(project, Source(path.name, path.read_text("utf-8")), Options())
    page = page_of(draft, TARGETS["screen"])
    return re.sub("[\xad\u2060\u200b]", "", page.html)


@pytest.mark.parametrize(("element", "specimen", "beginning"), ELEMENTS, ids=lambda each: each[:40])
def test_an_element_is_shown(element: str, specimen: str, beginning: str) -> None:
    """Once at least, in the layout that it belongs to."""
    assert re.search(beginning, html(specimen), re.DOTALL), element


def test_an_element_that_the_front_matter_does_not_give_leaves_nothing() -> None:
    """Each is optional: a bare text has no empty boxes and no headings over nothing."""
    draft = prepare(Project(FOLDER), Source("bare.md", "---\ntitle: T\n---\n\nText.\n"), Options())
    page = page_of(draft, TARGETS["screen"]).html
    sections = re.findall(r'<(?:section|nav|aside|div)\b[^>]*class="([^"]+)"', page)
    assert [each for each in sections if each not in ("opening", "colophon")] == []
    assert re.findall(r"<h[2-6]", page) == []


@pytest.mark.parametrize(
    ("specimen", "words"),
    [
        ("brief", "Shared Water.”"),
        ("languages/brief-fr", "fontaines&nbsp;»."),
        ("languages/brief-de", "darf“."),
        ("languages/brief-fa", "می‌ماند»."),
    ],
)
def test_a_full_stop_stands_where_the_language_has_it(specimen: str, words: str) -> None:
    """Inside quotation marks in English, and behind them elsewhere."""
    cited = html(specimen).partition('class="how-to-cite"')[2].partition("</section>")[0]
    assert words.replace("&nbsp;", "\u00a0") in re.sub("<[^>]*>", "", cited)
