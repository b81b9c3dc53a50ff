"""The stages in their order: a manuscript walks in, a publication comes out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from publish import counts, house, manuscript, settings
from publish.bibliography.audit import audit
from publish.bibliography.library import Library
from publish.body import without_pictures, write_body
from publish.choices import DEFAULT_LANG, DEFAULT_STYLE, Choices, choose
from publish.citation_style import choose_style
from publish.citations import CitedDocument, resolve
from publish.counts import Counts
from publish.coverage import find_uncovered
from publish.diagnostics import Diagnostic, PublishError, Severity, has_errors
from publish.document import parse
from publish.gather import gather_library, gather_pictures
from publish.manuscript import Manuscript
from publish.options import Options
from publish.outputs.output import Output
from publish.page import Page, PageOptions, compose
from publish.project import Project, decode
from publish.publication import Publication
from publish.receipt import issue
from publish.settings import Settings
from publish.source import Source
from publish.targets import TARGETS

STANDARD_INPUT_NAME = "<stdin>"


@dataclass(frozen=True, slots=True)
class Draft:
    """A manuscript that has gone through every stage up to its page."""

    manuscript: Manuscript
    library: Library
    cited: CitedDocument
    page: Page
    house: tuple[str, ...]
    """The chain of house styles, base first."""
    settings: Settings
    diagnostics: tuple[Diagnostic, ...]
    """What all stages found, in the order of the stages."""


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


def prepare(project: Project, source: Source, options: Options) -> Draft:
    """Take a manuscript through every stage up to its page."""
    rules = settings.load(project)
    text = manuscript.read(source)
    choices = choose(text, rules, options)
    gathered = gather_library(text, project, rules, options, choices.lang)
    document = parse(text, gathered.library.keys)
    look = house.load(choices.style.name or DEFAULT_STYLE, project, choices.style.at)
    csl = choices.csl if choices.csl.name else replace(choices.csl, name=look.csl)
    style = choose_style(csl, choices.lang, project)
    cited = resolve(
        document,
        gathered.library,
        style.style,
        style.locale,
        foreign=style.foreign,
        is_library_named=gathered.is_named,
        is_library_whole=gathered.is_whole,
    )
    body = write_body(cited)
    pictures = gather_pictures(body, project, source.name)
    shown = without_pictures(body, pictures.refused)
    page = compose(cited, shown, look, _page_options(choices, rules, options), pictures.resources)
    stages = (rules, text, document, gathered, look, style, cited, body, pictures, page)
    found = [each for stage in stages for each in stage.diagnostics]
    found += find_uncovered(page, (source, *gathered.sources))
    return Draft(
        text, gathered.library, cited, page, look.chain, rules, graded(found, rules.severity)
    )


def _page_options(choices: Choices, rules: Settings, options: Options) -> PageOptions:
    return PageOptions(
        paper=choices.paper,
        layout=choices.layout.name,
        layout_at=choices.layout.at,
        lang=choices.lang,
        publisher=rules.publisher,
        colour=TARGETS[options.target].colour,
    )


def check(
    project: Project, source: Source | Diagnostic, options: Options
) -> tuple[Diagnostic, ...]:
    """Find every mistake that can be found without rendering."""
    if isinstance(source, Diagnostic):
        return (source,)
    draft = prepare(project, source, options)
    cited = {item.key for each in draft.cited.document.citations for item in each.items}
    uncited = {item.key for item in draft.cited.document.nocite}
    found = graded(audit(draft.library, cited | uncited), draft.settings.severity)
    return (*draft.diagnostics, *found)


def count(project: Project, source: Source, options: Options) -> Counts:
    """Count what a manuscript holds; its mistakes are not told."""
    text = manuscript.read(source)
    lang = text.front.lang or DEFAULT_LANG
    gathered = gather_library(text, project, settings.load(project), options, lang)
    return counts.count(parse(text, gathered.library.keys), gathered.library)


def render(
    project: Project, source: Source | Diagnostic, options: Options, output: Output
) -> Publication:
    """Make a publication of a manuscript, in memory; with errors there is nothing to save."""
    if isinstance(source, Diagnostic):
        return Publication(STANDARD_INPUT_NAME, {}, None, (source,))
    draft = prepare(project, source, options)
    stem = Path(source.name).stem.strip("<>")
    if _stops(draft.diagnostics, options):
        return Publication(stem, {}, None, draft.diagnostics)
    target = TARGETS[options.target]
    artifact = output.write(draft.page, target, iso_date(options.epoch))
    found = (*draft.diagnostics, *graded(artifact.diagnostics, draft.settings.severity))
    if _stops(found, options):
        return Publication(stem, {}, None, found)
    artifacts = {artifact.suffix: artifact}
    named = {stem + suffix: each for suffix, each in artifacts.items()}
    receipt = issue(source.name, target.name, project.inputs, draft.house, named, artifact.native)
    return Publication(stem, artifacts, receipt, found)


def destination(
    project: Project, publication: Publication, named: Path | None, is_folder: bool
) -> Path:
    """Say which file a publication is saved as: the default is build/ in the project."""
    if named is not None and not is_folder:
        return named
    suffix = next(iter(publication.artifacts))
    folder = named or project.root / settings.load(project).output
    return folder / (publication.stem + suffix)


def graded(
    diagnostics: Iterable[Diagnostic], severity: Mapping[str, str]
) -> tuple[Diagnostic, ...]:
    """Give each the severity that the project's settings order for its code; "off" drops it."""
    return tuple(
        replace(each, severity=Severity(severity.get(each.code, each.severity)))
        for each in diagnostics
        if severity.get(each.code) != "off"
    )


def iso_date(epoch: int | None) -> str:
    """Write seconds since 1970 as an ISO 8601 date of UTC; None gives ""."""
    if epoch is None:
        return ""
    try:
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch))
    except (ValueError, OverflowError, OSError) as problem:
        raise PublishError(f"SOURCE_DATE_EPOCH {epoch} is no date", 3) from problem


def _stops(diagnostics: Iterable[Diagnostic], options: Options) -> bool:
    found = tuple(diagnostics)
    return has_errors(found) or (options.strict and bool(found))


def _style_file(options: Options) -> tuple[Path, ...]:
    """Admit a style that the command line names as a file."""
    path = Path(options.csl)
    return (path,) if options.csl.endswith(".csl") and path.is_file() else ()
