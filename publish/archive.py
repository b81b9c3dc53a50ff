"""Draft + receipt → the files that an archive copy carries: its sources, ready for reuse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from publish.bibliography.selection import select
from publish.bibliography.writing import to_bibtex, to_json
from publish.diagnostics import Diagnostic
from publish.draft import Draft
from publish.finishing.attachments import Attachment
from publish.project import OUTSIDE, Project
from publish.receipt import Receipt
from publish.render.versions import versions_here

MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".md": "text/markdown",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
    ".xml": "application/xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""IANA media types of what goes with a brief; anything else is "application/octet-stream"."""


def archived_files(
    draft: Draft, data: tuple[Attachment, ...], receipt: Receipt
) -> tuple[Attachment, ...]:
    """Gather the manuscript, the cited entries, the data that is named or drawn, the receipt.

    `data` is what `archived_data` gave.

    The entries come as BibLaTeX and as CSL-JSON, so that a reference manager takes them in.
    Relationships are those of ISO 19005-3 §6.8. Two files never have one name.
    """
    stem = draft.manuscript.stem
    files = [*_texts(draft, stem, receipt), *data, *_chart_data(draft)]
    names: dict[str, int] = {}
    unlike = []
    for each in files:
        number = names[each.name] = names.get(each.name, 0) + 1
        if number > 1:
            path = PurePosixPath(each.name)
            name = f"{path.stem}-{number}{path.suffix}"
            each = Attachment(name, each.data, each.media_type, each.relationship, each.description)
        unlike.append(each)
    return tuple(unlike)


def _texts(draft: Draft, stem: str, receipt: Receipt) -> Iterator[Attachment]:
    manuscript = draft.manuscript.source
    yield Attachment(f"{stem}.md", manuscript.data, "text/markdown", "Source", "The manuscript")
    for part in draft.manuscript.sources[1:]:
        name = PurePosixPath(part.name).name
        yield Attachment(name, part.data, "text/markdown", "Source", "A part of the manuscript")
    keys = [key for key in draft.cited_keys if key in draft.library]
    if keys:
        works = select(draft.library, keys)
        entries = to_bibtex(works).encode("utf-8")
        items = to_json(works, keys).encode("utf-8")
        title = "The works cited"
        yield Attachment(f"{stem}.bib", entries, "application/x-bibtex", "Source", title)
        kind = "application/vnd.citationstyles.csl+json"
        yield Attachment(f"{stem}.csl.json", items, kind, "Alternative", title)
    # The renderer tells of its libraries when the file is made, and this is a part of it.
    known = {**receipt.versions, **versions_here()}
    # Versions of Python and of its zlib change no byte of a file, and would if they stood in it.
    versions = {name: each for name, each in known.items() if name not in ("python", "zlib")}
    # Nor does the folder of what the command line named, which the receipt beside the file keeps.
    inputs = tuple(replace(each, name=_without_folder(each.name)) for each in receipt.inputs)
    record = replace(receipt, versions=versions, inputs=inputs, command={}).to_json()
    yield Attachment(
        f"{stem}.receipt.json",
        record.encode("utf-8"),
        "application/json",
        "Supplement",
        "What this file was made from",
    )


def _without_folder(name: str) -> str:
    return PurePosixPath(name).name if name.startswith(OUTSIDE) else name


def archived_data(
    draft: Draft, project: Project, found: list[Diagnostic]
) -> tuple[Attachment, ...]:
    """Read the files of data that the front matter names; what cannot be read is told."""
    return tuple(_data(draft, project, found))


def _data(draft: Draft, project: Project, found: list[Diagnostic]) -> Iterator[Attachment]:
    beside = draft.manuscript.source.name
    for named in draft.manuscript.front.data:
        path = project.find(named.text.strip(), beside, named.span)
        data = (
            path if isinstance(path, Diagnostic) else project.read_bytes(path, "data", named.span)
        )
        if isinstance(data, Diagnostic):
            found.append(data)
            continue
        name = PurePosixPath(named.text.strip()).name
        kind = MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
        yield Attachment(name, data, kind, "Data", "Data of this publication")


def _chart_data(draft: Draft) -> Iterator[Attachment]:
    if not draft.charts:
        return
    from publish.charts.tables import chart_tables

    for name, data in chart_tables(draft.charts):
        kind = MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
        yield Attachment(name, data, kind, "Data", "Data of a chart")
