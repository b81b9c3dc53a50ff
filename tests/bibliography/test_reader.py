"""The corpus of .bib files with the CSL items they mean, as a ratchet in both directions."""

from __future__ import annotations

import html
import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
CORPUS = HERE.parents[2] / "shared" / "biblatex-cases"
NOTES = HERE / "NOTES.md"

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus of .bib files is not beside this folder"
)


def _read(text: str, dialect: str) -> list[dict[str, Any]]:
    """Read through the door that outside suites use."""
    spec = importlib.util.spec_from_file_location("reader", HERE / "reader.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    items: list[dict[str, Any]] = module.read(text, dialect)
    return items


def _comparable(value: Any) -> Any:
    """Take away what the corpus does not tell apart: protection, kinds of quotes and spaces."""
    if isinstance(value, str):
        value = re.sub(r'<span class="nocase">(.*?)</span>', r"\1", html.unescape(value))
        value = value.translate(str.maketrans("’‘“”\u00a0", "''\"\" "))
        return " ".join(value.split())
    if isinstance(value, dict):
        return {name: _comparable(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_comparable(each) for each in value]
    return str(value) if isinstance(value, int | float) else value


def _differences(name: str, dialect: str) -> Iterator[str]:
    got = {str(each["id"]): each for each in _read(_text(f"{name}.bib"), dialect)}
    for wanted in json.loads(_text(f"{name}.json")):
        found = got.get(str(wanted["id"]), {})
        for variable in sorted(wanted.keys() | found.keys()):
            if _comparable(wanted.get(variable)) != _comparable(found.get(variable)):
                yield f"{wanted['id']} {variable}: {found.get(variable)!r}"


def _text(name: str) -> str:
    return (CORPUS / name).read_text("utf-8")


def _manifest() -> list[tuple[str, str]]:
    if not CORPUS.is_dir():
        return []
    return [(each["name"], each["format"]) for each in json.loads(_text("manifest.json"))]


def _refused() -> set[str]:
    return set(re.findall(r"^- `([\w:-]+)`", NOTES.read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize(("name", "dialect"), _manifest())
def test_every_file_means_what_the_corpus_says(name: str, dialect: str) -> None:
    """A file agrees in every field, or NOTES.md says why not, and only then."""
    differences = list(_differences(name, dialect))
    if name in _refused():
        assert differences, f"{name} agrees now: take it out of NOTES.md"
    else:
        assert differences == []
