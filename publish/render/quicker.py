"""Work that the renderer does twice, done once: the same file, sooner.

Each saving keeps what a function of WeasyPrint 70 returns. For any other version nothing is
changed. A test compares the bytes with and without all of them (`test_render`, "savings"); which
modules are not loaded has cases in `test_native`. A condition that spares work and changes nothing
has no case of its own.
"""

from __future__ import annotations

import zlib
from typing import Any

from publish.render.backgrounds import pass_over_plain_boxes
from publish.render.divisions import try_what_may_fit
from publish.render.flow import ask_flow_once
from publish.render.late_styles import style_late
from publish.render.lengths import resolve_by_plan
from publish.render.lines_kept import keep_lines
from publish.render.note_layout import NoteLayout
from publish.render.objects import write_dictionaries
from publish.render.parsing import parse_quickly
from publish.render.plain_styles import answer_plainly
from publish.render.text_setup import set_up_once

KNOWN_VERSION = "70.0"


def spare_work(weasyprint: Any, pydyf: Any) -> NoteLayout:
    """Put every saving into the renderer and its PDF writer; give the one that lays out notes."""
    layout, structure = weasyprint.layout, weasyprint.formatting_structure
    notes = NoteLayout(layout, layout.page, structure.build, structure.boxes.FootnoteAreaBox)
    answer_plainly(weasyprint.css)
    parse_quickly(weasyprint)
    weasyprint.tinycss2 = _SheetParser(weasyprint.tinycss2)
    keep_lines(weasyprint.text.line_break, weasyprint.draw.text)
    resolve_by_plan(layout.percent, structure.boxes.PageBox)
    set_up_once(weasyprint.text.line_break)
    style_late(weasyprint.css)
    ask_flow_once(structure.boxes)
    pass_over_plain_boxes(layout.background)
    try_what_may_fit(weasyprint.text.line_break)
    write_dictionaries(pydyf)
    write_objects_once(pydyf)
    return notes


_MOST_SHEETS = 40
"""Those of two houses."""


class _SheetParser:
    """Stands in for `tinycss2`: a sheet that is read again, for another target, is parsed once.

    What stands in the rules is read anew from the same tokens, which nothing changes.
    """

    def __init__(self, tinycss2: Any) -> None:
        self.parse_stylesheet = tinycss2.parse_stylesheet
        self._parse = tinycss2.parse_stylesheet_bytes
        self._known: dict[bytes, Any] = {}

    def parse_stylesheet_bytes(self, css: bytes, **options: Any) -> Any:
        """Give the rules of a sheet; those of the last ones are kept."""
        if css not in self._known:
            if len(self._known) == _MOST_SHEETS:
                self._known.clear()
            self._known[css] = self._parse(css, **options)
        return self._known[css]


class _Deflate:
    """The two functions of zlib that pydyf calls, at the usual effort."""

    compress = staticmethod(zlib.compress)

    @staticmethod
    def compressobj(level: int) -> Any:
        """Compress at level 6: 9 takes four times as long for 2 % of the first brief."""
        return zlib.compressobj(min(level, _LEVEL))


_LEVEL = 6


def compress_as_usual(pydyf: Any) -> None:
    """Let the PDF writer compress its streams at zlib's usual level."""
    pydyf.zlib = _Deflate


def write_objects_once(pydyf: Any) -> None:
    """Keep the bytes of each object: they are asked for the identifier, and again for the file.

    Streams are compressed at level 9 each time.
    """
    stream_data = pydyf.Stream.data.fget

    def data(stream: Any) -> bytes:
        kept = stream.__dict__.get("_written")
        if kept is None or kept[0] != len(stream.stream):
            kept = stream._written = len(stream.stream), stream_data(stream)
        return kept[1]  # type: ignore[no-any-return]

    pydyf.Stream.data = property(data)
