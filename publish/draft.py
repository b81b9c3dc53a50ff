"""Source + project + options → Draft: a manuscript taken through every stage up to its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publish import settings
from publish.bibliography.library import Library
from publish.body import Body, with_logo, without_pictures, write_body
from publish.choices import DEFAULT_STYLE, Choices, choose
from publish.citations import CitedDocument, resolve
from publish.citing.citation_style import choose_style
from publish.composing.editions import Edition, other_editions
from publish.coverage import find_uncovered
from publish.diagnostics import Diagnostic, Severity
from publish.document import parse
from publish.gather import (
    GatheredPictures,
    gather_abbreviations,
    gather_library,
    gather_pictures,
)
from publish.houses import house
from publish.houses.house import House
from publish.manuscript import Manuscript
from publish.opening import open_text
from publish.options import Options
from publish.page import Page, PageOptions, compose
from publish.press_check import check_for_press, find_forms, find_profiles
from publish.press_settings import MARK_GAP_MM
from publish.project import Project
from publish.settings import Settings
from publish.silencing import heard
from publish.source import Source
from publish.targets import Target

if TYPE_CHECKING:
    from jinja2 import BytecodeCache

    from publish.charts.gathered import Chart


@dataclass(frozen=True, slots=True)
class Draft:
    """A manuscript with all that a page of it is made from."""

    manuscript: Manuscript
    settings: Settings
    choices: Choices
    library: Library
    cited: CitedDocument
    house: House
    body: Body
    pictures: GatheredPictures
    charts: tuple[Chart, ...]
    editions: tuple[Edition, ...]
    """The same in other languages."""
    sources: tuple[Source, ...]
    """The files of the text, the manuscript first, then its bibliographies."""
    diagnostics: tuple[Diagnostic, ...]
    """What all stages found, in the order of the stages, graded by the settings."""

    @property
    def cited_keys(self) -> tuple[str, ...]:
        """Every key that the text cites or lists, once, in the order of the text."""
        document = self.cited.document
        cited = [item.key for each in document.citations for item in each.items]
        listed = [item.key for item in document.nocite]
        return tuple(dict.fromkeys((*cited, *listed)))


def prepare(project: Project, source: Source, options: Options) -> Draft:
    """Take a manuscript through every stage up to its page."""
    rules = settings.load(project)
    text = open_text(project, source, rules)
    choices = choose(text, rules, options)
    gathered = gather_library(text, project, rules, options, choices.lang)
    document = parse(text, gathered.library.keys)
    look = house.load(choices.style.name or DEFAULT_STYLE, project, choices.style.at)
    csl = choices.csl if choices.csl.name else replace(choices.csl, name=look.csl)
    is_per_entry = text.front.reference_language == "entry"
    style = choose_style(csl, choices.lang, project, is_per_entry=is_per_entry)
    short = gather_abbreviations(text, project)
    cited = resolve(
        document,
        gathered.library,
        style.style,
        style.locale,
        foreign=style.foreign,
        abbreviations=short.short_forms,
        is_library_named=gathered.is_named,
        is_library_whole=gathered.is_whole,
    )
    body = write_body(cited)
    if rules.source and rules.publisher.get("logo"):
        at = settings.place(rules.source, "logo")
        body = with_logo(body, rules.publisher["logo"], at)
    pictures = gather_pictures(body, project, source.name)
    stages = (rules, text, document, gathered, look, style, short, cited, body, pictures)
    found = [each for stage in stages for each in stage.diagnostics]
    charts = _charts(body, project, source.name, found)
    return Draft(
        manuscript=text,
        settings=rules,
        choices=choices,
        library=gathered.library,
        cited=cited,
        house=look,
        body=without_pictures(body, pictures.refused),
        pictures=pictures,
        charts=charts,
        editions=other_editions(project, source, rules),
        sources=(*text.sources, *gathered.sources),
        diagnostics=heard(graded(found, rules.severity)),
    )


def _charts(
    body: Body, project: Project, beside: str, found: list[Diagnostic]
) -> tuple[Chart, ...]:
    """Read the data of the text's charts; few texts have any, so the import waits for one."""
    if not body.charts:
        return ()
    from publish.charts.gathered import gather_charts

    gathered = gather_charts(body.charts, project, beside)
    found += gathered.diagnostics
    return gathered.charts


def page_of(
    draft: Draft,
    target: Target,
    kept: BytecodeCache | None = None,
    overruns: Mapping[int, float] | None = None,
) -> Page:
    """Compose the page of a draft as a target wants it, with what was found on the way.

    `kept` may hold layouts compiled before, and `overruns` the tables that were too wide.
    """
    options = PageOptions(
        paper=draft.choices.paper,
        layout=draft.choices.layout.name,
        layout_at=draft.choices.layout.at,
        lang=draft.choices.lang,
        publisher=draft.settings.publisher,
        editions=draft.editions,
        colour=target.colour,
        reach_mm=_reach_mm(draft, target),
        overruns=overruns,
    )
    pictures = draft.pictures.resources
    drawn: tuple[Diagnostic, ...] = ()
    if draft.charts:
        from publish.charts.drawing import draw_for

        front = draft.manuscript.front
        charts, drawn = draw_for(draft.charts, draft.house, front, options)
        pictures = {**pictures, **charts}
    page = compose(draft.cited, draft.body, draft.house, options, pictures, kept)
    found = (*page.diagnostics, *drawn, *find_uncovered(page, draft.sources))
    found += (*find_forms(page), *find_profiles(page))
    if target.colour == "cmyk":
        found += check_for_press(page, draft.house, options.reach_mm)
    return replace(page, diagnostics=graded(found, draft.settings.severity))


def _reach_mm(draft: Draft, target: Target) -> float:
    """Say how far art reaches over the trim: past the bleed, and not into the marks."""
    if target.colour != "cmyk":
        return 0
    return draft.choices.press.bleed_or(target.bleed_mm) + MARK_GAP_MM


def graded(
    diagnostics: Iterable[Diagnostic], severity: Mapping[str, str]
) -> tuple[Diagnostic, ...]:
    """Give each the severity that the project's settings order for its code; "off" drops it."""
    return tuple(
        replace(each, severity=Severity(severity.get(each.code, each.severity)))
        for each in diagnostics
        if severity.get(each.code) != "off"
    )
