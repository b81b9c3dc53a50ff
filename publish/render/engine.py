"""The only door to WeasyPrint: a job in plain values → PDF bytes and what was said on the way."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from publish.finishing.reading import BoxTypes, Reader, furniture
from publish.finishing.searching import readable
from publish.finishing.tables import tie_headers
from publish.finishing.tags import write_tree
from publish.finishing.xmp import Identity, info, packet
from publish.metadata import Metadata
from publish.render.fetcher import ClosedWorld
from publish.render.hyphenation import remember_patterns
from publish.render.limits import Limits
from publish.render.messages import Listener, Message
from publish.render.native import quick_imports
from publish.targets import TARGETS, Target

BASE_URL = "doc:///"
"""A virtual place: real folders would end in the PDF and differ from machine to machine."""

HYPHEN = "\u2010"
"""What the renderer sets where it breaks a word; one that the author typed is an ordinary "-"."""

_OPEN_SCHEMES = ("http:", "https:", "mailto:", "#")


class TooManyPagesError(Exception):
    """The document has more pages than the limit."""


@dataclass(frozen=True, slots=True)
class Job:
    """One render, in values that travel between processes."""

    html: str
    resources: Mapping[str, tuple[str, bytes]]
    font_configuration: str
    """Path of the fontconfig file that names the house's faces."""
    target: Target
    metadata: Metadata
    identifier: str
    date: str
    creator: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of a render."""

    pdf: bytes
    page_count: int
    messages: tuple[Message, ...]


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
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher, URLFetcherResponse

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

        self._types, self._streams = _take_over_tagging()
        self._weasyprint: Any = weasyprint
        self._font_configuration: Any = FontConfiguration
        self._fetcher = Fetcher

    def render(self, job: Job) -> Result:
        """Lay the page out and write it as the target asks."""
        listener = Listener()
        logger = logging.getLogger("weasyprint")
        logger.handlers = [listener]
        world = ClosedWorld(job.resources, job.limits)
        os.environ["FONTCONFIG_FILE"] = job.font_configuration
        options = {"pdf_variant": job.target.variant, "pdf_identifier": job.identifier}
        html = self._weasyprint.HTML(
            string=job.html.replace(HYPHEN, "-"),
            base_url=BASE_URL,
            url_fetcher=self._fetcher(world),
        )
        _prepare_tree(html.etree_element, listener)
        document = html.render(font_config=self._font_configuration(), **options)
        if len(document.pages) > job.limits.pages:
            raise TooManyPagesError(len(document.pages))
        self._sort_out(document, job)
        identity = Identity(
            job.identifier, job.date, f"WeasyPrint {self._weasyprint.VERSION}", job.creator
        )
        document.metadata = _OurMetadata(job.metadata, identity, job.target)
        pdf = document.write_pdf(finisher=document.metadata.finish, **options)
        messages = _without_echoes((*world.refused, *listener.heard))
        return Result(pdf, len(document.pages), messages)

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


def _take_over_tagging() -> tuple[BoxTypes, Any]:
    """Put our tags in the place of the renderer's (see `finishing.reading` for the reasons)."""
    from weasyprint import pdf
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.pdf import stream

    types = BoxTypes(
        text=boxes.TextBox,
        replaced=boxes.ReplacedBox,
        margin=boxes.MarginBox,
        block=boxes.BlockLevelBox,
        row_group=boxes.TableRowGroupBox,
        placeholder=AbsolutePlaceholder,
    )

    def add_tags(file: Any, document: Any, _version: object, streams: list[Any]) -> None:
        reader = Reader(document.language, types)
        for number, (page, each) in enumerate(zip(document.pages, streams, strict=True)):
            reader.read_page(number, page, each._tags)
        for number, table in enumerate(reader.tables):
            tie_headers(table, number)
        write_tree(file, reader.document, len(streams))

    build_fonts = pdf.build_fonts_dictionary

    def build_readable_fonts(file: Any, fonts: dict[Any, Any], *rest: Any) -> Any:
        for font in fonts.values():
            font.to_unicode = readable(font.to_unicode)
        return build_fonts(file, fonts, *rest)

    pdf.build_fonts_dictionary = build_readable_fonts
    pdf.add_tags = add_tags
    pdf.Stream = stream.Stream = _marking(stream.Stream)
    return types, pdf.Stream


def _marking(base: Any) -> Any:
    """Derive the renderer's content stream so that furniture is marked as an artifact."""

    class MarkingStream(base):  # type: ignore[misc]
        """A content stream that tells text from furniture (ISO 32000-1 §14.8.2.2)."""

        furniture: frozenset[int] | set[int] = frozenset()
        _is_inside = False

        @contextmanager
        def marked(self, box: Any, tag: str) -> Iterator[None]:
            """Mark text or a picture, as what it is."""
            if id(box) in self.furniture:
                with self.artifact():
                    yield
                return
            with super().marked(box, tag):
                self._is_inside = True
                yield
                self._is_inside = False

        @contextmanager
        def artifact(self) -> Iterator[None]:
            """Mark furniture, unless it is a part of marked text, as underlines are.

            ISO 14289-1 §7.1: no artifact lies inside tagged content.
            """
            if self._is_inside:
                yield
                return
            with super().artifact():
                self._is_inside = True
                yield
                self._is_inside = False

    return MarkingStream


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


def _without_echoes(messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """Drop what the renderer says about a URL that our fetcher has refused with a reason."""
    ours = {each.url for each in messages if each.text and "refused" not in each.text}
    return tuple(
        each for each in messages if not (each.url in ours and "ValueError: refused" in each.text)
    )


class _OurMetadata:
    """Takes the place of the renderer's metadata: it asks this object to write the packet."""

    def __init__(self, metadata: Metadata, identity: Identity, target: Target) -> None:
        self._ours = metadata, identity, target
        self.title = self.description = self.generator = self.created = self.modified = None
        self.authors: list[str] = []
        self.keywords: list[str] = []
        self.attachments: list[object] = []
        self.custom: dict[str, str] = {}
        self.xmp_metadata: list[bytes] = []
        self.lang = metadata.lang

    def include_in_pdf(self, pdf: Any, *_: object, **__: object) -> None:
        """Write our XMP packet (called by the renderer for every variant)."""
        import pydyf

        stream = pydyf.Stream([packet(*self._ours)], {"Type": "/Metadata", "Subtype": "/XML"})
        pdf.add_object(stream)
        pdf.catalog["Metadata"] = stream.reference

    def finish(self, _document: Any, pdf: Any) -> None:
        """Mend the objects before they are written."""
        import pydyf

        pdf.info.clear()
        for name, text in info(*self._ours).items():
            pdf.info[name] = pydyf.String(text)


def job_from(values: dict[str, Any]) -> Job:
    """Build a job from what came through the pipe."""
    return Job(
        html=values["html"],
        resources=values["resources"],
        font_configuration=values["font_configuration"],
        target=TARGETS[values["target"]],
        metadata=Metadata(**values["metadata"]),
        identifier=values["identifier"],
        date=values["date"],
        creator=values["creator"],
        limits=Limits(**values["limits"]),
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
