"""The wheel is whole: what it installs makes a brief where the checkout is out of sight.

It is installed for real, by pip, into a new environment. Only the packages that it depends on are
not fetched again: a `.pth` file shows the new environment those of the one that runs the tests. A
`.pth` line adds one folder and does not follow the `.pth` files in it, so the editable `publish`
of the checkout stays invisible; that the declared dependencies cover every import is checked in
test_layers.py.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.sourcecode import ROOT

pytestmark = pytest.mark.slow

MANUSCRIPT = """\
---
title: The shelf and the tide
author: Ada Example
date: 2024-03-01
lang: en-GB
bibliography: sources.bib
---

# Soundings

Charts were drawn by hand [@harbour1931, p. 12], and then drawn again.[^1]

[^1]: The second survey kept the first one's errors [@harbour1931].
"""
SOURCES = """\
@book{harbour1931,
  author = {Harbour, Ivo},
  title = {A Pilot for the Western Shelf},
  publisher = {Tidewater Press},
  address = {Leith},
  year = {1931},
}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source archive, and the wheel from it as an index would; give their folder."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    run(command, folder)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a new environment; give the folder of its programs."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)}, scheme="venv")
    python = Path(paths["scripts"]) / "python"
    wheel = next(built.glob("*.whl"))
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps"]
    run([*pip, "--no-index", "--quiet", str(wheel)], folder)
    others = sysconfig.get_path("purelib")
    (Path(paths["purelib"]) / "dependencies.pth").write_text(others + "\n", "utf-8")
    return python.parent


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder, with nothing in its environment that leads to the checkout."""
    kept = {"PATH", "LANG", "TMPDIR", "SYSTEMROOT", "TEMP", "DYLD_FALLBACK_LIBRARY_PATH"}
    variables = {name: value for name, value in os.environ.items() if name in kept}
    variables["HOME"] = str(folder)
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def test_the_wheel_carries_the_package_and_all_styles(built: Path) -> None:
    """Every file of `publish/` and `styles/` that git knows is in it, and nothing else."""
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        carried = {name for name in wheel.namelist() if ".dist-info/" not in name}
    expected = set(tracked("publish")) | {f"publish/{name}" for name in tracked("styles")}
    assert carried == expected


def test_the_source_archive_holds_what_git_holds_of_the_project(built: Path) -> None:
    """No build product, cache or environment goes into it."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names - {"PKG-INFO"} - set(tracked(".")) <= {".gitignore"}
    assert {"LICENSE", "README.md", "bootstrap.py", "publish/cli.py"} <= names


def tracked(folder: str) -> list[str]:
    """List the files below a folder that are not ignored by git, relative to the root."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("only git knows which files belong to the project, and it is not here")
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", folder]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [name for name in names.splitlines() if (ROOT / name).is_file()]


def test_the_installed_wheel_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    """Otherwise the next test would prove nothing."""
    question = "import publish, publish.csl, sys; print(publish.__file__, *sys.path, sep='\\n')"
    answer = run([str(installed / "python"), "-c", question], tmp_path).stdout.splitlines()
    assert Path(answer[0]).is_relative_to(installed.parent)
    assert str(ROOT) not in answer


def test_the_installed_wheel_makes_a_brief_outside_of_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    """House, fonts, citation style and locale all come from the wheel and its dependencies."""
    (tmp_path / "shelf.md").write_text(MANUSCRIPT, "utf-8")
    (tmp_path / "sources.bib").write_text(SOURCES, "utf-8")
    done = run([str(installed / "publish"), "pdf", "shelf.md"], tmp_path)
    assert (tmp_path / "build" / "shelf.pdf").read_bytes().startswith(b"%PDF-")
    assert "error" not in done.stderr
    assert "warning" not in done.stderr
