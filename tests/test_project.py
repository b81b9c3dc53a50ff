"""What may be read, and what is said of what may not."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from publish.diagnostics import Diagnostic
from publish.project import LIMITS, Project, decode
from publish.source import Source


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "root"
    (root / "texts").mkdir(parents=True)
    (root / "texts" / "brief.md").write_text("Words.", "utf-8")
    (root / "sources.bib").write_text("", "utf-8")
    (root / ".secret").write_text("hidden", "utf-8")
    (tmp_path / "outside.txt").write_text("outside", "utf-8")
    return Project(root)


def read_code(project: Project, reference: str) -> str:
    """Find and read a file, and give the code of what was said, or "" if it was read."""
    found = project.find(reference, "texts/brief.md", None)
    if isinstance(found, Path):
        read = project.read_bytes(found, "data", None)
        return read.code if isinstance(read, Diagnostic) else ""
    return found.code


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("../sources.bib", ""),
        ("sources.bib", ""),
        ("..%2fsources.bib", ""),
        ("..\\sources.bib", ""),
        ("../../outside.txt", "file-outside"),
        ("..%2f..%2foutside.txt", "file-outside"),
        ("/etc/passwd", "file-outside"),
        ("../.secret", "file-outside"),
        ("nothing.bib", "file-missing"),
        ("../texts", "file-unreadable"),
        ("%2e%2e/%2e%2e/outside.txt", "file-outside"),
    ],
)
def test_only_files_below_the_root_are_read(project: Project, reference: str, code: str) -> None:
    assert read_code(project, reference) == code


def test_a_link_that_leads_outside_is_refused(project: Project, tmp_path: Path) -> None:
    (project.root / "link.txt").symlink_to(tmp_path / "outside.txt")
    assert read_code(project, "../link.txt") == "file-outside"


def test_a_pipe_is_refused_and_not_waited_for(project: Project) -> None:
    os.mkfifo(project.root / "pipe.png")
    assert read_code(project, "../pipe.png") == "file-unreadable"


def test_a_file_over_the_limit_is_refused(project: Project) -> None:
    with (project.root / "large.md").open("wb") as file:
        file.truncate(LIMITS["manuscript"] + 1)
    read = project.read_text(project.root / "large.md", "manuscript")
    assert isinstance(read, Diagnostic)
    assert read.code == "file-too-large"


def test_a_missing_file_names_its_near_miss(project: Project) -> None:
    found = project.find("../source.bib", "texts/brief.md", None)
    assert isinstance(found, Diagnostic)
    assert found.hint == "did you mean 'sources.bib'?"


def test_what_was_read_is_remembered_with_its_hash(project: Project) -> None:
    project.read_text(project.root / "texts" / "brief.md", "manuscript")
    (only,) = project.inputs
    assert (only.name, only.size) == ("texts/brief.md", 6)
    assert only.sha256 == hashlib.sha256(b"Words.").hexdigest()


def test_text_that_is_not_utf_8_names_byte_and_line() -> None:
    decoded = decode("one\ntwo caf\u00e9".encode("latin-1"), "old.md")
    assert isinstance(decoded, Diagnostic)
    assert decoded.message == "'old.md' is not UTF-8: byte 11 (in line 2) is 0xe9"


def test_a_byte_order_mark_is_no_character_of_the_text() -> None:
    decoded = decode(b"\xef\xbb\xbfWords", "bom.md")
    assert isinstance(decoded, Source)
    assert decoded.text == "Words"


def test_the_nearest_publish_toml_marks_the_root(tmp_path: Path) -> None:
    (tmp_path / "publish.toml").write_text("", "utf-8")
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert Project.of(tmp_path / "a" / "b" / "brief.md").root == tmp_path.resolve()
