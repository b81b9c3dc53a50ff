"""`publish verify`: a finished PDF judged, and held against the sources it was made from."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from publish.diagnostics import Diagnostic, PublishError
from publish.project import Project
from publish.provenance import Provenance, read_receipt, trace
from publish.receipt import library_versions
from publish.verdict import Verdict, judge

SIGNS = {"good": "+", "look": "?", "bad": "!"}


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--against",
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Also say whether the file was made from the sources in this project.",
)
@click.option("--format", "format_", type=click.Choice(["human", "json"]), default="human")
def command(file: Path, against: Path | None, format_: str) -> int:
    """Judge a finished PDF as press, archive and screen reader would, in words.

    Exit code 1: something is bad, or the file was not made from these sources.
    """
    pdf = _read(file)
    verdict = judge(pdf)
    provenance = _trace(file, pdf, against) if against else None
    if format_ == "json":
        click.echo(json.dumps(_record(verdict, provenance), ensure_ascii=False, indent=2))
    else:
        _print(verdict, provenance)
    is_proven = provenance is None or provenance.is_proven
    return int(not (verdict.is_good and is_proven))


def _read(file: Path) -> bytes:
    project = Project(file.resolve().parent)
    project.admit(file)
    data = project.read_bytes(file, "publication", None)
    if isinstance(data, Diagnostic):
        raise PublishError(data.message, 1, data.hint)
    return data


def _trace(file: Path, pdf: bytes, against: Path) -> Provenance:
    name = file.name.removesuffix(".pdf").removesuffix(".archive").removesuffix(".print")
    beside = Project(file.resolve().parent)
    path = file.resolve().parent / f"{name}.receipt.json"
    beside.admit(path)
    source = beside.read_text(path, "data")
    if isinstance(source, Diagnostic):
        raise PublishError(f"no receipt '{path.name}' lies beside the file", 1)
    record = read_receipt(source.text)
    if record is None:
        raise PublishError(f"'{path.name}' is no receipt", 1)
    project = Project.of(against / "manuscript.md")
    return trace(pdf, record, project, library_versions())


def _print(verdict: Verdict, provenance: Provenance | None) -> None:
    click.echo(f"judged as a file for: {verdict.target or 'nothing'}")
    for row in verdict.rows:
        click.echo(f"{SIGNS[row.answer]} {row.subject}: {row.text}")
    if provenance is None:
        return
    if not provenance.is_of_this_file:
        click.echo("! receipt: it is of another file")
    for each in provenance.inputs:
        if each.change in {"changed", "missing"}:
            click.echo(f"! source {each.change}: {each.name}")
    for name, then, now in provenance.libraries:
        click.echo(f"? library: {name} was {then}, is {now or 'absent'}")
    if provenance.is_proven:
        click.echo(f"+ sources: the file was made from these {len(provenance.inputs)} files")


def _record(verdict: Verdict, provenance: Provenance | None) -> dict[str, Any]:
    record: dict[str, Any] = {"good": verdict.is_good, **asdict(verdict)}
    if provenance is not None:
        record["provenance"] = {"proven": provenance.is_proven, **asdict(provenance)}
    return record
