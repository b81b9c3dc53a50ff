"""Our tags and text layer in the place of the renderer's; `engine` hands in its modules."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from publish.finishing.reading import BoxTypes, Reader
from publish.finishing.searching import as_seen, has_right_to_left, readable
from publish.finishing.tables import complete
from publish.finishing.tags import write_tree
from publish.render.joiners import nominal_glyph


def take_over(writer: Any, streams: Any, types: BoxTypes) -> Any:
    """Change the renderer's PDF writer; give its class of content streams as it is now.

    `writer` is the renderer's module `pdf`, `streams` its `pdf.stream`. `finishing.reading` tells
    what is wrong with the tags that it would write.
    """

    def add_tags(file: Any, document: Any, _version: object, contents: list[Any]) -> None:
        reader = Reader(document.language, types)
        for number, (page, each) in enumerate(zip(document.pages, contents, strict=True)):
            reader.read_page(number, page, each._tags)
        for number, table in enumerate(reader.tables):
            complete(table, number)
        write_tree(file, reader.document, len(contents))

    build_fonts = writer.build_fonts_dictionary

    def build_readable_fonts(file: Any, fonts: dict[Any, Any], *rest: Any) -> Any:
        runs_left = any(has_right_to_left(font.to_unicode) for font in fonts.values())
        for font in fonts.values():
            font.to_unicode = readable(font.to_unicode)
            if runs_left:
                font.to_unicode = as_seen(font.to_unicode, partial(nominal_glyph, font))
        return build_fonts(file, fonts, *rest)

    writer.build_fonts_dictionary = build_readable_fonts
    writer.add_tags = add_tags
    writer.Stream = streams.Stream = _marking(streams.Stream)
    return writer.Stream


def _marking(base: Any) -> Any:
    """Derive the renderer's content stream so that furniture is marked as an artifact."""

    class MarkingStream(base):  # type: ignore[misc]
        """A content stream that tells text from furniture (ISO 32000-1 §14.8.2.2)."""

        furniture: frozenset[int] | set[int] = frozenset()

        @contextmanager
        def marked(self, box: Any, tag: str) -> Iterator[None]:
            """Mark text or a picture, as what it is."""
            if id(box) in self.furniture:
                with self.artifact():
                    yield
                return
            with super().marked(box, tag):
                if self._tags is not None and self.extra.get("Subtype") == "/Form":
                    self._tags[box]["form"] = self
                yield

        def add_image(self, image: Any, _interpolate: bool, ratio: float) -> Any:
            """Add a picture that readers do not smooth (ISO 19005-2 §6.2.8.1 forbids asking it)."""
            return super().add_image(image, False, ratio)

    return MarkingStream
