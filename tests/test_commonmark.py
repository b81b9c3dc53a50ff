"""The examples of the CommonMark specification, without our constructs and with them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from markdown_it.token import Token

from publish.located import whole
from publish.source import Source
from publish.syntax.parser import commonmark, environment, parse_together

DIFFERENCES = tomllib.loads(
    (Path(__file__).parent / "cases/commonmark/differences.toml").read_text("utf-8")
)
EXAMPLES = 652
FILE = "commonmark.json"

Example = dict[str, Any]


@pytest.fixture(scope="module")
def examples(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory
) -> list[Example]:
    """Find the examples: a file that is named, or the tests of the parser's own source package.

    They are no part of any installed package, so the source package is fetched once and the
    file is kept in pytest's cache.
    """
    named = os.environ.get("COMMONMARK_SPEC")
    cache = getattr(pytestconfig, "cache", None)
    folder = cache.mkdir("commonmark") if cache else tmp_path_factory.mktemp("commonmark")
    kept = Path(named) if named else folder / FILE
    if not kept.is_file():
        kept.write_bytes(_fetched(kept.parent))
    found: list[Example] = json.loads(kept.read_text("utf-8"))
    assert len(found) == EXAMPLES
    return found


def _fetched(folder: Path) -> bytes:
    wanted = f"markdown-it-py=={version('markdown-it-py')}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary"]
    try:
        subprocess.run(
            [*command, ":all:", "--dest", str(folder), wanted],
            check=True,
            capture_output=True,
            timeout=120,
        )
    except (subprocess.SubprocessError, OSError):
        pytest.skip(f"{FILE} is in the source package of {wanted}, which cannot be fetched here")
    (archive,) = folder.glob("markdown_it_py-*.tar.gz")
    with tarfile.open(archive) as files:
        member = next(each for each in files.getnames() if each.endswith(f"/{FILE}"))
        content = files.extractfile(member)
        assert content is not None
        return content.read()


def test_without_our_constructs_every_example_is_as_specified(examples: list[Example]) -> None:
    """The parser that ours is built on is CommonMark's."""
    different = [
        each["example"]
        for each in examples
        if _bare(commonmark().render(each["markdown"])) != _bare(each["html"])
    ]
    assert different == []


def test_with_our_constructs_every_difference_is_known(examples: list[Example]) -> None:
    """What CommonMark specifies is what a manuscript means, but for a few with their reasons."""
    different = [
        str(each["example"])
        for each in examples
        if _bare(_rendered(each["markdown"])) != _bare(each["html"])
    ]
    assert different == list(DIFFERENCES)
    assert all(each["reason"] for each in DIFFERENCES.values())


def _rendered(text: str) -> str:
    """Parse as a manuscript is parsed; write with the library's own writer, which adds nothing."""
    source = Source("example.md", text)
    located = whole(source, 0, len(text))
    ((_, tokens, _),) = parse_together([located], environment("en-GB", ()))
    _as_text(tokens)
    html: str = commonmark().renderer.render(tokens, commonmark().options, {})
    return html


def _as_text(tokens: Iterable[Token]) -> None:
    """Make escaped characters texts, as the library does after parsing."""
    for token in tokens:
        if token.type == "text_special":
            token.type = "text"
        _as_text(token.children or ())


def _bare(html: str) -> str:
    """Take away the white space between tags, which is no part of the specification."""
    return re.sub(r">\s+<", "><", html).strip()
