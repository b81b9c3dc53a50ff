"""Our notes style in every language that we have a locale file for."""

from __future__ import annotations

import json

import pytest

from tests.csl.pandoc_compare import render
from tests.csl.pandoc_oracle import CASES, OUR_STYLES, Rendered

LANGUAGES = ["ar", "de-DE", "en-GB", "en-US", "es-ES", "fa-AF", "fa-IR", "fr-FR", "ps-AF", "ur-PK"]
SOURCES = CASES.with_name("languages.json")
STYLES = ["publish-author-date", "publish-notes"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", STYLES)
def test_notes_and_references_in(language: str, style: str, update: bool) -> None:
    """Every line is as in the case: `tests/cases/csl-styles/<style>.<language>.txt`."""
    sources = json.loads(SOURCES.read_text("utf-8"))
    path = OUR_STYLES / f"{style}.csl"
    rendered = render(path, sources["items"], sources["citations"], language)
    case = CASES.with_name(f"{style}.{language}.txt")
    if update:
        case.write_text(_written(rendered), "utf-8")
    assert _written(rendered) == case.read_text("utf-8")


def _written(rendered: Rendered) -> str:
    entries = [f"{entry}: {text}" for entry, text in rendered.entries]
    return "\n".join((*rendered.citations, "", *entries, ""))
