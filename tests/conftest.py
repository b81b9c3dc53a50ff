"""Options and fixtures of all tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.rendered import Printer

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="write what is seen into the cases, to be reviewed"
    )


def pytest_sessionfinish() -> None:
    """End the Java machine while its own handlers of signals are still there.

    pytest takes its handler of SIGSEGV back at its end, and with it that of Java, which uses the
    signal for its own ends: a thread of it could then end all of us after the last test.
    """
    jpype = sys.modules.get("jpype")
    if jpype is not None and jpype.isJVMStarted():
        jpype.shutdownJVM()


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Say whether cases are to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of outside test data, or skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared with outside test data is absent")
    return folder


@pytest.fixture(scope="session")
def printer() -> Iterator[Printer]:
    """Give what renders the specimens, each edition once in the session."""
    from tests.rendered import Printer

    with Printer() as printer:
        yield printer
