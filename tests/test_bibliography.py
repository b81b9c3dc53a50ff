"""Bibliography files: what comes of them, and what is said of them, one case each."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from publish.bibliography.audit import audit
from publish.bibliography.items import parse_json, parse_yaml
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
