"""With `notes: both`, the symbols of remarks begin again on each page."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock
from xml.etree import ElementTree

import pytest

from publish import api
from publish.render.engine import Engine
from tests.rendered import Edition, Finished

HEAD = "---\ntitle: T\nauthor: Somebody\ndate: 2026\nnotes: both\n{}---\n\n"


def printed(folder: Path, fields: str = "", more: str = "") -> Finished:
    """Print four pages of text with remarks in uneven distances."""
    text = [
        "Word " * (30 + 37 * (number % 4))
        + f"here.[^r{number}]\n\n[^r{number}]: Remark {number}x.\n"
        for number in range(1, 19)
    ]
    path = folder / "x.md"
    path.write_text(HEAD.format(fields) + "\n".join(text) + more, "utf-8")
    return Finished(Edition(path), "", api.render(path).artifacts[".pdf"].data, {})


def marks(made: Finished) -> list[str]:
    """Give the mark of each remark, in the order of the calls."""
    return [note.partition("Remark")[0].strip() for note in made.reading.notes]


def pages(made: Finished) -> list[int]:
    """Give the page of each remark, in the same order."""
    read = [re.findall(r"Remark (\d+)x", page) for page in made.pages]
    places = {int(number): at for at, page in enumerate(read) for number in page}
    return [places[number] for number in sorted(places)]


@pytest.mark.parametrize("fields", ["", "columns: 2\n", "lang: fa\n"])
def test_symbols_begin_again_on_each_page(fields: str, tmp_path: Path) -> None:
    """* † ‡ § ¶, and the call has the mark of its note."""
    made = printed(tmp_path, fields)
    found = list(zip(pages(made), marks(made), strict=True))
    count = len(made.pages)
    series = ["*", "†", "‡", "§", "¶", "**", "††", "‡‡"]
    assert len({page for page, _ in found}) > 1
    for page in range(count):
        here = [mark for at, mark in found if at == page]
        assert here == series[: len(here)]
        called = re.findall(r"here\.\s?([*†‡§¶]+)", made.pages[page])
        assert sorted(called) == sorted(here)


def test_symbols_run_through_where_one_is_called_again(tmp_path: Path) -> None:
    """A reader who meets it on another page must find one note by it."""
    found = marks(printed(tmp_path, more="\nAgain.[^r2]\n"))
    assert len(found) == len(set(found)) == 18


def test_the_same_file_twice(tmp_path: Path) -> None:
    """Laying out again leaves nothing behind."""
    assert printed(tmp_path).data == printed(tmp_path).data


def test_symbols_that_never_settle_run_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """With other marks the notes stand on other pages, and with those on the first ones again."""
    root = ElementTree.fromstring(
        "<p>"
        + "".join(
            f'<span class="note" data-number="{mark}"><b class="note-number">{mark}</b></span>'
            for mark in "*†‡"
        )
        + "</p>"
    )
    notes = [SimpleNamespace(element=each) for each in root]
    boxes = [SimpleNamespace(element=None, children=each) for each in (notes[:1], notes[1:])]
    two_pages = SimpleNamespace(pages=[SimpleNamespace(_page_box=each) for each in boxes])
    whole = SimpleNamespace(element=None, children=notes)
    one_page = SimpleNamespace(pages=[SimpleNamespace(_page_box=whole)])
    shown = []

    def lay_out(*_: object) -> Any:
        found = "".join(each.get("data-number", "") for each in root)
        shown.append(found)
        return two_pages if found == "*†‡" else one_page

    engine: Any = object.__new__(Engine)
    engine._fetcher = engine._page_lists = Mock()
    engine._weasyprint = Mock(HTML=lambda **_: SimpleNamespace(etree_element=root))
    monkeypatch.setattr(engine, "_ended_well", lay_out)
    job: Any = SimpleNamespace(html="", geometry=SimpleNamespace(has_symbols=True))
    engine._lay_out(job, Mock(), Mock(), {})
    assert shown == ["*†‡", "**†", "*†‡", "**†", "*†‡"]
