"""A note that has no room below its line is parted: it goes on above the notes of the next page."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from publish import api, verapdf
from tests.rendered import Edition, Finished

MODES = {"left": "", "right": "dir: rtl\n", "columns": "columns: 2\n", "letter": "paper: letter\n"}
MOST_MM = 21.0
"""From foot to foot of the last line of the text and the first of the notes: a line of either, the
rule, and what is smaller than two lines of each, which are not parted."""


def finished(folder: Path, fields: str, words: int = 100) -> Finished:
    """Print paragraphs with a note of that many words after every fortieth word."""
    text, notes = [], []
    for number in range(1, 25):
        run = " ".join(f"w{number}k{at}x" for at in range(40))
        text.append(f"{run}.[^{number}]" + "\n\n" * (number % 3 == 0))
        notes.append(f"[^{number}]: " + " ".join(f"n{number}k{at}x" for at in range(words)) + ".\n")
    path = folder / "x.md"
    head = f"---\ntitle: T\nauthor: Somebody\ndate: 2026\n{fields}---\n\n"
    path.write_text(head + " ".join(text) + "\n\n" + "\n".join(notes), "utf-8")
    return Finished(Edition(path), "", api.render(path).artifacts[".pdf"].data, {})


def words_of(page: str) -> list[tuple[int, int]]:
    """Give the words of notes in the order in which they are read: note, and place in it."""
    return [(int(a), int(b)) for a, b in re.findall(r"n(\d+)k(\d+)x", page)]


@pytest.mark.parametrize("mode", MODES)
def test_a_parted_note_is_whole_and_goes_on_first_on_the_next_page(
    mode: str, tmp_path: Path
) -> None:
    """No word is lost, doubled or moved, and the note begins on the page of its call."""
    made = finished(tmp_path, MODES[mode])
    pages = [words_of(each) for each in made.pages]
    assert [each for page in pages for each in page] == [
        (number, at) for number in range(1, 25) for at in range(100)
    ]
    assert sum(bool(page) and page[0][1] > 0 for page in pages) > 1
    assert [at for at in made.note_places().values() if at[1] not in at[0]] == []


@pytest.mark.parametrize("mode", MODES)
def test_a_parted_note_is_one_for_assistive_technology(mode: str, tmp_path: Path) -> None:
    """Whoever listens hears it without a break, at its call."""
    made = finished(tmp_path, MODES[mode])
    read = [words_of(each) for each in made.reading.notes]
    assert read == [[(number, at) for at in range(100)] for number in range(1, 25)]
    if verapdf.is_installed():
        assert verapdf.judge(made.data, "PDFUA-1").failures == ()


def test_no_page_has_a_hole_above_its_notes(tmp_path: Path) -> None:
    """Where a note of six lines has no room for all of them, two or more fill it."""
    made = finished(tmp_path, "")
    with pypdfium2.PdfDocument(made.data) as document:
        gaps = [_gap_mm(page.get_textpage()) for page in document]
    assert len(gaps) > 4
    assert max(gaps[:-2]) < MOST_MM


def _gap_mm(page: pypdfium2.PdfTextPage) -> float:
    """Measure between the last line of the text and the first of the notes."""
    text = page.get_text_range()
    heights = {
        kind: [page.get_charbox(found.start())[1] for found in re.finditer(rf"\b{kind}\d+k", text)]
        for kind in "wn"
    }
    return (min(heights["w"]) - max(heights["n"])) / 72 * 25.4 if heights["n"] else 0.0


def test_a_note_that_ends_the_text_stays_whole(tmp_path: Path) -> None:
    """Its rest would stand alone on a page."""
    made = finished(tmp_path, "", words=60)
    last = words_of(made.pages[-1])
    assert re.search(r"\bw\d+k\d+x", made.pages[-1])
    assert last


def test_a_note_names_the_page_on_which_its_end_stands(tmp_path: Path) -> None:
    """Its number is known only when all pages are laid out."""
    made = finished(tmp_path, "", words=230)
    named = {
        int(each) for page in made.pages for each in re.findall(r"continued on page (\d+)", page)
    }
    ends = {at + 1 for at, page in enumerate(made.pages) if re.search(r"Notes, continued", page)}
    assert named
    assert named <= set(range(min(ends), len(made.pages) + 1))
