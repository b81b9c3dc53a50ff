"""Photos of authors, and what is said about them and about their publisher."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

from publish import pipeline
from publish.composing.imprint import Person
from publish.composing.view import biographies
from publish.draft import page_of, prepare
from publish.options import Options
from publish.source import Source
from publish.targets import TARGETS

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="50"><path d="M0 0h9v9z"/></svg>'
)
FRONT = """\
---
title: A Brief
lang: en
publisher: Institute
layout: {layout}
author:
  - name: Ada Writer
    photo: {photo}
  - name: Otto Setzer
about-authors:
  - Otto Setzer sets.
  - Ada Writer writes.
about-the-institute: It has *two* rooms.
---

Words.
"""


def person(name: str, photo: str = "", affiliation: str = "") -> Person:
    return Person(name, affiliation, "", "", "", "", photo)


ADA, OTTO = person("Ada", "a.png"), person("Otto", "o.png", "House")


@pytest.mark.parametrize(
    ("texts", "authors", "found"),
    [
        ("", (), ""),
        ("Ada writes", (person("Ada"),), "Ada writes: "),
        ("Otto sets|Ada writes", (ADA, OTTO), "Otto sets: o.png|Ada writes: a.png"),
        ("Otto sets|Ada writes", (ADA, person("Otto")), "Otto sets: |Ada writes: a.png"),
        ("She writes|He sets", (ADA, OTTO), "She writes: a.png|He sets: o.png"),
        ("She writes|He sets", (person("Ada"), OTTO), "She writes: |He sets: o.png"),
        ("They write", (person("Ada"),), "They write: "),
        ("Ada writes", (ADA, OTTO), "Ada writes: a.png|<strong>Otto</strong>, House: o.png"),
        ("Otto met Ada", (ADA, OTTO), "Otto met Ada: o.png|<strong>Ada</strong>: a.png"),
    ],
)
def test_a_photo_stands_beside_the_text_about_its_person(
    texts: str, authors: tuple[Person, ...], found: str
) -> None:
    made = biographies(tuple(Markup(each) for each in texts.split("|") if each), authors)
    assert "|".join(f"{each.text}: {each.photo}" for each in made) == found
    assert all(bool(each.name) == bool(each.photo) for each in made)


def page(folder: Path, photo: str, layout: str = "brief") -> tuple[str, list[str]]:
    """Give the page of a brief, and the codes of what is told."""
    (folder / "ada.svg").write_text(DRAWING, "utf-8")
    brief = folder / "brief.md"
    brief.write_text(FRONT.format(photo=photo, layout=layout), "utf-8")
    project, source = pipeline.open_manuscript(brief, Options())
    assert isinstance(source, Source)
    draft = prepare(project, source, Options())
    made = page_of(draft, TARGETS["screen"])
    return made.html, [each.code for each in (*draft.diagnostics, *made.diagnostics)]


@pytest.mark.parametrize("layout", ["brief", "commentary", "report"])
def test_the_name_stands_for_a_photo_that_cannot_be_seen(tmp_path: Path, layout: str) -> None:
    html, told = page(tmp_path, "ada.svg", layout)
    assert told == []
    assert html.count('class="portrait"') == 1
    assert html.count('alt="Ada Writer">Ada Writer writes.') == 1


@pytest.mark.parametrize("layout", ["brief", "commentary", "report"])
def test_a_publisher_tells_of_itself(tmp_path: Path, layout: str) -> None:
    html, _ = page(tmp_path, "ada.svg", layout)
    assert "<h2>About the publisher</h2><div>It has <em>two</em>\xa0rooms.</div>" in html


@pytest.mark.parametrize(
    ("photo", "code"),
    [
        ("none.svg", "file-missing"),
        ("https://example.org/ada.png", "image-remote"),
        ("brief.md", "image-kind"),
    ],
)
def test_a_photo_that_cannot_be_shown_is_told(tmp_path: Path, photo: str, code: str) -> None:
    html, told = page(tmp_path, photo)
    assert told == [code]
    assert ("portrait" in html) == (code == "file-missing")
