"""Left and right pages, notes in the margin, two columns: where things stand on the page.

Judged by the places of letters in the finished PDF, as PDFium reads them.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from publish import api
from tests.rendered import TWO_NOTES, Edition, Finished, Printer, specimen

MILLIMETRE = 72 / 25.4
Word = tuple[str, float, float, float, float]
"""Text, then left, bottom, right and top in points."""


def words(data: bytes, page: int) -> list[Word]:
    """Give the words of a page with their boxes."""
    document = pypdfium2.PdfDocument(data)
    text = document[page].get_textpage()
    found = []
    for match in re.finditer(r"[^\s\ufffe]+", text.get_text_range()):
        boxes = [text.get_charbox(at) for at in range(*match.span())]
        left, bottom = (min(box[side] for box in boxes) for side in (0, 1))
        right, top = (max(box[side] for box in boxes) for side in (2, 3))
        found.append((match[0], left, bottom, right, top))
    return found


def notes(finished: Finished, page: int) -> list[tuple[float, float]]:
    """Give from left and from the foot, in mm, where each note of a page begins, by number."""
    found = {}
    for name, target in pikepdf.NameTree(finished.pdf.Root.Names.Dests).items():
        is_here = target[0].objgen == finished.pdf.pages[page].objgen
        if is_here and re.fullmatch(r"note-\d+", str(name)):
            at = float(target[2]) / MILLIMETRE, float(target[3]) / MILLIMETRE
            found[int(str(name).removeprefix("note-"))] = at
    return [found[number] for number in sorted(found)]


def folio(data: bytes, page: int) -> float:
    """Say where the number of a page begins, in mm from the left; 0 when there is none."""
    heads = [each for each in words(data, page) if each[4] > 780 and each[0].isdigit()]
    return heads[0][1] / MILLIMETRE if heads else 0


def test_folios_stand_outside(printer: Printer) -> None:
    """Far left on left-hand pages, far right on right-hand ones."""
    data = printer.make(specimen("side-notes")).data
    assert folio(data, 1) == pytest.approx(22, abs=1)
    assert folio(data, 2) == pytest.approx(186, abs=3)


def test_margins_mirror_one_another(printer: Printer) -> None:
    """The text begins 26 mm from the fold, on either side."""
    finished = printer.make(specimen("facing"))
    right = [each for each in words(finished.data, 6) if each[4] < 740]
    left = [each for each in words(finished.data, 7) if 100 < each[4] < 740]
    assert min(each[1] for each in right) / MILLIMETRE == pytest.approx(26, abs=0.5)
    assert max(each[3] for each in left) / MILLIMETRE == pytest.approx(210 - 26, abs=4)
    assert min(each[1] for each in left) / MILLIMETRE == pytest.approx(60, abs=0.5)


def test_what_stands_beside_the_text_stands_outside(printer: Printer) -> None:
    """The pull quote of a right-hand page is at its right."""
    found = [
        each for each in words(printer.make(specimen("facing")).data, 6) if each[0] == "thumb."
    ]
    assert max(each[1] for each in found) / MILLIMETRE > 150


def test_chapters_begin_on_the_right_and_blank_pages_are_blank(printer: Printer) -> None:
    """No head and no folio on a page that is there for the chapter's sake."""
    pages = printer.make(specimen("facing")).pages
    beginnings = [at for at, text in enumerate(pages) if re.match(r"[12] The ", text)]
    assert [at % 2 for at in beginnings] == [0, 0]
    assert [at for at, text in enumerate(pages) if not text.strip()] == [1, 3, 5, 9]


def test_a_text_that_runs_to_the_left_is_bound_at_the_right(printer: Printer) -> None:
    """Its second page is a right-hand one: the folio and the notes stand at the right."""
    finished = printer.make(specimen("persian-side"))
    first, second = notes(finished, 0), notes(finished, 1)
    assert (max(left for left, _ in first) < 30, min(left for left, _ in second) > 135) == (
        True,
        True,
    )


@pytest.mark.parametrize("name", ["side-notes", "persian-side"])
def test_notes_in_the_margin_cover_nothing(name: str, printer: Printer) -> None:
    """No word of a page lies on another."""
    data = printer.make(specimen(name)).data
    for page in range(len(pypdfium2.PdfDocument(data))):
        placed = words(data, page)
        overlaps = [
            (one[0], other[0])
            for one, other in itertools.combinations(placed, 2)
            if min(one[3], other[3]) - max(one[1], other[1]) > 1.5
            and min(one[4], other[4]) - max(one[2], other[2]) > 2.5
        ]
        assert overlaps == []


def test_a_note_stands_on_the_line_of_its_call(tmp_path: Path) -> None:
    """On the same baseline, where the notes below it have room enough."""
    path = tmp_path / "x.md"
    head = "---\ntitle: T\nauthor: A\ndate: 2026\nnotes: side\n---\n\n"
    path.write_text(
        f"{head}{'Word. ' * 40}\n\nIt.[^1] Is. {'Word. ' * 40}\n\n[^1]: Note.\n", "utf-8"
    )
    finished = Finished(Edition(path), "", api.render(path).artifacts[".pdf"].data, {})
    call = next(each for each in words(finished.data, 0) if each[0].startswith("It.1"))
    assert notes(finished, 0)[0][1] == pytest.approx(call[4] / MILLIMETRE, abs=2)


def test_notes_that_have_no_room_below_their_lines_move_up(printer: Printer) -> None:
    """Each as little as those after it ask for; the last one of the page fills the margin."""
    finished = printer.make(specimen("side-notes"))
    places = [height for _, height in notes(finished, 0)]
    assert places == sorted(places, reverse=True)
    lines = [each[2] / MILLIMETRE for each in words(finished.data, 0) if each[1] > 400]
    assert min(lines) == pytest.approx(27, abs=3)


def test_sources_and_remarks_have_marks_of_their_own(printer: Printer) -> None:
    """Remarks under symbols at the foot of the page, sources numbered after the text."""
    finished = printer.make(TWO_NOTES)
    remarks = [re.split(r"[A-Z]", each)[0] for each in finished.reading.notes]
    assert remarks == ["*", "†", "‡"]
    listed = re.findall(r"^(\d) (?:Garrett|Elinor|Jane|Albert)", finished.pages[0], re.M)
    assert listed == ["1", "2", "3", "4"]


def test_columns_do_not_lose_the_order_of_the_notes(printer: Printer) -> None:
    """Down the left column, then down the right one."""
    places = notes(printer.make(specimen("columns")), 1)
    columns = ["left" if left < 100 else "right" for left, _ in places]
    assert columns == sorted(columns)
    assert {"left", "right"} == set(columns)
    for one, other in itertools.pairwise(places):
        assert one[0] < other[0] or one[1] > other[1]


def test_the_press_gets_the_same_pages(printer: Printer) -> None:
    """Left and right hold in print too, with the bleed round them."""
    screen = printer.make(specimen("side-notes"))
    press = printer.make(Edition(screen.edition.manuscript, target="print"))
    both = [[_joined(page) for page in each.pages] for each in (screen, press)]
    assert both[0] == both[1]


def _joined(text: str) -> str:
    """Leave out where lines end and words are broken, which only the screen's readers are told."""
    return re.sub(r"[-\ufffe\s]", "", text)


def test_blocks_stand_side_by_side(tmp_path: Path) -> None:
    """As Pandoc's columns, with the widths that the author gives."""
    (tmp_path / "x.md").write_text(
        "---\ntitle: X\n---\n\n:::: columns\n::: {.column width=30%}\nLeft\n:::\n"
        "::: {.column width=70%}\nRight\n:::\n::::\n",
        "utf-8",
    )
    data = api.render(tmp_path / "x.md").artifacts[".pdf"].data
    places = {each[0]: each for each in words(data, 0)}
    assert places["Left"][4] == pytest.approx(places["Right"][4], abs=0.5)
    distance = (places["Right"][1] - places["Left"][1]) / MILLIMETRE
    assert distance == pytest.approx(0.3 * 124 + 5, abs=1)


@pytest.mark.parametrize(("words_before", "pages"), [(0, 4), (1, 4), (2, 5)])
def test_a_few_words_before_the_first_chapter_share_its_page(
    words_before: int, pages: int, tmp_path: Path
) -> None:
    """A paragraph at most; all other chapters of a report begin a page."""
    text = "Words.\n\n" * words_before + "# First\n\nText.\n\n# Second\n\nText.\n"
    (tmp_path / "x.md").write_text(f"---\ntitle: T\nlang: en\nlayout: report\n---\n\n{text}")
    with pypdfium2.PdfDocument(api.render(tmp_path / "x.md").artifacts[".pdf"].data) as document:
        assert len(document) == pages


@pytest.mark.parametrize(
    ("lang", "lines"), [("en", ("One", "Two", "Three")), ("fa", ("آب", "نان", "خاک"))]
)
def test_lines_that_are_kept_begin_where_they_are_written(
    lang: str, lines: tuple[str, ...], tmp_path: Path
) -> None:
    """The first has no indent of a paragraph."""
    text = "Text.\n\nMore.\n\n| {}\n| {}\n|    {}\n".format(*lines)
    (tmp_path / "x.md").write_text(f"---\ntitle: T\nlang: {lang}\n---\n\n{text}", "utf-8")
    data = api.render(tmp_path / "x.md").artifacts[".pdf"].data
    place = {word: (left, right) for word, left, _, right, _ in words(data, 0)}
    edge = 0 if lang == "en" else 1
    first, second, third = (place[each][edge] for each in lines)
    assert first == pytest.approx(second, abs=2)  # boxes of letters
    assert abs(third - second) > 2 * MILLIMETRE
