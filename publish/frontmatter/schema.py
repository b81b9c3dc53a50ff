"""The fields of a front matter → JSON Schema, for editors that complete and check while typing."""

from __future__ import annotations

from collections.abc import Mapping

from publish.frontmatter.front import CHOICES, PAPERS, field_spellings

Schema = dict[str, object]

_TEXT: Schema = {"type": ["string", "number", "null"]}
_ONE_OR_MORE: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_INSTITUTION = "id index ref name institution department city region state country ror url"
_AFFILIATION: Schema = {
    "anyOf": [
        _TEXT,
        {"type": "object", "properties": dict.fromkeys(_INSTITUTION.split(), _TEXT)},
    ]
}
_AFFILIATIONS: Schema = {"anyOf": [_AFFILIATION, {"type": "array", "items": _AFFILIATION}]}
_AUTHOR: Schema = {
    "anyOf": [
        _TEXT,
        {
            "type": "object",
            "properties": {
                "name": {"anyOf": [_TEXT, {"type": "object"}]},
                "orcid": {
                    "type": "string",
                    "pattern": r"^(https?://orcid\.org/)?\d{4}-\d{4}-\d{4}-\d{3}[\dX]/?$",
                },
                "affiliation": _AFFILIATIONS,
                "affiliations": _AFFILIATIONS,
                "corresponding": {"type": "boolean"},
                "equal-contributor": {"type": "boolean"},
                "roles": _ONE_OR_MORE,
                **dict.fromkeys(("email", "url", "note", "degrees"), _TEXT),
            },
        },
    ]
}
_GROUP: Schema = {
    "type": "object",
    "properties": {"to": _TEXT, "items": _ONE_OR_MORE},
    "description": "{to: the donors, items: […]}, or a heading with its list",
}
_KINDS: Mapping[str, Schema] = {
    "affiliations": _AFFILIATIONS,
    "authors": {"anyOf": [_AUTHOR, {"type": "array", "items": _AUTHOR}]},
    "copyright": {"anyOf": [_TEXT, {"type": "object"}]},
    "cover": {
        "anyOf": [
            _TEXT,
            {
                "type": "object",
                "properties": dict.fromkeys(("file", "alt", "credit", "focus"), _TEXT),
            },
        ],
        "description": "the file of a picture for a report's cover",
    },
    "date": {
        **_TEXT,
        "not": {"enum": ["today", "now", "last-modified"]},
        "description": "ISO 8601, e.g. 2026-05-14, or any text",
    },
    "direction": {"enum": ["ltr", "rtl"]},
    "draft": {"type": "boolean"},
    "flag": {"type": "boolean"},
    "funding": {"anyOf": [_ONE_OR_MORE, {"type": "object"}]},
    "items": {"type": "array", "items": {"type": "object"}},
    "language": {"type": "string", "pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"},
    "license": {"anyOf": [_TEXT, {"type": "object"}]},
    "number": {"type": "integer", "minimum": 0},
    "paper": {"enum": list(PAPERS)},
    "placement": {"enum": list(CHOICES["placement"])},
    "reference-location": {"enum": list(CHOICES["reference-location"])},
    "pages": {"enum": list(CHOICES["pages"])},
    "columns": {"enum": [1, 2]},
    "chapter-start": {"enum": list(CHOICES["chapter-start"])},
    "ibid": {"enum": ["never", "style", "always"]},
    "recommendations": {
        "anyOf": [_TEXT, _GROUP, {"type": "array", "items": {"anyOf": [_TEXT, _GROUP]}}]
    },
    "reference-language": {"enum": ["document", "entry"]},
    "status": {"enum": ["draft", "embargoed", "final"]},
    "text": _TEXT,
    "texts": _ONE_OR_MORE,
    "word": _TEXT,
    "words": _ONE_OR_MORE,
}


def json_schema() -> Schema:
    """Give the JSON Schema (draft 2020-12) of a front matter; unknown fields are allowed."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of a publish manuscript",
        "type": "object",
        "properties": {
            name: dict(_KINDS[kind]) for name, kind in sorted(field_spellings().items())
        },
        "additionalProperties": True,
    }
