"""The same sources give the same bytes, for every target: whoever makes them, where and when.

What cannot vary here: another processor, another operating system, other versions of Pango and
HarfBuzz. The receipt names those, so that a difference can be explained.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from publish.render import own_code

ROOT = Path(__file__).resolve().parent.parent
TEXT = """---
title: Rules for Water
author: Ada Writer
lang: en-GB
bibliography: refs.bib
data: [wells.csv]
---

A first paragraph calls a note.[^a] A work [@a2000, 3] is cited.

![A well](a.png){width="40mm"}

[^a]: Wells are dug by hand. دربارهٔ چاه‌ها
"""
WORK = "@book{a2000, author={Adams, Ann}, title={On Wells}, date={2000}, publisher={Well Press}}"
SETTINGS = "[press]\npages_multiple = 4\ncover = 'inside'\n"
SURROUNDINGS = {
    "seed, zone and locale": {"PYTHONHASHSEED": "1", "TZ": "Asia/Kabul", "LC_ALL": "C"},
    "another seed and language": {
        "PYTHONHASHSEED": "2", "TZ": "America/New_York", "LANG": "de_DE.UTF-8", "USER": "somebody"
    },
}  # fmt: skip


def project(folder: Path) -> Path:
    """Write the sources into a folder, with dates and rights of their own."""
    folder.mkdir(parents=True)
    (folder / "publish.toml").write_text(SETTINGS, "utf-8")
    (folder / "brief.md").write_text(TEXT, "utf-8")
    (folder / "refs.bib").write_text(WORK, "utf-8")
    (folder / "wells.csv").write_text("well,depth\n1,9\n", "utf-8")
    Image.linear_gradient("L").resize((600, 400)).convert("RGB").save(folder / "a.png")
    return folder / "brief.md"


def made(
    path: Path, given: dict[str, str], *, mask: int = 0o022, start: Sequence[str] = ()
) -> dict[str, str]:
    """Make all files, by a program that starts ours; give the hash of each, with the receipt's."""
    out = path.parent / "out"
    out.mkdir()
    out.chmod(0o777)
    subprocess.run(
        [
            *start,
            sys.executable,
            "-m",
            "publish",
            "pdf",
            "--for",
            "all",
            "--output-dir",
            str(out),
            str(path),
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT), **given},
        cwd=path.parent,
        umask=mask,
        check=True,
        capture_output=True,
    )
    return {
        each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in sorted(out.iterdir())
    }


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return made(project(tmp_path_factory.mktemp("first") / "here"), {})


def test_three_files_and_a_receipt_are_made(first: dict[str, str]) -> None:
    assert list(first) == [
        "brief.archive.pdf", "brief.pdf", "brief.print.pdf", "brief.receipt.json"
    ]  # fmt: skip


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_surroundings_change_nothing(first: dict[str, str], tmp_path: Path, name: str) -> None:
    """In another folder, with another home, umask and an empty cache."""
    path = project(tmp_path / "quite" / "elsewhere ü")
    os.utime(path, (0, 0))
    cache = str(tmp_path / "cache")
    given = {**SURROUNDINGS[name], "XDG_CACHE_HOME": cache, "HOME": str(tmp_path)}
    assert made(path, given, mask=0o077) == first


def _somebody_else(user: int) -> tuple[str, ...]:
    """Give what starts a program as another user who may read, and search folders, like root.

    All other rights of root are gone (capabilities(7)), so a checkout below root's own home will
    do. () where that cannot be done.
    """
    rights = "-all,+dac_read_search"
    start = (
        "setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups",
        f"--inh-caps={rights}", f"--ambient-caps={rights}", f"--bounding-set={rights}",
    )  # fmt: skip
    if shutil.which("setpriv") is None:
        return ()
    asked = "import os, publish; print(os.getuid(), os.access('/', os.W_OK))"
    done = subprocess.run(
        [*start, sys.executable, "-c", asked],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
    )
    return start if done.stdout.split() == [str(user), "False"] else ()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be somebody else"
)
def test_another_user_makes_the_same(first: dict[str, str], tmp_path: Path) -> None:
    """Who has another home, group, umask and name, and owns nothing that is read."""
    start = _somebody_else(65534)
    if not start:
        pytest.skip("this machine lets root be nobody else who can read the checkout")
    folder = Path("/var/tmp") / f"publish-test-{os.getpid()}"
    try:
        path = project(folder)
        home = folder / "home"
        home.mkdir()
        os.chown(home, 65534, 65534)
        given = {"HOME": str(home), "USER": "nobody", "TMPDIR": str(home)}
        given["XDG_CACHE_HOME"] = str(home / "cache")
        found = made(path, given, mask=0o027, start=start)
        owners = {each.stat().st_uid for each in (folder / "out").iterdir()}
    finally:
        shutil.rmtree(folder)
    assert owners == {65534}
    assert found == first


def test_the_receipt_names_what_the_bytes_depend_on(tmp_path: Path) -> None:
    """Sources, styles, profile, choices, faces, and libraries of all kinds."""
    path = project(tmp_path / "here")
    made(path, {})
    receipt = json.loads((path.parent / "out" / "brief.receipt.json").read_text("utf-8"))
    named = {each["name"] for each in receipt["inputs"]}
    assert {"brief.md", "refs.bib", "a.png", "wells.csv", "publish.toml"} <= named
    assert "publish:styles/icc/FOGRA39L_coated.icc" in named
    assert any(name.endswith("publish-notes.csl") for name in named)
    assert any("locales-en-GB" in name for name in named)
    assert {"python", "weasyprint", "pango", "harfbuzz", "zlib", "pillow"} <= set(
        receipt["versions"]
    )
    assert receipt["options"]["paper"] == "a4"
    assert receipt["options"]["press pages_multiple"] == "4"
    assert any(name.startswith("Source Serif Text 400") for name in receipt["fonts"])
    assert receipt["house"] == ["base"]


def test_an_archive_copy_does_not_depend_on_the_version_of_python(tmp_path: Path) -> None:
    """The receipt inside of it names the libraries that set it, and no more."""
    path = project(tmp_path / "here")
    made(path, {})
    with pikepdf.open(path.parent / "out" / "brief.archive.pdf") as document:
        inside = document.attachments["brief.receipt.json"].get_file().read_bytes()
    versions = json.loads(inside)["versions"]
    beside = json.loads((path.parent / "out" / "brief.receipt.json").read_text("utf-8"))["versions"]
    assert versions == {
        name: each for name, each in beside.items() if name not in ("python", "zlib")
    }
    assert {"pango", "harfbuzz", "fontconfig", "publish-press code"} <= versions.keys()


def test_our_code_is_named_by_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any change of a module is another build; where the modules lie is none."""
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path / "cache"))
    named: list[str] = []
    for folder, text in (("here", "a = 1\n"), ("there", "a = 1\n"), ("there", "a = 2\n")):
        module = tmp_path / folder / "deep" / "module.py"
        module.parent.mkdir(parents=True, exist_ok=True)
        module.write_text(text, "utf-8")
        os.utime(module, ns=(0, len(named)))
        monkeypatch.setattr(own_code, "_PACKAGE", tmp_path / folder)
        named += [own_code.code_digest.__wrapped__(), own_code.code_digest.__wrapped__()]
    assert named[0] == named[1] == named[2] == named[3] != named[4] == named[5]
