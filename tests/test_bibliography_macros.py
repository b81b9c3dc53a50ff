"""Macros that grow when they are put in are told, and their entry is no bomb."""

from __future__ import annotations

from publish.bibliography.library import parse
from publish.source import Source


def test_a_field_that_its_macros_make_endless_is_told_at_its_place() -> None:
    strings = ["@string{m0 = {" + "x" * 64 + "}}"]
    strings += [f"@string{{m{n} = {' # '.join([f'm{n - 1}'] * 10)}}}" for n in range(1, 9)]
    entry = "@book{a, author = {A, B}, title = m8, publisher = {P}, date = {2000}}"
    library = parse(Source("big.bib", "\n".join([*strings, entry])))
    item, found = library.resolve(["a"])
    told = [each for each in (*library.diagnostics, *found) if each.code == "bib-value-too-long"]
    assert told
    assert all(each.span is not None and each.span.source.name == "big.bib" for each in told)
    assert len(str(item)) < 1_000_000
