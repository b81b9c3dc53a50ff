"""The only door to WeasyPrint: a job in plain values → PDF bytes and what was said on the way."""

from __future__ import annotations

import gc
import logging
import os
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from publish.finishing.colour import Inks
from publish.finishing.press import PRESS_SHEET
from publish.finishing.reading import BoxTypes, furniture
from publish.render.fetcher import ClosedWorld
from publish.render.finisher import Finisher
from publish.render.hyphenation import remember_patterns
from publish.render.job import Job, Result
from publish.render.messages import Listener, Message
from publish.render.native import quick_imports
from publish.render.notes_kept import keep_notes_with_calls
from publish.render.resolution import coarse_pictures
from publish.render.takeover import take_over
from publish.render.versions import native_versions

BASE_URL = "doc:///"
"""A virtual place: real folders would end in the PDF and differ from machine to machine."""

HYPHEN = "\u2010"
"""What the renderer sets where it breaks a word; one that the author typed is an ordinary "-"."""

_OPEN_SCHEMES = ("http:", "https:", "mailto:", "#")


class TooManyPagesError(Exception):
    """The document has more pages than the limit."""


class Engine:
    """WeasyPrint, imported once, ready for one render after the other."""

    def __init__(self, cache: Path) -> None:
        """Import the renderer; raise `OSError` when its libraries are missing."""
        gc.disable()  # a render makes few cycles: 10 % of its time for nothing
        with quick_imports(cache):
            self._import()
        remember_patterns(cache)
        logging.getLogger("weasyprint.progress").disabled = True

    def _import(self) -> None:
        import weasyprint
        import weasyprint.layout.block as block_layout
        from weasyprint import pdf
        from weasyprint.formatting_structure import boxes
        from weasyprint.layout.absolute import AbsolutePlaceholder
        from weasyprint.pdf import stream
        from weasyprint.text.ffi import pango
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher, URLFetcherResponse

        keep_notes_with_calls(block_layout)

        class Fetcher(URLFetcher):  # type: ignore[misc]
            """The closed world in the form that the renderer asks for."""

            def __init__(self, world: ClosedWorld) -> None:
                # The base class would set up handlers for files and the network.
                self._world = world
                self._fail_on_errors = False

            def fetch(self, url: str, headers: object = None) -> Any:
                found = self._world.find(url)
                if found is None:
                    raise ValueError("refused")
                return URLFetcherResponse(url, BytesIO(found[1]), {"Content-Type": found[0]})

        self._types = BoxTypes(
            text=boxes.TextBox,
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
        self._fetcher = Fetcher

    def render(self, job: Job) -> Result:
        """Lay the page out and write it as the target asks."""
        listener = Listener()
        logging.getLogger("weasyprint").handlers = [listener]
        os.environ["FONTCONFIG_FILE"] = job.font_configuration
        inks = Inks(job.condition.profile) if job.condition else None
        world = ClosedWorld(job.resources, job.limits, inks.picture if inks else None)
        options = {"pdf_variant": job.target.variant, "pdf_identifier": job.identifier}
        document = self._lay_out(job, world, listener, options)
        if len(document.pages) > job.limits.pages:
            raise TooManyPagesError(len(document.pages))
        self._sort_out(document, job)
        finisher = Finisher(job, f"WeasyPrint {self._weasyprint.VERSION}", inks)
        document.metadata = finisher
        pdf = document.write_pdf(finisher=finisher.finish, **options)
        said = [*world.refused, *listener.heard]
        said += [Message("press", each) for each in finisher.faults]
        if job.condition:
            said += coarse_pictures(document.pages, self._types)
        return Result(pdf, len(document.pages), _without_echoes(said))

    def _lay_out(
        self, job: Job, world: ClosedWorld, listener: Listener, options: dict[str, str]
    ) -> Any:
        fonts, fetcher = self._font_configuration(), self._fetcher(world)
        html = self._weasyprint.HTML(
            string=job.html.replace(HYPHEN, "-"), base_url=BASE_URL, url_fetcher=fetcher
        )
        _prepare_tree(html.etree_element, listener)
        sheets = []
        if job.condition:
            sheets.append(
                self._weasyprint.CSS(string=PRESS_SHEET, url_fetcher=fetcher, font_config=fonts)
            )
        return html.render(font_config=fonts, stylesheets=sheets, **options)

    def _sort_out(self, document: Any, job: Job) -> None:
        """Say which boxes are furniture, and drop the links that a box has from its parent.

        The renderer writes one more annotation for each inline element inside a link
        (ISO 14289-1 §7.18.5: a link's annotation lies in its Link element).
        """
        self._streams.furniture = furniture(document.pages, self._types)
        document.language = job.metadata.lang
        for page in document.pages:
            own = [each for each in page.links if each[3].link]
            page.links = own if job.target.has_links else []


def _prepare_tree(root: Element, listener: Listener) -> None:
    """Do on the parsed tree what HTML's grammar forbids in the text, and close bad links.

    A note lies inside its call, both of them links: HTML takes no `a` in an `a`, the tree does.
    """
    for element in root.iter():
        if element.tag == "note-call":
            element.tag = "a"
        if element.tag in ("a", "area") and "href" in element.attrib:
            href = element.attrib["href"].strip()
            if not href.lower().startswith(_OPEN_SCHEMES):
                del element.attrib["href"]
                text = "links go to 'http:', 'https:', 'mailto:' or a place in the document"
                listener.heard[Message("refused", text, href[:200])] = None


def _without_echoes(messages: list[Message]) -> tuple[Message, ...]:
    """Drop what the renderer says about a URL that our fetcher has refused with a reason."""
    ours = {each.url for each in messages if each.text and "refused" not in each.text}
    return tuple(
        each for each in messages if not (each.url in ours and "ValueError: refused" in each.text)
    )


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
