"""`publish verify`: a finished PDF judged, and held against the sources it was made from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from publish.diagnostics import Diagnostic, PublishError, warning
from publish.project import Project
from publish.provenance import Provenance, read_receipt, trace
from publish.receipt import BUILD, library_versions
from publish.remaking import Today, today
from publish.render.versions import versions_here
from publish.report import as_records, as_short
from publish.targets import TARGETS, Target
from publish.verdict import Verdict, judge

SIGNS = {"good": "+", "look": "?", "bad": "!"}


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--against",
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Also say whether the file was made from the sources in this project, and what is not.",
)
@click.option(
    "--for",
    "target",
    type=click.Choice([*TARGETS]),
    help="Judge by the rules of this target, whatever the file says of itself.",
)
@click.option("--format", "format_", type=click.Choice(["human", "json"]), default="human")
def command(file: Path, against: Path | None, target: str | None, format_: str) -> int:
    """Judge a finished PDF as press, archive and screen reader would, in words.

    Exit code 1: something is bad, or the file was not made from these sources.
    """
    pdf = _read(file)
    verdict = judge(pdf, TARGETS[target] if target else None)
    provenance = None
    departures: tuple[Diagnostic, ...] = ()
    if against:
        receipt = _receipt(file)
        project = Project.of(against / "manuscript.md")
        again = _again(receipt, project)
        now = again.receipt if isinstance(again, Today) else None
        provenance = trace(pdf, receipt, project, library_versions() | versions_here(), now)
        if verdict.target and not provenance.is_proven:
            departures = _departures(pdf, again, TARGETS[verdict.target])
    if format_ == "json":
        record = _record(verdict, provenance, departures)
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        _print(verdict, provenance, departures)
    is_proven = provenance is None or provenance.is_proven
    return int(not (verdict.is_good and is_proven))


def _read(file: Path) -> bytes:
    project = Project(file.resolve().parent)
    project.admit(file)
    data = project.read_bytes(file, "publication", None)
    if isinstance(data, Diagnostic):
        raise PublishError(data.message, 1, data.hint)
    return data


def _receipt(file: Path) -> Mapping[str, Any]:
    """Read the receipt that lies beside a file."""
    name = file.name.removesuffix(".pdf").removesuffix(".archive").removesuffix(".print")
    folder = file.resolve().parent
    beside = Project(folder)
    path = folder / f"{name.removesuffix('.cover')}.receipt.json"
    beside.admit(path)
    source = beside.read_text(path, "data")
    if isinstance(source, Diagnostic):
        raise PublishError(f"no receipt '{path.name}' lies beside the file", 1)
    record = read_receipt(source.text)
    if record is None:
        raise PublishError(f"'{path.name}' is no receipt", 1)
    return record


def _again(record: Mapping[str, Any], project: Project) -> Today | Diagnostic | None:
    """Go through the sources again as far as a page; what is missing here is told, and no more."""
    try:
        return today(record, project)
    except PublishError as problem:
        return warning(
            "pdf-text", f"the sources cannot be gone through: {problem}", None, problem.hint
        )


def _departures(
    pdf: bytes, again: Today | Diagnostic | None, target: Target
) -> tuple[Diagnostic, ...]:
    """Compare a file's text with the manuscript that its receipt names, as it is now."""
    if not isinstance(again, Today):
        return (again,) if again else ()
    from publish.comparison import compare
    from publish.draft import page_of

    return compare(pdf, page_of(again.draft, target).html, again.draft.sources)


def _print(
    verdict: Verdict, provenance: Provenance | None, departures: tuple[Diagnostic, ...]
) -> None:
    click.echo(f"judged as a file for: {verdict.target or 'nothing'}")
    for row in verdict.rows:
        click.echo(f"{SIGNS[row.answer]} {row.subject}: {row.text}")
    if provenance is None:
        return
    for line in _traced(provenance):
        click.echo(line)
    for departure in departures:
        click.echo(f"! {as_short([departure])}")
    if provenance.is_proven:
        click.echo(f"+ sources: the file was made from these {len(provenance.inputs)} files")


def _traced(provenance: Provenance) -> Iterator[str]:
    """Say what is another than it was; a library or typeface may be without proving anything."""
    if not provenance.is_of_this_file:
        yield "! receipt: it is of another file"
    for each in provenance.inputs:
        if each.change != "same":
            yield f"! source {each.change}: {each.name}"
    for name, then, now in provenance.options:
        yield f"! option changed: {name} was {_quoted(then)}, is {_quoted(now)}"
    for name in provenance.typefaces:
        yield f"? typeface changed: {name}"
    for name, then, now in provenance.libraries:
        if name == BUILD:
            yield "? program: it was made with another build of publish"
        else:
            yield f"? library: {name} was {then}, is {now or 'absent'}"


def _quoted(choice: str) -> str:
    return f"'{choice}'" if choice else "not chosen"


def _record(
    verdict: Verdict, provenance: Provenance | None, departures: tuple[Diagnostic, ...]
) -> dict[str, Any]:
    record: dict[str, Any] = {"good": verdict.is_good, **asdict(verdict)}
    if provenance is not None:
        record["provenance"] = {"proven": provenance.is_proven, **asdict(provenance)}
        record["differences"] = as_records(departures)
    return record
