"""Citations are read as Pandoc reads them: a list of ours and generated ones, one process."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from markdown_it.token import Token

from publish.document import parse
from publish.manuscript import read
from publish.source import Source

pypandoc = pytest.importorskip("pypandoc", reason="the test-only package pypandoc-binary is absent")

LIST = Path(__file__).parent / "cases" / "document" / "citations-as-pandoc-reads-them.txt"
DIFFERENCES = LIST.with_name("citations-we-read-otherwise.txt")
FORMAT = "markdown-example_lists-tex_math_dollars-raw_tex+mark"


@dataclass(frozen=True)
class Cite:
    """One source as both sides give it."""

    key: str
    mode: str
    prefix: str


def own(text: str) -> list[Cite]:
    """Read a text with our parser; a key within another's words counts as Pandoc nests it."""
    document = parse(read(Source("case.md", text)))
    found: list[Cite] = []
    for citation in document.citations:
        for at, item in enumerate(citation.items):
            mode = "AuthorInText" if citation.mode == "author-in-text" else "NormalCitation"
            if at:
                mode = "AuthorInText" if item.is_nested else "NormalCitation"
            if item.suppress_author:
                mode = "SuppressAuthor"
            prefix = "" if item.is_nested else words(item.prefix)
            found.append(Cite(item.key, mode, prefix))
    return found


def words(tokens: tuple[Token, ...]) -> str:
    """Give the letters of some tokens: the two sides print other quotes and spaces."""
    return "".join(letters(token.content) + words(tuple(token.children or ())) for token in tokens)


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def theirs(cases: list[str]) -> list[list[Cite]]:
    """Read texts with Pandoc, all in one process."""
    separator = "\n\n<!-- end -->\n\n"
    program = pypandoc.get_pandoc_path()
    made = subprocess.run(
        [program, "-f", FORMAT, "-t", "json"],
        input=separator.join(cases),
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    blocks = json.loads(made.stdout)["blocks"]
    found: list[list[Cite]] = [[]]
    for block in blocks:
        if block["t"] == "RawBlock" and "end" in block["c"][1]:
            found.append([])
        else:
            found[-1].extend(citations(block))
    return found


def citations(node: Any) -> Iterator[Cite]:
    """Walk Pandoc's tree in reading order, into prefixes and suffixes too."""
    if isinstance(node, list):
        for each in node:
            yield from citations(each)
    elif isinstance(node, dict):
        if node.get("t") == "Cite":
            for cite in node["c"][0]:
                mode = cite["citationMode"]["t"]
                prefix = letters(strings(cite["citationPrefix"]))
                nested = [*citations(cite["citationPrefix"])]
                yield from nested
                yield Cite(cite["citationId"], mode, prefix)
                yield from citations(cite["citationSuffix"])
        else:
            yield from citations(node.get("c"))


def strings(node: Any) -> str:
    if isinstance(node, list):
        return "".join(strings(each) for each in node)
    if isinstance(node, dict):
        if node["t"] == "Cite":
            return ""
        if node["t"] == "Str":
            return str(node["c"])
        if node["t"] in ("Code", "Link"):
            return strings(node["c"][-1] if node["t"] == "Code" else node["c"][1])
        return strings(node.get("c"))
    return node if isinstance(node, str) else ""


def generated(count: int, seed: int) -> list[str]:
    """Make citations out of parts, the same ones every time."""
    chance = random.Random(seed)
    keys = ["a", "b2", "Müller_2020", "x:y", "doe99", "un.2021-b", "{http://x.org/?a}", "w/z"]
    prefixes = ["", "see ", "*cf.* ", "see, e.g., ", "for **more** on this, see ", "(x) "]
    locators = ["", ", p. 3", ", pp. 3-5, 8", " chap. 2", ", §4", "{ii}", ", 33", ", vol. 1, p. 2"]
    suffixes = ["", " and *passim*", ", emphasis added", " (with `code`)", ", etc.", " [sic]"]
    made: list[str] = []
    for _ in range(count):
        items = [
            chance.choice(prefixes)
            + chance.choice(["", "", "", "-"])
            + "@"
            + chance.choice(keys)
            + chance.choice(locators)
            + chance.choice(suffixes)
            for _ in range(chance.randint(1, 4))
        ]
        bracket = "[" + chance.choice(["; ", ";", " ; "]).join(items) + "]"
        lead = chance.choice(["Text ", "", "*Text* ", f"As @{chance.choice(keys)} says "])
        if chance.random() < 0.3:
            bare = items[0].split("@", 1)[1]
            bracket = f"@k{chance.randint(1, 9)} [{bare if chance.random() < 0.3 else 'p. 3'}]"
        made.append(lead + bracket + chance.choice(["", ".", " more", ", and"]))
    return made


def known_differences() -> dict[str, str]:
    """Give the cases that we read otherwise on purpose, with the reason."""
    lines = DIFFERENCES.read_text("utf-8").splitlines()
    pairs = (line.split("\t", 1) for line in lines if line.strip())
    return {case: reason for reason, case in pairs}


def test_citations_are_read_as_pandoc_reads_them() -> None:
    """Every difference on our list is one that we name, with its reason."""
    cases = LIST.read_text("utf-8").splitlines()
    reasons = known_differences()
    otherwise = {
        case: (mine, pandocs)
        for case, pandocs in zip(cases, theirs(cases), strict=True)
        if (mine := own(case)) != pandocs
    }
    assert sorted(otherwise) == sorted(reasons)


def test_generated_citations_are_read_as_pandoc_reads_them() -> None:
    """Out of 400 made of random parts, 98 in 100 are equal."""
    cases = generated(400, seed=7)
    equal = sum(own(case) == pandocs for case, pandocs in zip(cases, theirs(cases), strict=True))
    assert equal >= 0.98 * len(cases)


CONTEXTS = (
    *(
        "{0}",
        "- {0}\n- x {1}",
        "> {0}",
        "# {0}",
        "**{0}**",
        "[{0}]{{.c}}",
        "x^[{0}]",
        "1. a\n\n    {0}",
    ),
    *("| a | b |\n|---|---|\n| {0} | x |", "T\n:   {0}", "::: d\n{0}\n:::", "({0})", '"{0}"'),
    *(
        "{0}\n{1}",
        "<b>{0}</b>",
        "| {0}\n| x",
        "*a* {0} *b*",
        "'{0}'",
        "{0}; {1}",
        "> - {0}\n>\n> x",
    ),
)
"""Where citations stand; not in pictures, whose captions Pandoc's tree has twice."""


def test_citations_in_every_context_are_read_as_pandoc_reads_them() -> None:
    """Lists, tables, notes and marks change nothing: 98 in 100 of 300 are equal."""
    chance = random.Random(5)
    made = generated(301, seed=21)
    cases = [chance.choice(CONTEXTS).format(one, other) for one, other in pairwise(made)]
    equal = sum(own(case) == pandocs for case, pandocs in zip(cases, theirs(cases), strict=True))
    assert equal >= 0.98 * len(cases)
