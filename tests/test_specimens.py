"""Specimens: every layout, house, paper and script, judged by what readers find in the PDF."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from publish.houses import house
from publish.project import Project
from tests.arabic_words import body_of, lost_words
from tests.pages import structure
from tests.rendered import ALL, LATIN, LATIN_SCRIPT, MATRIX, Edition, Printer, specimen
from tests.written import letters, read_manuscript

MILLIMETRE = 72 / 25.4
PAPERS = {"a4": (210 * MILLIMETRE, 297 * MILLIMETRE), "letter": (612, 792)}
"""Points; ISO 216 and ANSI/ASME Y14.1."""
BLEED = 3 * MILLIMETRE
OWN_BOOKMARKS = {
    "en": {"Contents", "Figures", "Tables", "Summary", "References", "Notes"},
    "de": {"Inhalt", "Zusammenfassung", "Literatur"},
    "fr": {"Sommaire", "Résumé", "Références"},
    "es": {"Índice", "Resumen", "Referencias"},
    "fa": {"فهرست", "چکیده", "منابع"},
    "ps": {"فهرست", "لنډیز", "سرچینې"},
    "ur": {"فہرست", "خلاصہ", "حوالہ جات"},
    "ar": {"المحتويات", "ملخص", "المراجع"},
}
"""Headings of the layouts, not of the manuscripts."""

every = pytest.mark.parametrize("edition", ALL, ids=lambda each: each.name)
latin = pytest.mark.parametrize("edition", LATIN, ids=lambda each: each.name)
arabic = pytest.mark.parametrize(
    "edition",
    [each for each in MATRIX if each.lang not in LATIN_SCRIPT],
    ids=lambda each: each.name,
)


@every
def test_a_specimen_gives_no_message(edition: Edition, printer: Printer) -> None:
    """Nothing in a specimen is worth a warning."""
    assert printer.make(edition).messages == ""


@every
def test_every_page_has_the_size_of_its_paper(edition: Edition, printer: Printer) -> None:
    """To the hundredth of a point."""
    width, height = PAPERS[edition.paper]
    sizes = {tuple(map(float, page.MediaBox)) for page in printer.make(edition).pdf.pages}
    assert all(size == pytest.approx((0, 0, width, height), abs=0.01) for size in sizes)


@every
def test_no_face_but_those_of_the_house_is_used(edition: Edition, printer: Printer) -> None:
    """Nothing falls back to a font of the machine in silence."""
    project = Project.of(edition.manuscript)
    families = tuple(
        each.family.replace(" ", "-") for each in house.load(edition.house, project).faces
    )
    fonts = printer.make(edition).fonts
    assert ({each for each in fonts if not each.startswith(families)}, bool(fonts)) == (set(), True)


@latin
def test_the_text_is_read_as_it_was_written(edition: Edition, printer: Printer) -> None:
    """All runs of the manuscript's text in their order, those of each object, all other fields."""
    written = read_manuscript(edition.manuscript)
    read = letters(printer.make(edition).reading.text)
    lost = [run for each in (written.body, *written.objects) for run in _lost(each, read)]
    lost += [run for run in written.anywhere if run not in read]
    assert lost == []


def _lost(runs: tuple[str, ...], read: str) -> Iterator[str]:
    end = 0
    for run in runs:
        place = read.find(run, end)
        if place < 0:
            yield run
        end = max(end, place + len(run))


@arabic
def test_every_word_can_be_found(edition: Edition, printer: Printer) -> None:
    """Whoever searches for a word in Arabic script finds it, as often as it was typed."""
    read = "\n".join(printer.make(edition).pages)
    assert lost_words(body_of(edition.manuscript), read) == []


@latin
def test_notes_are_read_in_the_order_of_their_calls(edition: Edition, printer: Printer) -> None:
    """Each with its number, and every note that the author wrote among them."""
    notes = [letters(each) for each in printer.make(edition).reading.notes]
    for number, note in enumerate(notes, 1):
        assert note.startswith(str(number))
    written = read_manuscript(edition.manuscript).notes
    places = [_place(notes, runs) for runs in written]
    assert places == sorted(set(places))


def _place(notes: list[str], runs: tuple[str, ...]) -> int:
    """Find the one note that holds all runs; a lost note stands before all others."""
    found = [place for place, note in enumerate(notes) if all(run in note for run in runs)]
    return found[0] if len(found) == 1 else -1


@every
def test_a_note_stands_on_the_page_of_its_call(edition: Edition, printer: Printer) -> None:
    """The link of the call and the note that it leads to share a page."""
    places = printer.make(edition).note_places()
    elsewhere = {number: place for number, place in places.items() if place[1] not in place[0]}
    assert elsewhere == {}


@every
def test_notes_follow_one_another_down_the_page(edition: Edition, printer: Printer) -> None:
    """A note with a higher number never stands before one with a lower."""
    finished = printer.make(edition)
    pages = [place[1] for _, place in sorted(finished.note_places().items())]
    assert pages == sorted(pages)
    assert sorted(finished.note_places()) == list(range(1, len(pages) + 1))


@pytest.mark.parametrize(
    "edition", list(dict.fromkeys([*MATRIX, *LATIN])), ids=lambda each: each.name
)
def test_bookmarks_are_the_headings(edition: Edition, printer: Printer) -> None:
    """In their order, at their depth, and none besides but those of the layout."""
    headings = read_manuscript(edition.manuscript).headings
    titles = {title for _, title in headings}
    outline = printer.make(edition).outline
    assert tuple(each for each in outline if each[1] in titles) == headings
    assert {title for _, title in outline} - titles <= OWN_BOOKMARKS[edition.lang]


@pytest.mark.parametrize("paper", PAPERS)
def test_the_boxes_for_the_press_are_exact(paper: str, printer: Printer) -> None:
    """The page is trimmed to its paper, and bleeds by the three millimetres that shops ask for."""
    width, height = PAPERS[paper]
    for page in printer.make(specimen("brief", paper, target="print")).pdf.pages:
        trim, bleeds = ([float(side) for side in box] for box in (page.TrimBox, page.BleedBox))
        assert trim == pytest.approx([0, 0, width, height], abs=0.01)
        wanted = [-BLEED, -BLEED, width + BLEED, height + BLEED]
        assert bleeds == pytest.approx(wanted, abs=0.01)


def test_the_reader_of_tags_sees_a_lost_note(printer: Printer) -> None:
    """The instrument itself: the tree holds the notes where they are called."""
    lines = structure(printer.make(specimen("letter")).data).splitlines()
    calls = [line.strip() for line in lines if line.strip().startswith("Note ")]
    assert calls == ["Note ID='note-1'", "Note ID='note-2'"]
