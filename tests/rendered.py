"""Specimens as PDFs, each made once in a session, and what readers of their own find in them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pikepdf
import pypdfium2
from PIL import Image

from publish import pipeline
from publish.options import Options
from publish.outputs.table import OUTPUTS
from publish.report import as_human
from tests.pages import kids, marked_text

FOLDER = Path(__file__).resolve().parent / "specimens"
SHIPPED = FOLDER.parent.parent / "styles" / "specimens"


@dataclass(frozen=True, slots=True)
class Edition:
    """One way to print one manuscript."""

    manuscript: Path
    paper: str = "a4"
    house: str = "base"
    target: str = "screen"

    @property
    def lang(self) -> str:
        """The language of the text, from the front matter: "en-GB" is "en"."""
        found = re.search(r"^lang: (\w+)", self.manuscript.read_text("utf-8"), re.M)
        assert found is not None
        return found[1]

    @property
    def name(self) -> str:
        """A name for tests and for files: "brief-letter-meridian", "shipped-brief-a4-base"."""
        parts = ["shipped"] if self.manuscript.parent == SHIPPED else []
        parts += [self.manuscript.stem, self.paper, self.house]
        parts += [] if self.target == "screen" else [self.target]
        return "-".join(parts)


def specimen(name: str, paper: str = "a4", house: str = "base", target: str = "screen") -> Edition:
    """Name an edition of a specimen in this folder."""
    return Edition(FOLDER / f"{name}.md", paper, house, target)


LAYOUTS = ("brief", "commentary", "report", "letter")
PAPERS = ("a4", "letter")
LATIN_SCRIPT = ("en", "de", "fr", "es")
LANGUAGES = (*LATIN_SCRIPT, "fa", "ps", "ur", "ar")
"""Those that `base` has words for; Dari has nothing of its own on a page but some of these."""
IN_LANGUAGES = FOLDER / "languages"
_AT_HOME = {
    ("commentary", "de"): FOLDER / "german.md",
    ("commentary", "fr"): FOLDER / "french.md",
    ("brief", "ps"): FOLDER / "pashto.md",
    ("brief", "ur"): FOLDER / "urdu.md",
}


def manuscript(layout: str, lang: str) -> Path:
    """Give the specimen of a layout in a language."""
    if lang == "en":
        return FOLDER / f"{layout}.md"
    return _AT_HOME.get((layout, lang), IN_LANGUAGES / f"{layout}-{lang}.md")


MATRIX = [
    Edition(manuscript(layout, lang), paper)
    for lang in LANGUAGES
    for layout in LAYOUTS
    for paper in PAPERS
]
"""Every layout in every language on every paper."""
MERIDIAN = [specimen(name, paper, "meridian") for name in LAYOUTS for paper in PAPERS]
GEOMETRY = [specimen(name) for name in ("side-notes", "columns", "facing")]
"""Notes in the margin, two columns, left and right pages."""
RIGHT_TO_LEFT = [specimen("charts"), specimen("persian-side")]
ELEMENTS = [
    *(specimen("elements", "a4", name) for name in ("base", "meridian")),
    specimen("formulas"),
]
"""With every element that a page may hold; charts and formulas need their libraries."""
COVERS = [specimen("cover", paper, name) for paper in PAPERS for name in ("base", "meridian")]
"""Reports with a picture on their cover."""
COVERS_TO_THE_LEFT = [specimen("cover-fa", "a4", name) for name in ("base", "meridian")]
IN_THE_WHEEL = [Edition(each) for each in sorted(SHIPPED.glob("*.md"))]

TWO_NOTES = specimen("two-notes")
"""With sources at the end and remarks at the foot, so that notes have two orders."""
LATIN = [
    *(each for each in MATRIX if each.lang in LATIN_SCRIPT),
    *MERIDIAN,
    *GEOMETRY,
    *(replace(each, paper="letter") for each in GEOMETRY),
]
ALL = [*LATIN, *(each for each in MATRIX if each not in LATIN), *RIGHT_TO_LEFT]
ALL += [*ELEMENTS, *COVERS, *COVERS_TO_THE_LEFT, *IN_THE_WHEEL]
"""Every edition that is tested, in groups."""


_INK = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b")
"""Operators of colour (ISO 32000-1 §8.6.8); in files for the screen all ink is DeviceRGB."""


@dataclass
class Finished:
    """A finished PDF, read by PDFium and by pikepdf, neither of which had a part in its text."""

    edition: Edition
    messages: str
    """All diagnostics as an author sees them."""
    data: bytes
    native: Mapping[str, str]
    """The libraries that set the text, with their versions."""

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page as PDFium reads it."""
        with pypdfium2.PdfDocument(self.data) as document:
            return [page.get_textpage().get_text_range() for page in document]

    def picture(self, page: int, ppi: int) -> Image.Image:
        """Draw a page (0-based) in colour."""
        with pypdfium2.PdfDocument(self.data) as document:
            drawn: Image.Image = document[page].render(scale=ppi / 72).to_pil()
            return drawn

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        """The objects of the file."""
        return pikepdf.open(io.BytesIO(self.data))

    @cached_property
    def reading(self) -> Reading:
        """The text as assistive technology reads it."""
        return read_tags(self.pdf)

    @property
    def outline(self) -> list[tuple[int, str]]:
        """Depth (0 for the highest) and title of each bookmark."""
        with self.pdf.open_outline() as outline:
            return list(_bookmarks(outline.root, 0))

    @property
    def fonts(self) -> set[str]:
        """The names of the embedded faces, without the tag of the subset."""
        found: set[str] = set()
        for each in self.pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font":
                found.add(re.sub(r"^/(?:[A-Z]{6}\+)?", "", str(each.BaseFont)))
        return found

    @property
    def inks(self) -> set[str]:
        """The colours that pages are filled and drawn with: "#0b4a58"."""
        found: set[tuple[bytes, ...]] = set()
        for page in self.pdf.pages:
            page.contents_coalesce()
            found.update(_INK.findall(page.Contents.read_bytes()))
        return {f"#{''.join(f'{round(255 * float(part)):02x}' for part in ink)}" for ink in found}

    def note_places(self) -> dict[int, tuple[list[int], int]]:
        """For each note: the pages with a link to it, and the page where it stands."""
        called: dict[str, list[int]] = {}
        for number, page in enumerate(self.pdf.pages):
            for link in page.get("/Annots", []):
                called.setdefault(str(link.get("/Dest", "")), []).append(number)
        targets = pikepdf.NameTree(self.pdf.Root.Names.Dests)
        numbers = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        return {
            int(name.removeprefix("note-")): (called.get(name, []), numbers[target[0].objgen])
            for name, target in _note_targets(targets)
        }


def _note_targets(targets: Any) -> Iterator[tuple[str, Any]]:
    for name, target in targets.items():
        if re.fullmatch(r"note-\d+", str(name)):
            yield str(name), target


def _bookmarks(items: Any, depth: int) -> Iterator[tuple[int, str]]:
    for each in items:
        yield depth, each.title
        yield from _bookmarks(each.children, depth + 1)


@dataclass(slots=True)
class Reading:
    """The text in the order of the structure tree: notes apart from what calls them."""

    text: str = ""
    notes: list[str] = field(default_factory=list)
    """The text of each `Note` in the order of the tree; its number comes first."""


def read_tags(pdf: pikepdf.Pdf) -> Reading:
    """Read a file by its structure tree (ISO 32000-1 §14.8.2.3, logical content order)."""
    texts = [marked_text(page) for page in pdf.pages]
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
    reading = Reading()

    def read(element: Any, into: list[str]) -> None:
        kind = str(element.get("/S", ""))
        if kind == "/Note":
            into = []
        elif kind == "/Reference":
            return  # the number of a note, in the middle of a sentence
        for kid in kids(element):
            if isinstance(kid, int):
                into.append(texts[numbers[element.Pg.objgen]].get(kid, ""))
            elif kid.get("/Type") == "/MCR":
                into.append(texts[numbers[kid.Pg.objgen]].get(int(kid.MCID), ""))
            elif kid.get("/Type") != "/OBJR":
                read(kid, into)
        if kind == "/Note":
            reading.notes.append("".join(into))

    whole: list[str] = []
    read(pdf.Root.StructTreeRoot.K, whole)
    reading.text = "".join(whole)
    return reading


class Printer:
    """Makes each edition once; all of them in one child process."""

    def __init__(self) -> None:
        self._output = OUTPUTS["pdf"]()
        self._made: dict[Edition, Finished] = {}

    def __enter__(self) -> Self:
        self._output.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, what: BaseException | None, at: TracebackType | None
    ) -> None:
        self._output.__exit__(kind, what, at)

    def make(self, edition: Edition) -> Finished:
        """Render an edition, or give what was rendered before."""
        if edition not in self._made:
            options = Options(targets=(edition.target,), style=edition.house, paper=edition.paper)
            opened = pipeline.open_manuscript(edition.manuscript, options)
            publication = pipeline.render(*opened, options, self._output)
            made = next(iter(publication.artifacts.values()))
            messages = as_human(publication.diagnostics)
            self._made[edition] = Finished(edition, messages, made.data, made.native)
        return self._made[edition]
