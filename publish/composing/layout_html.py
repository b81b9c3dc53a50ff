"""A layout's HTML → diagnostics: elements, pictures and classes of which no page makes anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.houses.house import House
from publish.houses.html_elements import ELEMENTS, VOID
from publish.houses.sheets import CLASS
from publish.source import Source, Span

_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_PUT_IN = "\u2063"
"""Stands for what a layout puts in, so that places stay and nothing is taken for HTML."""
_DEAD = {
    "script": "nothing of a page runs",
    "style": "write the rules into a sheet of the house",
    "iframe": "a page loads nothing",
    "object": "a page loads nothing",
    "video": "a page does not move",
    "audio": "a page is silent",
    "form": "a page has no fields to fill in",
}
_QR = "doc:///doi.svg"
_NEARLY_ALIKE = 0.8


def check_html(source: Source, house: House, known: frozenset[str]) -> Iterator[Diagnostic]:
    """Find what is wrong in the HTML of a layout; `known` are the classes that sheets know."""
    reader = _Reader(source, house.assets, known)
    reader.feed(_JINJA.sub(_blank, source.text))
    reader.close()
    yield from reader.found
    if "{% else" not in source.text and "{% elif" not in source.text:  # else one of several begins
        yield from reader.unbalanced()


def _blank(found: re.Match[str]) -> str:
    """Leave of what is put in a sign, and of a statement nothing."""
    sign = _PUT_IN if found[0].startswith("{{") else " "
    return re.sub(r"[^\n]", sign, found[0])


def classes_of(house: House) -> frozenset[str]:
    """Name the classes that the sheets of a house and of those below know."""
    return frozenset(name for each in house.sheets for name in CLASS.findall(each.source.text))


class _Reader(HTMLParser):
    """Goes through the elements of a layout, whatever is put in between."""

    def __init__(self, source: Source, assets: Mapping[str, bytes], known: frozenset[str]) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[Diagnostic] = []
        self._source, self._assets, self._known = source, assets, known
        self._open: list[tuple[str, Span]] = []
        self._closed: list[tuple[str, Span]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = self._here(len(tag) + 1)
        if tag in _DEAD:
            message = f"'<{tag}>' cannot be used: {_DEAD[tag]}"
            self.found.append(error("style-banned", message, here))
        elif tag not in ELEMENTS and "svg" not in (name for name, _ in self._open):
            self.found.append(self._no_element(tag, here))
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            self._picture(given)
        if given.get("style") and _PUT_IN not in given["style"]:
            message = "'style' cannot be used in a layout: give a class, and a rule in a sheet"
            self.found.append(error("style-banned", message, self._in_tag("style")))
        for name in given.get("class", "").split():
            if _PUT_IN not in name and name not in self._known:
                hint = did_you_mean(name, sorted(self._known), _NEARLY_ALIKE)
                if hint:
                    message = f"no sheet has the class '{name}'"
                    self.found.append(warning("style-class", message, self._in_tag(name), hint))
        if tag not in VOID:
            self._open.append((tag, here))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        here = self._here(len(tag) + 2)
        at = next((n for n in reversed(range(len(self._open))) if self._open[n][0] == tag), None)
        if at is None and tag not in ELEMENTS:
            self.found.append(self._no_element(tag, here))
        elif at is None:
            self._closed.append((tag, here))
        else:
            del self._open[at]

    def unbalanced(self) -> Iterator[Diagnostic]:
        """Tell of elements that are opened and never closed, or the other way round."""
        for tag, here in self._open:
            message = f"'<{tag}>' is never closed in this layout"
            yield warning("layout-error", message, here, f"write '</{tag}>' where it ends")
        for tag, here in self._closed:
            yield warning(
                "layout-error", f"'</{tag}>' closes what is not open in this layout", here
            )

    def _picture(self, given: Mapping[str, str]) -> None:
        if "alt" not in given:
            message = "this picture has no alternative text"
            hint = 'add alt="…"; alt="" where it only decorates'
            self.found.append(error("image-alt", message, self._here(4), hint))
        address = given.get("src", "")
        if _PUT_IN in address or address in self._assets or address in (_QR, ""):
            return
        names = {each.rpartition("/")[2]: each for each in self._assets}
        hint = did_you_mean(address.rpartition("/")[2], names)
        if near := next((each for name, each in names.items() if f"'{name}'" in hint), ""):
            hint = f"did you mean '{near}'?"
        message = f"a page has no picture '{address}'"
        hint = hint or "pictures of a house are called doc:///house/NAME/FILE"
        self.found.append(error("style-file", message, self._in_tag(address), hint))

    def _no_element(self, tag: str, here: Span) -> Diagnostic:
        message = f"HTML has no element '{tag}' for a page"
        return error("layout-error", message, here, did_you_mean(tag, sorted(ELEMENTS)))

    def _here(self, size: int) -> Span:
        line, column = self.getpos()
        start = self._source.line_start(line) + column
        return self._source.span(start, start + size)

    def _in_tag(self, word: str) -> Span:
        """Find a word in the tag that is read."""
        start = self._here(0).start
        at = self._source.text.find(word, start, start + len(self.get_starttag_text() or ""))
        return self._source.span(at, at + len(word)) if at >= 0 else self._here(1)
