"""Everything that can be said of a manuscript or a house without rendering."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from publish import counts, settings
from publish.bibliography.audit import audit
from publish.choices import DEFAULT_LANG
from publish.composing.layout_check import check_layouts
from publish.counts import Counts
from publish.coverage import find_damaged
from publish.diagnostics import Diagnostic, did_you_mean, error, has_errors
from publish.document import parse
from publish.draft import graded, page_of, prepare
from publish.editorial.finding import Finding
from publish.editorial.review import review
from publish.gather import gather_library
from publish.houses import house
from publish.houses.house import House
from publish.houses.house_check import check_house
from publish.houses.house_folders import where
from publish.opening import open_text
from publish.options import Options
from publish.pipeline import STANDARD_INPUT_NAME, page_faults, targets_of
from publish.project import Project
from publish.source import Source
from publish.targets import TARGETS


def check(
    project: Project, source: Source | Diagnostic, options: Options
) -> tuple[Diagnostic, ...]:
    """Find every mistake that can be found without rendering."""
    if isinstance(source, Diagnostic):
        return (source,)
    draft = prepare(project, source, options)
    found = [*draft.diagnostics, *page_faults(draft, targets_of(options))]
    found += graded(audit(draft.library, draft.cited_keys), draft.settings.severity)
    return tuple(dict.fromkeys(found))


def check_style(name: str) -> tuple[Diagnostic, ...]:
    """Find the mistakes of a house style of the project round the working folder."""
    project = Project.of(Path(STANDARD_INPUT_NAME))
    look = house.load(name, project)
    if any(each.code in _HALF_READ for each in look.diagnostics):
        return look.diagnostics
    found = (*look.diagnostics, *check_house(look), *check_layouts(look))
    found += find_damaged(look.faces)
    if has_errors(found):
        return found
    tried = (_tried(project, name, layout) for layout in look.layout_names)
    told = dict.fromkeys(each for found_there in tried for each in found_there)
    if look.settings and look.layout not in look.layout_names:
        hint = did_you_mean(look.layout, look.layout_names)
        message = f"the house has no layout '{look.layout}'"
        told[error("layout-unknown", message, where(look.settings, look.layout), hint)] = None
    found += tuple(_placed(each, look) for each in told)
    return found if has_errors(found) else (*found, *_laid_out(project, name))


_HALF_READ = ("style-syntax", "style-unknown", "file-encoding", "file-unreadable")
"""Mistakes after which others would be told that are none: what is not read is not missing."""


def _laid_out(project: Project, name: str) -> tuple[Diagnostic, ...]:
    """Let the renderer read the sheets of a house: it alone knows what each property may hold."""
    from publish.house_trial import on_trial  # the renderer: a manuscript's check has none

    source, options = specimen(project, USUAL_LAYOUT), Options(style=name)
    if isinstance(source, Diagnostic):
        return (source,)
    return on_trial(prepare(project, source, options), project, options)


def _placed(told: Diagnostic, look: House) -> Diagnostic:
    """Point at the style.toml of a house, where a mistake has no place in a file of its own."""
    if look.settings is None:
        return told
    if told.code == "font-missing-glyph":  # it stands in our specimen, and the house lacks it
        hint = "order faces of fonts that have it; our specimens, and most briefs, need it"
        return replace(told, span=where(look.settings, "faces"), hint=hint)
    return told if told.span else replace(told, span=where(look.settings, look.csl))


def _tried(project: Project, name: str, layout: str) -> tuple[Diagnostic, ...]:
    """Fill a layout of a house with its specimen, and tell what the house is to blame for."""
    source = specimen(project, layout)
    if isinstance(source, Diagnostic):
        return (source,)
    draft = prepare(project, source, Options(style=name))
    told = (*draft.diagnostics, *page_of(draft, TARGETS["screen"]).diagnostics)
    return tuple(each for each in told if each.code in _OF_A_HOUSE)


_OF_A_HOUSE = ("csl-unknown", "layout-error", "layout-unknown", "font-missing-glyph")


def specimen(project: Project, layout: str) -> Source | Diagnostic:
    """Read the installation's text for a layout; one of a house's own has that of a brief.

    Its name is a whole path, so that its library is found.
    """
    texts = {path.stem: path for path in project.admit_bundled(SPECIMENS)}
    path = texts.get(layout, texts[USUAL_LAYOUT])
    read = project.read_text(path, "manuscript")
    if isinstance(read, Diagnostic):
        return read
    return Source(str(path), re.sub(r"(?m)^layout: .*$", f"layout: {layout}", read.text, count=1))


SPECIMENS = "specimens"
USUAL_LAYOUT = "brief"
"""Its specimen stands in for a layout that has none of its own."""


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
