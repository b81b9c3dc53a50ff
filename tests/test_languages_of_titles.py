"""What a title says of its language, from the bibliography to the tags of the file."""

from __future__ import annotations

import re
from pathlib import Path

from publish import api
from tests.pages import structure

WORKS = """\
@collection{book, title = {The Growth of States},
  editor = {Ann Brown}, date = {2001}, langid = {british}}
@incollection{chapter, author = {Karl Meyer},
  title = {Der Staat}, crossref = {book}, langid = {german}}
@collection{buch, title = {Das Handbuch},
  editor = {Anna Braun}, date = {2001}, langid = {german}}
@incollection{essay, author = {John Smith},
  title = {Borders}, crossref = {buch}, langid = {british}}
"""
TEXT = """\
---
title: A Brief
date: 2026
lang: en-GB
bibliography: works.bib
---

Text.[@chapter; @essay]
"""


def test_a_title_taken_over_is_in_the_language_of_its_work(tmp_path: Path) -> None:
    """In the note and in the list the German titles are foreign, and nothing else is."""
    (tmp_path / "works.bib").write_text(WORKS, "utf-8")
    (tmp_path / "x.md").write_text(TEXT, "utf-8")
    tree = structure(api.render(tmp_path / "x.md").artifacts[".pdf"].data)
    foreign = re.findall(r"(\w+) Lang='(.+)'\n\s+'(.+)'\n", tree)
    titles = [("Span", "de-DE", "Der Staat"), ("Span", "de-DE", "Das Handbuch")]
    assert foreign == titles * 2
    assert tree.count("Lang=") == len(foreign)
    assert tree.count("The Growth of States") == 2
