"""The stages in their order: a manuscript walks in, a publication comes out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from publish import settings
from publish.artifact import Artifact
from publish.asked import recorded
from publish.diagnostics import Diagnostic, PublishError, has_errors
from publish.draft import Draft, graded, page_of, prepare
from publish.finality import unfinished
from publish.opening import open_named
from publish.options import Options
from publish.outputs.output import Order, Output
from publish.project import Project, decode
from publish.publication import Publication
from publish.receipt import Receipt, issue
from publish.render.cache import cache_folder
from publish.render.fonts import fingerprints
from publish.render.limits import limits_from
from publish.source import Source
from publish.targets import TARGETS, Target

if TYPE_CHECKING:
    from jinja2 import BytecodeCache

    from publish.finishing.attachments import Attachment
    from publish.finishing.press import Condition
    from publish.houses.faces import FontFace
    from publish.page import Page

STANDARD_INPUT_NAME = "<stdin>"


def open_manuscript(named: Path | bytes, options: Options) -> tuple[Project, Source | Diagnostic]:
    """Find a manuscript's project and read it; bytes are what came by standard input."""
    path = Path(STANDARD_INPUT_NAME) if isinstance(named, bytes) else named
    project = admitting(Project.of(path), options)
    if isinstance(named, bytes):
        project.remember(STANDARD_INPUT_NAME, named)
        return project, decode(named, STANDARD_INPUT_NAME)
    return project, open_named(project, path)


def admitting(project: Project, options: Options) -> Project:
    """Let a project read what the command line names, wherever it lies."""
    for trusted in (*options.bibliography, *_named_files(options)):
        project.admit(trusted)
    return project


def render(
    project: Project, source: Source | Diagnostic, options: Options, output: Output
) -> Publication:
    """Make a publication of a manuscript, in memory; with errors there is nothing to save."""
    if isinstance(source, Diagnostic):
        return Publication(STANDARD_INPUT_NAME, {}, None, (source,))
    draft = prepare(project, source, options)
    stem = draft.manuscript.stem
    found = list(draft.diagnostics)
    if options.final:
        found += unfinished(draft.manuscript)
    artifacts: dict[str, Artifact] = {}
    faces: dict[str, FontFace] = {}
    overruns: dict[int, float] = {}
    targets = targets_of(options)
    for target in targets:
        if _stops(found, options):
            break
        orders = orders_of(draft, project, target, options, found, overruns)
        if _stops(found, options):
            break
        for order, artifact in _written(draft, orders, output, overruns):
            faces.update((repr(each), each) for each in order.page.faces)
            found += graded(artifact.diagnostics, draft.settings.severity)
            artifacts[_suffix(order, artifact, len(targets) == 1)] = artifact
    if _stops(found, options):
        found += page_faults(draft, targets)
        return Publication(stem, {}, None, tuple(dict.fromkeys(found)))
    named = {stem + suffix: each for suffix, each in artifacts.items()}
    receipt = receipt_of(draft, project, options, targets, tuple(faces.values()), named)
    return Publication(stem, artifacts, receipt, tuple(dict.fromkeys(found)))


def _written(
    draft: Draft, orders: Iterable[Order], output: Output, overruns: dict[int, float]
) -> Iterator[tuple[Order, Artifact]]:
    """Write the files of a target; once more where tables turn out wider than their place.

    `overruns` are those of the files before, and become those of this one.
    """
    page: Page | None = None
    for given in orders:
        order = replace(given, page=page) if page else given
        artifact = output.write(order)
        if artifact.overruns and not overruns:
            overruns.update(artifact.overruns)
            page = page_of(draft, order.target, _kept_layouts(), overruns)
            if page.html != order.page.html:
                order = replace(order, page=page)
                artifact = output.write(order)
        yield order, artifact


def page_faults(draft: Draft, targets: Iterable[Target]) -> tuple[Diagnostic, ...]:
    """Compose the page for each target, only to tell what is wrong with it."""
    kept = _kept_layouts()
    return tuple(each for target in targets for each in page_of(draft, target, kept).diagnostics)


def _kept_layouts() -> BytecodeCache:
    """Open the layouts compiled before; Jinja is imported here, as `publish info` has no page."""
    from publish.render.layouts_kept import KeptLayouts

    return KeptLayouts(cache_folder())


def _suffix(order: Order, artifact: Artifact, is_only: bool) -> str:
    """End a file's name by what it is for, where there are several."""
    if order.condition and order.condition.part == "cover":
        return f".cover.{order.target.name}{artifact.suffix}"
    is_plain = is_only or order.target.name == "screen"
    return artifact.suffix if is_plain else f".{order.target.name}{artifact.suffix}"


def orders_of(
    draft: Draft,
    project: Project,
    target: Target,
    options: Options,
    found: list[Diagnostic],
    overruns: Mapping[int, float] | None = None,
) -> tuple[Order, ...]:
    """Put together what each file of a target needs, and note what is wrong with it.

    `overruns` are the tables that were too wide in files made before, by number.
    """
    page = page_of(draft, target, _kept_layouts(), overruns)
    found += page.diagnostics
    conditions: tuple[Condition | None, ...] = (None,)
    files: tuple[Attachment, ...] = ()
    # What only copies for archive and press need costs a copy for the screen no time.
    if target.colour == "cmyk":
        from publish.press import gather_conditions

        is_named_here = bool(options.press.profile)
        conditions = gather_conditions(
            draft.choices.press, draft.settings, is_named_here, project, target, found
        )
    if target.carries_sources:
        from publish.archive import archived_data, archived_files

        data = archived_data(draft, project, found)  # first, so that the receipt names it
        receipt = receipt_of(draft, project, options, (target,), page.faces, {})
        files = archived_files(draft, data, receipt)
    return tuple(
        Order(
            page=page,
            target=target,
            date=iso_date(options.epoch),
            condition=each,
            attachments=files,
            limits=limits_from(draft.settings.limits),
        )
        for each in conditions
    )


def receipt_of(
    draft: Draft,
    project: Project,
    options: Options,
    targets: Sequence[Target],
    faces: Sequence[FontFace],
    artifacts: Mapping[str, Artifact],
) -> Receipt:
    """Name all that the bytes of the artifacts, by their file names, depend on.

    Of none, what they would depend on if they were made.
    """
    native = {name: version for each in artifacts.values() for name, version in each.native.items()}
    return issue(
        draft.manuscript.source.name,
        tuple(each.name for each in targets),
        project.inputs,
        draft.house.chain,
        artifacts,
        native,
        _how(draft, options, targets),
        fingerprints(faces),
        recorded(options, project),
        _drawn(draft),
    )


def _drawn(draft: Draft) -> tuple[str, ...]:
    formulas = ("formulas",) if 'role="math"' in draft.body.html else ()
    return (*formulas, "charts") if draft.charts else formulas


def _how(draft: Draft, options: Options, targets: Sequence[Target]) -> dict[str, str]:
    """Say what was chosen, by whomever; what nobody chose is left out."""
    chosen = draft.choices
    how: dict[str, str] = {
        "style": chosen.style.name,
        "layout": chosen.layout.name,
        "csl": _file_name(chosen.csl.name) if options.csl else chosen.csl.name,
        "lang": chosen.lang,
        "paper": chosen.paper,
        "date": iso_date(options.epoch),
    }
    if any(each.colour == "cmyk" for each in targets):
        for name, value in asdict(chosen.press).items():
            how[f"press {name}"] = "" if value is None else str(value)
        if options.press.profile:
            how["press profile"] = _file_name(options.press.profile)
    return {name: value for name, value in how.items() if value}


def _file_name(path: str) -> str:
    """Name a file of the command line without its folder, which is another on each machine."""
    return PurePath(path).name


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


def targets_of(options: Options) -> tuple[Target, ...]:
    """Give the targets of a run."""
    return tuple(TARGETS[name] for name in options.targets)


def _stops(diagnostics: Iterable[Diagnostic], options: Options) -> bool:
    found = tuple(diagnostics)
    return has_errors(found) or (options.strict and bool(found))


def _named_files(options: Options) -> tuple[Path, ...]:
    """Admit what the command line names as files: a citation style, a printer's profile."""
    style = (Path(options.csl),) if options.csl.endswith(".csl") else ()
    profile = (Path(options.press.profile),) if options.press.profile else ()
    return tuple(each for each in (*style, *profile) if each.is_file())
