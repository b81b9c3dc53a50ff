"""A case as an editor reads it: files and what must come of them, in one text.

A line `=== NAME` opens a section; NAME is a file of the case, or what the test compares:

    === brief.md
    Text with [@nobody].
    === diagnostics
    brief.md:1:12: error[cite-unknown]: ...

A case without a section `diagnostics` asserts that there are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"
HEADING = re.compile(r"^=== (.+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    path: Path
    sections: dict[str, str]

    @property
    def name(self) -> str:
        return self.path.stem.replace("-", " ")

    def files(self, *results: str) -> dict[str, str]:
        """Give the sections that are files, not expected results."""
        return {name: text for name, text in self.sections.items() if name not in results}

    def write(self, folder: Path, *results: str) -> None:
        """Lay the case's files into a folder."""
        for name, text in self.files(*results).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="")

    def expect(self, section: str, actual: str, update: bool) -> None:
        """Compare a result with its section; with --update write it instead."""
        expected = self.sections.get(section, "").strip("\n")
        if update and actual.strip("\n") != expected:
            self.sections[section] = actual.strip("\n") + "\n"
            self._rewrite(self.sections)
            return
        assert actual.strip("\n") == expected

    def _rewrite(self, sections: dict[str, str]) -> None:
        text = "".join(f"=== {name}\n{body}" for name, body in sections.items() if body.strip())
        self.path.write_text(text, "utf-8", newline="")


def read_case(path: Path) -> Case:
    """Read one case."""
    text = path.read_bytes().decode("utf-8")
    parts = HEADING.split(text)
    assert not parts[0].strip(), f"{path}: text before the first section"
    return Case(path, dict(zip(parts[1::2], parts[2::2], strict=True)))


def cases(stage: str) -> Iterator[Case]:
    """Give every case of a stage, by name."""
    for path in sorted((CASES / stage).glob("*.case")):
        yield read_case(path)
