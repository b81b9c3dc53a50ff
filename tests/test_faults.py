"""Faults of the machine: no partial file, the right exit code, no process left behind."""

from __future__ import annotations

import errno
import io
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any

import pikepdf
import pytest

from publish import cli
from publish.allowance import allowance
from publish.diagnostics import PublishError
from publish.outputs.pdf import PdfOutput
from publish.render.leaf import Leaf, start
from publish.targets import SCREEN
from tests.conftest import ROOT
from tests.pages import make_page

posix = pytest.mark.skipif(os.name != "posix", reason="signals and modes are POSIX")
BRIEF = "---\ntitle: A Brief\ndate: 2023\n---\n\nText.[^1]\n\n[^1]: A note.\n"
LONG = "---\ntitle: Long\n---\n\n" + "".join(
    f"## Heading {number}\n\nText of some words, and a note.[^{number}]\n\n[^{number}]: A note.\n\n"
    for number in range(600)
)
"""Takes seconds to render."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "brief.md").write_text(BRIEF, "utf-8")
    (tmp_path / "long.md").write_text(LONG, "utf-8")
    return tmp_path


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "publish", *map(str, arguments)]


def surroundings(**changes: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **changes}


def publish(*arguments: str | Path, **changes: str) -> tuple[int, str]:
    """Run the command; give its exit code and what it said."""
    done = subprocess.run(
        command(*arguments), capture_output=True, env=surroundings(**changes), check=False,
        timeout=120,
    )  # fmt: skip
    said = done.stderr.decode("utf-8", "replace")
    assert "Traceback" not in said
    return done.returncode, said


def is_whole(pdf: Path) -> bool:
    with pikepdf.open(io.BytesIO(pdf.read_bytes())) as document:
        return not document.check_pdf_syntax()


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("cpu_seconds = 1", "more than 1 s of processor time"),
        ("wall_seconds = 1", "longer than 1 s"),
        *((f"memory_mb = {size}", f"{size} MB of memory") for size in (130, 144, 152, 166, 180)),
    ],
)
def test_a_limit_of_the_project_stops_a_render(folder: Path, limit: str, said: str) -> None:
    (folder / "publish.toml").write_text(f"[limits]\n{limit}\n", "utf-8")
    (folder / "build").mkdir()
    (folder / "build" / "long.pdf").write_bytes(b"older")
    code, told = publish("pdf", folder / "long.md")
    assert code == 4
    assert said in told
    assert limit.split(" ")[0] in told
    assert names(folder / "build") == ["long.pdf"]
    assert (folder / "build" / "long.pdf").read_bytes() == b"older"


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written_is_one_message(folder: Path) -> None:
    closed = folder / "build"
    closed.mkdir(mode=0o500)
    code, told = publish("pdf", folder / "brief.md")
    assert (code, names(closed)) == (3, [])
    assert "cannot be written: permission denied" in told


@posix
def test_a_folder_that_cannot_be_made_is_one_message(folder: Path) -> None:
    (folder / "build").symlink_to(folder / "nowhere" / "at" / "all")
    code, told = publish("pdf", folder / "brief.md")
    assert code == 3
    assert "cannot be written" in told


@posix
def test_a_killed_child_is_one_message_and_the_next_page_is_made(folder: Path) -> None:
    page = make_page("<div style='columns:2'>" * 5 + "x " * 500)
    with start() as leaf:
        timer = Timer(1.5, lambda: os.kill(leaf._process.pid, signal.SIGKILL))
        timer.start()
        with pytest.raises(PublishError, match=r"ended without an answer \(signal SIGKILL\)"):
            leaf.render(page, SCREEN)
        timer.join()
        assert leaf.render(make_page("<p>x</p>"), SCREEN).pdf.startswith(b"%PDF-")


def children(process: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, task.read_text("ascii").split())
    return found


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def interrupt(running: subprocess.Popen[bytes], with_signal: int) -> list[int]:
    """Send a signal when a child is at work; give the children that were there."""
    until = time.monotonic() + 20
    while not children(running.pid) and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(1.5)
    found = children(running.pid)
    assert found, "there is no child to be left behind"
    running.send_signal(with_signal)
    return found


linux = pytest.mark.skipif(sys.platform != "linux", reason="children are found in /proc")


@linux
@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_with_130_and_leaves_nothing(folder: Path, jobs: str) -> None:
    (folder / "other.md").write_text(LONG, "utf-8")
    manuscripts = [folder / "long.md", folder / "other.md"]
    running = subprocess.Popen(
        command("pdf", "--jobs", jobs, *manuscripts),
        stderr=subprocess.PIPE, env=surroundings(), start_new_session=True,
    )  # fmt: skip
    found = interrupt(running, signal.SIGINT)
    begin = time.monotonic()
    _, told = running.communicate(timeout=30)
    assert running.returncode == 130
    assert told.decode().strip() == "publish: interrupted"
    assert time.monotonic() - begin < 5
    assert not [each for each in found if is_running(each)]
    assert names(folder) == ["brief.md", "long.md", "other.md"]


@linux
@pytest.mark.slow
def test_a_killed_run_leaves_the_old_file_and_no_child(folder: Path) -> None:
    (folder / "build").mkdir()
    (folder / "build" / "long.pdf").write_bytes(b"older")
    running = subprocess.Popen(
        command("pdf", folder / "long.md"), stderr=subprocess.DEVNULL, env=surroundings()
    )
    found = interrupt(running, signal.SIGKILL)
    running.wait(timeout=30)
    until = time.monotonic() + 5
    while any(map(is_running, found)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [each for each in found if is_running(each)]
    assert (folder / "build" / "long.pdf").read_bytes() == b"older"
    assert publish("pdf", folder / "brief.md", "-o", folder / "build" / "new.pdf")[0] == 0
    assert is_whole(folder / "build" / "new.pdf")


def test_two_runs_at_once_leave_one_whole_file(folder: Path) -> None:
    runs = [
        subprocess.Popen(
            command("pdf", folder / "brief.md"), stderr=subprocess.DEVNULL, env=surroundings()
        )
        for _ in range(2)
    ]
    assert [each.wait(timeout=60) for each in runs] == [0, 0]
    assert names(folder / "build") == ["brief.pdf", "brief.receipt.json"]
    assert is_whole(folder / "build" / "brief.pdf")


@pytest.mark.parametrize("value", ["yesterday", "-1", "1.5", "9" * 30])
def test_a_source_date_that_is_none_is_one_message(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], value: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert cli.run(["pdf", str(folder / "brief.md")]) == 3
    assert f"SOURCE_DATE_EPOCH {'is' if value[0] != '9' else value}" in capsys.readouterr().err
    assert not (folder / "build").exists()


def test_without_temporary_files_there_is_one_message(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sys.modules["publish.render.leaf"], "mkdtemp", refuse)
    assert cli.run(["pdf", str(folder / "brief.md")]) == 3
    assert "temporary files" in capsys.readouterr().err


def test_a_temporary_folder_that_is_missing_is_no_fault(folder: Path) -> None:
    assert publish("pdf", folder / "brief.md", TMPDIR=str(folder / "gone"))[0] == 0


def test_without_home_and_cache_a_brief_is_made(folder: Path) -> None:
    places = {"HOME": "/nonexistent", "XDG_CACHE_HOME": os.devnull, "PUBLISH_CACHE": ""}
    assert publish("pdf", folder / "brief.md", **places, TMPDIR=str(folder))[0] == 0
    assert is_whole(folder / "build" / "brief.pdf")


def test_a_manuscript_deleted_during_the_render_is_published_as_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = Leaf.render

    def delete_first(leaf: Leaf, *arguments: Any, **named: Any) -> Any:
        (folder / "brief.md").unlink()
        return render(leaf, *arguments, **named)

    monkeypatch.setattr(Leaf, "render", delete_first)
    assert cli.run(["pdf", str(folder / "brief.md")]) == 0
    assert is_whole(folder / "build" / "brief.pdf")


def test_a_manuscript_deleted_before_is_one_message(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    enter = PdfOutput.__enter__

    def delete_first(output: PdfOutput) -> PdfOutput:
        (folder / "brief.md").unlink()
        return enter(output)

    monkeypatch.setattr(PdfOutput, "__enter__", delete_first)
    assert cli.run(["pdf", str(folder / "brief.md")]) == 1
    assert "no file 'brief.md'" in capsys.readouterr().err


def test_without_pango_nothing_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.test_render import _WITHOUT_PANGO

    monkeypatch.setattr(sys.modules["publish.render.leaf"], "_CODE", _WITHOUT_PANGO)
    assert cli.run(["pdf", str(folder / "brief.md")]) == 3
    told = capsys.readouterr().err
    assert "Pango" in told
    assert "hint:" in told
    assert not (folder / "build").exists()


@posix
@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_fault(folder: Path, closed: str) -> None:
    line = f'exec "$0" -m publish pdf brief.md {closed}'
    done = subprocess.run(
        ["sh", "-c", line, sys.executable], cwd=folder, env=surroundings(), check=False, timeout=60
    )
    assert done.returncode == 0
    assert is_whole(folder / "build" / "brief.pdf")


@posix
def test_a_reader_that_goes_away_is_no_fault(folder: Path) -> None:
    line = '"$0" -m publish pdf - -o - < brief.md | head -c 4'
    done = subprocess.run(
        ["sh", "-c", line, sys.executable], cwd=folder, env=surroundings(), check=False,
        capture_output=True, timeout=60,
    )  # fmt: skip
    assert done.stdout == b"%PDF"
    assert b"Traceback" not in done.stderr
    assert b"Broken pipe" not in done.stderr


@posix
def test_the_locale_c_can_read_and_say_everything(folder: Path) -> None:
    (folder / "Brève.md").write_text(BRIEF.replace("Text.", "[Ö](ü.png) ![Ä](ß.png)"), "utf-8")
    plain = {"LC_ALL": "C", "LANG": ""}
    code, told = publish("pdf", folder / "Brève.md", **plain)
    assert code == 1
    assert "error[file-missing]" in told
    (folder / "Brève.md").write_text(BRIEF.replace("Text.", "Öäüß."), "utf-8")
    assert publish("pdf", folder / "Brève.md", **plain)[0] == 0
    assert is_whole(folder / "build" / "Brève.pdf")


@linux
def test_a_name_that_is_no_text_is_no_fault(folder: Path) -> None:
    path = os.fsdecode(os.fsencode(folder) + b"/br\xe8ve.md")
    Path(path).write_text(BRIEF, "utf-8")
    assert publish("pdf", path)[0] == 0
    assert names(folder / "build") == ["br\ufffdve.pdf", "br\ufffdve.receipt.json"]


@posix
def test_no_manuscript_holds_the_machine_before_it_is_rendered() -> None:
    """Neither in Python nor inside of one regular expression."""
    loop = (number for number in range(10**10) if number < 0)
    for spend in (lambda: next(loop, None), lambda: re.match(r"(a|aa)+b", "a" * 60)):
        begin = time.process_time()
        with pytest.raises(PublishError, match=r"than 0\.2 s of") as caught, allowance(0.2):
            spend()
        assert caught.value.exit_code == 4
        assert time.process_time() - begin < 2
