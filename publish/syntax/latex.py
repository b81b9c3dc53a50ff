r"""LaTeX outside of formulas: its signs are printed, its macros kept, all else is told.

A command is told with the Markdown that says the same; nothing of it reaches the page.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from publish.diagnostics import error, warning
from publish.source import Span
from publish.syntax.blocks import line_text
from publish.syntax.latex_words import (
    LAYOUT_HINTS,
    LAYOUT_ONLY,
    SIGNS,
    instead_of,
    instead_of_environment,
)
from publish.syntax.macros import Macros, begins_definition, closing_brace, read_definition
from publish.syntax.maths import push_formula
from publish.syntax.places import InlineState
from publish.syntax.telling import tell

_BEGIN = re.compile(r"\\begin\{([^{}\n]+)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?")
_OPTION = re.compile(r"\[[^\[\]\n]*\]|<[^<>\n]{1,9}>(?=[{\[])")
_FORMULAS = frozenset(
    ("equation", "displaymath", "math", "align", "gather", "multline", "eqnarray", "flalign")
)
"""Environments that hold formulas (amsmath's user guide, "Displayed equations")."""
MOST_UNCLOSED = 20
"""How many commands at the heads of paragraphs are followed beyond these in vain."""


def latex_environment(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    r"""Pass over `\begin{x}` … `\end{x}`, and tell."""
    found = _BEGIN.match(line_text(state, start_line))
    if found is None:
        return False
    if silent:
        return True
    line = _end_of_environment(state, start_line, end_line, found[1])
    first = state.bMarks[start_line] + state.tShift[start_line]
    span = state.env["text"].at(first, first + len(found[0]))
    if found[1].rstrip("*") in _FORMULAS:
        tex = state.getLines(start_line, line + 1, state.blkIndent, False).strip()
        body = tex.removeprefix(found[0]).removesuffix(f"\\end{{{found[1]}}}")
        whole = state.env["text"].at(first, max(state.eMarks[line], first + 1))
        body = _arranged(body, found[1].rstrip("*"))
        push_formula(state, body, whole, "", (start_line, line + 1))
        state.line = line + 1
        return True
    message = f"a LaTeX passage, '{found[0]}', is not printed"
    tell(state, error("raw-latex", message, span, instead_of_environment(found[1].rstrip("*"))))
    state.line = line + 1
    return True


def _arranged(tex: str, name: str) -> str:
    """Keep the lines of a formula together as its environment would."""
    inner = "gathered" if name in ("gather", "multline") else "aligned"
    is_plain = name in ("equation", "displaymath", "math") or not ("&" in tex or "\\\\" in tex)
    return tex if is_plain else f"\\begin{{{inner}}}{tex}\\end{{{inner}}}"


def _end_of_environment(state: StateBlock, start_line: int, end_line: int, name: str) -> int:
    """Find the line that ends an environment; of one that nothing ends, its paragraph's last."""
    closing = f"\\end{{{name}}}"
    unclosed: set[tuple[str, int, int]] = state.env.setdefault("unclosed", set())
    key = (name, end_line, len(state.src))
    paragraph = -1
    for line in range(start_line, end_line):
        if closing in line_text(state, line):
            return line
        if paragraph < 0 and state.isEmpty(line):
            paragraph = line - 1
            if key in unclosed:  # an earlier one has looked to the end already
                break
    unclosed.add(key)
    return paragraph if paragraph >= start_line else end_line - 1


def latex_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read definitions of macros, and pass over a command that reaches over several blocks."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("\\", start) or state.is_code_block(start_line):
        return False
    limit = state.eMarks[end_line - 1]
    at = _definitions(state, start, limit, {} if silent else state.env["macros"])
    if at == start:
        at = _beyond_its_paragraph(state, start_line, end_line)
        if at < 0:
            return False
        if not silent:
            span = state.env["text"].at(start, state.eMarks[start_line])
            found = _COMMAND.match(state.src, start)
            _tell_command(state, found[1] if found else "", state.src[start:at], span)
    if not silent:
        state.line = next(n for n in range(start_line, end_line) if state.eMarks[n] >= at) + 1
    return True


def _definitions(state: StateBlock, start: int, limit: int, macros: Macros) -> int:
    """Keep the macros that lines define; give where they end, or the start when others follow."""
    at = start
    failures: list[int] = state.env.setdefault("unclosed_commands", [])
    if not begins_definition(state.src, start) or len(failures) > MOST_UNCLOSED:
        return start
    while found := read_definition(state.src, at, limit):
        macros[found[0]] = found[1]
        rest = re.compile(r"[ \t]*(?:%[^\n]*)?").match(state.src, found[2])
        at = rest.end() if rest else found[2]
        if state.src[at : at + 1] in ("", "\n"):
            return at
    failures.append(start)
    return start


def _beyond_its_paragraph(state: StateBlock, start_line: int, end_line: int) -> int:
    """Find the end of a command whose arguments go on behind an empty line or a block; else -1."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    found = _COMMAND.match(state.src, start, state.eMarks[start_line])
    failures: list[int] = state.env.setdefault("unclosed_commands", [])
    if found is None or len(failures) > MOST_UNCLOSED:
        return -1
    last = start_line
    while last + 1 < end_line and not state.isEmpty(last + 1):
        if _BEGIN.match(line_text(state, last + 1)):
            break
        last += 1
    if arguments_end(state.src, found.end(), state.eMarks[last]) >= 0:
        return -1
    end = arguments_end(state.src, found.end(), state.eMarks[end_line - 1])
    if end < 0:
        failures.append(start)
    return end


def latex_command(state: StateInline, silent: bool) -> bool:
    r"""Pass over `\command[…]{…}`, and tell."""
    found = _COMMAND.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    sign = SIGNS.get(found[1])
    if sign is not None:
        if not silent:
            state.push("text", "", 0).content = sign
        state.pos = found.end() + 2 * state.src.startswith("{}", found.end())
        return True
    macro = read_definition(state.src, state.pos, state.posMax)
    if macro is not None:
        if not silent:
            state.env["macros"][macro[0]] = macro[1]
        state.pos = macro[2]
        return True
    end = arguments_end(state.src, found.end(), state.posMax)
    end = state.posMax if end < 0 else end
    if not silent:
        assert isinstance(state, InlineState)
        written = state.src[state.pos : end]
        _tell_command(state, found[1], written, state.span(state.pos, end))
    state.pos = end
    return True


def arguments_end(text: str, at: int, end: int) -> int:
    """Find where the arguments of a command end; -1 when a brace is never closed."""
    while True:
        option = _OPTION.match(text, at, end)
        if option is not None:
            at = option.end()
        elif text.startswith("{", at, end):
            closing = closing_brace(text, at, end)
            if closing < 0:
                return -1
            at = closing + 1
        else:
            return at


def _tell_command(state: StateBlock | StateInline, name: str, written: str, span: Span) -> None:
    if name in LAYOUT_ONLY:
        message = f"the LaTeX command '\\{name}' has no effect here"
        hint = LAYOUT_HINTS.get(name, "the house style decides the layout")
        tell(state, warning("raw-latex", message, span, hint))
        return
    message = f"the LaTeX command '\\{name}' is not printed"
    macro = state.env["macros"].get(name)
    if macro is not None:
        hint = f"macros are written out in formulas only; this one stands for '{macro.body}'"
    else:
        instead = instead_of(name, written)
        hint = f"write {instead}" if instead else "write it in Markdown, or '\\\\' for a backslash"
    tell(state, error("raw-latex", message, span, hint))
