"""Documents of several files: as publish.toml lists them, and as other tools do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.booklist import read_book_list
from publish.commands import check as check_command
from publish.opening import open_text
from publish.options import Options
from publish.pipeline import open_manuscript
from publish.project import Project
from publish.report import as_short
from publish.settings import load, parse
from publish.source import Source

TOML = """\
publisher = "The Institute"

[[document]]
name = "paper"
output = "paper-2026"
parts = ["text/one.md", 'text/two.md']
title = "The whole"
lang = "de-DE"
bibliography = "bib/all.bib"
author = [{name = "Ada Lovelace", affiliation = "Institute"}]

[[document]]
name = "short"
parts = ["text/two.md", "text/one.md"]
toc = true
"""
ONE = "---\ntitle: First\nlang: en-GB\n---\nOne.[^1]\n\n[^1]: Of one.\n"
TWO = "---\ntitle: Second\nlang: en-GB\n---\nTwo.[^1]\n\n[^1]: Of two.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a project of two documents."""
    files = {"publish.toml": TOML, "text/one.md": ONE, "text/two.md": TWO, "bib/all.bib": ""}
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def said_of(text: str) -> str:
    return as_short(parse(Source("publish.toml", text)).diagnostics)


def test_a_document_is_found_by_its_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its fields hold for the whole, and each file is a chapter of it."""
    monkeypatch.chdir(folder)
    project, source = open_manuscript(Path("paper"), Options())
    assert isinstance(source, Source)
    text = open_text(project, source, load(project))
    assert text.front.title is not None
    assert text.front.title.text == "The whole"
    assert text.front.title.span.text == "The whole"
    assert text.front.lang == "de-DE"
    assert text.front.authors[0].name == "Ada Lovelace"
    assert [each.text for each in text.front.bibliography] == ["bib/all.bib"]
    assert text.stem == "paper-2026"
    pieces = [each.text.strip() for each in text.texts]
    assert pieces == ["# First", ONE[33:].strip(), "# Second", TWO[34:].strip()]
    assert [each.name for each in text.sources] == ["text/one.md", "text/two.md"]


def test_a_document_is_found_by_its_first_file(folder: Path) -> None:
    """Without a title of its own it takes the fields of that file, and adds what is missing."""
    project, source = open_manuscript(folder / "text/two.md", Options())
    assert isinstance(source, Source)
    text = open_text(project, source, load(project))
    assert text.stem == "short"
    assert text.front.title is not None
    assert text.front.title.text == "Second"
    assert text.front.lang == "en-GB"
    assert text.front.toc
    assert [each.text.strip() for each in text.texts][1:] == ["# First", ONE[33:].strip()]


def test_a_chapter_that_begins_no_document_is_a_manuscript(folder: Path) -> None:
    """So that one chapter can be looked at alone."""
    (folder / "text/three.md").write_text("Three.\n", encoding="utf-8")
    project, source = open_manuscript(folder / "text/three.md", Options())
    assert isinstance(source, Source)
    assert open_text(project, source, load(project)).texts == ()


def test_an_unknown_document_names_its_near_miss(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an unknown file does."""
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(check_command.command, ["papper"])
    assert "no file and no document 'papper'" in result.output
    assert "did you mean 'paper'?" in result.output


def test_a_part_that_is_missing_is_told_in_the_list(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the line and column of its name."""
    monkeypatch.chdir(folder)
    path = folder / "publish.toml"
    path.write_text(TOML.replace("'text/two.md'", "'text/too.md'"), encoding="utf-8")
    result = CliRunner().invoke(
        check_command.command, ["--format", "short", "paper"], standalone_mode=False
    )
    assert result.output.startswith("publish.toml:6:26: error[file-missing]: no file 'text/too.md'")
    assert result.return_value == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[[document]]\nparts = ["a.md"]',
            "publish.toml:1:1: error[settings-value]:"
            " a document needs a 'name', a word without '/'",
        ),
        (
            '[[document]]\nname = "a/b"\nparts = ["a.md"]',
            "publish.toml:2:1: error[settings-value]:"
            " a document needs a 'name', a word without '/'",
        ),
        (
            '[[document]]\nname = "a"\nparts = []',
            "publish.toml:3:1: error[settings-value]:"
            " 'parts' must be a list of the document's files",
        ),
        (
            '[[document]]\nname = "a"\nparts = ["a.md"]\noutput = "../x"',
            "publish.toml:4:1: error[settings-value]:"
            " 'output' must be the name of a file, without '/'",
        ),
        (
            '[[document]]\nname = "a"\nparts = "a.md"\n\n[[document]]\nname = "a"\nparts = "b.md"',
            "publish.toml:6:1: error[settings-value]: two documents are called 'a'",
        ),
        (
            'document = "x"',
            "publish.toml:1:1: error[settings-value]:"
            " 'document' must be a table: [[document]] on a line of its own",
        ),
    ],
)
def test_a_mistake_of_a_list_is_located(text: str, message: str) -> None:
    """At the key that is wrong, or at the head of the table that lacks it."""
    assert said_of(text) == message


BOOKS = {
    "_quarto.yml": "project:\n  type: book\nbook:\n  title: A Book\n  chapters:\n    - a.qmd\n"
    "    - part: The Part\n      chapters: [b.md, href: c.md]\n  appendices: [d.md]\n"
    "bibliography: x.bib\nformat: {html: {theme: cosmo}}\n",
    "_bookdown.yml": 'book_filename: "A Book"\nrmd_files: ["a.qmd", b.md, c.md, d.md]\n',
    "_toc.yml": "format: jb-book\nroot: a.qmd\nparts:\n- caption: The Part\n  chapters:\n"
    "  - file: b\n    sections:\n    - file: c\n- chapters:\n  - file: d\n",
    "myst.yml": "version: 1\nproject:\n  id: x\n  title: A Book\n  toc:\n    - file: a.qmd\n"
    "    - title: The Part\n      children:\n        - file: b.md\n        - file: c.md\n"
    "    - file: d.md\nsite:\n  template: book-theme\n",
}


@pytest.mark.parametrize("name", sorted(BOOKS))
def test_lists_of_other_tools_are_read(name: str) -> None:
    """Their files in order, the titles of parts, and the fields that are ours."""
    volume, problems = read_book_list(Source(f"book/{name}", BOOKS[name]))
    assert volume is not None
    assert problems == ()
    assert [each.text for each in volume.parts] == ["a.qmd", "b.md", "c.md", "d.md"]
    assert all(each.span.text in each.text for each in volume.parts)
    above = {} if name == "_bookdown.yml" else {1: "The Part"}
    assert {index: title.text for index, title in volume.above.items()} == above
    names = [key.text for key, _ in volume.front.entries]
    assert names == {"_quarto.yml": ["title", "bibliography"], "myst.yml": ["title"]}.get(name, [])
    assert volume.output == ("A Book" if name == "_bookdown.yml" else "book")


def test_a_book_of_another_tool_is_made_by_its_list(tmp_path: Path) -> None:
    """`publish pdf _quarto.yml` makes one text of its chapters."""
    (tmp_path / "_quarto.yml").write_text(BOOKS["_quarto.yml"], encoding="utf-8")
    for name in ("a.qmd", "b.md", "c.md", "d.md"):
        (tmp_path / name).write_text(f"# {name[0]}\n\nText.\n", encoding="utf-8")
    project, source = open_manuscript(tmp_path / "_quarto.yml", Options())
    assert isinstance(source, Source)
    text = open_text(project, source, load(project))
    heads = [line for each in text.texts for line in each.text.splitlines() if line[:1] == "#"]
    assert heads == ["# a", "# The Part {-}", "# b", "# c", "# d"]


def test_a_list_without_chapters_is_told(tmp_path: Path) -> None:
    """A web site's settings are no book."""
    (tmp_path / "_quarto.yml").write_text("project:\n  type: website\n", encoding="utf-8")
    project = Project(tmp_path)
    _, found = open_manuscript(tmp_path / "_quarto.yml", Options())
    assert not isinstance(found, Source)
    assert found.message == "no file of a book is listed here"
    assert project.document == ""


def test_bookdown_takes_all_texts_of_its_folder(tmp_path: Path) -> None:
    """In the order of their names, `index.Rmd` first, without those that begin with `_`."""
    for name in ("02-b.Rmd", "01-a.Rmd", "index.Rmd", "_common.Rmd", "notes.txt"):
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    (tmp_path / "_bookdown.yml").write_text("book_filename: whole\n", encoding="utf-8")
    project, source = open_manuscript(tmp_path / "_bookdown.yml", Options())
    assert isinstance(source, Source)
    text = open_text(project, source, load(project))
    assert [each.text.strip() for each in text.texts] == ["index.Rmd", "01-a.Rmd", "02-b.Rmd"]
    assert text.stem == "whole"
