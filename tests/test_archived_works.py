"""The works in a copy for the archive, read by a program that had no part in writing them."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from publish import api

pypandoc = pytest.importorskip("pypandoc", reason="the test-only package pypandoc-binary is absent")

TEXT = """---
title: Rules for Water
author: Ada Writer
lang: en-GB
date: 2023-04-07
bibliography: refs.bib
---

Works [@falk, 3; @yilmaz; @karimi; @naff].
"""
WORKS = """
@book{falk, author = {Falk, Mira}, title = {Der kühne Plan}, date = {2019},
  publisher = {Verlag \\& Söhne}, langid = {german}}
@article{yilmaz, author = {Yılmaz, Ayşe and Böll, Bo}, title = {Trade and {NATO} Water},
  journaltitle = {Journal of Rivers}, date = {2021-05}, volume = {3}, pages = {1--9},
  doi = {10.1000/xyz}}
@online{karimi, author = {کریمی, علی}, title = {آب و مرز}, date = {2020},
  url = {https://example.org/fa?a=1&b=2}, urldate = {2023-01-02}, langid = {persian}}
@report{naff, author = {{World Water Council}}, title = {Rivers: {A} Survey}, date = {2018/2019},
  institution = {World Water Council}, type = {techreport}, number = {7}}
"""


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Make a copy for the archive and take its files out."""
    folder = tmp_path_factory.mktemp("archived")
    (folder / "brief.md").write_text(TEXT, "utf-8")
    (folder / "refs.bib").write_text(WORKS, "utf-8")
    made = api.render(folder / "brief.md", "archive")
    path = folder / "brief.pdf"
    path.write_bytes(next(iter(made.artifacts.values())).data)
    with pikepdf.open(path) as document:
        return {name: file.get_file().read_bytes() for name, file in document.attachments.items()}


def by_pandoc(folder: Path, data: bytes, kind: str) -> dict[str, Any]:
    """Let Pandoc read works and say what it understood."""
    path = folder / "works"
    path.write_bytes(data)
    said = pypandoc.convert_file(str(path), "csljson", format=kind)
    works = json.loads(re.sub(r"</?span[^>]*>", "", said))
    for each in works:  # Pandoc leaves `langid = {persian}` as it is
        each.pop("language", None)
    return {each["id"]: each for each in works}


@pytest.mark.parametrize(
    ("name", "kind"), [("brief.bib", "biblatex"), ("brief.csl.json", "csljson")]
)
def test_pandoc_takes_the_works_as_they_are(
    carried: dict[str, bytes], tmp_path: Path, name: str, kind: str
) -> None:
    """As Zotero would: authors, titles, dates, addresses and numbers of all of them."""
    read = by_pandoc(tmp_path, carried[name], kind)
    assert set(read) == {"falk", "yilmaz", "karimi", "naff"}
    assert read["falk"]["publisher"].replace("&amp;", "&") == "Verlag & Söhne"
    assert [each["family"] for each in read["yilmaz"]["author"]] == ["Yılmaz", "Böll"]
    assert read["yilmaz"]["issued"] == {"date-parts": [[2021, 5]]}
    assert (read["yilmaz"]["DOI"], read["yilmaz"]["page"]) == ("10.1000/xyz", "1-9")
    assert "NATO" in read["yilmaz"]["title"]
    assert read["karimi"]["title"] == "آب و مرز"
    assert read["karimi"]["URL"].replace("&amp;", "&") == "https://example.org/fa?a=1&b=2"
    assert read["naff"]["author"] == [{"literal": "World Water Council"}]
    assert read["naff"]["issued"] == {"date-parts": [[2018], [2019]]}


def test_both_files_say_the_same(carried: dict[str, bytes], tmp_path: Path) -> None:
    """Word for word, as Pandoc reads them."""
    bib = by_pandoc(tmp_path, carried["brief.bib"], "biblatex")
    csl = by_pandoc(tmp_path, carried["brief.csl.json"], "csljson")
    assert bib == csl


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_the_manuscript_is_the_author_s_to_the_byte(
    tmp_path: Path, mark: bytes, end: bytes
) -> None:
    """The receipt beside it in the copy names its hash; a part of the text is a file as well."""
    text = b"---\ntitle: A\ndate: 2026\n---\n\nText.\n\n!include part.md\n"
    written = {"brief.md": mark + text.replace(b"\n", end), "part.md": mark + b"More." + end}
    for name, data in written.items():
        (tmp_path / name).write_bytes(data)
    made = api.render(tmp_path / "brief.md", "archive").artifacts.values()
    with pikepdf.open(BytesIO(next(iter(made)).data)) as document:
        files = {name: each.get_file().read_bytes() for name, each in document.attachments.items()}
    named = {
        each["name"]: each["sha256"] for each in json.loads(files["brief.receipt.json"])["inputs"]
    }
    for name, data in written.items():
        assert files[name] == data
        assert named[name] == sha256(data).hexdigest()
