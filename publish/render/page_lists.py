"""Lists of pages ("cited on pp. 1, 3–5"): the renderer's counters, each page once and in order.

CSS writes a page for each place (`target-counter()`), so a work cited twice on a page would stand
in "pp. 1, 1, 3". Here each part of a list gets the counters of all places of its list, and shows
what is left of them; when a page changes, the renderer asks for the text again, as for any counter.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

LIST = "page-list"
"""Class of the element with a list: its children are one "page-label", then a "page-ref" for each
place, and before each but the first a "page-join"."""

_COUNTER = "target-counter()"


@dataclass(frozen=True, slots=True)
class _Part:
    """An element of a list that has generated content."""

    holder: Element
    places: tuple[str, ...]
    """Identifiers of the places that the list names, in order."""
    role: str
    index: int = 0
    """Of the place that it shows, or stands before."""

    def text(self, pages: tuple[str, ...]) -> str:
        """Say what the part shows, by the pages of all places."""
        if self.role == "page-label":
            return self.holder.get("data-one" if len(set(pages)) == 1 else "data-many", "")
        join, page = shown(pages)[self.index]
        if self.role == "page-ref":
            return page
        return {"": "", ",": self.holder.get("data-comma", ", "), "–": "–"}[join]


@lru_cache(maxsize=1024)
def shown(pages: tuple[str, ...]) -> list[tuple[str, str]]:
    """Give what stands before each page (",", "–" or nothing), and the page: ("", "") for none.

    Three pages and more that follow one another are a range; other repetitions are left out.

    >>> shown(("1", "1", "3", "4", "5", "9"))
    [('', '1'), ('', ''), (',', '3'), ('', ''), ('–', '5'), (',', '9')]
    """
    firsts = {page: index for index, page in reversed(list(enumerate(pages)))}
    places = sorted(firsts.values())
    pieces = [("", "")] * len(pages)
    for number, index in enumerate(places):
        near = [pages[each] for each in places[max(number - 1, 0) : number + 2]]
        if len(near) == 3 and _follow(near):
            continue
        before = [pages[each] for each in places[max(number - 2, 0) : number + 1]]
        is_end = len(before) == 3 and _follow(before)
        pieces[index] = ("–" if is_end else "," if number else "", pages[index])
    return pieces


def _follow(pages: list[str]) -> bool:
    """Say whether pages are numbers, in any digits, each one more than the one before it."""
    if not all(each.isdecimal() for each in pages):
        return False
    numbers = [int(each) for each in pages]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


class PageLists:
    """Writes the lists of pages of the document that is being laid out."""

    def __init__(self, build: Any) -> None:
        """Take the renderer's module `formatting_structure.build`."""
        self._parts: dict[Element, _Part] = {}
        self._compute = build.compute_content_list
        build.compute_content_list = self.compute

    def read(self, root: Element) -> None:
        """Find the lists of a document, and forget those of the one before."""
        self._parts = {}
        lists = [each for each in root.iter("span") if each.get("class") == LIST]
        if not lists:
            return
        order = {f"#{each.get('id')}": number for number, each in enumerate(root.iter())}
        for each in lists:
            links = [link for link in each if link.get("class") == "page-ref"]
            places = [link.get("href", "") for link in links]
            if all(place in order for place in places):
                places.sort(key=lambda place: order[place])
                self._take(each, links, places)

    def _take(self, element: Element, links: list[Element], places: list[str]) -> None:
        targets = tuple(place[1:] for place in places)
        for link, place in zip(links, places, strict=True):
            link.set("href", place)
        index = 0
        for child in element:
            role = child.get("class", "")
            index += role == "page-join"
            self._parts[child] = _Part(element, targets, role, index)

    def compute(
        self, content: Any, box: Any, values: Any, token: Any, again: Any, targets: Any,
        styles: Any, *rest: Any, **more: Any,
    ) -> Any:  # fmt: skip
        """Make the boxes of generated content, as the renderer's `compute_content_list`."""
        part = self._parts.get(box.element) if self._parts else None
        style = next((value[-1] for kind, value in content if kind == _COUNTER), None)
        if part is None or style is None:
            return self._compute(content, box, values, token, again, targets, styles, *rest, **more)
        if targets.collecting:
            # The renderer asks for the text again when the page of any of these has changed.
            wanted = {place: ["page"] for place in part.places}
            targets.collect_missing_counters(box, token, again, [], wanted)
        pages = tuple(_page(place, style, targets, styles) for place in part.places)
        text = [("string", part.text(pages))]
        boxes = self._compute(text, box, values, token, again, targets, styles, *rest, **more)
        return boxes or []


def _page(place: str, style: Any, targets: Any, styles: Any) -> str:
    """Write the page of a place in a counter style; 0 before it is known."""
    item = targets.target_lookup_items.get(place)
    counters = item.cached_page_counter_values if item is not None else {}
    return str(styles.render_value(counters.get("page", [0])[-1], style))
