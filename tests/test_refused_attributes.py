"""What an author's attributes ask for in vain is told, once and at its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.test_cli import publish

PLAIN = (
    "## Head {style='color: red'}",
    "A [span]{style='color: red'} of it.",
    "A `code`{style='color: red'} of it.",
    "A [link](https://example.org){style='color: red'} of it.",
    "A ![Alt](a.svg){style='color: red'} of it.",
    "![Alt](a.svg){style='color: red'}",
    "::: {style='color: red'}\nText\n:::",
    "| a |\n|---|\n| b |\n\n: Caption {#tbl-a style='color: red'}",
    "Text.[^1]\n\n[^1]: A [span]{style='color: red'} of it.",
    "Text.[^1] Again.[^1]\n\n[^1]: A [span]{style='color: red'} of it.",
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9"/></svg>'


def told(folder: Path, body: str) -> list[str]:
    """Give the warnings of a check of some text, each with its line."""
    (folder / "a.svg").write_text(SVG, "utf-8")
    path = folder / "brief.md"
    path.write_text(f"# A\n\n{body}\n", "utf-8")
    _, _, said = publish("check", "--format", "short", path)
    found = re.findall(r"brief\.md:(\d+):\d+: warning\[raw-html\]: (.*)", said)
    return [f"{line} {message}" for line, message in found]


@pytest.mark.parametrize("key", ["style", "onclick"])
@pytest.mark.parametrize("body", PLAIN)
def test_a_style_or_a_script_is_told_once_where_it_stands(
    tmp_path: Path, body: str, key: str
) -> None:
    (found,) = told(tmp_path, body.replace("style=", f"{key}="))
    line = 3 + body.count("\n", 0, body.index("style="))
    assert re.fullmatch(rf"{line} the attribute '{key}' of a [a-z ]+ is not allowed", found)


def test_other_attributes_are_let_through(tmp_path: Path) -> None:
    """Words that begin as handlers do are data."""
    body = "A [span]{.small lang=de onto=a once=b ongoing=c key=d style=''} of it."
    assert told(tmp_path, body) == []


def test_no_script_stands_in_the_page(tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    path.write_text("# A\n\nA [span]{onclick='x()' key=d} of it.\n", "utf-8")
    _, html, _ = publish("html", path, "-o", "-")
    assert b'data-key="d"' in html
    assert b"onclick" not in html
