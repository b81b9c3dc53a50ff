"""What `--format json` writes → JSON Schema, for programs that read it."""

from __future__ import annotations

from publish.codes import CODES
from publish.diagnostics import Severity

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
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _output() -> Schema:
    fields: dict[str, Schema] = {
        "path": {"type": "string"},
        "pages": {"type": "integer", "minimum": 0},
        "size": {"type": "integer", "minimum": 0, "description": "in bytes"},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    }
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }
