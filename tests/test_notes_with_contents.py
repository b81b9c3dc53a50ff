"""Notes stand at the foot of a page that is laid out twice, as one with a contents is."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from publish import api

TEXT = (
    "---\ntitle: X\ndate: 2026\n{}---\n\n# A\n\nText.[^1] More.[^2]\n\n[^1]: First.\n[^2]: Last.\n"
    + "\nA paragraph of a text that goes on.\n" * 60  # on a last page notes follow the text
)


def foot_of(folder: Path, fields: str) -> float:
    """Give how high above the page's edge the last line of the notes stands, in points."""
    folder.mkdir()
    (folder / "x.md").write_text(TEXT.format(fields), "utf-8")
    document = pypdfium2.PdfDocument(api.render(folder / "x.md").artifacts[".pdf"].data)
    page = document[0].get_textpage()
    found = page.search("Last.").get_next()
    assert found is not None
    return float(page.get_charbox(found[0])[1])


def test_page_numbers_in_the_contents_leave_notes_in_their_place(tmp_path: Path) -> None:
    """The second layout moves no note."""
    assert foot_of(tmp_path / "a", "toc: true\n") == foot_of(tmp_path / "b", "")
