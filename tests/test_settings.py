"""publish.toml: what it may say, and what is said of what it may not."""

from __future__ import annotations

import pytest

from publish.report import as_short
from publish.settings import parse
from publish.source import Source


def said_of(text: str) -> str:
    return as_short(parse(Source("publish.toml", text)).diagnostics)


def test_values_are_taken() -> None:
    settings = parse(
        Source(
            "publish.toml",
            'csl = "publish-notes"\nbibliography = "all.bib"\n'
            '[severity]\ncite-unknown = "warning"\n',
        )
    )
    assert settings.csl == "publish-notes"
    assert settings.bibliography == ("all.bib",)
    assert settings.severity == {"cite-unknown": "warning"}
    assert settings.diagnostics == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("csl = 3", "publish.toml:1:1: error[settings-value]: 'csl' must be a text in quotes"),
        ('\nstil = "x"', "publish.toml:2:1: warning[settings-unknown]: unknown setting 'stil'"),
        (
            "style = base",
            "publish.toml:1:9: error[settings-syntax]: this is not TOML: invalid value",
        ),
        (
            "[limits]\nwall_seconds = 0",
            "publish.toml:2:1: error[settings-value]:"
            " 'wall_seconds' must be a whole number above 0",
        ),
        (
            '[severity]\ncite-unknwon = "off"',
            "publish.toml:2:1: error[settings-value]: unknown diagnostic code 'cite-unknwon'",
        ),
    ],
)
def test_a_mistake_is_located(text: str, message: str) -> None:
    assert said_of(text) == message
