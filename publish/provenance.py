"""Receipt + project → Provenance: whether a file was made from these sources, and what changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from publish.diagnostics import Diagnostic
from publish.project import OUTSIDE, Project
from publish.receipt import EXTRAS, LIBRARIES, Receipt

Change = Literal["same", "changed", "missing", "new", "elsewhere"]
BUNDLED = "publish:styles/"


@dataclass(frozen=True, slots=True)
class Traced:
    """One input that a receipt names, held against what is there now."""

    name: str
    change: Change
    """"new": it would be read today, and was not then; "elsewhere": it is no file that can be
    looked at here, such as a manuscript that came by standard input."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a receipt proves of a file."""

    is_of_this_file: bool
    """Whether the receipt names the file's SHA-256 among its outputs."""
    inputs: tuple[Traced, ...]
    options: tuple[tuple[str, str, str], ...]
    """Name, choice then, choice now ("" where nobody chose) of what is chosen otherwise today."""
    typefaces: tuple[str, ...]
    """The faces that are made from other files today, or were not ordered then."""
    libraries: tuple[tuple[str, str, str], ...]
    """Name, version then, version now ("" when absent) of each library that is another today."""

    @property
    def is_proven(self) -> bool:
        """Say whether the file was made from exactly these sources, in this way."""
        is_same = all(each.change == "same" for each in self.inputs)
        return self.is_of_this_file and is_same and not self.options


def trace(
    pdf: bytes,
    record: Mapping[str, Any],
    project: Project,
    versions: Mapping[str, str],
    today: Receipt | None = None,
) -> Provenance:
    """Hold a file and its receipt (as plain data) against the sources of a project.

    `versions` are of all libraries that can be asked today, and `today` is what the same command
    would be made from; None where that cannot be known.
    """
    digest = hashlib.sha256(pdf).hexdigest()
    outputs = {str(each.get("sha256")) for each in _rows(record, "outputs")}
    return Provenance(
        is_of_this_file=digest in outputs,
        inputs=tuple(_inputs(record, project, today)),
        options=tuple(_differing(_texts(record, "options"), today.options)) if today else (),
        typefaces=tuple(_typefaces(record, today.fonts)) if today else (),
        libraries=tuple(_libraries(record, versions)),
    )


def read_receipt(text: str) -> Mapping[str, Any] | None:
    """Read a receipt's text; None when it is none."""
    try:
        record = json.loads(text)
    except ValueError:
        return None
    return record if isinstance(record, dict) and "outputs" in record else None


def _inputs(record: Mapping[str, Any], project: Project, today: Receipt | None) -> Iterator[Traced]:
    now = {each.name: each.sha256 for each in today.inputs} if today else {}
    then = {str(row.get("name", "")): str(row.get("sha256", "")) for row in _rows(record, "inputs")}
    for name, wanted in then.items():
        if name.startswith(OUTSIDE):
            yield Traced(name, project.compare_outside(name, wanted))
            continue
        data = _read(name, project)
        if isinstance(data, bytes):
            found = hashlib.sha256(data).hexdigest()
        elif isinstance(data, Diagnostic) and (":" in name or "<" in name) and name not in now:
            yield Traced(name, "elsewhere")
            continue
        else:  # a file of another installed package is read by those who know where it lies
            found = now.get(name, "")
        yield Traced(name, "missing" if not found else "same" if found == wanted else "changed")
    for name in sorted(now.keys() - then.keys()):
        yield Traced(name, "new")


def _read(name: str, project: Project) -> bytes | Diagnostic | None:
    if name.startswith(BUNDLED):
        return project.bundled_bytes(name.removeprefix(BUNDLED))
    return project.read_bytes(project.root / name, "data", None)


def _typefaces(record: Mapping[str, Any], now: Mapping[str, str]) -> Iterator[str]:
    for name, _, is_there in _differing(_texts(record, "fonts"), now):
        if is_there:
            yield name


def _libraries(
    record: Mapping[str, Any], versions: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Tell other versions; of a native library that cannot be asked today, nothing."""
    askable = {*versions, *LIBRARIES, *EXTRAS.values()}
    then = {name: each for name, each in _texts(record, "versions").items() if name in askable}
    yield from _differing(then, {name: versions[name] for name in then if name in versions})


def _differing(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for name in sorted({*then, *now}):
        if then.get(name, "") != now.get(name, ""):
            yield name, then.get(name, ""), now.get(name, "")


def _texts(record: Mapping[str, Any], name: str) -> dict[str, str]:
    table = record.get(name)
    return {str(key): str(each) for key, each in table.items()} if isinstance(table, dict) else {}


def _rows(record: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = record.get(name, [])
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
