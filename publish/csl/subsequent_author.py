"""Names repeated from the entry before → a substitute (CSL 1.0.2, "Reference Grouping")."""

from __future__ import annotations

from dataclasses import replace

from publish.csl.output import Output, Role, content, find, replaced, walk
from publish.csl.vocabulary import SubstituteRule


def substitute_author(
    output: Output, previous: Output | None, substitute: str, rule: SubstituteRule
) -> Output:
    """Put the substitute for names of an entry that stand in the entry before as well.

    Both are as rendered, without substitution. Labels such as "eds." stay.
    """
    names, before = find(output, Role.NAMES), find(previous, Role.NAMES)
    if names is None or before is None:
        return output
    new = _substituted(names, before, substitute, rule)
    return output if new is names else (replaced(output, names, new) or output)


def _lists(names: Output) -> list[Output]:
    return [each for each in walk(names) if each.role is Role.NAME_LIST]


def _names(names: Output) -> list[Output]:
    return [each for each in walk(names) if each.role is Role.NAME]


def _substituted(
    names: Output, before: Output, substitute: str, rule: SubstituteRule
) -> Output | None:
    lists, lists_before = _lists(names), _lists(before)
    is_same = _same(names, lists, before, lists_before)
    match rule:
        case SubstituteRule.COMPLETE_ALL:
            return _whole(names, lists, substitute) if is_same else names
        case SubstituteRule.COMPLETE_EACH:
            if not is_same:
                return names
            if not lists:
                return _whole(names, [], substitute)
            return _each(names, _names(names), substitute)
        case SubstituteRule.PARTIAL_EACH | SubstituteRule.PARTIAL_FIRST:
            if not lists:
                return _whole(names, [], substitute) if is_same else names
            matching = _matching(_names(names), _names(before))
            if rule is SubstituteRule.PARTIAL_FIRST:
                matching = matching[:1]
            return _each(names, matching, substitute)


def _same(names: Output, lists: list[Output], before: Output, lists_before: list[Output]) -> bool:
    if not lists or not lists_before:
        return content(names) == content(before)
    return [content(each) for each in lists] == [content(each) for each in lists_before]


def _whole(names: Output, lists: list[Output], substitute: str) -> Output | None:
    """Put one substitute for all the names."""
    text = (substitute,) if substitute else ()
    if not lists:
        return replace(names, children=text) if text else None
    new: Output | None = names
    for index, each in enumerate(lists):
        if new is None:
            return None
        whole = replace(each, children=text) if text and not index else None
        new = replaced(new, each, whole)
    return new


def _each(names: Output, targets: list[Output], substitute: str) -> Output | None:
    """Put a substitute for each of some names."""
    new: Output | None = names
    for target in targets:
        if new is None:
            return None
        new = replaced(new, target, replace(target, children=(substitute,)) if substitute else None)
    return new


def _matching(names: list[Output], before: list[Output]) -> list[Output]:
    """Take names from the first on, up to the first that differs."""
    same: list[Output] = []
    for name, other in zip(names, before, strict=False):
        if content(name) != content(other):
            break
        same.append(name)
    return same
