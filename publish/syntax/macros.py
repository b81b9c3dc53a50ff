r"""Macros of LaTeX, `\newcommand{\R}{\mathbb{R}}`: read where they stand, expanded in formulas.

Pandoc manual, "Extension: latex_macros"; LaTeX2e's manual, "Definitions"; amsmath's user guide,
"Defining new function names".
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from dataclasses import dataclass

MOST_EXPANSIONS = 500
"""How often macros are expanded in one formula: more is one that names itself."""
LONGEST = 5_000
"""The most characters that a formula grows to: it is refused beyond them."""
ARGUMENT_LIMIT = 20_000
"""The most characters of one argument: some pages."""

_NEW = re.compile(
    r"\\(?:(?:re|provide)?newcommand|DeclareRobustCommand)\*?\s*"
    r"(?:\{\s*\\(?P<braced>[A-Za-z@]+|[^A-Za-z\s])\s*\}|\\(?P<bare>[A-Za-z@]+|[^A-Za-z\s]))\s*"
    r"(?:\[(?P<count>[0-9])\])?\s*"
)
_OPERATOR = re.compile(r"\\DeclareMathOperator(?P<star>\*?)\s*\{?\s*\\(?P<name>[A-Za-z]+)\s*\}?\s*")
_DEF = re.compile(r"\\def\s*\\(?P<name>[A-Za-z@]+|[^A-Za-z\s])(?P<arguments>(?:#[1-9])*)\s*")
_LET = re.compile(r"\\let\s*\\(?P<name>[A-Za-z@]+)\s*=?\s*(?P<body>\\(?:[A-Za-z@]+|[^A-Za-z\s]))")
_BEGINS = re.compile(
    r"\\(?:(?:re|provide)?newcommand|DeclareRobustCommand|DeclareMathOperator|def|let)"
    r"(?![A-Za-z])"
)
_COMMAND = re.compile(r"\\(?:([A-Za-z@]+)[ \t]*|([^A-Za-z\s]))")
_PARAMETER = re.compile(r"#([1-9])")


@dataclass(frozen=True, slots=True)
class Macro:
    """What a command of the author's own stands for."""

    body: str
    """With `#1` to `#9` where its arguments go."""
    arguments: int = 0
    default: str | None = None
    """What the first argument is when none stands in brackets; None when it has to be there."""


Macros = MutableMapping[str, Macro]


def closing_brace(text: str, start: int, end: int) -> int:
    r"""Find the `}` that closes the `{` at an offset, or -1; `\{` and `\}` are signs."""
    depth = 0
    at = start
    end = min(end, start + ARGUMENT_LIMIT)
    while at < end:
        sign = text[at]
        if sign == "\\":
            at += 1
        elif sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if not depth:
                return at
        at += 1
    return -1


def begins_definition(text: str, at: int) -> bool:
    """Say whether a command at an offset defines another."""
    return _BEGINS.match(text, at) is not None


def read_definition(text: str, start: int, end: int) -> tuple[str, Macro, int] | None:
    """Read the definition of a macro at an offset: its name, what it is, where it ends."""
    if not _BEGINS.match(text, start, end):
        return None
    if found := _LET.match(text, start, end):
        return found["name"], Macro(found["body"]), found.end()
    if found := _OPERATOR.match(text, start, end):
        closing = _argument_end(text, found.end(), end)
        words = text[found.end() + 1 : closing]
        body = f"\\operatorname{found['star']}{{{words}}}"
        return (found["name"], Macro(body), closing + 1) if closing >= 0 else None
    if found := _DEF.match(text, start, end):
        return _with_body(text, found["name"], len(found["arguments"]) // 2, None, found.end(), end)
    found = _NEW.match(text, start, end)
    if found is None:
        return None
    at = found.end()
    default = re.compile(r"\[([^\[\]]*)\]\s*").match(text, at, end) if found["count"] else None
    name = found["braced"] or found["bare"]
    at = default.end() if default else at
    count = int(found["count"] or 0)
    return _with_body(text, name, count, default[1] if default else None, at, end)


def _with_body(
    text: str, name: str, count: int, default: str | None, at: int, end: int
) -> tuple[str, Macro, int] | None:
    closing = _argument_end(text, at, end)
    if closing < 0:
        return None
    return name, Macro(text[at + 1 : closing].strip(), count, default), closing + 1


def _argument_end(text: str, start: int, end: int) -> int:
    return closing_brace(text, start, end) if text.startswith("{", start, end) else -1


def definitions(text: str) -> dict[str, Macro]:
    """Read all definitions of a text, such as a preamble; the last of one name counts."""
    macros: dict[str, Macro] = {}
    at = 0
    while begins := _BEGINS.search(text, at):
        found = read_definition(text, begins.start(), len(text))
        at = found[2] if found else begins.end()
        if found:
            macros[found[0]] = found[1]
    return macros


def expand(tex: str, macros: Macros) -> str:
    """Write out the macros of a formula; one that does not end is left as it is."""
    at = count = 0
    written = tex
    while macros and (command := _COMMAND.search(written, at)):
        at = command.end()
        macro = macros.get(command[1] or command[2])
        if macro is None:
            continue
        count += 1
        found = _filled(macro, written, at)
        if found is None:
            continue
        at = command.start()
        written = written[:at] + found[0] + written[found[1] :]
        if count > MOST_EXPANSIONS or len(written) > LONGEST:
            return tex
    return written


def _filled(macro: Macro, tex: str, at: int) -> tuple[str, int] | None:
    """Give the words of a macro with its arguments in them, and where the last one ends."""
    values: list[str] = []
    if macro.default is not None:
        given = re.compile(r"\s*\[([^\[\]]*)\]").match(tex, at)
        values.append(given[1] if given else macro.default)
        at = given.end() if given else at
    while len(values) < macro.arguments:
        argument = re.compile(r"\s*(\\[A-Za-z]+|\\?\S)").match(tex, at)
        if argument is None:
            return None
        closing = closing_brace(tex, argument.start(1), len(tex)) if argument[1] == "{" else -1
        values.append(tex[argument.end() : closing] if closing >= 0 else argument[1])
        at = closing + 1 if closing >= 0 else argument.end()
    body = _PARAMETER.sub(
        lambda found: values[int(found[1]) - 1] if int(found[1]) <= len(values) else "", macro.body
    )
    is_word = re.search(r"\\[A-Za-z]+\Z", body) and tex[at : at + 1].isalpha()
    return (f"{body} " if is_word else body), at
