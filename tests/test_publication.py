"""Files appear whole or not at all."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import pytest

from publish.artifact import Artifact
from publish.diagnostics import PublishError, error
from publish.publication import Publication, write_whole
from publish.receipt import Receipt

RECEIPT = Receipt("brief.md", ("screen",), (), ("base",), {"python": "3.11"}, ())


def publication(data: bytes = b"%PDF") -> Publication:
    artifact = Artifact("pdf", ".pdf", "application/pdf", data)
    return Publication("brief", {".pdf": artifact}, RECEIPT, ())


def test_the_receipt_lies_beside_the_output(tmp_path: Path) -> None:
    written = publication().save(tmp_path / "build" / "brief.pdf")
    assert [each.name for each in written] == ["brief.pdf", "brief.receipt.json"]
    assert sorted(each.name for each in (tmp_path / "build").iterdir()) == [
        "brief.pdf",
        "brief.receipt.json",
    ]


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if call == "write":
        monkeypatch.setattr(os, "fdopen", fail)
    else:
        monkeypatch.setattr(os, call, fail)
    with pytest.raises(PublishError, match="no space left") as caught:
        write_whole(path, b"new")
    assert caught.value.exit_code == 3
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["brief.pdf"]


def test_a_folder_in_the_place_of_the_file_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").mkdir()
    with pytest.raises(PublishError, match="is a folder"):
        write_whole(tmp_path / "brief.pdf", b"new")


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"other")
    (tmp_path / "brief.pdf").symlink_to(tmp_path / "elsewhere")
    write_whole(tmp_path / "brief.pdf", b"new")
    assert (tmp_path / "elsewhere").read_bytes() == b"other"
    assert (tmp_path / "brief.pdf").read_bytes() == b"new"


def test_leftovers_of_killed_runs_go_after_a_day(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".publish-old", tmp_path / ".publish-fresh"
    old.touch()
    fresh.touch()
    os.utime(old, (time.time() - 90_000,) * 2)
    write_whole(tmp_path / "brief.pdf", b"new")
    assert not old.exists()
    assert fresh.exists()


def test_a_publication_with_errors_is_not_saved(tmp_path: Path) -> None:
    broken = Publication("brief", {}, None, (error("cite-unknown", "no entry", None),))
    with pytest.raises(ValueError, match="nothing to save"):
        broken.save(tmp_path / "brief.pdf")
