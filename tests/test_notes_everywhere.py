"""Notes of 3 to 3,000 words wherever a text may call them: no word is lost, none leaves its call.

In headings, lists, tables, captions, boxes, quotations and key findings, several on a page, at
random places of pages; at the foot, in the margin, in two columns, on left and right pages.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from random import Random

import pypdfium2
import pytest

from publish import api
from tests.rendered import Edition, Finished

_LENGTHS = (3, 8, 15, 25, 25, 40, 60, 90)
_LONG = (150, 300, 800, 3000)


class _Text:
    """A manuscript of numbered words; each note's words are numbered too."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._long = list(_LONG)
        self._words = 0
        self._notes: list[str] = []

    def call(self) -> str:
        """Call a new note of random length."""
        number = len(self._notes) + 1
        length = self._random.choice(_LENGTHS)
        if self._long and number % 9 == 4:
            length = self._long.pop(0)
        words = (f"n{number}k{at}x" + "." * (at % 11 == 10) for at in range(length))
        self._notes.append(f"[^{number}]: {' '.join(words)}\n")
        return f"[^{number}]"

    def words(self, count: int, every: int = 0) -> str:
        """Write words, with a note after each so many."""
        written = []
        for at in range(1, count + 1):
            self._words += 1
            ending = f".{self.call()}" if every and at % every == 0 else ""
            written.append(f"w{self._words}x{ending}")
        return " ".join(written)

    def manuscript(self, fields: str) -> str:
        """Write the whole, with a note in every kind of block."""
        findings = f"key-findings:\n  - {self.words(12)}{self.call()}\n"
        parts = []
        for at in range(9):
            parts += [f"## Heading {at}{self.call()}"] if at % 4 == 1 else []
            parts += [f"- {self.words(20, 9)}\n- {self.words(30, 14)}"] if at % 5 == 2 else []
            parts += [self._table()] if at % 6 == 3 else []
            parts += [f"::: box\n{self.words(40, 17)}\n:::"] if at % 7 == 4 else []
            parts += [f"> {self.words(25, 12)}"] if at % 6 == 5 else []
            parts.append(
                self.words(self._random.randint(20, 140), self._random.choice((0, 12, 30)))
            )
        head = f"---\ntitle: T\nauthor: Somebody\ndate: 2026\n{fields}\n{findings}---\n\n"
        return head + "\n\n".join((*parts, *self._notes))

    def crowded(self, fields: str) -> str:
        """Write a text with a note after every few words, on all pages as many as they hold."""
        every = self._random.choice((5, 8, 12))
        parts = []
        while len(self._notes) < 60:
            parts.append(self.words(self._random.randint(20, 160), every))
            parts += [self._table()] if len(parts) % 7 == 3 else []
            parts += [f"- {self.words(20, every)}"] if len(parts) % 5 == 2 else []
        head = f"---\ntitle: T\nauthor: Somebody\ndate: 2026\n{fields}\n---\n\n"
        return head + "\n\n".join((*parts, *self._notes))

    def _table(self) -> str:
        rows = f"| {self.words(1, 1)} | B |\n|---|---|\n| {self.words(5, 5)} | {self.words(4)} |"
        return f"{rows}\n\n: Caption{self.call()}"


MODES = {
    "foot": "notes: foot",
    "side": "notes: side\npages: facing",
    "columns": "columns: 2\npaper: letter",
    "leftward": "notes: side\ndir: rtl",
    "both": "notes: both\nlang: fa",
    "contents": "toc: true\nlayout: report",
}


@pytest.mark.parametrize("mode", MODES)
def test_no_word_is_lost_and_no_note_leaves_its_call(mode: str, tmp_path: Path) -> None:
    """Each word is printed once; each note is on the page of its call, in the order of calls."""
    judge(tmp_path, _Text(seed=len(mode)).manuscript(MODES[mode]))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("mode", ["foot", "side", "columns"])
def test_crowded_notes_keep_their_words_and_places(mode: str, seed: int, tmp_path: Path) -> None:
    """Where all pages hold more notes than text, too."""
    judge(tmp_path, _Text(seed).crowded(MODES[mode]))


@pytest.mark.parametrize("mode", ["foot", "side", "columns"])
def test_more_notes_on_a_line_than_a_page_holds_are_all_printed(mode: str, tmp_path: Path) -> None:
    """At the end of a text that is laid out twice: the rest stands in order on pages of its own."""
    calls = "".join(f"[^{number}]" for number in range(1, 21))
    notes = (
        f"[^{number}]: {' '.join(f'n{number}k{at}x' for at in range(90))}\n"
        for number in range(1, 21)
    )
    head = f"---\ntitle: T\nauthor: A\ndate: 2026\ntoc: true\nlayout: report\n{MODES[mode]}\n---\n"
    text = f"{head}\n# One\n\n{_Text(1).words(250)}{calls}\n\n" + "\n".join(notes)
    finished = printed(tmp_path, text)
    with pypdfium2.PdfDocument(finished.data) as document:
        seen = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert words_of(seen) == words_of(text)
    assert re.findall(r"n\d+k0x", seen) == [f"n{number}k0x" for number in range(1, 21)]


def judge(folder: Path, text: str) -> None:
    """Print a text, and compare words, pages and order with what was written."""
    finished = printed(folder, text)
    assert words_of(" ".join(finished.pages)) == words_of(text)
    places = finished.note_places()
    assert {number: at for number, at in places.items() if at[1] not in at[0]} == {}
    pages = [at[1] for _, at in sorted(places.items())]
    assert (pages == sorted(pages), len(pages) > 20) == (True, True)


def printed(folder: Path, text: str) -> Finished:
    """Print a manuscript."""
    path = folder / "x.md"
    path.write_text(text, "utf-8")
    return Finished(Edition(path), "", api.render(path).artifacts[".pdf"].data, {})


def words_of(text: str) -> Counter[str]:
    """Count the numbered words; a line may end within one."""
    whole = re.sub(r"[\ufffe\u00ad]\s*", "", text)
    return Counter(re.findall(r"\b(?:n\d+k\d+|w\d+)x", whole))
