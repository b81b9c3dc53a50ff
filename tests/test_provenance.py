"""`publish verify --against`: whatever the bytes depend on is told when it is another."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from jsonschema import Draft202012Validator

from publish.report_schema import verdict_schema
from tests.test_cli import LIBRARY, publish
from tests.verifying import verify

TEXT = """---
title: Rules for Water
author: Ada Writer
lang: en-GB
bibliography: refs.bib
data: [wells.csv]
---

A first paragraph calls a note.[^a] A work [@smith, 3] is cited.

| one | two |
|-----|-----|
| 1   | 2^[In a table.] |

[^a]: Wells are dug by hand.
"""
FILES = ("brief.pdf", "brief.archive.pdf", "brief.print.pdf")


def write(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "brief.md").write_text(TEXT, "utf-8")
    (folder / "refs.bib").write_text(LIBRARY + "@book{smith, title={On Wells}}", "utf-8")
    (folder / "wells.csv").write_text("well,depth\n1,9\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("made") / "here")
    code, _, said = publish("pdf", "--for", "all", folder / "brief.md")
    assert code == 0, said
    return folder


def told(folder: Path, name: str = "brief.pdf") -> tuple[int, list[str]]:
    """Hold a file against a folder; give the exit code and what is said of its sources."""
    code, out = verify("--against", folder, folder / "build" / name)
    lines = out.splitlines()
    words = ("source", "option", "typeface", "library", "program", "receipt", "brief.md", "part-")
    return code, [line for line in lines if line[2:].startswith(words)]


@pytest.mark.parametrize("name", FILES)
def test_what_made_a_file_proves_it(made: Path, name: str) -> None:
    code, lines = told(made, name)
    assert code == 0
    assert len(lines) == 1
    assert lines[0].startswith("+ sources: the file was made from these ")


def settings_appear(folder: Path) -> None:
    (folder / "publish.toml").write_text('paper = "letter"\n[press]\nbleed = "5mm"\n', "utf-8")


def a_house_appears(folder: Path) -> None:
    sheets = folder / "styles" / "base"
    sheets.mkdir(parents=True)
    (sheets / "letter.css").write_text("/* ours */", "utf-8")


def an_edition_appears(folder: Path) -> None:
    text = TEXT.replace("lang: en-GB", "lang: fr").replace("Rules for Water", "Règles")
    (folder / "brief.fr.md").write_text(text, "utf-8")


def data_change(folder: Path) -> None:
    (folder / "wells.csv").write_text("well,depth\n1,8\n", "utf-8")


def a_work_goes(folder: Path) -> None:
    (folder / "refs.bib").unlink()


def receipt(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "build" / "brief.receipt.json"
    record = json.loads(path.read_text("utf-8"))
    change(record)
    path.write_text(json.dumps(record), "utf-8")


def another_pango(folder: Path) -> None:
    receipt(folder, lambda record: record["versions"].update(pango="1.0.0"))


def another_build(folder: Path) -> None:
    receipt(folder, lambda record: record["versions"].update({"publish-press code": "0"}))


def an_extra_is_gone(folder: Path) -> None:
    def rename(record: dict[str, Any]) -> None:
        record["versions"]["vl-convert-python"] = "0.0"

    receipt(folder, rename)


def another_typeface(folder: Path) -> None:
    receipt(folder, lambda record: record["fonts"].update({"Source Serif Text 400 normal": "0"}))


@pytest.mark.parametrize(
    ("change", "name", "said"),
    [
        (settings_appear, "brief.pdf", "! source new: publish.toml"),
        (settings_appear, "brief.pdf", "! option changed: paper was 'a4', is 'letter'"),
        (
            settings_appear,
            "brief.print.pdf",
            "! option changed: press bleed_mm was not chosen, is '5.0'",
        ),
        (a_house_appears, "brief.pdf", "! source new: styles/base/letter.css"),
        (an_edition_appears, "brief.pdf", "! source new: brief.fr.md"),
        (data_change, "brief.archive.pdf", "! source changed: wells.csv"),
        (a_work_goes, "brief.pdf", "! source missing: refs.bib"),
    ],
)
def test_another_source_or_choice_is_named(
    made: Path, tmp_path: Path, change: Callable[[Path], None], name: str, said: str
) -> None:
    folder = shutil.copytree(made, tmp_path / "copy")
    change(folder)
    code, lines = told(folder, name)
    assert code == 1
    assert said in lines


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (another_pango, "? library: pango was 1.0.0, is "),
        (an_extra_is_gone, "? library: vl-convert-python was 0.0, is "),
        (another_build, "? program: it was made with another build of publish"),
        (another_typeface, "? typeface changed: Source Serif Text 400 normal"),
    ],
)
def test_another_library_is_named_and_disproves_nothing(
    made: Path, tmp_path: Path, change: Callable[[Path], None], said: str
) -> None:
    folder = shutil.copytree(made, tmp_path / "copy")
    change(folder)
    code, lines = told(folder)
    assert code == 0
    assert any(line.startswith(said) for line in lines)


def test_words_that_did_not_change_are_not_told(made: Path, tmp_path: Path) -> None:
    """A short note's number stands right before its first word in the tags."""
    folder = shutil.copytree(made, tmp_path / "copy")
    a_house_appears(folder)
    assert told(folder)[1] == ["! source new: styles/base/letter.css"]


def test_a_date_that_stood_in_is_no_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "dated")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert publish("pdf", folder / "brief.md")[0] == 0
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert told(folder)[0] == 0


def test_a_text_from_standard_input_proves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "piped")
    monkeypatch.chdir(folder)
    (folder / "build").mkdir()
    pdf = folder / "build" / "brief.pdf"
    plain = "---\ntitle: Plain\nauthor: A\nlang: en\n---\n\nWords.\n"
    code, _, said = publish("pdf", "-", "-o", pdf, stdin=plain)
    assert code == 0, said
    assert told(folder) == (1, ["! source elsewhere: <stdin>"])


DOCUMENTS = """
[[document]]
name = "short"
parts = ["part-a.md"]

[[document]]
name = "long"
parts = ["part-a.md", "part-b.md"]
"""


def test_a_document_of_several_files_is_held_against_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two that begin with one file, the one that was named."""
    head = "---\ntitle: Parts\nauthor: A\nlang: en\n---\n\n# One\n\nAlpha words.\n"
    (tmp_path / "part-a.md").write_text(head, "utf-8")
    (tmp_path / "part-b.md").write_text("# Two\n\nBravo words.\n", "utf-8")
    (tmp_path / "publish.toml").write_text(DOCUMENTS, "utf-8")
    monkeypatch.chdir(tmp_path)
    code, _, said = publish("pdf", "long", "-o", tmp_path / "build" / "brief.pdf")
    assert code == 0, said
    assert told(tmp_path)[0] == 0
    (tmp_path / "part-b.md").write_text("# Two\n\nCharlie words.\n", "utf-8")
    code, lines = told(tmp_path)
    assert (code, lines[0]) == (1, "! source changed: part-b.md")
    assert len(lines) == 2
    assert lines[1].startswith("! part-b.md:3:1: ")
    assert "'charlie'" in lines[1]


def test_a_receipt_names_what_drew_formulas_and_charts_only_where_there_are_any(
    made: Path, tmp_path: Path
) -> None:
    pytest.importorskip("mathra")
    path = write(tmp_path / "maths") / "brief.md"
    path.write_text(TEXT + "\nThe matrix $\\begin{pmatrix} a & b \\end{pmatrix}$.\n", "utf-8")
    assert publish("pdf", path)[0] == 0
    named = []
    for folder in (made, path.parent):
        record = json.loads((folder / "build" / "brief.receipt.json").read_text("utf-8"))
        named.append("mathra" in record["versions"])
        assert {"segno", "cssselect2", "tinyhtml5"} <= record["versions"].keys()
    assert named == [False, True]


def test_the_receipt_in_an_archive_copy_names_each_file_that_the_copy_carries(made: Path) -> None:
    with pikepdf.open(made / "build" / "brief.archive.pdf") as document:
        inside = document.attachments["brief.receipt.json"].get_file().read_bytes()
        files = {name: each.get_file() for name, each in document.attachments.items()}
    named = {each["name"] for each in json.loads(inside)["inputs"]}
    assert {"brief.md", "wells.csv", "refs.bib"} <= named
    assert {"brief.md", "wells.csv"} <= files.keys()


@pytest.mark.parametrize("change", [None, settings_appear, a_work_goes, another_typeface])
@pytest.mark.parametrize("name", FILES)
def test_what_is_written_for_machines_keeps_its_schema(
    made: Path, tmp_path: Path, name: str, change: Callable[[Path], None] | None
) -> None:
    folder = shutil.copytree(made, tmp_path / "copy")
    if change:
        change(folder)
    path = folder / "build" / name
    for given in ((), ("--against", folder)):
        code, out = verify("--format", "json", *given, path)
        record = json.loads(out)
        Draft202012Validator(verdict_schema()).validate(record)
        assert ("provenance" in record) == bool(given)
        proven = record.get("provenance", {"proven": True})["proven"]
        assert code == int(not (record["good"] and proven))


def test_the_schema_of_verdicts_is_printed_and_refuses_what_is_none() -> None:
    code, out, _ = publish("schema", "verdict")
    assert code == 0
    schema = json.loads(out)
    Draft202012Validator.check_schema(schema)
    assert schema == verdict_schema()
    row = {"subject": "file", "answer": "fine", "text": "words"}
    assert not Draft202012Validator(schema).is_valid({"good": True, "target": "", "rows": [row]})
