"""Text copied and searched in the finished PDF is the text that was written."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from publish.render.leaf import Leaf, start
from publish.targets import SCREEN
from tests.pages import make_page

CSS = "p { font: 12pt/20pt Amiri, 'Source Serif 4'; hyphens: manual }"
PERSIAN = (
    "کابل و اسلام‌آباد در سال ۱۴۰۱ (برابر با 2022) دربارهٔ «خط دیورند» و [Afghan] گفت‌وگو"
    " کردند؛ ۴۵٪ از کامیون‌ها نمی‌خواهند بازگردند، لا إله و مسئولیتِ آن."
)
MIXED = "<bdi dir='ltr' lang='en'>Smith, <i>Trade Routes</i> (2024), [5–7] ff</bdi>"
POINTS = "()[]«»؛،.٪"


@pytest.fixture(scope="module")
def leaf() -> Iterator[Leaf]:
    with start() as child:
        yield child


def by_pdfium(pdf: bytes) -> str:
    """Read all pages as Chrome does."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def by_poppler(pdf: bytes, folder: Path) -> str:
    """Read all pages as Evince and Okular do."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler's pdftotext is not installed")
    (folder / "a.pdf").write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", str(folder / "a.pdf"), "-"], check=True, capture_output=True, text=True
    )
    return re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", done.stdout)


def written(text: str) -> list[str]:
    """Give the words of a text without the marks round them."""
    return [word.strip(POINTS) for word in text.split()]


def test_persian_words_are_read_as_written(leaf: Leaf, tmp_path: Path) -> None:
    """Letters, half-spaces, hamza and digits, by two readers."""
    pdf = leaf.render(make_page(f"<p dir='rtl'>{PERSIAN}</p>", CSS, lang="fa"), SCREEN).pdf
    words = written(PERSIAN)
    assert [word for word in words if word not in by_pdfium(pdf)] == []
    text = by_poppler(pdf, tmp_path)  # it takes a raised vowel sign for a line of its own
    assert [word for word in words if word not in text and "\u0650" not in word] == []


def test_brackets_open_where_they_open(leaf: Leaf, tmp_path: Path) -> None:
    """In both directions, though both use the same glyphs."""
    body = f"<p dir='rtl'>{PERSIAN}</p><p dir='ltr'>{MIXED}</p>"
    pdf = leaf.render(make_page(body, CSS, lang="fa"), SCREEN).pdf
    assert "(2024), [5–7]" in by_pdfium(pdf)
    assert "(2024), [5–7]" in by_poppler(pdf, tmp_path)
    assert "(برابر با 2022)" in by_pdfium(pdf)
    assert "«خط دیورند»" in by_pdfium(pdf)


def test_phrases_over_lines_are_found(leaf: Leaf) -> None:
    """By PDFium's own search, as a reader types them."""
    body = "<p style='width: 30mm; hyphens: manual'>The council of the town met again today.</p>"
    pdf = leaf.render(make_page(body), SCREEN).pdf
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        assert page.count_rects() > 1
        assert page.search("council of the town met again").get_next() is not None


@pytest.mark.parametrize("hyphen", ["\u2010", "-"])
def test_no_broken_word_has_a_hyphen_of_its_own(leaf: Leaf, tmp_path: Path, hyphen: str) -> None:
    """Where a line breaks a word stands a soft hyphen (ISO 32000-1 §14.8.2.2.3)."""
    body = "<p style='width: 24mm'>Institutional responsibilities notwithstanding.</p>"
    text = by_poppler(leaf.render(make_page(body), SCREEN).pdf, tmp_path)
    assert hyphen not in text
    assert "notwithstanding" in re.sub("\u00ad\\s*", "", text)
