"""bootstrap.py finds out what a machine lacks and which environments it must not trust."""

from __future__ import annotations

import json
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

import bootstrap

LIBRARIES = ["Pango", "HarfBuzz-Subset"]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bootstrap.Environment:
    """Give a set-up environment in a folder of its own: all of it but the packages."""
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    for name in ("pyproject.toml", "bootstrap.py"):
        (tmp_path / name).write_text("as it was", "utf-8")
    made = bootstrap.Environment(".venv", "styles")
    made.program("publish").parent.mkdir(parents=True)
    made.program("publish").write_text("", "utf-8")
    made.stamp.write_text(json.dumps(made.wanted()), "utf-8")
    monkeypatch.setattr(bootstrap, "python_in", lambda _: bootstrap.THIS_PYTHON)
    return made


def fault(environment: bootstrap.Environment) -> str:
    return bootstrap.what_is_broken(environment, bootstrap.read_stamp(environment))


def stamp(environment: bootstrap.Environment, **changes: str) -> None:
    content = {**environment.wanted(), **changes}
    environment.stamp.write_text(json.dumps(content), "utf-8")


def test_what_is_set_up_already_is_not_touched(
    environment: bootstrap.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second run calls pip no more."""
    monkeypatch.setattr(bootstrap, "pip_install", lambda _: pytest.fail("pip was called"))
    monkeypatch.setattr(bootstrap, "make_empty", lambda _: pytest.fail("it was made anew"))
    bootstrap.provide_environment(environment)
    stamp(environment, extras=bootstrap.DEVELOPERS.extras)
    bootstrap.provide_environment(environment)


@pytest.mark.parametrize("name", ["pyproject.toml", "bootstrap.py"])
def test_another_pyproject_or_bootstrap_calls_pip_again(
    environment: bootstrap.Environment, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Then the packages may differ, but the environment is as good as before."""
    called: list[bootstrap.Environment] = []

    def succeed(given: bootstrap.Environment) -> int:
        called.append(given)
        return 0

    monkeypatch.setattr(bootstrap, "pip_install", succeed)
    monkeypatch.setattr(bootstrap, "make_empty", lambda _: pytest.fail("it was made anew"))
    (bootstrap.ROOT / name).write_text("changed", "utf-8")
    bootstrap.provide_environment(environment)
    bootstrap.provide_environment(environment)
    assert called == [environment]


def test_an_environment_of_another_python_is_made_anew(environment: bootstrap.Environment) -> None:
    """Its packages may hold code for that one only."""
    stamp(environment, python="3.8")
    assert fault(environment) == "it was made by Python 3.8"


def test_an_environment_that_was_moved_is_made_anew(environment: bootstrap.Environment) -> None:
    """The programs in it name their Python by its full path."""
    stamp(environment, folder="/elsewhere/.venv")
    assert fault(environment) == "it was made in /elsewhere/.venv"


def test_an_interrupted_set_up_is_made_anew(
    environment: bootstrap.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package may be there by half."""

    def interrupt(_: bootstrap.Environment) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "pip_install", interrupt)
    stamp(environment, inputs="older")
    with pytest.raises(KeyboardInterrupt):
        bootstrap.provide_environment(environment)
    assert fault(environment) == "the last set-up was interrupted"


def test_an_environment_without_its_command_is_made_anew(
    environment: bootstrap.Environment,
) -> None:
    """Somebody has taken something out."""
    environment.program("publish").unlink()
    assert fault(environment) == "its 'publish' command is gone"


def test_an_environment_whose_python_does_not_run_is_made_anew(
    environment: bootstrap.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The Python that it was made from was uninstalled, or its making was interrupted."""
    monkeypatch.setattr(bootstrap, "python_in", lambda _: "")
    assert fault(environment) == "its Python does not run, or is another"


def test_our_modules_are_compiled_where_python_would_not_do_it(
    environment: bootstrap.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = bootstrap.ROOT / "publish" / "module.py"
    module.parent.mkdir()
    module.write_text("x = 1\n", "utf-8")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    monkeypatch.setattr(bootstrap.Environment, "program", lambda *_: Path(sys.executable))
    bootstrap.compile_modules(environment)
    assert Path(cache_from_source(str(module))).is_file()


def test_a_pip_that_fails_leaves_the_old_stamp(
    environment: bootstrap.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run tries again, and does not throw the environment away."""
    monkeypatch.setattr(bootstrap, "pip_install", lambda _: 1)
    stamp(environment, inputs="older")
    with pytest.raises(bootstrap.LackingError, match="pip could not install"):
        bootstrap.provide_environment(environment)
    assert bootstrap.read_stamp(environment)["inputs"] == "older"
    assert fault(environment) == ""


@pytest.mark.parametrize("content", ["", "[]", "{", "\x00"])
def test_a_stamp_that_cannot_be_read_is_as_none(
    environment: bootstrap.Environment, content: str
) -> None:
    """A full disk or an editor may have spoilt it."""
    environment.stamp.write_text(content, "utf-8")
    assert bootstrap.read_stamp(environment) == {}


@pytest.mark.parametrize(
    ("platform", "manager", "line"),
    [
        (
            "linux",
            "apt-get",
            "apt-get install --yes --no-install-recommends"
            " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        ),
        ("linux", "dnf", "dnf install pango harfbuzz fontconfig"),
        ("linux", "pacman", "pacman -S --needed pango harfbuzz fontconfig"),
        ("linux", "apk", "apk add pango harfbuzz-subset fontconfig"),
        ("darwin", "brew", "brew install pango"),
        ("linux", "none that we know", ""),
    ],
)
def test_each_package_manager_has_its_line(
    monkeypatch: pytest.MonkeyPatch, platform: str, manager: str, line: str
) -> None:
    """What is printed can be pasted."""
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr("shutil.which", lambda name: name if name == manager else None)
    assert bootstrap.install_line(LIBRARIES) == line


def test_a_missing_library_stops_the_set_up_with_the_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nobody may be asked for a password, nothing is installed: exit code 3 and the line."""
    monkeypatch.setattr(bootstrap, "unattended_sudo", lambda: None)
    monkeypatch.setattr(bootstrap, "missing_needs", lambda: LIBRARIES)
    monkeypatch.setattr(bootstrap, "install_line", lambda _: "dnf install pango")
    assert bootstrap.main(["brief"]) == 3
    assert capsys.readouterr().err == (
        "this machine lacks Pango, HarfBuzz-Subset; install with:\n"
        "  sudo dnf install pango\n"
        "then run this again\n"
    )


def test_libraries_are_looked_for_where_the_system_looks() -> None:
    """What is not there is missing, and is named as a person would."""
    assert not bootstrap.can_load("libpublish-has-no-such-library.so.0")
    assert bootstrap.missing_needs() == []


def test_a_word_that_is_no_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """The commands are told instead."""
    assert bootstrap.main(["breif"]) == 2
    assert "python bootstrap.py brief" in capsys.readouterr().err
