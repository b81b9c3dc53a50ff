"""Notes stand on the page of their call, wherever the page ends."""

from __future__ import annotations

from random import Random

import pytest

weasyprint = pytest.importorskip("weasyprint")

from weasyprint.layout import block  # noqa: E402

from publish.render.notes_kept import keep_notes_with_calls  # noqa: E402

SHEET = """
@page { size: 90mm 110mm; margin: 10mm; @footnote { padding-bottom: .1mm } }
html { font-size: 8pt; orphans: 2; widows: 2 }
.note { float: footnote; footnote-policy: line }
"""


def text_with_notes(seed: int) -> str:
    """Make paragraphs of random lengths with notes of random lengths."""
    random = Random(seed)
    number = 0
    paragraphs = []
    for _ in range(25):
        words = ["word"] * random.randint(6, 60)
        for place in range(0, len(words), random.randint(9, 30)):
            number += 1
            note = f'<span class="note" id="note-{number}">{"note " * random.randint(1, 20)}</span>'
            words[place] += f'<a id="call-{number}">{note}</a>'
        paragraphs.append(f"<p>{' '.join(words)}</p>")
    return f"<style>{SHEET}</style>{''.join(paragraphs)}"


def strayed(html: str) -> list[str]:
    """Name the notes that are on another page than their calls."""
    page_of = {
        anchor: number
        for number, page in enumerate(weasyprint.HTML(string=html).render().pages)
        for anchor in page.anchors
    }
    notes = [anchor for anchor in page_of if anchor.startswith("note-")]
    return [note for note in notes if page_of[note] != page_of[note.replace("note", "call")]]


def test_the_renderer_reads_as_we_know_it() -> None:
    """Where its code changes, the mending must be looked at again."""
    block.mended = getattr(block, "mended", False) or keep_notes_with_calls(block)
    assert block.mended


@pytest.mark.parametrize("seed", range(4))
def test_no_note_strays_from_its_call(seed: int) -> None:
    """Whatever the lengths, each note is found where the reader looks for it."""
    block.mended = getattr(block, "mended", False) or keep_notes_with_calls(block)
    assert strayed(text_with_notes(seed)) == []
