"""Lists of pages: what stands before each page, and which pages are shown."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest

from publish.render.page_lists import PageLists, shown

LIST = (
    '<span class="page-list" data-one="p. " data-many="pp. "><span class="page-label"/>'
    '<a class="page-ref" href="#b"/><span class="page-join"/>'
    '<a class="page-ref" href="#a"/><span class="page-join"/><a class="page-ref" href="#c"/></span>'
)
BODY = f'<body><i id="a"/><i id="b"/><i id="c"/>{LIST}<span><a href="#a"/></span></body>'
COUNTED = [("target-counter()", ("#a", "page", "decimal"))]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("1", "1"),
        ("1 1", "1"),
        ("1 2", "1,2"),
        ("1 3 5", "1,3,5"),
        ("1 2 3", "1–3"),
        ("1 2 3 4 6", "1–4,6"),
        ("1 3 4 5", "1,3–5"),
        ("1 2 4 5", "1,2,4,5"),
        ("2 2 3 3 4", "2–4"),
        ("9 10 11", "9–11"),
        ("۱ ۲ ۳", "۱–۳"),
        ("i ii iii", "i,ii,iii"),
        ("3 2 1", "3,2,1"),
    ],
)
def test_pages_are_listed_as_an_index_lists_them(pages: str, expected: str) -> None:
    """Each once, three and more in a row as a range; numerals that do not count are not."""
    parts = shown(tuple(pages.split()))
    assert len(parts) == len(pages.split())
    assert "".join(join + page for join, page in parts) == expected


class _Targets:
    """The renderer's account of where targets lie, each on the page of its number."""

    def __init__(self, pages: dict[str, int], *, collecting: bool = True) -> None:
        self.collecting = collecting
        self.wanted: list[str] = []
        self.target_lookup_items = {
            place: SimpleNamespace(cached_page_counter_values={"page": [number]})
            for place, number in pages.items()
        }

    def collect_missing_counters(self, *given: Any) -> None:
        self.wanted = [*given[-1]]


def computed(
    root: Element, targets: Any, content: Any = COUNTED, compute: Any = lambda given, *_: given
) -> list[Any]:
    """Give what the renderer is asked to show in each element of the lists."""
    build = SimpleNamespace(compute_content_list=compute)
    PageLists(build).read(root)
    styles = SimpleNamespace(render_value=lambda number, style: number)
    return [
        build.compute_content_list(
            content, SimpleNamespace(element=each), None, None, None, targets, styles
        )
        for each in root.iter()
        if each.tag in ("a", "span")
    ]


def test_a_list_shows_its_pages_in_the_order_of_the_text() -> None:
    """Whatever the order of its links, which then lead to what they show."""
    root = fromstring(BODY)
    targets = _Targets({"a": 1, "b": 3, "c": 3})
    found = computed(root, targets)
    assert found[1:7] == [[("string", text)] for text in ("pp. ", "1", ", ", "3", "", "")]
    links = [each.get("href") for each in root.iter("a")]
    assert links == ["#a", "#b", "#c", "#a"]
    assert targets.wanted == ["a", "b", "c"]


def test_what_is_no_part_of_a_list_is_left_to_the_renderer() -> None:
    """Other links, and content of a list that counts no page."""
    found = computed(fromstring(BODY), _Targets({}))
    assert (found[0], found[-1]) == (COUNTED, COUNTED)
    text = [("string", "as it is")]
    assert computed(fromstring(BODY), _Targets({}), text) == [text] * 9


def test_a_page_that_is_not_known_yet_is_nought() -> None:
    """And nothing is asked for while the renderer collects nothing."""
    targets = _Targets({"b": 3}, collecting=False)
    assert computed(fromstring(BODY), targets)[2:5] == [
        [("string", text)] for text in ("0", ", ", "3")
    ]
    assert targets.wanted == []


def test_a_list_with_a_place_that_is_nowhere_is_left_to_the_renderer() -> None:
    """Which tells of it."""
    root = fromstring(BODY.replace('href="#c"', 'href="#gone"'))
    assert computed(root, _Targets({}))[1:7] == [COUNTED] * 6


def test_nothing_to_show_is_a_list_of_no_boxes() -> None:
    """The renderer expects one, and gives None itself."""
    found = computed(fromstring(BODY), _Targets({}), compute=lambda *_: None)
    assert found[1:7] == [[]] * 6


def test_a_document_forgets_the_lists_of_the_one_before() -> None:
    """A child renders one after the other."""
    build = SimpleNamespace(compute_content_list=lambda given, *_: given)
    lists, root = PageLists(build), fromstring(BODY)
    lists.read(root)
    lists.read(fromstring("<body/>"))
    box = SimpleNamespace(element=root[3][1])
    assert build.compute_content_list(COUNTED, box, None, None, None, None, None) == COUNTED
