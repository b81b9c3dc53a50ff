"""Manuscripts that nobody wrote: sentences of the specimens, in blocks that a seed chooses."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
SOURCES = {
    "en-GB": ("tests/specimens/report.md", "manuscripts/taliban-pakistan.md"),
    "de": ("tests/specimens/german.md",),
    "fr": ("tests/specimens/french.md",),
    "fa": ("manuscripts/taliban-pakistan.fa.md",),
}
"""Where the sentences of a language come from."""

_PLAIN = re.compile(r"^[^\W\d_][^@*`{}|<>\n]+$", re.M)
_MARKS = re.compile(r"\[\^[^\]]+\]|\[[^\]]*\]|\s-(?=\s)")
_SENTENCE = re.compile(r"\S[^.!?؟]{25,}[.!?؟]")


def sentences(lang: str) -> list[str]:
    """Give the sentences of a language's sources, without their marks."""
    found: list[str] = []
    for name in SOURCES[lang]:
        text = (ROOT / name).read_text("utf-8").split("\n---\n", 1)[1]
        for paragraph in _PLAIN.findall(text):
            found += _SENTENCE.findall(_MARKS.sub("", paragraph))
    return [" ".join(each.split()) for each in found]


class Author:
    """Writes one manuscript."""

    def __init__(self, seed: int, lang: str = "en-GB") -> None:
        self._random = Random(f"{seed} {lang}")
        self._lang = lang
        self._sentences = sentences(lang)
        self._notes: list[str] = []
        self._often = self._random.choice((0.05, 0.12, 0.12, 0.3))
        """How often a sentence calls a note."""

    def manuscript(self, fields: str, blocks: int = 0) -> str:
        """Write a whole manuscript with these fields in its front matter."""
        choose = self._random
        parts = [self._paragraph()]
        kinds = [*[self._heading] * 3, *[self._paragraph] * 9, self._list, self._list]
        kinds += [self._box, self._callout, self._pull_quote, self._quotation, self._table]
        kinds += [self._code, self._figure, self._wide_table, self._side_by_side, self._terms]
        for _ in range(blocks or choose.choice((12, 20, 32, 45))):
            kind = choose.choice(kinds)
            parts.append(kind())
            if kind == self._heading:
                parts.append(self._paragraph())
        return "\n\n".join((self._head(fields), *parts, *self._notes)) + "\n"

    def _head(self, fields: str) -> str:
        choose = self._random
        lines = ["---", f"title: {self._words(choose.randint(3, 12))}", "author: A. Falk"]
        lines += [f"lang: {self._lang}", "date: 2026-01-02", fields]
        if choose.random() < 0.7:
            lines.append(f'abstract: "{self._text(choose.randint(1, 3))}"')
        if choose.random() < 0.7:
            lines.append("key-findings:")
            lines += [f'  - "{self._text(1)}"' for _ in range(choose.randint(2, 5))]
        if choose.random() < 0.4:
            lines.append("recommendations:")
            lines += [f'  - "{self._text(1)}"' for _ in range(choose.randint(2, 4))]
        if choose.random() < 0.6:
            lines.append(f'about-the-author: "{self._text(2)}"')
        if choose.random() < 0.4:
            lines += [f'disclaimer: "{self._text(1)}"', "license: CC-BY-4.0"]
        return "\n".join([*lines, "---"])

    def _text(self, count: int, notes: float = 0.0) -> str:
        text = [self._random.choice(self._sentences) for _ in range(count)]
        calls = (self._call() if self._random.random() < notes else "" for _ in text)
        return " ".join(map("".join, zip(text, calls, strict=True)))

    def _words(self, count: int) -> str:
        words = re.sub(r"[^\w\s'’-]", "", self._random.choice(self._sentences)).split()
        return " ".join(words[:count])

    def _call(self) -> str:
        number = len(self._notes) + 1
        self._notes.append(f"[^{number}]: {self._text(self._random.choice((1, 1, 1, 2, 4, 7)))}")
        return f"[^{number}]"

    def _paragraph(self) -> str:
        return self._text(self._random.choice((1, 1, 2, 3, 4, 5, 8)), notes=self._often)

    def _heading(self) -> str:
        mark = self._random.choice(("##", "##", "##", "###"))
        heading = f"{mark} {self._words(self._random.randint(1, 11))}"
        return f"{heading}\n\n### {self._words(4)}" if self._random.random() < 0.1 else heading

    def _list(self) -> str:
        mark = self._random.choice(("- ", "1. "))
        number = self._random.randint(2, 5)
        items = [mark + self._text(self._random.choice((1, 1, 2)), 0.1) for _ in range(number)]
        return self._words(5) + ":\n\n" + "\n".join(items)

    def _box(self) -> str:
        number = self._random.randint(1, 3)
        inside = [self._text(self._random.choice((2, 4))) for _ in range(number)]
        return f'::: {{.box title="{self._words(4)}"}}\n' + "\n\n".join(inside) + "\n:::"

    def _callout(self) -> str:
        return f"::: {{.callout-note}}\n{self._text(self._random.randint(1, 3))}\n:::"

    def _pull_quote(self) -> str:
        return f"::: pullquote\n{self._words(self._random.randint(6, 25))}.\n:::"

    def _quotation(self) -> str:
        return "> " + self._text(self._random.randint(1, 3))

    def _code(self) -> str:
        lines = [f"line_{at} = {'x' * self._random.choice((5, 60, 110))}" for at in range(6)]
        return "```\n" + "\n".join(lines) + "\n```"

    def _side_by_side(self) -> str:
        columns = [f"::: column\n{self._text(2)}\n:::" for _ in range(2)]
        return ":::: columns\n" + "\n\n".join(columns) + "\n::::"

    def _terms(self) -> str:
        return "\n\n".join(f"{self._words(2)}\n:   {self._text(1)}" for _ in range(3))

    def _wide_table(self) -> str:
        return self._table(self._random.randint(7, 10))

    def _table(self, columns: int = 0) -> str:
        columns = columns or self._random.randint(2, 6)
        rows = [[self._words(self._random.choice((1, 1, 3))) for _ in range(columns)]]
        for _ in range(self._random.choice((2, 4, 6, 11, 26))):
            numbers = [str(self._random.randint(1, 9999)) for _ in range(columns - 1)]
            rows.append([self._words(2), *numbers])
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        lines.insert(1, "|:--" + "|--:" * (columns - 1) + "|")
        return "\n".join(lines) + f"\n\n: {self._words(6)}"

    def _figure(self) -> str:
        width = self._random.choice((40, 70, 100))
        fields = f'width={width}% alt="A drawing." source="{self._words(3)}"'
        return f"![{self._words(8)}](drawing.svg){{{fields}}}"


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 160">'
    '<rect width="300" height="160" fill="#888"/></svg>'
)
"""What lies beside the manuscript as drawing.svg."""
