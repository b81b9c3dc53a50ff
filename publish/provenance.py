"""Receipt + project → Provenance: whether a file was made from these sources, and what changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from publish.diagnostics import Diagnostic
from publish.project import OUTSIDE, Project

Change = Literal["same", "changed", "missing", "elsewhere"]
BUNDLED = "publish:styles/"


@dataclass(frozen=True, slots=True)
class Traced:
    """One input that a receipt names, held against what is there now."""

    name: str
    change: Change
    """"elsewhere": not a file of the project, so nothing can be said here."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a receipt proves of a file."""

    is_of_this_file: bool
    """Whether the receipt names the file's SHA-256 among its outputs."""
    inputs: tuple[Traced, ...]
    libraries: tuple[tuple[str, str, str], ...]
    """Name, version then, version now ("" when absent) of each library that is another today."""

    @property
    def is_proven(self) -> bool:
        """Say whether the file was made from exactly these sources."""
        return self.is_of_this_file and all(
            each.change in {"same", "elsewhere"} for each in self.inputs
        )


def trace(
    pdf: bytes, record: Mapping[str, Any], project: Project, versions: Mapping[str, str]
) -> Provenance:
    """Hold a file and its receipt (as plain data) against the sources of a project."""
    digest = hashlib.sha256(pdf).hexdigest()
    outputs = {str(each.get("sha256")) for each in _rows(record, "outputs")}
    then = {str(name): str(version) for name, version in dict(record.get("versions", {})).items()}
    return Provenance(
        is_of_this_file=digest in outputs,
        inputs=tuple(_inputs(record, project)),
        libraries=tuple(
            (name, version, versions.get(name, ""))
            for name, version in sorted(then.items())
            if name in versions and versions[name] != version
        ),
    )


def read_receipt(text: str) -> Mapping[str, Any] | None:
    """Read a receipt's text; None when it is none."""
    try:
        record = json.loads(text)
    except ValueError:
        return None
    return record if isinstance(record, dict) and "outputs" in record else None


def _inputs(record: Mapping[str, Any], project: Project) -> Iterator[Traced]:
    for row in _rows(record, "inputs"):
        name, wanted = str(row.get("name", "")), str(row.get("sha256", ""))
        if name.startswith(OUTSIDE):
            yield Traced(name, project.compare_outside(name, wanted))
            continue
        data = _read(name, project)
        if data is None:
            yield Traced(name, "missing")
        elif isinstance(data, Diagnostic):
            yield Traced(name, "elsewhere" if ":" in name or "<" in name else "missing")
        else:
            is_same = hashlib.sha256(data).hexdigest() == wanted
            yield Traced(name, "same" if is_same else "changed")


def _read(name: str, project: Project) -> bytes | Diagnostic | None:
    if name.startswith(BUNDLED):
        return project.bundled_bytes(name.removeprefix(BUNDLED))
    return project.read_bytes(project.root / name, "data", None)


def _rows(record: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = record.get(name, [])
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
