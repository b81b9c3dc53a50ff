"""How a brief says it is to be cited: its authors as a bibliography names them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publish.draft import page_of, prepare
from publish.options import Options
from publish.project import Project
from publish.source import Source
from publish.targets import TARGETS

FRONT = """---
title: T
lang: {lang}
layout: commentary
author: [{names}]
date: 2026-03-01
---

Text.
"""


@pytest.mark.parametrize(
    ("lang", "names", "cited"),
    [
        ("de", "Prof. Dr. Eva von der Au, Dr. rer. nat. Jan Roe", "Au, Eva von der und Jan Roe."),
        ("de", "Univ.-Prof. Dipl.-Ing. Dr. h. c. Eva Roe", "Roe, Eva."),
        ("en", "Dr Jane Roe, Sir John Doe", "Roe, Jane, and John Doe."),
        ("fr", "Anne de La Roche Guyon, Jan Roe", "La Roche Guyon, Anne de et Jan Roe."),
        ("en", "Mag Bodard, Ing Chen Roe", "Bodard, Mag, and Ing Chen Roe."),
        ("en", "Profumo Rossi, Dr. Dre", "Rossi, Profumo, and Dr. Dre."),
        ("fa", "دکتر علی رضایی", "رضایی، علی. «T»."),
        ("ur", "ڈاکٹر زینب قریشی", "قریشی، زینب۔ ”T“۔"),
    ],
)
def test_titles_before_a_name_are_left_out(lang: str, names: str, cited: str) -> None:
    """What is a name of its own stays."""
    draft = prepare(Project(Path("/nowhere")), Source("x.md", FRONT.format(**locals())), Options())
    html = page_of(draft, TARGETS["screen"]).html
    said = html.partition('class="how-to-cite"')[2].partition("</section>")[0]
    words = re.sub(r"<[^>]*>", "", said.partition("</h2>")[2]).split()
    assert " ".join(words).startswith(cited)
