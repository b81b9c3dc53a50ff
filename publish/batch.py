"""Many manuscripts over any executor: each ends in an outcome, whatever befalls it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from publish.allowance import allowance
from publish.diagnostics import Diagnostic, PublishError
from publish.options import Options
from publish.outputs.output import Output
from publish.outputs.table import OUTPUTS
from publish.receipt import Receipt

if TYPE_CHECKING:
    from concurrent.futures import Executor


@dataclass(frozen=True, slots=True)
class Job:
    """One manuscript to make a file of; picklable, so that any executor can carry it."""

    manuscript: Path | bytes
    """A path, or the text that came by standard input."""
    destination: Path | None
    """The file to write, or the folder to write into when `is_folder`; None for the default."""
    options: Options
    is_folder: bool = False
    is_saved: bool = True
    """False: keep the bytes in the outcome (standard output)."""
    output: str = "pdf"
    """A key of `OUTPUTS`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one job ended."""

    exit_code: int
    """0 made · 1 the manuscript has errors · 3 the environment is lacking · 4 a limit."""
    diagnostics: tuple[Diagnostic, ...] = ()
    written: tuple[Path, ...] = ()
    """The product first, then what lies beside it."""
    receipt: Receipt | None = None
    pages: tuple[int, ...] = ()
    """One for each of `receipt.outputs`, in the same order."""
    data: bytes = b""
    """The product, where the job is not saved."""
    failure: str = ""
    """What the environment lacked or which limit stopped the job."""
    hint: str = ""


def run(jobs: Sequence[Job], executor: Executor | None = None) -> list[Outcome]:
    """Do all jobs, one after another or over an executor; outcomes in the order of the jobs.

    Jobs that follow one another share what takes long to start.
    """
    if executor is not None:
        return list(executor.map(perform, jobs))
    outcomes: list[Outcome] = []
    for kind, group in groupby(jobs, key=lambda job: job.output):
        waiting = list(group)
        try:
            with OUTPUTS[kind]() as output:
                outcomes += [_perform(job, output) for job in waiting]
        except PublishError as problem:
            lacking = Outcome(problem.exit_code, failure=str(problem), hint=problem.hint)
            outcomes += [lacking] * (len(jobs) - len(outcomes))
            break
    return outcomes


def perform(job: Job) -> Outcome:
    """Do one job and write its files; an author's or a machine's fault ends in the outcome."""
    return run([job])[0]


def _perform(job: Job, output: Output) -> Outcome:
    try:
        with allowance():
            # The renderer's child is importing on the other core by now: ours come after it.
            from publish import pipeline

            project, source = pipeline.open_manuscript(job.manuscript, job.options)
            publication = pipeline.render(project, source, job.options, output)
        if not publication.succeeded:
            return Outcome(1, publication.diagnostics)
        pages = tuple(each.pages for each in publication.artifacts.values())
        if not job.is_saved:
            data = next(iter(publication.artifacts.values())).data
            return Outcome(0, publication.diagnostics, data=data, pages=pages)
        path = pipeline.destination(project, publication, job.destination, job.is_folder)
        written = publication.save(path)
    except PublishError as problem:
        return Outcome(problem.exit_code, failure=str(problem), hint=problem.hint)
    return Outcome(0, publication.diagnostics, written, publication.receipt, pages)
