"""Takes the place of the renderer's metadata, and mends the objects before they are written."""

from __future__ import annotations

from typing import Any

import pydyf

from publish.finishing.attachments import embed
from publish.finishing.colour import Inks
from publish.finishing.press import prepare_for_press
from publish.finishing.xmp import Identity, info, packet
from publish.render.job import Job
from publish.render.uninked import take_inks_out


class Finisher:
    """What the renderer asks for metadata (its `DocumentMetadata`), and calls at the end."""

    def __init__(self, job: Job, renderer: str, inks: Inks | None) -> None:
        self._job = job
        self.numbers: list[tuple[int, int]] = []
        """Page labels of a file for the press, as `binding.labels` gives them."""
        self._inks = inks
        identity = Identity(job.identifier, job.date, renderer, job.creator)
        self._ours = job.metadata, identity, job.target
        self.faults: list[str] = []
        # Fields that the renderer reads; what they would say is said by `info` and `packet`.
        self.title = self.description = self.generator = self.created = self.modified = None
        self.authors: list[str] = []
        self.keywords: list[str] = []
        self.attachments: list[object] = []
        self.custom: dict[str, str] = {}
        self.xmp_metadata: list[bytes] = []
        self.lang = job.metadata.lang

    def include_in_pdf(self, pdf: Any, *_: object, **__: object) -> None:
        """Write our XMP packet (called by the renderer for every variant)."""
        stream = pydyf.Stream([packet(*self._ours)], {"Type": "/Metadata", "Subtype": "/XML"})
        pdf.add_object(stream)
        pdf.catalog["Metadata"] = stream.reference

    def finish(self, _document: Any, pdf: Any) -> None:
        """Mend the objects (called by the renderer before it writes them)."""
        for name, text in info(*self._ours).items():
            pdf.info[name] = pydyf.String(text)
        embed(pdf, self._job.attachments, self._job.date)
        if self._job.condition and self._inks:
            self.faults = prepare_for_press(pdf, self._job.condition, self._inks, self.numbers)
        else:
            take_inks_out(pdf)
