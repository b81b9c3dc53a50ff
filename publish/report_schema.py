"""What `--format json` writes → JSON Schema, for programs that read it."""

from __future__ import annotations

from publish.codes import CODES
from publish.diagnostics import Severity
from publish.targets import TARGETS

Schema = dict[str, object]

_COUNT: Schema = {"type": ["integer", "null"], "minimum": 1}


def json_schema() -> Schema:
    """Give the JSON Schema (draft 2020-12) of the diagnostics of a run.

    Lines and columns are 1-based and count characters; an end is the place after the last one.
    A diagnostic without a place has null in all five.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Diagnostics of a run of publish",
        "type": "object",
        "properties": {
            "diagnostics": {"type": "array", "items": _diagnostic()},
            "outputs": {"type": "array", "items": _output()},
        },
        "required": ["diagnostics", "outputs"],
        "additionalProperties": False,
    }


def _diagnostic() -> Schema:
    fields: dict[str, Schema] = {
        "code": {"enum": sorted(CODES)},
        "severity": {"enum": [each.value for each in Severity]},
        "message": {"type": "string", "minLength": 1},
        "file": {"type": ["string", "null"], "description": "relative to the project's folder"},
        "line": _COUNT,
        "column": _COUNT,
        "end_line": _COUNT,
        "end_column": _COUNT,
        "hint": {"type": ["string", "null"], "minLength": 1},
    }
    return _closed(fields)


def _output() -> Schema:
    fields: dict[str, Schema] = {
        "path": {"type": "string"},
        "pages": {"type": "integer", "minimum": 0},
        "size": {"type": "integer", "minimum": 0, "description": "in bytes"},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    }
    return _closed(fields)


def verdict_schema() -> Schema:
    """Give the JSON Schema (draft 2020-12) of what `verify --format json` writes.

    `provenance` and `differences` are there when the file was held against sources.
    """
    row = _closed(
        {
            "subject": {"type": "string", "minLength": 1},
            "answer": {"enum": ["good", "look", "bad"]},
            "text": {"type": "string", "minLength": 1},
        }
    )
    fields: dict[str, Schema] = {
        "good": {"type": "boolean", "description": "whether no row is bad"},
        "target": {"enum": [*TARGETS, ""], "description": "whose rules it was judged by"},
        "rows": {"type": "array", "items": row, "minItems": 1},
        "provenance": _provenance(),
        "differences": {"type": "array", "items": _diagnostic()},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Verdict of publish on a finished file",
        **_closed(fields),
        "required": ["good", "target", "rows"],
        "dependentRequired": {"provenance": ["differences"], "differences": ["provenance"]},
    }


def _provenance() -> Schema:
    change: Schema = {"enum": ["same", "changed", "missing", "new", "elsewhere"]}
    source = _closed({"name": {"type": "string", "minLength": 1}, "change": change})
    text: Schema = {"type": "string"}
    then_and_now: Schema = {
        "type": "array",
        "prefixItems": [text, text, text],
        "items": False,
        "minItems": 3,
        "description": "name, what it was, what it is",
    }
    return _closed(
        {
            "proven": {"type": "boolean"},
            "is_of_this_file": {"type": "boolean"},
            "inputs": {"type": "array", "items": source},
            "options": {"type": "array", "items": then_and_now},
            "typefaces": {"type": "array", "items": text},
            "libraries": {"type": "array", "items": then_and_now},
        }
    )


def _closed(fields: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }
