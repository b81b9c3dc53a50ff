"""Specimens: one manuscript for each layout and script, rendered as a reader will see it."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from publish import pipeline
from publish.options import Options
from publish.outputs.table import OUTPUTS
from publish.report import as_human

SPECIMENS = Path(__file__).resolve().parent.parent / "styles" / "specimens"

EXPECTED = {
    # name: pages, words that must be found on the first and on the last of them
    "brief": (3, ("POLICY BRIEF", "KEY FINDINGS", "No. 12"), ("References", "How to cite")),
    "commentary": (1, ("Ada Writer",), ("How to cite",)),
    "report": (7, ("The Anatomy of a Report",), ("References",)),
    "letter": (1, ("The Director", "14 May 2026"), ("Yours sincerely,",)),
    "persian": (2, ("گزارش سیاستی", "آدا نویسنده"), ("منابع",)),
    "pashto": (1, ("لنډیز",), ("ټ ډ ړ ڼ",)),
    "urdu": (1, ("قاری",), ("حواشی",)),
}


class Finished:
    """A specimen as a PDF, read by a parser of its own."""

    def __init__(self, folder: Path, name: str, **options: str) -> None:
        shutil.copytree(SPECIMENS, folder, dirs_exist_ok=True)
        chosen = Options(**options)  # type: ignore[arg-type] # names of fields
        with OUTPUTS["pdf"]() as output:
            opened = pipeline.open_manuscript(folder / f"{name}.md", chosen)
            publication = pipeline.render(*opened, chosen, output)
        self.messages = as_human(publication.diagnostics)
        publication.save(folder / "out.pdf")
        self.data = (folder / "out.pdf").read_bytes()
        document = pypdfium2.PdfDocument(self.data)
        self.pages = [
            " ".join(page.get_textpage().get_text_range().replace("\ufffe", "").split())
            for page in document
        ]
        self.sizes = {tuple(round(side) for side in page.get_size()) for page in document}

    @property
    def fonts(self) -> set[str]:
        """The names of the embedded faces."""
        with pikepdf.open(io.BytesIO(self.data)) as pdf:
            fonts = (
                str(font.BaseFont)
                for each in pdf.objects
                if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
                for font in (each,)
            )
            return {re.sub(r"^/[A-Z]{6}\+", "", name).rstrip("-,") for name in fonts}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_specimen_is_what_it_was(name: str, tmp_path: Path) -> None:
    """Its pages, what stands on the first and the last, and no message."""
    pages, first, last = EXPECTED[name]
    finished = Finished(tmp_path, name)
    assert (finished.messages, len(finished.pages)) == ("", pages)
    missing = [word for word in first if word not in finished.pages[0]]
    missing += [word for word in last if word not in finished.pages[-1]]
    assert missing == []


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_a_specimen_fits_its_paper(paper: str, size: tuple[int, int], tmp_path: Path) -> None:
    """Every page has the size that was asked for (points, ISO 216 and ANSI Y14.1)."""
    assert Finished(tmp_path, "brief", paper=paper).sizes == {size}


def test_no_face_but_those_of_the_house_is_used(tmp_path: Path) -> None:
    """Nothing falls back to a font of the machine in silence."""
    families = {"Source-Serif-Text", "Source-Serif-Caption", "Source-Serif-Display"}
    used = Finished(tmp_path, "brief").fonts
    strangers = {name for name in used if not name.startswith((*families, "Source-Sans-3"))}
    assert (strangers, bool(used)) == (set(), True)


def test_persian_half_spaces_read_back(tmp_path: Path) -> None:
    """A non-joiner is a part of the spelling: a reader searches for it."""
    text = " ".join(Finished(tmp_path, "persian").pages)
    assert "می\N{ZERO WIDTH NON-JOINER}خواهد" in text
