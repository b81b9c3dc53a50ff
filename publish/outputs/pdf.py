"""Page → PDF: rendered in a child process and judged by a second parser."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from publish.artifact import Artifact
from publish.diagnostics import has_errors
from publish.outputs.output import Order
from publish.page import Page
from publish.preflight import inspect
from publish.render.leaf import Leaf, start


class PdfOutput:
    """A PDF; the child that renders starts on entry, so that it imports while others work."""

    def __init__(self) -> None:
        self._leaf: Leaf | None = None
        self._part: tuple[Page, bytes] | None = None
        """A page of which one part is a file, and that file."""

    def __enter__(self) -> Self:
        self._leaf = start()
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        if self._leaf is not None:
            self._leaf.close()

    def write(self, order: Order) -> Artifact:
        """Render and inspect; without a usable file `data` is empty and a diagnostic says why."""
        assert self._leaf is not None, "the output is entered before it writes"
        rendered = self._leaf.render(
            order.page,
            order.target,
            date=order.date,
            condition=order.condition,
            attachments=order.attachments,
            limits=order.limits,
        )
        found = rendered.diagnostics
        if rendered.pdf:
            beside = self._beside(order, rendered.pdf)
            found += inspect(rendered.pdf, order.page, order.target, beside=beside)
        data = b"" if has_errors(found) else rendered.pdf
        return Artifact(
            *("pdf", ".pdf", "application/pdf", data, rendered.page_count, found),
            rendered.versions,
            rendered.overruns,
        )

    def _beside(self, order: Order, pdf: bytes) -> tuple[bytes, ...] | None:
        """Give the files that hold the rest of the words; None for a cover or body still alone."""
        if order.condition is None or order.condition.part == "whole":
            return ()
        before, self._part = self._part, (order.page, pdf)
        return (before[1],) if before and before[0] is order.page else None
