"""How diagnostics are written for people and for machines."""

from __future__ import annotations

import json

import pytest

from publish import report
from publish.diagnostics import Diagnostic, error, warning
from publish.source import Source

TEXT = "First line.\n\nA claim [@nobody] here.\n\tA tab and 漢字 stand here.\n"
SOURCE = Source("texts/brief.md", TEXT)


def at(fragment: str, code: str = "cite-unknown", hint: str = "") -> Diagnostic:
    start = TEXT.index(fragment)
    span = SOURCE.span(start, start + len(fragment))
    return error(code, f"something about '{fragment}'", span, hint)


def test_a_caret_stands_under_the_place() -> None:
    assert report.as_human([at("@nobody", hint="did you mean 'somebody'?")]).splitlines() == [
        "texts/brief.md:3:10: error[cite-unknown]: something about '@nobody'",
        "  3 | A claim [@nobody] here.",
        "    |          ^^^^^^^",
        "  hint: did you mean 'somebody'?",
        "1 error",
    ]


def test_carets_follow_tabs_and_wide_letters() -> None:
    lines = report.as_human([at("字")]).splitlines()
    assert lines[1] == "  4 | \tA tab and 漢字 stand here."
    assert lines[2] == "    | \t            ^^"


def test_messages_that_say_the_same_are_told_ten_times() -> None:
    """What is left out is counted; the short form and those for machines have all."""
    same = [warning("raw-latex", "no effect", SOURCE.span(n, n + 1)) for n in range(12)]
    other = [error("raw-latex", f"no {n}", SOURCE.span(n, n + 1)) for n in range(45)]
    lines = report.as_human([*same, *other]).splitlines()
    assert lines[-2:] == [
        "publish: 7 more of the kind [raw-latex]; --format short tells all",
        "45 errors, 12 warnings",
    ]
    assert len(report.as_short([*same, *other]).splitlines()) == 57


def test_a_line_from_right_to_left_shows_the_fragment_alone() -> None:
    source = Source("fa.md", "متن [@کلید] متن")
    shown = report.as_human([error("cite-unknown", "no entry", source.span(5, 10))])
    assert shown.splitlines()[1] == "  1 | @کلید"


def test_a_long_line_is_cut_round_the_place() -> None:
    source = Source("long.md", "word " * 200 + "[@nobody]" + " word" * 200)
    span = source.span(1001, 1008)
    excerpt, carets = report.as_human([error("cite-unknown", "no entry", span)]).splitlines()[1:3]
    assert excerpt.startswith("  1 | …")
    assert len(excerpt) < 120
    assert excerpt[carets.index("^") : carets.rindex("^") + 1] == "@nobody"


def test_messages_come_in_the_order_of_the_text_each_once() -> None:
    found = [at("here"), at("First"), at("here")]
    lines = report.as_short(found).splitlines()
    assert [line.split(":")[1] for line in lines] == ["1", "3"]


def test_json_counts_from_one_and_ends_after_the_last_character() -> None:
    record = json.loads(report.as_json([at("@nobody")]))["diagnostics"][0]
    places = [record[name] for name in ("line", "column", "end_line", "end_column")]
    assert places == [3, 10, 3, 17]


def test_a_message_without_a_place_is_null_in_json() -> None:
    record = json.loads(report.as_json([warning("csl-unknown", "no style", None)]))["diagnostics"][
        0
    ]
    assert (record["file"], record["line"], record["hint"]) == (None, None, None)


def test_github_escapes_what_would_end_a_property() -> None:
    source = Source("a,b:c.md", "x")
    text = report.as_github([error("cite-unknown", "50% lost\nhere", source.span(0, 1))])
    expected = "::error file=a%2Cb%3Ac.md,line=1,endLine=1,col=1,endColumn=2,title=cite-unknown"
    assert text == expected + "::50%25 lost%0Ahere"


def test_sarif_names_each_rule_once_and_every_place() -> None:
    log = json.loads(report.as_sarif([at("First"), at("here")], "1.0"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["cite-unknown"]
    regions = [each["locations"][0]["physicalLocation"]["region"] for each in run["results"]]
    assert [region["startLine"] for region in regions] == [1, 3]


@pytest.mark.parametrize("character", ["\x1b", "\u202e", "\x07"])
def test_no_manuscript_steers_the_terminal(character: str) -> None:
    source = Source("evil.md", f"a{character}[2Jb")
    shown = report.as_human([error("cite-unknown", f"key '{character}'", source.span(0, 1))])
    assert character not in shown
