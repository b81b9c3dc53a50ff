"""A name of CSL-JSON → Name: a person's parts, or a literal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publish.csl.vocabulary import words


@dataclass(frozen=True, slots=True)
class PersonName:
    """A personal name by its parts (CSL 1.0.2, "Name"); "" where absent."""

    family: str
    given: str = ""
    suffix: str = ""
    dropping: str = ""
    non_dropping: str = ""
    comma_suffix: bool = False
    """Whether a comma stands before the suffix even where the name is not inverted."""
    static_ordering: bool = False
    """Whether the family name always comes first."""


@dataclass(frozen=True, slots=True)
class LiteralName:
    """A name that is not parted: an institution, mostly."""

    text: str


Name = PersonName | LiteralName

_QUOTED = re.compile(r'^"(.*)"$', re.S)
PARTICLES = words(
    """'s 't af al al- am an auf aus av bar bat ben bin bint d d' da dal dall dall' dalla das de de'
    degli dei del dell dell' della delle den der des di do dos du e el el- en het i in l' la las le
    les lo los op os san ten te ter the tho thoe to toe tot und ur uit unter v v. van vande vanden
    vander vom von vor y z ze zu zum zur"""
)
"""Words in small letters that belong to a family name, in the languages of Europe and Arabic."""
_PARTICLE = re.compile(
    r"(?:['’]?[a-zà-öø-ÿ][\w.]*|ʿ[a-z]+)(?:\s+|['’]\s*|[-‐](?=[A-ZÀ-Þʿ'‘’]))(?=\S)"
)
_SUFFIX = re.compile(r"^(.*?),!?\s*(\S.*)$", re.S)


def read_name(value: Any) -> Name | None:
    """Read a name; None when there is nothing in it.

    Particles and suffixes written inside of the family and the given name are parted, as the
    reference implementation does; a name in double quotation marks is kept whole.
    """
    if isinstance(value, str):
        return LiteralName(value) if value.strip() else None
    if not isinstance(value, Mapping):
        return None
    parts = {key: str(part).strip() for key, part in value.items() if isinstance(part, str | int)}
    literal = parts.get("literal") or parts.get("name", "")
    family, given = parts.get("family", ""), parts.get("given", "")
    if literal and not family:
        return LiteralName(literal)
    if not family:
        return LiteralName(given) if given else None
    if value.get("isInstitution"):
        return LiteralName(family)
    person = PersonName(
        family, given, parts.get("suffix", ""), parts.get("dropping-particle", ""),
        parts.get("non-dropping-particle", ""), bool(value.get("comma-suffix")),
        bool(value.get("static-ordering")),
    )  # fmt: skip
    return _parse_parts(person) if value.get("parse-names", True) is not False else person


def _parse_parts(name: PersonName) -> PersonName:
    family, given, suffix = name.family, name.given, name.suffix
    dropping, non_dropping, comma = name.dropping, name.non_dropping, name.comma_suffix
    quoted = _QUOTED.match(family)
    if quoted:
        family = quoted[1]
    elif not non_dropping:
        non_dropping, family = _leading(family)
    if not suffix and "," in given:
        suffixed = _SUFFIX.match(given)
        if suffixed and suffixed[2][0].islower():
            given, dropping = f"{suffixed[1]},", suffixed[2].strip()
        elif suffixed:
            comma = comma or ",!" in given
            given, suffix = suffixed[1], suffixed[2].strip()
    if not dropping and given:
        given, dropping = _trailing(given)
    return PersonName(family, given, suffix, dropping, non_dropping, comma, name.static_ordering)


def _leading(family: str) -> tuple[str, str]:
    """Part the particles before a family name from it; a name all in small letters stays."""
    at = 0
    if not family.islower():
        while (match := _PARTICLE.match(family, at)) and _is_particle(match[0].strip()):
            at = match.end()
    return family[:at].rstrip(), family[at:]


def _trailing(given: str) -> tuple[str, str]:
    """Part the particles after a given name from it: "Alexander von"."""
    parts = given.split(" ")
    count = len(parts)
    while count > 1 and _is_particle(parts[count - 1]):
        count -= 1
    if count == len(parts):
        return given, ""
    return " ".join(parts[:count]), " ".join(parts[count:]).strip()


def _is_particle(word: str) -> bool:
    plain = word.replace("’", "'")
    return plain in PARTICLES or plain.rstrip("'-") in PARTICLES or plain.startswith("ʿ")
