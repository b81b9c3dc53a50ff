"""Where the lines of a finished PDF stand: PDFium's objects, in the order of the structure tree.

The tree says what a line is (paragraph, heading, note, cell), PDFium where it is drawn; neither
was asked for its opinion when the pages were made. Lengths are points, upward from the foot.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from tests.pages import as_drawn, kids, marked_text

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
_BLOCKS = frozenset((*HEADINGS, "P", "LBody", "Note", "Caption", "TD", "TH", "TOCI", "Figure"))
_BLOCKS |= {"Formula", "BlockQuote", "Div", "Sect", "LI", "Lbl"}
"""Elements with lines of their own; all others stand in a line of theirs."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (0-based), whether of a run of text, a line or a picture."""

    page: int
    left: float
    low: float
    right: float
    high: float

    def overlaps(self, other: Box, by: float) -> bool:
        """Say whether two boxes share more than so much of each direction."""
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.high, other.high) - max(self.low, other.low)
        return self.page == other.page and across > by and up > by


@dataclass(frozen=True, slots=True)
class Run:
    """A text object."""

    box: Box
    """Its ink, with the space at its end, which PDFium counts."""
    baseline: float
    size: float
    text: str
    face: str
    """The name of its font, such as "ABCDEF+Source-Sans-3-Semi-Bold"."""


@dataclass(slots=True)
class Line:
    """Runs on one baseline, raised and lowered ones among them."""

    runs: list[Run]

    @property
    def main(self) -> Run:
        """The widest run of the largest type, on whose baseline the line stands."""
        return max(self.runs, key=lambda run: (round(run.size, 1), run.box.right - run.box.left))

    @property
    def page(self) -> int:
        """The page, 0-based."""
        return self.runs[0].box.page

    @property
    def baseline(self) -> float:
        """The height of its baseline."""
        return self.main.baseline

    @property
    def left(self) -> float:
        """Where its ink begins."""
        return min(run.box.left for run in self.runs)

    @property
    def right(self) -> float:
        """Where its ink ends."""
        return max(run.box.right for run in self.runs)

    @property
    def band(self) -> Box:
        """The strip of the small letters, which no other line may enter."""
        main = self.main
        return Box(self.page, self.left, main.baseline, self.right, main.baseline + 0.4 * main.size)

    def holds(self, run: Run) -> bool:
        """Say whether a run stands on the line, perhaps raised or lowered."""
        apart = abs(self.baseline - run.baseline)
        return self.page == run.box.page and apart < 0.6 * max(self.main.size, run.size)

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Block:
    """An element with lines of its own, in the order of reading."""

    kind: str
    path: tuple[str, ...]
    """Kinds of the elements that it stands in, the outermost first."""
    home: int
    """A number for the element that it stands in."""
    lines: list[Line] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)

    @property
    def fragments(self) -> list[list[Line]]:
        """Its lines by the pages and columns that they stand on."""
        parted: list[list[Line]] = []
        for line in self.lines:
            before = parted[-1][-1] if parted else None
            if before is None or _is_parted(before, line):
                parted.append([])
            parted[-1].append(line)
        return parted

    @property
    def text(self) -> str:
        """All its lines."""
        return "".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Layout:
    """All that stands on the pages of a file."""

    sizes: tuple[tuple[float, float], ...]
    """Width and height of each page."""
    blocks: tuple[Block, ...]
    """Those with lines or pictures, in the order of reading."""
    art: tuple[Box, ...]
    """Grounds, rules and bars, which no element of the tree holds."""


def read_layout(data: bytes) -> Layout:
    """Read a tagged PDF."""
    data = as_drawn(data)
    with pypdfium2.PdfDocument(data) as document:
        sizes = tuple(page.get_size() for page in document)
        runs: dict[tuple[int, int], list[Run]] = {}
        pictures: dict[tuple[int, int], list[Box]] = {}
        art: list[Box] = []
        for number, page in enumerate(document):
            text = page.get_textpage()
            for thing, mark in _objects(page):
                if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT:
                    runs.setdefault((number, mark), []).append(_run(thing, text, number))
                elif mark >= 0:
                    pictures.setdefault((number, mark), []).append(_bounds(thing, number))
                else:
                    art.append(_bounds(thing, number))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        _tell_hyphens(pdf, runs)
        blocks = _blocks(pdf.Root.StructTreeRoot.K, pages, runs, pictures)
    return Layout(sizes, tuple(blocks), tuple(art))


def _objects(page: Any) -> Iterator[tuple[Any, int]]:
    """Give the objects of a page with their marked content; those of a drawing as one."""
    for at in range(pdfium.FPDFPage_CountObjects(page.raw)):
        thing = pdfium.FPDFPage_GetObject(page.raw, at)
        mark = pdfium.FPDFPageObj_GetMarkedContentID(thing)
        is_text = pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT
        if mark >= 0 or not is_text:
            yield thing, mark


def _bounds(thing: Any, page: int) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(thing, *(ctypes.byref(side) for side in sides))
    return Box(page, *(side.value for side in sides))


def _run(thing: Any, text: Any, page: int) -> Run:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(matrix))
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(thing, ctypes.byref(size))
    length = pdfium.FPDFTextObj_GetText(thing, text.raw, None, 0)
    words = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFTextObj_GetText(thing, text.raw, words, length)
    read = bytes(words)[: max(0, length - 2)].decode("utf-16-le", "replace")
    name = ctypes.create_string_buffer(100)
    pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(thing), name, 100)
    face = name.value.decode("utf-8", "replace")
    return Run(_bounds(thing, page), matrix.f, size.value * abs(matrix.d), read, face)


def _tell_hyphens(pdf: pikepdf.Pdf, runs: dict[tuple[int, int], list[Run]]) -> None:
    """Put the hyphens of the file where PDFium has one sign for all that end a line."""
    texts: dict[int, dict[int, str]] = {}
    for (page, mark), those in runs.items():
        if those[-1].text.rstrip().endswith(("\x02", "\ufffe")):
            if page not in texts:
                texts[page] = marked_text(pdf.pages[page])
            written = texts[page].get(mark, "").rstrip()[-1:]
            those[-1] = replace(those[-1], text=those[-1].text.rstrip()[:-1] + written)


def _blocks(
    root: Any,
    pages: dict[Any, int],
    runs: dict[tuple[int, int], list[Run]],
    pictures: dict[tuple[int, int], list[Box]],
) -> list[Block]:
    """Walk the tree; an element's own content is its block's, in whatever it is nested."""
    found: list[Block] = []

    numbers = count()

    def walk(element: Any, path: tuple[str, ...], home: int, block: Block) -> None:
        kind = str(element.get("/S", ""))[1:]
        if kind in _BLOCKS and not (kind == "Lbl" and block.kind in ("Note", "Caption")):
            block = Block(kind, path, home)
            found.append(block)
        home = next(numbers)
        for kid in kids(element):
            if isinstance(kid, int) or kid.get("/Type") == "/MCR":
                holder, mark = (element, kid) if isinstance(kid, int) else (kid, int(kid.MCID))
                place = pages[holder.Pg.objgen], mark
                for run in runs.get(place, ()):
                    _add(block, run)
                block.pictures += pictures.get(place, ())
            elif kid.get("/Type") != "/OBJR":
                walk(kid, (*path, kind), home, block)

    walk(root, (), next(numbers), Block("", (), 0))
    return [block for block in found if block.lines or block.pictures]


def _add(block: Block, run: Run) -> None:
    """Put a run into the last line, or begin another."""
    if not run.text.strip() and run.box.right - run.box.left < 0.1:
        return
    if block.lines and block.lines[-1].holds(run):
        block.lines[-1].runs.append(run)
    else:
        block.lines.append(Line([run]))


def _is_parted(before: Line, line: Line) -> bool:
    """Say whether a column or a page ends between two lines of a block."""
    return before.page != line.page or line.baseline > before.baseline
