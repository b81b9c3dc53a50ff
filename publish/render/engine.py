"""The only door to WeasyPrint: a job in plain values → PDF bytes and what was said on the way."""

from __future__ import annotations

import gc
import importlib
import logging
import os
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from publish.finishing.binding import bind, labels
from publish.finishing.colour import Inks, UnusableProfileError
from publish.finishing.press import press_sheet
from publish.finishing.reading import BoxTypes, furniture
from publish.render.baseline_grid import Grid, keep_to_grid
from publish.render.border_images import measure_border_images
from publish.render.clusters import read_whole_clusters
from publish.render.column_breaks import mend_columns
from publish.render.drawn_colour import draw_in_the_colour_of_the_text
from publish.render.drawn_faces import stand_in_for_faces
from publish.render.drawn_text import set_words_of_drawings_whole
from publish.render.even_leading import keep_leading_even
from publish.render.even_lines import balance_headings
from publish.render.failed_drawings import take_back_failed_drawings
from publish.render.fetcher import ClosedWorld
from publish.render.finisher import Finisher
from publish.render.finite import write_finite_numbers
from publish.render.glyphs import write_glyphs_plainly
from publish.render.hyphenation import remember_patterns
from publish.render.imposition import Imposition
from publish.render.job import Job, Result
from publish.render.joiners import keep_joiners
from publish.render.last_pages import (
    SPARED,
    has_lonely_end,
    has_short_end,
    has_short_second_page,
)
from publish.render.line_ends import let_spaces_hang
from publish.render.list_ends import ListEnds, keep_list_ends
from publish.render.messages import Listener, Message, without_echoes
from publish.render.native import quick_imports
from publish.render.notes_kept import keep_notes_with_calls
from publish.render.page_ends import end_pages_well
from publish.render.page_lists import PageLists
from publish.render.page_marks import ROUNDS, PageMarks
from publish.render.paint_order import stroke_first_where_asked
from publish.render.pull_quotes import PULL_QUOTE
from publish.render.quicker import KNOWN_VERSION, compress_as_usual, spare_work
from publish.render.resolution import coarse_pictures
from publish.render.short_pages import left_over
from publish.render.table_room import watch_tables
from publish.render.takeover import take_over
from publish.render.tree import prepare_tree
from publish.render.uninked import picture_of_screen
from publish.render.versions import native_versions
from publish.render.warmth import Warmth
from publish.render.whole_words import keep_words_whole
from publish.render.word_ends import keep_word_ends, mark_word_ends

BASE_URL = "doc:///"
"""A virtual place: real folders would end in the PDF and differ from machine to machine."""

HYPHEN = "\u2010"
"""What the renderer sets where it breaks a word; one that the author typed is an ordinary "-"."""


class TooManyPagesError(Exception):
    """The document has more pages than the limit."""


def _mend(
    block_layout: Any, inline_layout: Any, boxes: Any, drawing: Any, pydyf: Any
) -> tuple[Grid, ListEnds]:
    keep_notes_with_calls(block_layout)
    mend_columns(block_layout)
    balance_headings(block_layout)
    end_pages_well(block_layout, boxes)
    ends = keep_list_ends(block_layout)
    grid = keep_to_grid(block_layout, boxes)
    read_whole_clusters(drawing)
    keep_joiners(drawing)
    keep_word_ends(inline_layout, drawing)
    let_spaces_hang(inline_layout)
    keep_leading_even(inline_layout, boxes)
    write_finite_numbers(pydyf)
    compress_as_usual(pydyf)
    write_glyphs_plainly(drawing)
    keep_words_whole(inline_layout, drawing)
    return grid, ends


class Engine:
    """WeasyPrint, imported once, ready for one render after the other."""

    def __init__(self, cache: Path, warmth: Warmth | None = None) -> None:
        """Import the renderer; raise `OSError` when its libraries are missing."""
        if warmth:
            warmth.serve(importlib.import_module("cssselect2.compiler"), "eval")
        gc.disable()  # a render makes few cycles: 10 % of its time for nothing
        with quick_imports(cache):
            self._import()
        remember_patterns(cache)
        logging.getLogger("weasyprint.progress").disabled = True

    def _import(self) -> None:
        import pydyf
        import weasyprint
        import weasyprint.draw.text as drawing
        import weasyprint.layout.block as block_layout
        import weasyprint.layout.inline as inline_layout
        import weasyprint.layout.page as page_layout
        from weasyprint import images, pdf, svg
        from weasyprint.formatting_structure import boxes, build
        from weasyprint.layout.absolute import AbsolutePlaceholder
        from weasyprint.pdf import stream
        from weasyprint.text.ffi import pango
        from weasyprint.text.fonts import FontConfiguration

        self._grid, self._list_ends = _mend(block_layout, inline_layout, boxes, drawing, pydyf)
        draw_in_the_colour_of_the_text(images)
        measure_border_images(importlib.import_module("weasyprint.css.computed_values"))
        take_back_failed_drawings(images)
        set_words_of_drawings_whole(svg, importlib.import_module("weasyprint.svg.text"))
        self._drawn_faces = stand_in_for_faces(importlib.import_module("weasyprint.svg.text"))
        stroke_first_where_asked(svg)
        self._page_lists = PageLists(build)
        self._table_room = watch_tables(importlib.import_module("weasyprint.layout.table"))
        is_known = weasyprint.VERSION == KNOWN_VERSION
        notes = spare_work(weasyprint, pydyf) if is_known else None
        self._imposition = Imposition(page_layout, notes)

        self._types = BoxTypes(
            text=boxes.TextBox,
            line=boxes.LineBox,
            inline=boxes.InlineBox,
            replaced=boxes.ReplacedBox,
            margin=boxes.MarginBox,
            block=boxes.BlockLevelBox,
            row_group=boxes.TableRowGroupBox,
            placeholder=AbsolutePlaceholder,
        )
        self._streams = take_over(pdf, stream, self._types)
        self._weasyprint: Any = weasyprint
        self.versions = native_versions(int(pango.pango_version()))
        self._font_configuration: Any = FontConfiguration
        self._fetcher = _fetcher(weasyprint.urls)

    def render(self, job: Job) -> Result:
        """Lay the page out and write it as the target asks."""
        listener = Listener()
        logging.getLogger("weasyprint").handlers = [listener]
        os.environ["FONTCONFIG_FILE"] = job.font_configuration
        self._drawn_faces.by_kind = job.drawn_faces
        try:
            inks = Inks(job.condition.profile) if job.condition else None
        except UnusableProfileError as problem:
            return Result(b"", 0, (Message("profile", str(problem)),))
        world = ClosedWorld(job.resources, job.limits, inks.picture if inks else picture_of_screen)
        options = {"pdf_variant": job.target.variant, "pdf_identifier": job.identifier}
        document = self._lay_out(job, world, listener, options)
        if len(document.pages) > job.limits.pages:
            raise TooManyPagesError(len(document.pages))
        self._sort_out(document, job)
        finisher = Finisher(job, f"WeasyPrint {self._weasyprint.VERSION}", inks)
        document.metadata = finisher
        coarse = coarse_pictures(document.pages, self._types, job.resources) if inks else ()
        said_of_pictures = [*coarse]  # while the pages are as they were laid out
        if job.condition:
            document.pages = bind(document.pages, job.condition.part, job.condition.pages_multiple)
            if not document.pages:
                return Result(b"", 0, (Message("cover", ""),))
            finisher.numbers = labels(document.pages)
        pdf = document.write_pdf(finisher=finisher.finish, **options)
        said = [*world.refused, *listener.heard]
        said += self._table_room.messages(self._tree)
        said += [Message("press", each) for each in finisher.faults]
        said += said_of_pictures
        return Result(pdf, len(document.pages), without_echoes(said))

    def _lay_out(
        self, job: Job, world: ClosedWorld, listener: Listener, options: dict[str, str]
    ) -> Any:
        fetcher = self._fetcher(world)
        html = self._weasyprint.HTML(
            string=job.html.replace(HYPHEN, "-"), base_url=BASE_URL, url_fetcher=fetcher
        )
        self._tree = html.etree_element
        prepare_tree(self._tree, listener)
        self._page_lists.read(html.etree_element)
        document = self._ended_well(html, job, fetcher, options)
        if not job.geometry.has_symbols:
            return document
        marks = PageMarks(html.etree_element)
        for _ in range(ROUNDS):
            if not marks.begin_anew(document.pages):
                return document
            document = self._ended_well(html, job, fetcher, options)
        marks.run_through()
        return self._ended_well(html, job, fetcher, options)

    def _ended_well(self, html: Any, job: Job, fetcher: Any, options: dict[str, str]) -> Any:
        """Lay a parsed document out, with more than a line or two on its last page."""
        document = self._with_list_ends(html, job, fetcher, options)
        if not job.geometry.has_columns:
            return self._on_one_page(document, html, job, fetcher, options)
        if not has_lonely_end(document.pages, self._types):
            return document
        count = len(document.pages)
        spared = SPARED + left_over(document.pages[-2]._page_box, self._types)
        fuller = self._laid_out(html, job, fetcher, options, spared={count - 1: spared})
        return fuller if len(fuller.pages) == count else document

    def _with_list_ends(self, html: Any, job: Job, fetcher: Any, options: dict[str, str]) -> Any:
        """Keep the last items of lists with those before them, unless that costs a page."""
        ends = self._list_ends
        ends.moved_any = False
        document = self._laid_out(html, job, fetcher, options)
        if not ends.moved_any or not has_short_end(document.pages, self._types):
            return document
        ends.are_kept = False
        try:
            shorter = self._laid_out(html, job, fetcher, options)
        finally:
            ends.are_kept = True
        return shorter if len(shorter.pages) < len(document.pages) else document

    def _on_one_page(
        self, document: Any, html: Any, job: Job, fetcher: Any, options: dict[str, str]
    ) -> Any:
        """Let the grid go where the text then has room on one page."""
        if not has_short_second_page(document.pages, self._types):
            return document
        self._grid.is_on = False
        try:
            whole = self._laid_out(html, job, fetcher, options)
        finally:
            self._grid.is_on = True
        return whole if len(whole.pages) == 1 else document

    def _laid_out(
        self,
        html: Any,
        job: Job,
        fetcher: Any,
        options: dict[str, str],
        spared: dict[int, float] | None = None,
    ) -> Any:
        """Lay a parsed document out; it may be done again when the document has changed."""
        fonts = self._font_configuration()
        self._table_room.begin()
        has_pull_quotes = PULL_QUOTE in job.html
        self._imposition.begin(
            job.geometry, self._types, has_pull_quotes=has_pull_quotes, spared=spared or {}
        )
        sheets = []
        if job.condition:
            sheets.append(
                self._weasyprint.CSS(
                    string=press_sheet(job.condition), url_fetcher=fetcher, font_config=fonts
                )
            )
        return html.render(font_config=fonts, stylesheets=sheets, **options)

    def _sort_out(self, document: Any, job: Job) -> None:
        """Say which boxes are furniture, and drop the links that a box has from its parent.

        The renderer writes one more annotation for each inline element inside a link
        (ISO 14289-1 §7.18.5: a link's annotation lies in its Link element). Links in furniture
        would lie in none. A page that a list of pages leaves out has a link without width.
        """
        apart = self._streams.furniture = furniture(document.pages, self._types)
        document.language = job.metadata.lang
        mark_word_ends(document.pages, self._types, joins_halves=job.target.is_tagged)
        for page in document.pages:
            own = [
                (kind, target, area, box)
                for kind, target, area, box in page.links
                if box.link and box.width and id(box) not in apart
            ]
            page.links = own if job.target.has_links else []
            if not job.target.has_links:  # presses refuse bookmarks too
                page.bookmarks, page.anchors = [], {}


def _fetcher(urls: Any) -> Any:
    """Make a fetcher of the renderer's kind (its module `urls`) that knows our world only."""

    class Found(urls.URLFetcherResponse):  # type: ignore[misc]
        """A resource of the page; the base class would read a mail message's headers."""

        charset = None

        def __init__(self, url: str, kind: str, data: bytes) -> None:
            self.url, self.status = url, 200
            self._kind, self._file_obj = kind, BytesIO(data)

        @property
        def content_type(self) -> str:
            return self._kind

    class Fetcher(urls.URLFetcher):  # type: ignore[misc]
        """The closed world in the form that the renderer asks for."""

        def __init__(self, world: ClosedWorld) -> None:
            # The base class would set up handlers for files and the network.
            self._world = world
            self._fail_on_errors = False

        def fetch(self, url: str, headers: object = None) -> Any:
            found = self._world.find(url)
            if found is None:
                raise ValueError("refused")
            return Found(url, *found)

    return Fetcher


def place_of(problem: BaseException) -> str:
    """Name the renderer's function that a problem came out of, e.g. "layout/page: make_page"."""
    place = ""
    frame = problem.__traceback__
    while frame is not None:
        code = frame.tb_frame.f_code
        _, found, module = code.co_filename.replace(os.sep, "/").partition("/weasyprint/")
        if found:
            place = f"{module.removesuffix('.py')}: {code.co_name}"
        frame = frame.tb_next
    return place or f"{type(problem).__name__} in {sys.argv[0] or 'the renderer'}"
