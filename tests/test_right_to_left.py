"""Briefs in Persian, Pashto and Urdu: every run in its direction, and every word to be found."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from publish import api
from publish.cli import group
from publish.writing.direction import is_rightward, leftward
from tests.arabic_words import body_of, lost_words

ROOT = Path(__file__).parent.parent
BRIEFS = (
    "manuscripts/taliban-pakistan.fa.md",
    "tests/specimens/pashto.md",
    "tests/specimens/urdu.md",
)


@cache
def text_of(brief: str) -> str:
    """Make a brief's PDF and read its text as a reader's program does."""
    publication = api.render(ROOT / brief)
    assert [str(each) for each in publication.diagnostics if each.severity == "error"] == []
    document = pypdfium2.PdfDocument(publication.artifacts[".pdf"].data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("brief", BRIEFS)
def test_every_word_is_read_back_as_it_is_typed(brief: str) -> None:
    """Whoever searches the PDF for a word of the manuscript finds it, as often as it is there."""
    assert lost_words(body_of(ROOT / brief), text_of(brief)) == []


@pytest.mark.parametrize(
    "reference",
    [
        "“ISI Chief Visits Kabul to Meet Taliban Leadership.” The Express Tribune, September 2021.",
        "Threlkeld, Elizabeth, and Grace Easterly. Afghanistan-Pakistan Ties",
        "CTC Sentinel 1, no. 2 (January 2008).",
    ],
)
def test_an_english_work_in_a_persian_list_is_english_throughout(reference: str) -> None:
    """Months, 'and' and quotation marks are those of the work, in its own direction."""
    assert reference in " ".join(text_of(BRIEFS[0]).split())


def test_a_persian_work_in_a_persian_list_has_persian_digits() -> None:
    """The date of the one Persian source is written as the text around it writes dates."""
    lines = text_of(BRIEFS[0]).splitlines()
    at = next(number for number, each in enumerate(lines) if "202303061046" in each)
    # a line in both directions can be read back with its words in the other order
    entry = " ".join(lines[at - 2 : at + 1])
    assert {"۶", "مارچ", "۲۰۲۳"} <= set(re.findall(r"\w+", entry))


@pytest.mark.parametrize(
    ("what", "html", "expected"),
    [
        (
            "a foreign work has its direction",
            'نک. <span lang="en">Coll, <i>S</i>, 5</span>.',
            'نک. <span lang="en" dir="ltr"><span>Coll, <i>S</i>, 5</span></span>.',
        ),
        (
            "two foreign works make one run with what joins them",
            '<span lang="en">Coll</span>; <span lang="de">Maaß</span>.',
            '<span dir="ltr"><span lang="en">Coll</span>; <span lang="de">Maaß</span></span>.',
        ),
        (
            "Persian words between two works part them",
            '<span lang="en">Coll</span>; نیز <span lang="en">Fair</span>',
            '<span lang="en" dir="ltr"><span>Coll</span></span>؛ نیز '
            '<span lang="en" dir="ltr"><span>Fair</span></span>',
        ),
        ("digits and commas are the text's", "احمدی, 12; ۵", "احمدی، ۱۲؛ ۵"),
        (
            "a Latin name in a Persian reference is marked, its digits stay",
            "احمدی. <i>Afghanistan 24</i>, 2023.",
            'احمدی. <i><span dir="ltr">Afghanistan 24</span></i>، ۲۰۲۳.',
        ),
        (
            "an address stays as it is",
            'در <a href="https://a.af/1,2/">https://a.af/1,2/</a>.',
            'در <span dir="ltr"><a href="https://a.af/1,2/">https://a.af/1,2/</a></span>.',
        ),
        (
            "signs of HTML stay",
            "الف &amp; ب, A &amp; B",
            'الف &amp; ب، <span dir="ltr">A &amp; B</span>',
        ),
        (
            "Persian words within a foreign work are marked",
            '<span lang="en">Ed. by احمدی</span>.',
            '<span lang="en" dir="ltr"><span>Ed. by <span dir="rtl">احمدی</span></span></span>.',
        ),
        (
            "a work in another script of this direction keeps what it says",
            '<span lang="ur" dir="rtl">باب</span>, 2',
            '<span lang="ur" dir="rtl">باب</span>، ۲',
        ),
    ],
)
def test_a_citation_is_set_in_a_text_that_runs_to_the_left(
    what: str, html: str, expected: str
) -> None:
    """Each run says its direction, and what belongs to no work has the text's own signs."""
    assert (what, leftward(html, "fa-AF")) == (what, expected)


def test_urdu_has_its_own_full_stop() -> None:
    """A citation that ends in a full stop ends in the one that Urdu writes."""
    assert leftward("دیکھیے احمد, 2.5 میل.", "ur") == "دیکھیے احمد، ۲.۵ میل۔"


@pytest.mark.parametrize(
    ("html", "expected"),
    [("<i>Coll</i>, 5.", True), ("نک. Coll", False), ("۱۲", False), ("<b>12</b>", False)],
)
def test_a_note_of_foreign_words_alone_is_known(html: str, expected: bool) -> None:
    """Only words decide, and tags are none."""
    assert is_rightward(html) is expected


_WORKS = """
@article{fa, author={رضایی, علی}, title={تاریخ کابل}, year=2010,
  journal={Afghanistan International}, langid={persian}}
@book{en, author={Smith, Al}, title={Kabul}, year=2011, publisher={Penguin}, langid={english}}
"""


@pytest.mark.parametrize(
    ("lang", "citation", "written"),
    [
        ("en-US", "[@fa, 12]", '<span lang="fa-IR" dir="rtl">علی رضایی</span>, '),
        ("en-US", "[@fa, 12]", '“<span lang="fa-IR" dir="rtl">تاریخ کابل</span>,”'),
        ("en-US", "[@fa, 12]", "<i>Afghanistan International</i>"),
        ("fa", "[@en, ۱۱–۲۲]", "(Penguin, 2011), 11–22<"),
        ("fa", "[@fa, ۱۱–۲۲]", "۱۱–۲۲"),
    ],
)
def test_a_note_says_what_is_in_which_language(
    tmp_path: Path, lang: str, citation: str, written: str
) -> None:
    """Marks of the style stand outside of foreign words, and pages are in the digits around."""
    (tmp_path / "works.bib").write_text(_WORKS, "utf-8")
    front = f"title: T\nauthor: A\ndate: 2026-01-02\nlang: {lang}\nbibliography: works.bib"
    words = "متن" if lang == "fa" else "Text"
    brief = tmp_path / "brief.md"
    brief.write_text(f"---\n{front}\n---\n\n{words} {citation}.\n", "utf-8")
    made = CliRunner().invoke(group, ["html", str(brief)])
    html = made.stdout
    note = html.partition('role="doc-footnote"')[2].partition("</note-call>")[0]
    note = note.replace("\N{WORD JOINER}", "").replace("\N{NO-BREAK SPACE}", " ")
    assert written in note
