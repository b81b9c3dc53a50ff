"""What must hold of any .bib text, however broken: laws, tried on mutated and hostile files."""

from __future__ import annotations

import json
import logging
import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.bibliography.audit import audit
from publish.bibliography.items import parse_json
from publish.bibliography.library import Dialect, Library, parse
from publish.bibliography.writing import to_bibtex, to_json
from publish.source import Source

SEED = r"""
@comment{a {nested} comment}
@string{press = {The Press}}
@book{smith2020,
  author    = {Smith, Jane and {\"O}zt{\"u}rk, {\.I}brahim and {United Nations} and others},
  title     = {The Rise of {China}: \emph{A} \enquote{Study} with $x^2$ and 100\%},
  publisher = press # { and } # "House",
  date      = {1998~/2004-05},
  pages     = {10--20, 45--34},
  url       = {https://example.org/a_b%20c},
  crossref  = {parent},
}
@inbook(part, title = "A {B} C", crossref = {smith2020}, xdata = {parent}, month = sep # {~3})
@collection{parent, editor = {van Gogh, Vincent and de la Cruz, Jr, Ana}, year = 2001,
  options = {useprefix}, ids = {old, older}, isbn = {0-226-10403-6}}
"""
PIECES = [
    *'{}",=#@\\%$~()-/^_',
    " and ", "@book{", "@string{a = ", "\n", "\\emph{", "``", "''", '\\"', "crossref = {part},",
    "xdata = {smith2020}", "é", "\u202e", "0", "\r", "@comment{", "\\url{", "and",
]  # fmt: skip

mutations = st.lists(
    st.tuples(
        st.integers(0, len(SEED)), st.integers(0, 12), st.sampled_from(["", *PIECES]) | st.text()
    ),
    max_size=8,
)


def mutated(changes: list[tuple[int, int, str]]) -> str:
    """Cut pieces out of the seed and put others in their places."""
    text = SEED
    for start, length, piece in changes:
        text = text[:start] + piece + text[start + length :]
    return text


def everything(text: str, dialect: Dialect = "biblatex") -> Library:
    """Ask a library for all it can tell."""
    library = parse(Source("x.bib", text), dialect)
    items, found = library.resolve(library.keys)
    assert [item["id"] for item in items] == list(library.keys)
    for each in (*library.diagnostics, *found, *audit(library, library.keys[:1])):
        assert each.span is not None
        assert each.span.line > 0
    for key in library.keys:
        for span in library.entry(key).field_spans.values():
            assert span.text
    return library


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(mutations)
def test_any_text_ends_in_a_value(changes: list[tuple[int, int, str]]) -> None:
    """No text raises, and every message has a place that can be shown."""
    text = mutated(changes)
    everything(text)
    everything(text, "bibtex")


@settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(mutations)
def test_what_is_written_reads_back_as_the_same_library(
    changes: list[tuple[int, int, str]],
) -> None:
    """`to_bibtex` loses nothing of a file without errors, and writes its own output unchanged."""
    library = parse(Source("x.bib", mutated(changes)))
    if library.diagnostics:
        return
    written = to_bibtex(library)
    again = parse(Source("y.bib", written))
    assert again.diagnostics == ()
    assert {key: again.item(key) for key in again} == {key: library.item(key) for key in library}
    assert to_bibtex(again) == written


def test_broken_real_files_end_in_a_value(shared: Path) -> None:
    """The files of the corpus, cut and patched at random places, are read or told."""
    chance = random.Random(1)
    files = sorted((shared / "biblatex-cases").glob("*.bib"))
    for path in chance.sample(files, 40):
        text = path.read_text("utf-8")
        for _ in range(chance.randrange(1, 9)):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(PIECES) + text[at + chance.choice((0, 1, 40)) :]
        everything(text)


def test_csl_items_written_as_biblatex_mean_the_same() -> None:
    """The way over BibLaTeX keeps what it has fields for; protection may be marked anew."""
    library = parse_json(Source("x.json", json.dumps(ITEMS)))
    again = parse(Source("y.bib", to_bibtex(library)))
    plain = to_json(again, library.keys).replace('<span class=\\"nocase\\">', "<n>")
    assert json.loads(plain.replace("</span>", "</n>").replace("<n>", "").replace("</n>", "")) == (
        ITEMS
    )


ITEMS = [
    {
        "id": "smith2020",
        "type": "chapter",
        "author": [
            {"family": "Smith", "given": "Jane"},
            {"literal": "Barnes and Noble, Inc."},
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
        ],
        "container-title": "Reading the NATO files",
        "editor": [{"family": "King", "given": "Martin", "suffix": "Jr."}],
        "issued": {"date-parts": [[2019, 12], [2020, 1]], "circa": True},
        "page": "10-20",
        "publisher": "House & Sons",
        "title": "Water, H<sub>2</sub>O and “<i>Homo</i>” in 100% of Peru",
        "URL": "https://example.org/a_b%20c",
        "volume": "3",
    }
]


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """What is wrong with a file is said in diagnostics only."""
    with caplog.at_level(logging.DEBUG):
        everything("@book{a, title = {unclosed\n@book{b}\n@book{b}")
    assert caplog.records == []


@pytest.mark.parametrize(
    "piece",
    [
        "@a{x, t={\n", "@comment{\n", "@a{x}}", "@a(x,", "{", '"', "@string{a = \n", "% @a{\n",
        "@book{a, title={T}}\n", "@a{x,t==",
    ],
)  # fmt: skip
def test_a_hostile_file_takes_time_in_proportion(piece: str) -> None:
    """Thrice the text takes about thrice the time: were it squared, it would be nine times."""
    times = []
    for size in (60_000, 180_000):
        started = time.process_time()
        everything(piece * (size // len(piece)))
        times.append(time.process_time() - started)
    assert times[1] < 5 * times[0] + 0.2


@pytest.mark.parametrize(
    "value",
    [
        "{" * 50_000 + "}" * 50_000, "a and " * 15_000, r"\emph{" * 12_000 + "}" * 12_000,
        r"\(" * 50_000, "$ x" * 30_000, "`a" * 50_000, r"\url[" * 20_000, "a, " * 30_000,
    ],
    ids=lambda value: value[:6],
)  # fmt: skip
def test_a_hostile_value_takes_time_in_proportion(value: str) -> None:
    """A value of 100 kB is read in less than a second and a half, whatever the field."""
    started = time.process_time()
    everything(f"@book{{k, author = {{{value}}}}}\n@book{{l, title = {{{value}}}}}")
    assert time.process_time() - started < 3


def test_hostile_files_end_in_diagnostics(shared: Path) -> None:
    """Each file of the class `bibtex` is read, or told; those that must be refused have errors."""
    manifest = json.loads((shared / "hostile" / "manifest.json").read_text("utf-8"))
    for case in manifest["cases"]:
        if case["cls"] != "bibtex" or case["file"].endswith("binary.bib"):
            continue
        text = (shared / "hostile" / case["file"]).read_text("utf-8")
        library = parse(Source(case["file"], text))
        found = (*library.diagnostics, *library.resolve(library.keys)[1])
        has_error = any(each.severity == "error" for each in found)
        assert has_error or case["expected"] != "clean-error", case["file"]
        assert not any(
            str(library.item(key).get("URL", "")).startswith("javascript:") for key in library
        )
