"""Receipt's record + project → Today: what the same command would be made from now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish import pipeline, settings
from publish.asked import restored
from publish.booklist import BOOK_LISTS
from publish.diagnostics import Diagnostic
from publish.draft import Draft, prepare
from publish.houses.faces import FontFace
from publish.opening import open_document, open_named
from publish.options import Options
from publish.project import Project
from publish.receipt import Receipt
from publish.source import Source


@dataclass(frozen=True, slots=True)
class Today:
    """What a run would read, choose and depend on, were it made again."""

    receipt: Receipt
    """Without outputs, and without the versions of libraries that only a render tells."""
    draft: Draft


def today(record: Mapping[str, Any], project: Project) -> Today | Diagnostic | None:
    """Take a receipt's manuscript through all stages before rendering, with its options.

    None where its manuscript is no file. Raises PublishError when the environment is lacking.
    """
    options = restored(record, project.root)
    opened = _open(record, project.root, options)
    if opened is None:
        return None
    again, source = opened
    if isinstance(source, Diagnostic):
        return source
    draft = prepare(again, source, options)
    faces: dict[str, FontFace] = {}
    targets = pipeline.targets_of(options)
    for target in targets:
        for order in pipeline.orders_of(draft, again, target, options, []):
            faces.update((repr(each), each) for each in order.page.faces)
    receipt = pipeline.receipt_of(draft, again, options, targets, tuple(faces.values()), {})
    return Today(receipt, draft)


def _open(
    record: Mapping[str, Any], root: Path, options: Options
) -> tuple[Project, Source | Diagnostic] | None:
    """Open what was named: a document of several files, or a file."""
    command = record.get("command")
    name = str(command.get("document", "")) if isinstance(command, dict) else ""
    path = root / str(record.get("manuscript", ""))
    if not name:
        return pipeline.open_manuscript(path, options) if path.is_file() else None
    again = pipeline.admitting(Project(root), options)
    if Path(name).name in BOOK_LISTS:
        return again, open_named(again, root / name)
    source = open_document(again, name, settings.load(again))
    return (again, source) if source else None
