"""Bibliography files: what comes of them, and what is said of them, one case each."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from publish.bibliography.audit import audit
from publish.bibliography.items import from_references, parse_json, parse_yaml
from publish.bibliography.library import Library, merge, parse
from publish.bibliography.ris import parse_ris
from publish.report import as_human
from publish.source import Source
from tests.casefile import Case, cases

RESULTS = ("diagnostics", "items", "cited", "check")
READERS: dict[str, Callable[[Source], Library]] = {
    "bib": parse,
    "bibtex": lambda source: parse(source, "bibtex"),
    "json": parse_json,
    "yaml": parse_yaml,
    "ris": parse_ris,
}


def read(case: Case) -> Library:
    """Read a case's files by their endings, in their order."""
    files = case.files(*RESULTS).items()
    return merge([READERS[name.rpartition(".")[2]](Source(name, text)) for name, text in files])


def as_lines(library: Library) -> str:
    """Write items as lines `key variable: value`, in the library's order."""
    lines: list[str] = []
    for key in library.keys:
        for variable, value in sorted(library.item(key).items()):
            if variable != "id":
                shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
                lines.append(f"{key} {variable}: {shown}")
    return "\n".join(lines)


@pytest.mark.parametrize("case", list(cases("bibliography")), ids=lambda case: case.name)
def test_case(case: Case, update: bool) -> None:
    """Every message is shown whole; `items` and `check` are compared where a case has them."""
    library = read(case)
    cited = case.sections["cited"].split() if "cited" in case.sections else library.keys
    found = (*library.diagnostics, *library.resolve(cited)[1])
    case.expect("diagnostics", as_human(found), update)
    if "items" in case.sections:
        case.expect("items", as_lines(library), update)
    if "check" in case.sections:
        case.expect("check", as_human(audit(library, cited)), update)


def test_inline_references_win_over_files_and_have_places() -> None:
    """An entry of the front matter takes a file's place, and is pointed at by its `id`."""
    text = "---\nreferences:\n- id: smith2020\n  title: Mine\n- id: new\n---\n"
    span = Source("brief.md", text).span(4, len(text) - 4)
    inline = from_references([{"id": "smith2020", "title": "Mine"}, {"id": "new"}], span)
    library = merge([parse(Source("x.bib", "@book{smith2020, title = {Theirs}}")), inline])
    assert library.item("smith2020")["title"] == "Mine"
    assert [library.entry(key).span.text for key in library.keys] == ["smith2020", "new"]
    assert [each.code for each in library.diagnostics] == ["bib-conflict"]


def test_every_span_gives_back_its_text() -> None:
    """The head of an entry and each of its values are where they are said to be."""
    text = '@book{a,\n  title = {The {B}},\n  year = 2000 # "x",\n}\n'
    entry = parse(Source("x.bib", text)).entry("a")
    assert (entry.kind, entry.span.text) == ("book", "@book{a")
    assert {name: span.text for name, span in entry.field_spans.items()} == {
        "title": "{The {B}}",
        "year": '2000 # "x"',
    }


def test_genres_are_written_in_the_language_of_the_document() -> None:
    """A localisation key is printed in the document's language, not in the entry's."""
    text = "@thesis{a, type = {phdthesis}, title = {T}, langid = {french}}"
    library = parse(Source("x.bib", text)).in_language("de-AT")
    assert library.item("a")["genre"] == "Dissertation"


def test_an_entry_that_could_not_be_read_is_known_by_its_key() -> None:
    """A citation of it can say where it opens."""
    library = parse(Source("x.bib", "\n@book{a, title = {T}\n\n@book{b, title = {U}}"))
    assert ({key: span.line for key, span in library.broken.items()}, library.keys) == (
        {"a": 2},
        ("b",),
    )


def test_only_what_is_cited_is_decoded() -> None:
    """An item that nobody asks for costs nothing."""
    entries = "".join(f"@book{{k{n}, title = {{T {n}}}, crossref = {{k0}}}}\n" for n in range(99))
    library = parse(Source("x.bib", entries))
    library.resolve(["k7"])
    assert sorted(library._decoded) == ["k7"]
