"""The citation processor, case by case: a style, works, citations, and what is printed.

A line of `cites` is a citation: works apart by ";", a locator after a comma ("doe, 12" or
"doe, chapter 3"), "@doe" for an author in the sentence, "-doe" without the author, "+doe" for the
author alone, "3:" for the number of the note (else lines are numbered in notes, and 0 in the text),
"|" at the start of a line for a new chapter.
"""

from __future__ import annotations

import re

import pytest
import yaml

from publish.csl.citation import Citation, CitationMode, Cite, IbidPolicy, Options
from publish.csl.locale import Locale, parse_locale
from publish.csl.processor import process
from publish.csl.render_html import to_html
from publish.csl.style import Style, parse_style
from publish.csl.vocabulary import LOCATORS
from publish.diagnostics import Diagnostic
from publish.source import Source
from tests.casefile import Case, cases
from tests.csl.pandoc_oracle import OUR_STYLES

_HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" {}>\n'


@pytest.mark.parametrize("case", tuple(cases("csl")), ids=lambda case: case.name)
def test_case(case: Case, update: bool) -> None:
    """A case prints what it says, and says what is wrong with its style."""
    style = _style(case)
    case.expect("diagnostics", "\n".join(map(_written, style.diagnostics)), update)
    if any(each.severity == "error" for each in style.diagnostics):
        return
    items = yaml.safe_load(case.sections.get("works", "[]"))
    settings = yaml.safe_load(case.sections.get("settings", "{}")) or {}
    language = style.default_locale or "en-US"
    options = Options(
        uncited=tuple(settings.get("uncited", ())),
        ibid=IbidPolicy(settings.get("ibid", "style")),
        language_per_entry=bool(settings.get("language-per-entry")),
        locales={tag: _locale(tag) for tag in settings.get("locales", ())},
        abbreviations=settings.get("abbreviations", {}),
    )
    lines = case.sections.get("cites", "").splitlines()
    citations = [_citation(line, style, number) for number, line in enumerate(lines, 1)]
    result = process(style, _locale(language), items, citations, options)
    printed = [
        (to_html(each.author) + " | " if each.author else "") + to_html(each.text)
        for each in result.citations
    ]
    case.expect("citations", "\n".join(printed), update)
    entries = "\n".join(to_html(each.text) for each in result.bibliography)
    case.expect("bibliography", entries, update)


def _style(case: Case) -> Style:
    text = case.sections["style"]
    if not text.lstrip().startswith(("<?xml", "<style", "<!")):
        options = case.sections.get("options", 'class="in-text"').strip()
        text = _HEAD.format(options) + text + "</style>\n"
    return parse_style(Source("style.csl", text))


def _locale(tag: str) -> Locale:
    path = OUR_STYLES / "locales" / f"locales-{tag}.xml"
    return parse_locale(Source(path.name, path.read_text("utf-8")))


def _written(found: Diagnostic) -> str:
    assert found.span is not None
    hint = f"\n  hint: {found.hint}" if found.hint else ""
    place = f"{found.span.line}:{found.span.column}"
    return f"{place}: {found.severity}[{found.code}]: {found.message}{hint}"


def _citation(line: str, style: Style, number: int) -> Citation:
    resets = line.startswith("|")
    found = re.match(r"\|?\s*(?:(\d+):)?\s*(.*)", line)
    assert found is not None
    note = int(found[1]) if found[1] else number if style.style_class == "note" else 0
    texts = [text.strip() for text in found[2].split(";")]
    mode = CitationMode.AUTHOR_IN_TEXT if texts[0].startswith("@") else CitationMode.NORMAL
    return Citation(tuple(map(_cite, texts)), note, mode, resets)


def _cite(text: str) -> Cite:
    key, _, locator = text.partition(",")
    label, _, rest = locator.strip().partition(" ")
    if label not in LOCATORS:
        label, rest = "page", locator.strip()
    return Cite(
        key.lstrip("@-+"),
        rest,
        label,
        suppress_author=key.startswith("-"),
        author_only=key.startswith("+"),
    )
