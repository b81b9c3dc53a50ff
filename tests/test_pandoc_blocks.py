"""Texts made of random blocks lose no word and gain none, compared with Pandoc."""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Callable

import pytest

from publish.body import write_body
from publish.document import parse
from publish.manuscript import read
from publish.source import Source
from tests.citing import cite

pypandoc = pytest.importorskip("pypandoc", reason="the test-only package pypandoc-binary is absent")

FORMAT = "markdown-citations-auto_identifiers"
DEEPEST = 3


class Writer:
    """Writes random Markdown out of numbered words."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._count = 0

    def blocks(self, depth: int, count: int) -> str:
        """Write some blocks."""
        return "\n\n".join(self._block(depth) for _ in range(count))

    def _word(self) -> str:
        self._count += 1
        return f"w{self._count}"

    def _mark(self) -> str:
        one, two = self._word(), self._word()
        return self._chance.choice(
            [
                *(one, f"*{one}*", f"**{one}** {two}", f"`{one}`", f"[{one}](https://x.org)"),
                *(f"[{one}]{{.c}}", f'"{one}"', f"{one}^{two}^", f"{one}~{two}~", f"~~{one}~~"),
                *(f"{one}\\\n{two}", f"{one}\n{two}", f"*{one} **{two}***", f"<b>{one}</b>"),
                *(f"[*{one}* {two}]{{lang=fr}}", f"{one}'s", f"({one}) -- {two}..."),
            ]
        )

    def _paragraph(self) -> str:
        return " ".join(self._mark() for _ in range(self._chance.randint(1, 6)))

    def _block(self, depth: int) -> str:
        makers: list[Callable[[int], str]] = [
            *(lambda _: self._paragraph(),) * 4,
            *(self._quote, self._list, self._numbers, self._div, self._heading),
            *(self._pipes, self._grid, self._definition, self._verse, self._code),
        ]
        maker = self._chance.choice(makers) if depth < DEEPEST else makers[0]
        return maker(depth + 1)

    def _quote(self, depth: int) -> str:
        return "> " + self.blocks(depth, 2).replace("\n", "\n> ")

    def _list(self, depth: int) -> str:
        return "\n".join(self._item("-", depth) for _ in range(2))

    def _numbers(self, depth: int) -> str:
        return "\n".join(self._item(f"{number}.", depth) for number in (1, 2))

    def _item(self, sign: str, depth: int) -> str:
        lines = self.blocks(depth, self._chance.randint(1, 2)).split("\n")
        indented = [f"    {line}" if line else "" for line in lines]
        return sign.ljust(4) + "\n".join(indented)[4:]

    def _div(self, depth: int) -> str:
        return f"::: {{.x}}\n{self.blocks(depth, 2)}\n:::"

    def _heading(self, depth: int) -> str:
        return f"{'#' * min(depth, 3)} {self._word()} {self._word()}"

    def _pipes(self, _: int) -> str:
        cells = [self._word() for _ in range(4)]
        return "| {} | {} |\n|---|---|\n| {} | *{}* |".format(*cells)

    def _grid(self, _: int) -> str:
        cells = [self._word().ljust(5) for _ in range(4)]
        edge = "+------+------+"
        lines = [edge, "| {}| {}|", "+======+======+", "| {}| {}|", edge]
        return "\n".join(lines).format(*cells)

    def _definition(self, _: int) -> str:
        return f"{self._word()}\n:   {self._word()}"

    def _verse(self, _: int) -> str:
        return f"| {self._word()}\n| {self._word()}"

    def _code(self, _: int) -> str:
        return f"```\n{self._word()}\n```"


def words(html: str) -> list[str]:
    return re.findall(r"w\d+", re.sub(r"<[^>]*>", " ", html))


def test_no_word_is_lost_or_moved() -> None:
    """However blocks nest, the words come in Pandoc's order."""
    texts = [Writer(seed).blocks(0, 3) for seed in range(120)]
    made = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", FORMAT, "-t", "html"],
        input="\n\n<!-- end -->\n\n".join(texts),
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    theirs = [words(part) for part in made.stdout.split("<!-- end -->")]
    assert [words(written(text)) for text in texts] == theirs


def written(text: str) -> str:
    """Write a text with a title of its own: else the first heading might be taken for it."""
    document = parse(read(Source("x.md", f"---\ntitle: T\n---\n\n{text}")))
    return write_body(cite(document, is_note_style=False)).html
