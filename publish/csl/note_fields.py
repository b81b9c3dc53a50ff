"""Variables that authors keep in the note of an item ("cheater syntax") → CSL-JSON values."""

from __future__ import annotations

import re
from typing import Any

from publish.csl.vocabulary import DATE_VARIABLES, NAME_VARIABLES, VARIABLES

_BRACED = re.compile(r"\{:([\-_a-zA-Z]{1,40}):([^{}]{1,1000})\}")
_NAME = re.compile(r"[A-Za-z][\-_A-Za-z ]{0,40}")
_KNOWN = {variable.lower(): variable for variable in VARIABLES}


def note_fields(note: str) -> dict[str, Any]:
    """Find "variable: value" lines at the start of a note, and `{:variable: value}` anywhere.

    The reference implementation reads them so; later lines, and a first line that is prose,
    end the search. Names are written "Family || Given".
    """
    found: dict[str, Any] = {}
    for match in _BRACED.finditer(note):
        _add(found, match[1], match[2])
    for index, line in enumerate(note.splitlines()):
        name, colon, value = (part.strip() for part in line.partition(":"))
        if colon and value and _NAME.fullmatch(name):
            _add(found, name, value)
        elif index:
            break
    return found


def _add(found: dict[str, Any], name: str, value: str) -> None:
    value = value.strip()
    name = name.strip().lower().replace(" ", "-")
    variable = "type" if name == "type" else _KNOWN.get(name) or _KNOWN.get(name.replace("-", "_"))
    if variable is None or variable in ("note", "language"):
        return
    if variable in NAME_VARIABLES:
        found.setdefault(variable, []).append(_name(value))
    elif variable in DATE_VARIABLES:
        found[variable] = {"raw": value}
    else:
        found[variable] = value


def _name(value: str) -> dict[str, str]:
    family, separator, given = value.partition("||")
    if not separator:
        return {"literal": value.strip()}
    return {"family": family.strip(), "given": given.strip()}
