"""What an editor would mark in the prose, and the text with the safe ones mended: one case each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest
from click.testing import CliRunner

from publish.commands.check import command
from publish.document import parse
from publish.editorial.finding import mend
from publish.editorial.review import review
from publish.manuscript import read
from publish.report import as_human
from publish.source import Source
from tests.casefile import Case, cases

RESULTS = ("findings", "mended")


@pytest.mark.parametrize("case", [*cases("editorial")], ids=lambda case: case.name)
def test_editorial(case: Case, update: bool) -> None:
    """Every finding is shown with its place; mending changes nothing else."""
    (name,) = case.files(*RESULTS)
    text = case.sections[name]
    findings = review(parse(read(Source(name, text))))
    case.expect("findings", as_human([each.diagnostic for each in findings]), update)
    mended = mend(text, findings)
    case.expect("mended", mended if mended != text else "", update)


def _planted() -> Iterator[tuple[str, str, str, str, str]]:
    """Give each slip of each clean text: the text, the code, the words and the slip for them."""
    for case in cases("planted"):
        for line in case.sections["slips"].splitlines():
            code, words, slip = line.split(" | ")
            yield case.name, case.sections["text"], code, words, slip


def _codes(text: str) -> set[str]:
    return {each.diagnostic.code for each in review(parse(read(Source("x.md", text))))}


@pytest.mark.parametrize(
    ("name", "text", "code", "words", "slip"),
    [pytest.param(*each, id=f"{each[0]}: {each[4]}") for each in _planted()],
)
def test_a_planted_slip_is_found(name: str, text: str, code: str, words: str, slip: str) -> None:
    """A clean text says nothing; with one slip it says that one and nothing else."""
    assert _codes(text) == set(), name
    assert text.count(words) == 1
    assert _codes(text.replace(words, slip)) == {code}


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "A",
        "a-",
        "A-",
        "a ",
        "A ",
        "A-a ",
        "“",
        "«",
        '"',
        "(A ",
        "1-",
        "a,",
        "‘",
        "2019-20 ",
        "a. ",
    ],
)
def test_reading_prose_takes_linear_time(piece: str) -> None:
    """One that took the square of the length would take hours for this."""
    document = parse(read(Source("x.md", piece * 30_000)))
    began = process_time()
    review(document)
    assert process_time() - began < 10


def test_mending_twice_is_mending_once() -> None:
    """What was mended is no slip any more."""
    text = "On June 2022 the the army‘s  men met anIslamic group, 1998-2001 .\n"
    once = mend(text, review(parse(read(Source("x.md", text)))))
    assert once == "In June 2022 the army’s men met an Islamic group, 1998–2001.\n"
    assert mend(once, review(parse(read(Source("x.md", once))))) == once


def test_fix_mends_the_files_and_leaves_the_rest_to_a_person(tmp_path: Path) -> None:
    """Parts are mended too; what only a person can tell is still told."""
    (tmp_path / "publish.toml").touch()
    (tmp_path / "a.md").write_text("On June 2022 it rained.\n\n{{< include b.md >}}\n", "utf-8")
    (tmp_path / "b.md").write_text("It happened  recently.\n", "utf-8")
    result = CliRunner().invoke(command, ["--fix", str(tmp_path / "a.md")], standalone_mode=False)
    assert (tmp_path / "a.md").read_text("utf-8").startswith("In June 2022")
    assert (tmp_path / "b.md").read_text("utf-8") == "It happened recently.\n"
    assert "b.md:1:14: warning[editorial-time]" in result.stderr
    assert "mended 1 place" in result.stderr
