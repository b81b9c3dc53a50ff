"""The conditions of cs:if and cs:else-if (CSL 1.0.2, "Choose")."""

from __future__ import annotations

from collections.abc import Callable

from publish.csl.context import Context
from publish.csl.labels import is_plural, locator_term
from publish.csl.nodes import Branch, Test
from publish.csl.numbers import is_numeric
from publish.csl.variables import short_title
from publish.csl.vocabulary import Area, Position


def holds(branch: Branch, context: Context) -> bool:
    """Say whether a branch is the one to take; cs:else always is."""
    if len(branch.tests) == 1:
        return _test(branch.tests[0], context) is (branch.match not in ("none", "nand"))
    results = (_test(test, context) for test in branch.tests)
    match branch.match:
        case "any":
            return any(results)
        case "none":
            return not any(results)
        case "nand":
            return not all(results)
        case _:
            return all(results)


def _test(test: Test, context: Context) -> bool:
    check = _TESTS[test.kind]
    if len(test.values) == 1:
        return check(test.values[0], context)
    return any(check(value, context) for value in test.values)


def _type(value: str, context: Context) -> bool:
    return context.item.type == value


def _variable(value: str, context: Context) -> bool:
    special = _SPECIAL.get(value)
    return special(context) if special is not None else context.item.has(value)


_SPECIAL: dict[str, Callable[[Context], bool]] = {
    "locator": lambda context: bool(context.cite.locator),
    "citation-number": lambda context: context.item.id in context.environment.citation_numbers,
    "first-reference-note-number": lambda context: bool(context.cite.first_note_number),
    "year-suffix": lambda context: bool(context.expansion.year_suffix),
    "page-first": lambda context: context.item.has("page") or context.item.has("page-first"),
    "title-short": lambda context: bool(short_title("title-short", context)),
    "container-title-short": lambda context: bool(short_title("container-title-short", context)),
}
"""Variables that an item alone does not have, and those with a second place."""


def _is_numeric(value: str, context: Context) -> bool:
    if value == "locator":
        return bool(context.cite.locator) and is_numeric(context.cite.locator)
    if value == "citation-number":
        return True
    if value == "first-reference-note-number":
        return bool(context.cite.first_note_number)
    text = context.item.texts.get("page" if value == "page-first" else value, "")
    return bool(text) and is_numeric(text)


def _is_uncertain(value: str, context: Context) -> bool:
    date = context.item.dates.get(value)
    return date is not None and date.is_circa


def _locator(value: str, context: Context) -> bool:
    return bool(context.cite.locator) and locator_term(context.cite.label) == locator_term(value)


def _position(value: str, context: Context) -> bool:
    if context.area is Area.BIBLIOGRAPHY:
        return False
    if value == "near-note":
        return context.cite.is_near_note
    return context.cite.position in _POSITIONS.get(value, ())


_POSITIONS = {
    "first": (Position.FIRST,),
    "subsequent": (Position.SUBSEQUENT, Position.IBID, Position.IBID_WITH_LOCATOR),
    "ibid": (Position.IBID, Position.IBID_WITH_LOCATOR),
    "ibid-with-locator": (Position.IBID_WITH_LOCATOR,),
}
"""The positions of cites for which each value tests true."""


def _disambiguate(value: str, context: Context) -> bool:
    context.conditions_met += 1
    return (context.conditions_met <= context.expansion.conditions) is (value == "true")


def _has_day(value: str, context: Context) -> bool:
    date = context.item.dates.get(value)
    return date is not None and date.start is not None and date.start.day > 0


def _has_year_only(value: str, context: Context) -> bool:
    date = context.item.dates.get(value)
    return date is not None and date.start is not None and date.start.month == 0


def _has_month(value: str, context: Context) -> bool:
    date = context.item.dates.get(value)
    return date is not None and date.start is not None and date.start.month > 0


def _is_plural(value: str, context: Context) -> bool:
    text = context.cite.locator if value == "locator" else context.item.texts.get(value, "")
    return is_plural(value, text) or len(context.item.names.get(value, ())) > 1


def _genre(value: str, context: Context) -> bool:
    return context.item.texts.get("genre", "").lower().replace(" ", "-") == value


def _context(value: str, context: Context) -> bool:
    return context.area.value == value


_TESTS: dict[str, Callable[[str, Context], bool]] = {
    "type": _type,
    "variable": _variable,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
    # Extensions of the reference implementation, which styles in the wild use.
    "context": _context,
    "has-day": _has_day,
    "has-year-only": _has_year_only,
    "has-to-month-or-season": _has_month,
    "is-plural": _is_plural,
    "genre": _genre,
}
