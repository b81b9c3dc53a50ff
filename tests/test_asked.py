"""What the command line asked for stands in the receipt, and a file is traced by it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from publish.project import Project
from publish.provenance import trace
from tests.test_cli import BRIEF, LIBRARY, publish
from tests.verifying import verify

STYLES = Path(__file__).resolve().parent.parent / "styles"
FILES = ("brief.pdf", "brief.archive.pdf", "brief.print.pdf")
NAMED = {
    "bib": ["../works.bib", "refs.bib", "../refs.bib"],
    "bleed_mm": 4.0,
    "cover": "inside",
    "csl": "../own.csl",
    "icc": "../paper.icc",
    "pages_multiple": 2,
    "paper": "letter",
    "style": "base",
}


def laid_out(folder: Path) -> Path:
    """Put a project into a folder, and beside it what the command line names."""
    root = folder / "project"
    root.mkdir(parents=True)
    (root / "publish.toml").write_text("", "utf-8")
    (root / "brief.md").write_text(BRIEF, "utf-8")
    (root / "refs.bib").write_text(LIBRARY, "utf-8")
    (folder / "refs.bib").write_text("@book{other, title={Another File of One Name}}", "utf-8")
    (folder / "works.bib").write_text("@book{extra, title={More Works}}", "utf-8")
    shutil.copy(STYLES / "csl" / "publish-author-date.csl", folder / "own.csl")
    shutil.copy(STYLES / "icc" / "FOGRA39L_coated.icc", folder / "paper.icc")
    return root


def make(root: Path, to: Path, beside: Path) -> None:
    """Run with every option that changes bytes, its files named relative to the working folder."""
    options = (
        "--bib", beside / "works.bib", "--bib", root / "refs.bib", "--bib", beside / "refs.bib",
        "--csl", beside / "own.csl", "--icc", beside / "paper.icc", "--bleed", "4mm",
        "--pages-multiple", "2", "--cover", "inside", "--paper", "letter", "--style", "base",
    )  # fmt: skip
    code, _, said = publish("pdf", "--for", "all", *options, "--output-dir", to, root / "brief.md")
    assert code == 0, said


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asked")
    root = laid_out(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        make(Path("project"), Path("project", "build"), Path("."))
    return root


def receipt(root: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((root / "build" / "brief.receipt.json").read_text("utf-8"))
    return record


def test_a_receipt_keeps_every_option_that_changes_bytes(built: Path) -> None:
    assert receipt(built)["command"] == NAMED


def test_two_files_of_one_name_are_two_in_a_receipt(built: Path) -> None:
    names = {each["name"] for each in receipt(built)["inputs"]}
    assert {"refs.bib", "../refs.bib", "../own.csl", "../paper.icc"} <= names


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_proven_by_what_lies_outside_too(built: Path, name: str) -> None:
    code, out = verify("--against", built, built / "build" / name)
    assert "+ sources: the file was made from these" in out
    assert code == 0


def test_the_folder_from_which_one_calls_changes_nothing(built: Path, tmp_path: Path) -> None:
    """Neither in the PDFs, nor by the whole path of what is named."""
    root = laid_out(tmp_path / "deep" / "er")
    make(root, root / "build", root.parent)
    for name in FILES:
        ours = hashlib.sha256((root / "build" / name).read_bytes()).digest()
        assert ours == hashlib.sha256((built / "build" / name).read_bytes()).digest(), name


def test_a_changed_file_outside_is_named_alone(built: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(built.parent, tmp_path, dirs_exist_ok=True)
    (tmp_path / "works.bib").write_text("@book{extra, title={Other Works}}", "utf-8")
    code, out = verify("--against", root, root / "build" / "brief.pdf")
    told = [line for line in out.splitlines() if line.startswith("! ")]
    assert (code, told[0]) == (1, "! source changed: ../works.bib")


def test_a_changed_word_is_told_by_the_style_and_paper_that_were_asked_for(
    built: Path, tmp_path: Path
) -> None:
    """By another citation style each citation would be told as well."""
    root = tmp_path / "project"
    shutil.copytree(built.parent, tmp_path, dirs_exist_ok=True)
    text = (root / "brief.md").read_text("utf-8")
    (root / "brief.md").write_text(text + "\nZymurgy.\n", "utf-8")
    _, out = verify("--against", root, root / "build" / "brief.pdf")
    told = [line for line in out.splitlines() if line.startswith("! ")]
    assert told[0] == "! source changed: brief.md"
    assert len(told) == 2
    assert "'zymurgy'" in told[1]


def test_a_receipt_opens_no_other_file_of_the_machine(tmp_path: Path) -> None:
    """What a receipt names outside is compared, and read on only when it is that very file."""
    root = laid_out(tmp_path)
    project = Project(root)
    record = {"outputs": [], "inputs": [{"name": "../works.bib", "sha256": "0" * 64}]}
    assert trace(b"", record, project, {}).inputs[0].change == "changed"
    assert not isinstance(project.read_bytes(tmp_path / "works.bib", "data", None), bytes)
