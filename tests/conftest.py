"""Options and fixtures of all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="write what is seen into the cases, to be reviewed"
    )


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
