"""Recommendations stand under the names of those to whom they go."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from publish.composing.addressees import heading
from publish.draft import page_of, prepare
from publish.houses.house import load
from publish.language.localization import words_for
from publish.options import Options
from publish.project import Project
from publish.source import Source
from publish.targets import TARGETS

NOWHERE = Path("/nowhere")
FRONT = """---
title: T
layout: {layout}
recommendations:
  - For all.
  - to: The *donors*
    items: [Pay., Wait.]
  - Who reads:
      - Read.
---

Text.
"""


@pytest.mark.parametrize("layout", ["brief", "report"])
def test_each_group_has_its_heading_and_its_list(layout: str) -> None:
    """In the order of the front matter; what goes to all has none."""
    draft = prepare(Project(NOWHERE), Source("x.md", FRONT.format(layout=layout)), Options())
    html = page_of(draft, TARGETS["screen"]).html
    found = re.findall(r'<h\d class="addressee">(.*?)</h\d>|<li>([^<]*)</li>', html)
    assert [heading or item for heading, item in found] == [
        "For\xa0all.", "To the <em>donors</em>", "Pay.", "Wait.", "Who\xa0reads", "Read.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "name", "wanted"),
    [
        ("en", "the donors", "To the donors"),
        ("en", "The donors", "To the donors"),
        ("en", "To the donors", "To the donors"),
        ("en", "Tonga", "To Tonga"),
        ("en", "To\N{NO-BREAK SPACE}towns", "To\N{NO-BREAK SPACE}towns"),
        ("de", "die Regierung", "An die Regierung"),
        ("fa", "دولت", "به دولت"),
        ("ur", "حکومت", "حکومت کے لیے"),
    ],
)
def test_an_addressee_is_addressed_once(lang: str, name: str, wanted: str) -> None:
    words = words_for(lang, load("base", Project(NOWHERE)))
    assert heading(Markup(name), words) == wanted
