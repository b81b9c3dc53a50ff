"""What Jinja says of a layout that it cannot read → the same in our words, with what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from publish.diagnostics import did_you_mean

_TAGS = ("block", "if", "for", "set", "macro", "call", "filter", "with", "raw")
_ENDS = tuple(f"end{each}" for each in _TAGS)
_KNOWN = (*_TAGS, *_ENDS, "elif", "else", "extends", "include", "import", "from")
"""Jinja 3.1, "List of Control Structures"."""

Said = tuple[str, str]
"""A message and its hint."""
_Say = Callable[[re.Match[str], Collection[str]], Said]


def in_our_words(said: str, filters: Collection[str]) -> Said:
    """Say what is wrong with a layout; `filters` are the names that it may use."""
    for pattern, say in _SAYINGS:
        if found := pattern.search(said):
            return say(found, filters)
    return f"the layout stops here: {said}", ""


def no_filter(name: str, filters: Collection[str]) -> Said:
    """Tell of a filter that Jinja does not have, or that a layout may not use."""
    hint = did_you_mean(name, sorted(filters)) or "Jinja, “List of Builtin Filters”, names them"
    return f"there is no filter '{name}'", hint


def _wrong_tag(found: re.Match[str], _: Collection[str]) -> Said:
    tag, within = found[1], found[2]
    if tag == "endblock" and within:
        message = f"'{{% {tag} %}}' stands here, and '{{% {within} %}}' before it has no end"
        return message, f"write '{{% end{within} %}}' before it"
    if tag in _ENDS:
        inside = f" in '{{% {within} %}}'" if within else ""
        return f"'{{% {tag} %}}' ends what nothing{inside} begins", "take it out"
    return f"there is no '{{% {tag} %}}'", did_you_mean(tag, _KNOWN)


def _unended(found: re.Match[str], _: Collection[str]) -> Said:
    within = found[1]
    return f"the layout ends, and '{{% {within} %}}' has no end", f"write '{{% end{within} %}}'"


def _no_filter(found: re.Match[str], filters: Collection[str]) -> Said:
    return no_filter(found[1], filters)


def _no_expression(found: re.Match[str], _: Collection[str]) -> Said:
    hint = "'{{' is closed by '}}', '{%' by '%}', and texts are in quotes"
    return f"this is no expression: {found[0].replace('char ', '').partition(' at ')[0]}", hint


def _open_comment(_: re.Match[str], __: Collection[str]) -> Said:
    return "the comment that begins with '{#' has no end", "write '#}'"


_SAYINGS: tuple[tuple[re.Pattern[str], _Say], ...] = (
    (re.compile(r"unknown tag '(\w+)'(?:.*needs to be closed is '(\w+)')?", re.DOTALL), _wrong_tag),
    (re.compile(r"Unexpected end of template.*needs to be closed is '(\w+)'", re.DOTALL), _unended),
    (re.compile(r"No filter named '(\w+)'"), _no_filter),
    (re.compile(r"Missing end of comment"), _open_comment),
    (re.compile(r"unexpected (?:char )?'.*|expected token .*", re.DOTALL), _no_expression),
)
