"""A report's list of references stands on the page of the heading that the author gave it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from publish import api

TEXT = (
    "---\ntitle: X\nlayout: report\nlang: de\nbibliography: x.bib\n---\n\n"
    "# A\n\n[@a].\n\n# Literatur\n"
)
ENTRY = "@book{a, author={Anna Muster}, title={Zuletzt}, publisher={P}, year=2001}\n"


def test_a_list_of_references_stands_below_its_heading(tmp_path: Path) -> None:
    """The chapter and its list begin one page, not two."""
    (tmp_path / "x.md").write_text(TEXT, "utf-8")
    (tmp_path / "x.bib").write_text(ENTRY, "utf-8")
    document = pypdfium2.PdfDocument(api.render(tmp_path / "x.md").artifacts[".pdf"].data)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    assert any("Literatur" in page and "Muster, Anna" in page for page in pages)
