"""Long notes are parted, and no word of them is lost."""

from __future__ import annotations

import re

import pytest

from publish.composing.long_notes import FIRST_PART, FIRST_PART_AT_MOST, LONGEST, part_long_notes

LABEL = "continued on page"


def page(*notes: str) -> str:
    """Make a paragraph that calls notes with the given content."""
    calls = (
        f'word<note-call href="#note-{number}" id="call-{number}">'
        f'<span class="note" id="note-{number}" data-number="{number}" role="doc-footnote">'
        f'<a class="note-number" href="#call-{number}">{number}</a>{note}</span></note-call>'
        for number, note in enumerate(notes, start=1)
    )
    return f"<p>{' '.join(calls)} and the end.</p>"


def words_of(html: str) -> list[str]:
    """Give the words of HTML without its tags and what we add ourselves."""
    html = html.replace(f">{LABEL}<", "><")
    html = re.sub(r'<a class="note-number".*?</a>', "", html)
    return re.sub(r"<[^>]*>", " ", html).split()


def numbered(count: int, sentence: int = 12) -> str:
    """Make a text of numbered words in sentences."""
    return " ".join(f"w{i}" + ("." if i % sentence == sentence - 1 else "") for i in range(count))


@pytest.mark.parametrize("count", [1, LONGEST - 1])
def test_a_note_that_fits_stays_as_it_is(count: int) -> None:
    """Most notes are short."""
    html = page(numbered(count))
    assert part_long_notes(html, LABEL).html == html


@pytest.mark.parametrize("count", [LONGEST + 1, 600, 3000])
@pytest.mark.parametrize("sentence", [7, 40, 10_000])
def test_no_word_is_lost(count: int, sentence: int) -> None:
    """The two parts together are the note."""
    html = page("short", numbered(count, sentence), "short too")
    parted = part_long_notes(html, LABEL)
    assert sorted(words_of(parted.html + parted.rest)) == sorted(words_of(html))


def test_the_first_part_ends_with_a_sentence() -> None:
    """Where a sentence ends within reach."""
    parted = part_long_notes(page(numbered(400)), LABEL)
    first = parted.html.partition(' <a class="note-continued"')[0]
    assert first.endswith(".")
    assert FIRST_PART <= len(words_of(first)) - 1 <= FIRST_PART_AT_MOST


def test_the_two_parts_lead_to_one_another() -> None:
    """The first names the place of the second, whose number leads back to the call."""
    parted = part_long_notes(page(numbered(400)), LABEL)
    assert 'href="#note-1-rest"' in parted.html
    assert 'id="note-1-rest"' in parted.rest
    assert 'href="#call-1"' in parted.rest


def test_what_is_open_at_the_cut_is_closed_and_opened_again() -> None:
    """Emphasis over the cut holds in both parts."""
    parted = part_long_notes(page(f"<em>{numbered(400)}</em>"), LABEL)
    assert parted.html.count("<em>") == parted.html.count("</em>") == 1
    assert parted.rest.count("<em>") == parted.rest.count("</em>") == 1


def test_a_link_is_not_cut() -> None:
    """An address in two parts leads nowhere."""
    link = '<a href="https://example.org">' + "linked " * 200 + "</a>"
    parted = part_long_notes(page(link + numbered(100)), LABEL)
    assert (parted.html + parted.rest).count('<a href="https://example.org">') == 1


def test_spans_inside_a_note_do_not_end_it() -> None:
    """Citations in notes are spans of their own."""
    inner = f'<span class="citation">{numbered(300)}</span> after'
    parted = part_long_notes(page(inner), LABEL)
    assert words_of(parted.rest)[-1] == "after"


def test_the_author_is_told_which_notes_and_how_long() -> None:
    """By number, with their length in words."""
    parted = part_long_notes(page("short", numbered(400)), LABEL)
    assert parted.numbers == ((2, 401),)
