"""The stages in their order: a manuscript walks in, a publication comes out."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from publish import counts, house, settings
from publish.artifact import Artifact
from publish.bibliography.audit import audit
from publish.choices import DEFAULT_LANG
from publish.counts import Counts
from publish.diagnostics import Diagnostic, PublishError, has_errors
from publish.document import parse
from publish.draft import Draft, graded, open_text, page_of, prepare
from publish.editorial.finding import Finding
from publish.editorial.review import review
from publish.gather import gather_library
from publish.house_check import check_house
from publish.options import Options
from publish.outputs.output import Order, Output
from publish.project import Project, decode
from publish.publication import Publication
from publish.receipt import Receipt, issue
from publish.render.limits import limits_from
from publish.source import Source
from publish.targets import TARGETS, Target

STANDARD_INPUT_NAME = "<stdin>"


def open_manuscript(named: Path | bytes, options: Options) -> tuple[Project, Source | Diagnostic]:
    """Find a manuscript's project and read it; bytes are what came by standard input."""
    path = Path(STANDARD_INPUT_NAME) if isinstance(named, bytes) else named
    project = Project.of(path)
    for trusted in (*options.bibliography, *_style_file(options)):
        project.admit(trusted)
    if isinstance(named, bytes):
        project.remember(STANDARD_INPUT_NAME, named)
        return project, decode(named, STANDARD_INPUT_NAME)
    return project, project.read_text(path, "manuscript")


def check(
    project: Project, source: Source | Diagnostic, options: Options
) -> tuple[Diagnostic, ...]:
    """Find every mistake that can be found without rendering."""
    if isinstance(source, Diagnostic):
        return (source,)
    draft = prepare(project, source, options)
    found = list(draft.diagnostics)
    for target in _targets(options):
        found += page_of(draft, target).diagnostics
    found += graded(audit(draft.library, draft.cited_keys), draft.settings.severity)
    return tuple(dict.fromkeys(found))


def check_style(name: str) -> tuple[Diagnostic, ...]:
    """Find the mistakes of a house style of the project round the working folder."""
    look = house.load(name, Project.of(Path(STANDARD_INPUT_NAME)))
    return (*look.diagnostics, *check_house(look))


def count(project: Project, source: Source, options: Options) -> Counts:
    """Count what a manuscript holds; its mistakes are not told."""
    text = open_text(project, source)
    lang = text.front.lang or DEFAULT_LANG
    gathered = gather_library(text, project, settings.load(project), options, lang)
    return counts.count(parse(text, gathered.library.keys), gathered.library)


def proof(project: Project, source: Source, options: Options) -> tuple[Finding, ...]:
    """Find what an editor would mark in the prose; settings may silence a code."""
    rules = settings.load(project)
    text = open_text(project, source)
    lang = text.front.lang or DEFAULT_LANG
    gathered = gather_library(text, project, rules, options, lang)
    findings = review(parse(text, gathered.library.keys))
    return tuple(
        replace(finding, diagnostic=diagnostic)
        for finding in findings
        for diagnostic in graded([finding.diagnostic], rules.severity)
    )


def render(
    project: Project, source: Source | Diagnostic, options: Options, output: Output
) -> Publication:
    """Make a publication of a manuscript, in memory; with errors there is nothing to save."""
    if isinstance(source, Diagnostic):
        return Publication(STANDARD_INPUT_NAME, {}, None, (source,))
    draft = prepare(project, source, options)
    stem = Path(source.name).stem.strip("<>")
    found = list(draft.diagnostics)
    artifacts: dict[str, Artifact] = {}
    targets = _targets(options)
    for target in targets:
        if _stops(found, options):
            break
        order = _order(draft, project, target, options, found)
        if _stops(found, options):
            break
        artifact = output.write(order)
        found += graded(artifact.diagnostics, draft.settings.severity)
        is_only = len(targets) == 1 or target.name == "screen"
        suffix = artifact.suffix if is_only else f".{target.name}{artifact.suffix}"
        artifacts[suffix] = artifact
    told = tuple(dict.fromkeys(found))
    if _stops(told, options):
        return Publication(stem, {}, None, told)
    return Publication(stem, artifacts, _receipt(draft, project, options, stem, artifacts), told)


def _order(
    draft: Draft, project: Project, target: Target, options: Options, found: list[Diagnostic]
) -> Order:
    """Put together what one output needs, and note what is wrong with it."""
    # What only copies for archive and press need is not loaded by `publish check`.
    from publish.archive import archived_files
    from publish.press import gather_condition

    page = page_of(draft, target)
    found += page.diagnostics
    condition = gather_condition(draft.settings, project, target, found)
    receipt = _receipt(draft, project, options, "", {})
    return Order(
        page=page,
        target=target,
        date=iso_date(options.epoch),
        condition=condition,
        attachments=archived_files(draft, project, receipt, found)
        if target.carries_sources
        else (),
        limits=limits_from(draft.settings.limits),
    )


def _receipt(
    draft: Draft, project: Project, options: Options, stem: str, artifacts: dict[str, Artifact]
) -> Receipt:
    named = {stem + suffix: each for suffix, each in artifacts.items()}
    native = {name: version for each in artifacts.values() for name, version in each.native.items()}
    return issue(
        draft.manuscript.source.name,
        options.targets,
        project.inputs,
        draft.house.chain,
        named,
        native,
    )


def destination(
    project: Project, publication: Publication, named: Path | None, is_folder: bool
) -> Path:
    """Say which file a publication is saved as: the default is build/ in the project."""
    if named is not None and not is_folder:
        return named
    suffix = next(iter(publication.artifacts))
    folder = named or project.root / settings.load(project).output
    return folder / (publication.stem + suffix)


def iso_date(epoch: int | None) -> str:
    """Write seconds since 1970 as an ISO 8601 date of UTC; None gives ""."""
    if epoch is None:
        return ""
    try:
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch))
    except (ValueError, OverflowError, OSError) as problem:
        raise PublishError(f"SOURCE_DATE_EPOCH {epoch} is no date", 3) from problem


def _targets(options: Options) -> tuple[Target, ...]:
    return tuple(TARGETS[name] for name in options.targets)


def _stops(diagnostics: Iterable[Diagnostic], options: Options) -> bool:
    found = tuple(diagnostics)
    return has_errors(found) or (options.strict and bool(found))


def _style_file(options: Options) -> tuple[Path, ...]:
    """Admit a style that the command line names as a file."""
    path = Path(options.csl)
    return (path,) if options.csl.endswith(".csl") and path.is_file() else ()
