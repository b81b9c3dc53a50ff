"""The command line as a user meets it: what is written, what is said, and the exit code."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import ROOT

BRIEF = """\
---
title: A Brief
author: Ada Writer
date: 2023
lang: en-GB
bibliography: refs.bib
---

A claim [@knuth1984, p. 3].[^1] And again [@knuth1984].

[^1]: A note of the author's.
"""
LIBRARY = """\
@book{knuth1984,
  author = {Knuth, Donald E.},
  title = {The Book},
  publisher = {Addison-Wesley},
  date = {1984},
}
"""


def publish(*arguments: str | Path, stdin: str = "", **environment: str) -> tuple[int, bytes, str]:
    """Run the command; give exit code, standard output and standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "publish", *map(str, arguments)],
        input=stdin.encode(),
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=False,
    )
    error = done.stderr.decode()
    assert "Traceback" not in error
    return done.returncode, done.stdout, error


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "brief.md").write_text(BRIEF, "utf-8")
    (tmp_path / "refs.bib").write_text(LIBRARY, "utf-8")
    return tmp_path


def test_the_default_output_lies_in_build_with_its_receipt(folder: Path) -> None:
    code, out, _ = publish("pdf", folder / "brief.md")
    assert (code, out) == (0, b"")
    pdf = (folder / "build" / "brief.pdf").read_bytes()
    receipt = json.loads((folder / "build" / "brief.receipt.json").read_text("utf-8"))
    assert receipt["outputs"] == [
        {"name": "brief.pdf", "sha256": hashlib.sha256(pdf).hexdigest(), "size": len(pdf)}
    ]
    inputs = {each["name"]: each["sha256"] for each in receipt["inputs"]}
    assert inputs["refs.bib"] == hashlib.sha256(LIBRARY.encode()).hexdigest()
    assert inputs["brief.md"] == hashlib.sha256(BRIEF.encode()).hexdigest()
    assert "publish:styles/base/style.toml" in inputs
    assert receipt["house"] == ["base"]
    assert {"weasyprint", "python", "pango"} <= receipt["versions"].keys()


def test_a_mistake_leaves_an_older_pdf_untouched(folder: Path) -> None:
    (folder / "build").mkdir()
    (folder / "build" / "brief.pdf").write_bytes(b"older")
    (folder / "brief.md").write_text(BRIEF.replace("@knuth1984]", "@knuth1948]"), "utf-8")
    code, _, said = publish("pdf", folder / "brief.md")
    assert code == 1
    assert "brief.md:9:44: error[cite-unknown]: no entry 'knuth1948'" in said
    assert [each.name for each in (folder / "build").iterdir()] == ["brief.pdf"]
    assert (folder / "build" / "brief.pdf").read_bytes() == b"older"


def test_what_the_page_lacks_is_told_with_the_mistakes_of_the_text(folder: Path) -> None:
    text = BRIEF.replace("@knuth1984]", "@knuth1948]") + "\nA letter of no font: \U00013080.\n"
    (folder / "brief.md").write_text(text, "utf-8")
    code, _, said = publish("pdf", folder / "brief.md")
    assert code == 1
    assert "error[cite-unknown]" in said
    assert "error[font-missing-glyph]" in said


def test_strict_lets_a_warning_stop_the_output(folder: Path) -> None:
    with (folder / "brief.md").open("a", encoding="utf-8") as file:
        file.write("\n[^2]: Nobody calls this.\n")
    assert publish("pdf", "--strict", folder / "brief.md")[0] == 1
    assert not (folder / "build").exists()
    assert publish("pdf", folder / "brief.md")[0] == 0


def test_standard_input_goes_to_standard_output(folder: Path) -> None:
    text = BRIEF.replace("bibliography: refs.bib\n", "")
    code, out, _ = publish("pdf", "--bib", folder / "refs.bib", "-", stdin=text)
    assert code == 0
    assert out.startswith(b"%PDF-")


def test_the_same_sources_give_the_same_bytes_anywhere(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "another" / "place"
    elsewhere.mkdir(parents=True)
    for name in ("brief.md", "refs.bib"):
        shutil.copy(folder / name, elsewhere / name)
    publish("pdf", folder / "brief.md", PYTHONHASHSEED="1", TZ="Asia/Kabul", LC_ALL="C")
    publish("pdf", elsewhere / "brief.md", PYTHONHASHSEED="2", TZ="America/New_York")
    for name in ("brief.pdf", "brief.receipt.json"):
        first = (folder / "build" / name).read_bytes()
        assert first == (elsewhere / "build" / name).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["pdf"], 2, "Missing argument 'MANUSCRIPT...'"),
        (["pfd", "x.md"], 2, "no command 'pfd'; did you mean 'pdf'?"),
        (["pdf", "a/x.md", "b/x.md"], 2, "two manuscripts would be written to 'x.pdf'"),
        (["pdf", "nothing.md"], 1, "no file 'nothing.md'"),
        (["pdf", "brief.md", "--for", "press"], 2, "'press' is not one of"),
        (["pdf", "brief.md", "-o", "refs.bib/x.pdf"], 3, "cannot be written"),
        (["pdf", "brief.md", "-o", "."], 3, "is a folder"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(folder)
    found, out, error = publish(*arguments)
    assert (found, out) == (code, b"")
    assert said in error


def test_one_bad_manuscript_does_not_stop_the_others(folder: Path) -> None:
    (folder / "bad.md").write_text("[@nobody]", "utf-8")
    code, _, said = publish("pdf", "--jobs", "2", folder / "bad.md", folder / "brief.md")
    assert code == 1
    assert (folder / "build" / "brief.pdf").exists()
    assert not (folder / "build" / "bad.pdf").exists()
    assert "error[library-missing]" in said


def test_json_names_every_output_and_diagnostic(folder: Path) -> None:
    code, _, said = publish("pdf", "--format", "json", folder / "brief.md")
    record = json.loads(said)
    assert code == 0
    assert record["diagnostics"] == []
    (output,) = record["outputs"]
    assert output["pages"] == 1
    assert output["sha256"] == hashlib.sha256(Path(output["path"]).read_bytes()).hexdigest()


def test_info_counts_what_the_manuscript_holds(folder: Path) -> None:
    text = BRIEF.replace("And again [@knuth1984]", "And @knuth1948 or [@knuth1984; @other]")
    (folder / "brief.md").write_text(text, "utf-8")
    code, out, _ = publish("info", "--format", "json", folder / "brief.md")
    assert code == 0
    assert json.loads(out) == {
        "title": "A Brief",
        "words": 4,
        "citations": 3,
        "citation_keys": ["knuth1984", "knuth1948", "other"],
        "missing_keys": ["knuth1948", "other"],
        "notes": 1,
        "tables": 0,
        "figures": 0,
        "headings": 0,
    }


def test_html_needs_no_other_file(folder: Path) -> None:
    code, out, _ = publish("html", folder / "brief.md")
    html = out.decode()
    assert code == 0
    assert "The Book" in html
    assert "doc:///" not in html


def test_check_says_so_where_all_is_well(folder: Path) -> None:
    assert publish("check", folder / "brief.md") == (0, b"", "no mistakes found\n")


def test_python_programs_get_the_same(folder: Path) -> None:
    import publish as library

    publication = library.render(folder / "brief.md")
    assert publication.diagnostics == ()
    written = publication.save(folder / "by-python.pdf")
    assert [each.name for each in written] == ["by-python.pdf", "by-python.receipt.json"]
    assert library.check(folder / "brief.md") == ()


def test_all_targets_come_out_of_one_run(folder: Path) -> None:
    (folder / "figures.csv").write_text("year,deaths\n2022,6\n", "utf-8")
    text = BRIEF.replace("lang: en-GB", "lang: en-GB\ndata: figures.csv")
    (folder / "brief.md").write_text(text, "utf-8")
    code, _, said = publish("pdf", "--for", "all", "--format", "json", folder / "brief.md")
    assert code == 0
    names = [Path(each["path"]).name for each in json.loads(said)["outputs"]]
    assert names == ["brief.pdf", "brief.archive.pdf", "brief.print.pdf"]
    with pikepdf.open(folder / "build" / "brief.archive.pdf") as archive:
        carried = {name: file.get_file().read_bytes() for name, file in archive.attachments.items()}
    assert carried["brief.md"] == text.encode()
    assert carried["figures.csv"] == b"year,deaths\n2022,6\n"
    assert json.loads(carried["brief.csl.json"])[0]["id"] == "knuth1984"
    assert carried["brief.bib"].startswith(b"@book{knuth1984,")
    assert json.loads(carried["brief.receipt.json"])["inputs"]
    with pikepdf.open(folder / "build" / "brief.pdf") as screen:
        assert not screen.attachments


def test_the_printers_profile_must_be_one_for_four_inks(folder: Path) -> None:
    (folder / "printer.icc").write_bytes(b"no profile at all")
    (folder / "publish.toml").write_text('[press]\nprofile = "printer.icc"\n', "utf-8")
    code, _, said = publish("pdf", "--for", "print", folder / "brief.md")
    assert code == 1
    assert "publish.toml:2:1: error[press-profile]: 'printer.icc' is no ICC output profile" in said
