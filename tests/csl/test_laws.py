"""What holds for every style, item and citation."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.csl.citation import Citation, CitationMode, Cite, Options
from publish.csl.finish import parse_markup
from publish.csl.locale import Locale, parse_locale
from publish.csl.processor import process
from publish.csl.render_html import to_html
from publish.csl.render_markdown import to_markdown
from publish.csl.render_text import to_text
from publish.csl.style import Style, parse_style
from publish.csl.vocabulary import VARIABLES
from publish.source import Source
from tests.csl.pandoc_oracle import OUR_STYLES

STYLES = ("publish-author-date.csl", "publish-notes.csl")
ODD_VALUES: tuple[Any, ...] = (
    None, "", 0, -5, 3.5, True, [], {}, [1], [[]], "<i>", "</i>", "'", '"', "“", "‘x", "1-", "-",
    "&", "..", "?!", {"date-parts": [[None]]}, {"date-parts": [["2000", None]]},
    {"date-parts": [[2000, 99, 99], [1999]]}, {"date-parts": [[10**12]]}, {"raw": "2000/"},
    {"raw": "Y" + "9" * 5000}, {"literal": "?"}, {"season": "9", "date-parts": [[2000]]},
    [{"family": "van"}], [{"given": "x"}], [{}], [None], ["text"], [{"literal": ""}],
    [{"family": "'t Hooft", "given": "-"}], "٣-٤", "Ⅳ", "9" * 5000, "<i>" * 500 + "x",
)  # fmt: skip
_WORDS = st.text("ab <>/i\"'“”‘’«.,:;?!-–[](){}&|é٣Ⅳ\u200b19", max_size=12)
_NAMES = st.dictionaries(
    st.sampled_from(("family", "given", "suffix", "literal", "dropping-particle", "x")), _WORDS
)
_DATES = st.dictionaries(
    st.sampled_from(("date-parts", "raw", "season", "circa", "literal", "year")),
    st.recursive(_WORDS | st.integers(-9, 2100) | st.none(), st.lists, max_leaves=6),
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _WORDS | _NAMES | _DATES,
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)
ODD_ITEMS = st.lists(
    st.dictionaries(st.sampled_from(sorted({*VARIABLES, "type", "id"})), _VALUES, max_size=8),
    min_size=1,
    max_size=4,
)
"""Items of any shape: lists for strings, numbers for names, halves of tags."""
FIELDS = ("author", "issued", "title", "page", "volume", "edition", "note", "language", "URL")


def _style(name: str) -> Style:
    return parse_style(Source(name, (OUR_STYLES / name).read_text("utf-8")))


def _locale() -> Locale:
    path = OUR_STYLES / "locales" / "locales-en-US.xml"
    return parse_locale(Source(path.name, path.read_text("utf-8")))


def _items(count: int) -> list[dict[str, Any]]:
    return [
        {
            "id": f"work{number}",
            "type": "book",
            "title": f"Book {number}",
            "author": [{"family": f"Family{number % 3}", "given": f"Given{number}"}],
            "issued": {"date-parts": [[2000 + number % 2]]},
        }
        for number in range(count)
    ]


@pytest.mark.parametrize("name", STYLES)
def test_the_same_twice(name: str) -> None:
    """The same document gives the same text, run after run."""
    items = _items(9)
    citations = [Citation((Cite(item["id"]),), number) for number, item in enumerate(items, 1)]
    first = process(_style(name), _locale(), items, citations)
    assert process(_style(name), _locale(), items, citations) == first


@pytest.mark.parametrize("name", STYLES)
def test_every_citation_and_every_work_once(name: str) -> None:
    """Each citation has one text, each cited or asked-for work one reference."""
    items = _items(9)
    citations = [Citation((Cite("work1"), Cite("work2", "3"))), Citation((Cite("work1"),))]
    result = process(_style(name), _locale(), items, citations, Options(uncited=("work7",)))
    assert len(result.citations) == 2
    assert sorted(each.id for each in result.bibliography) == ["work1", "work2", "work7"]


def test_unknown_works_are_named_and_left_out() -> None:
    """A cite of a work that is not there leaves the others standing."""
    citations = [Citation((Cite("nobody"), Cite("work0"))), Citation((Cite("nobody"),))]
    result = process(_style(STYLES[0]), _locale(), _items(1), citations)
    assert result.missing == ("nobody",)
    assert [bool(each.text) for each in result.citations] == [True, False]


@pytest.mark.parametrize("value", ODD_VALUES, ids=lambda value: repr(value)[:30])
def test_odd_values_print_something(value: Any) -> None:
    """Whatever stands in a field, every renderer gets through."""
    items = _items(4)
    for item, field in zip([*items, *items, items[0]], FIELDS, strict=True):
        item[field] = value
    text = value if isinstance(value, str) else ""
    citations = [
        Citation((Cite(item["id"], text, "page", text, text),), 1, CitationMode.AUTHOR_IN_TEXT)
        for item in items
    ]
    for name in STYLES:
        result = process(_style(name), _locale(), items, citations)
        texts = [each.text for each in result.citations] + [e.text for e in result.bibliography]
        for each in texts:
            assert isinstance(to_html(each) + to_text(each) + to_markdown(each), str)


class _Balanced(HTMLParser):
    """Reads HTML whose elements all end where they must."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(items=ODD_ITEMS, affix=_WORDS, locator=_WORDS, mode=st.sampled_from(CitationMode))
def test_items_of_any_shape_print_whole_elements(
    items: list[dict[str, Any]], affix: str, locator: str, mode: CitationMode
) -> None:
    """No shape of data stops the processor, and every element that it opens is closed."""
    cites = tuple(Cite(str(each.get("id", "")), locator, "page", affix, affix) for each in items)
    citations = [Citation(cites, 1, mode), Citation(cites[:1], 2), Citation(cites)]
    for name in STYLES:
        result = process(_style(name), _locale(), items, citations)
        texts = [each.text for each in result.citations] + [e.text for e in result.bibliography]
        for each in texts:
            reader = _Balanced()
            reader.feed(to_html(each))
            assert reader.open == []


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_style_is_told_at_its_place(data: st.DataObject) -> None:
    """A style with a piece cut out or doubled is read, or refused with a line of the file."""
    text = (OUR_STYLES / STYLES[0]).read_text("utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 200, len(text))))
    piece = data.draw(st.sampled_from(("", text[start:end] * 2, '"', "<if>", "&x;")))
    style = parse_style(Source("damaged.csl", text[:start] + piece + text[end:]))
    assert all(each.span is not None and each.span.line > 0 for each in style.diagnostics)
    items = _items(2)
    citations = [Citation((Cite("work0"), Cite("work1", "3")))]
    assert len(process(style, _locale(), items, citations).citations) == 1


def test_macros_that_double_at_every_step_are_refused() -> None:
    """Forty macros, each calling the next twice, would be a million million calls."""
    macros = "".join(
        f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>'
        for n in range(40)
    )
    style = parse_style(
        Source(
            "giant.csl",
            f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">{macros}'
            '<macro name="m40"><text value="x"/></macro>'
            '<citation><layout><text macro="m0"/></layout></citation></style>',
        )
    )
    assert [each.code for each in style.diagnostics] == ["csl-macro-size"]
    assert process(style, _locale(), _items(1), [Citation((Cite("work0"),))]).citations


def test_elements_nested_without_end_are_refused() -> None:
    """Nesting deeper than any style has is a located error."""
    inside = "<group>" * 500 + "</group>" * 500
    text = f'<style xmlns="http://purl.org/net/xbiblio/csl">{inside}</style>'
    (found,) = parse_style(Source("deep.csl", text)).diagnostics
    assert (found.code, found.span is not None) == ("csl-xml", True)


def test_markup_becomes_rich_text() -> None:
    """Callers can hand over strings with the mini-HTML of CSL-JSON."""
    assert to_html(parse_markup('A "b <i>c</i>" & it\'s')) == "A “b <i>c</i>” &amp; it’s"
