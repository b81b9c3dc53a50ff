"""Everything that can be said of a manuscript or a house without rendering."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publish import counts, house, settings
from publish.bibliography.audit import audit
from publish.choices import DEFAULT_LANG
from publish.counts import Counts
from publish.diagnostics import Diagnostic
from publish.document import parse
from publish.draft import graded, page_of, prepare
from publish.editorial.finding import Finding
from publish.editorial.review import review
from publish.gather import gather_library
from publish.house_check import check_house
from publish.layout_check import check_layouts
from publish.opening import open_text
from publish.options import Options
from publish.pipeline import STANDARD_INPUT_NAME, targets_of
from publish.project import Project
from publish.render.cache import cache_folder
from publish.render.layouts_kept import KeptLayouts
from publish.source import Source


def check(
    project: Project, source: Source | Diagnostic, options: Options
) -> tuple[Diagnostic, ...]:
    """Find every mistake that can be found without rendering."""
    if isinstance(source, Diagnostic):
        return (source,)
    draft = prepare(project, source, options)
    found = list(draft.diagnostics)
    kept = KeptLayouts(cache_folder())
    for target in targets_of(options):
        found += page_of(draft, target, kept).diagnostics
    found += graded(audit(draft.library, draft.cited_keys), draft.settings.severity)
    return tuple(dict.fromkeys(found))


def check_style(name: str) -> tuple[Diagnostic, ...]:
    """Find the mistakes of a house style of the project round the working folder."""
    look = house.load(name, Project.of(Path(STANDARD_INPUT_NAME)))
    return (*look.diagnostics, *check_house(look), *check_layouts(look))


def count(project: Project, source: Source, options: Options) -> Counts:
    """Count what a manuscript holds; its mistakes are not told."""
    rules = settings.load(project)
    text = open_text(project, source, rules)
    lang = text.front.lang or DEFAULT_LANG
    gathered = gather_library(text, project, rules, options, lang)
    return counts.count(parse(text, gathered.library.keys), gathered.library)


def proof(project: Project, source: Source, options: Options) -> tuple[Finding, ...]:
    """Find what an editor would mark in the prose; settings may silence a code."""
    rules = settings.load(project)
    text = open_text(project, source, rules)
    lang = text.front.lang or DEFAULT_LANG
    gathered = gather_library(text, project, rules, options, lang)
    findings = review(parse(text, gathered.library.keys))
    return tuple(
        replace(finding, diagnostic=diagnostic)
        for finding in findings
        for diagnostic in graded([finding.diagnostic], rules.severity)
    )
