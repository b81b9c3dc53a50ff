"""The formats for machines, each held to its schema or specification, for every kind of mistake."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from publish import checking, pipeline, report
from publish.diagnostics import Diagnostic, error, warning
from publish.options import Options
from publish.report_schema import json_schema
from publish.source import Source
from tests.casefile import Case, cases

SARIF = json.loads((Path(__file__).parent / "cases/report/sarif.schema.json").read_text("utf-8"))
STRANGE = Source("a ,:%ü\u202e/b\n.md", "line one\r\n\ttwo: 50%, ::error::\r\n")


def strange() -> list[Diagnostic]:
    """Make diagnostics of all that a format may stumble over."""
    ends = STRANGE.text.index("two"), len(STRANGE.text)
    return [
        error("cite-unknown", "50% of 'a,b:c'\nand ::error::", STRANGE.span(0, 4), "one\r\ntwo"),
        warning("note-unused", "over lines", STRANGE.span(*ends)),
        warning("csl-unknown", "nowhere", None),
        error("front-yaml", "empty place", STRANGE.span(0, 0)),
        error("cite-unknown", "at the end", STRANGE.span(ends[1], ends[1])),
    ]


def found_in(case: Case, folder: Path) -> list[Diagnostic]:
    """Give what is said of a case."""
    case.write(folder, "diagnostics")
    project, source = pipeline.open_manuscript(folder / "brief.md", Options())
    return list(checking.check(project, source, Options()))


def assert_all_formats(found: list[Diagnostic]) -> None:
    """Hold the three formats to their rules."""
    record = json.loads(report.as_json(found))
    Draft202012Validator(json_schema()).validate(record)
    log = json.loads(report.as_sarif(found, "1.0"))
    Draft202012Validator(SARIF).validate(log)
    _assert_sarif_is_sound(log)
    for line in report.as_github(found).splitlines():
        _assert_annotation(line)


def _assert_sarif_is_sound(log: dict[str, Any]) -> None:
    """Check what a schema cannot say: an index is its rule's (3.27.6), no end before a start."""
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        for location in result.get("locations", ()):
            region = location["physicalLocation"]["region"]
            start = (region["startLine"], region["startColumn"])
            assert start <= (region["endLine"], region["endColumn"])


def _assert_annotation(line: str) -> None:
    """Read a workflow command as the runner does (GitHub, "Workflow commands").

    `::name key=value,key=value::message`; in values `%`, CR, LF, `:` and `,` are escaped, in the
    message the first three.
    """
    found = re.fullmatch(r"::(error|warning) ([^:]*)::(.*)", line)
    assert found, line
    pairs = dict(pair.split("=", 1) for pair in found[2].split(","))
    assert set(pairs) <= {"file", "line", "endLine", "col", "endColumn", "title"}
    for text in (*pairs.values(), found[3]):
        assert not re.search(r"%(?!25|0D|0A|3A|2C)", text)
    assert ("col" in pairs and "endColumn" in pairs) <= (pairs.get("line") == pairs.get("endLine"))


@pytest.mark.parametrize("case", list(cases("check")), ids=lambda case: case.name)
def test_every_mistake_can_be_told_in_every_format(case: Case, tmp_path: Path) -> None:
    """JSON by our schema, SARIF by the standard's rules, annotations by GitHub's."""
    assert_all_formats(found_in(case, tmp_path))


def test_what_a_format_may_stumble_over() -> None:
    """Line ends, separators, percent signs and letters beyond ASCII in names and messages."""
    found = strange()
    assert_all_formats(found)
    assert len(report.as_github(found).splitlines()) == len(found)
    log = json.loads(report.as_sarif(found, "1.0"))
    uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert uri == {"uri": "a%20%2C%3A%25%C3%BC%E2%80%AE/b%0A.md"}


def test_the_schemas_refuse_what_is_wrong() -> None:
    """A schema that takes everything proves nothing."""
    record = json.loads(report.as_json(strange()))
    record["diagnostics"][0]["line"] = 0
    assert not Draft202012Validator(json_schema()).is_valid(record)
    log = json.loads(report.as_sarif(strange(), "1.0"))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not Draft202012Validator(SARIF).is_valid(log)


def test_nothing_found_is_a_sound_log_too() -> None:
    """An empty list of results says that the text was looked at (SARIF 2.1.0, 3.14.23)."""
    assert_all_formats([])
    assert json.loads(report.as_sarif([], "1.0"))["runs"][0]["results"] == []
