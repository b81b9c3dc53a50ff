"""What is never printed: comments, raw LaTeX, shortcodes; and page breaks.

Comments go silently; the rest is told at its place, since other tools would print something.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from publish.diagnostics import error, warning
from publish.syntax.blocks import line_text
from publish.syntax.citation import CiteItem
from publish.syntax.maths import push_formula
from publish.syntax.places import InlineState
from publish.syntax.telling import tell

_PAGE_BREAK = re.compile(
    r"(?:\{\{<\s*pagebreak\s*>\}\}|\\(?:newpage|pagebreak|clearpage)(?:\{\})?)\s*"
)
_BEGIN = re.compile(r"\\begin\{([^{}\n]+)\}")
_COMMAND = re.compile(r"\\([A-Za-z]{2,}|[A-Za-z](?=[{\[]))\*?")
_ARGUMENT = re.compile(r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|\[[^\[\]\n]*\]")
_SHORTCODE = re.compile(r"\{\{[<%][^{}]*[>%]\}\}|\{\{[ \t]*[\"'A-Za-z_][^{}\n]*\}\}")
_FORMULAS = frozenset(
    ("equation", "displaymath", "math", "align", "gather", "multline", "eqnarray", "flalign")
)
"""Environments that hold formulas (amsmath's user guide, "Displayed equations")."""
_NO_WORDS = (
    "noindent indent vspace hspace hfill vfill bigskip medskip smallskip centering raggedright"
    " small footnotesize scriptsize large normalsize singlespacing doublespacing onehalfspacing"
    " setcounter label protect tableofcontents listoffigures listoftables maketitle appendix"
    " linebreak nopagebreak sloppy fussy cleardoublepage frontmatter mainmatter backmatter par"
    " index glossary addcontentsline thispagestyle pagestyle pagenumbering setlength hypersetup"
    " phantomsection usepackage newcommand renewcommand providecommand let def makeatletter"
    " makeatother bibliographystyle bibliography printbibliography null leavevmode"
)
_SIGNS = {
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "XeTeX": "XeTeX",
    "LaTeXe": "LaTeX2e",
    **dict.fromkeys(("ldots", "dots", "textellipsis"), "…"),
    "textendash": "–",
    "textemdash": "—",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "copyright": "©",
    "textregistered": "®",
    "texttrademark": "™",
    "textdegree": "°",
    "euro": "€",
    "EUR": "€",
    "pounds": "£",
    "textbullet": "•",
    "slash": "/",
    "ss": "ß",
}
"""Commands that stand for a sign or a name (LaTeX2e's manual, "Symbols by command name")."""
_INSTEAD = {
    **dict.fromkeys(("cite", "citep", "parencite", "autocite", "footcite"), "[@key, p. 3]"),
    **dict.fromkeys(("citet", "textcite", "citeauthor"), "@key [p. 3]"),
    **dict.fromkeys(("emph", "textit"), "*words*"),
    "textbf": "**words**",
    "textsc": "[words]{.smallcaps}",
    "underline": "[words]{.underline}",
    "footnote": "^[words]",
    "href": "[words](https://…)",
    "url": "<https://…>",
    "ref": "@fig-label",
    "includegraphics": "![caption](file.png)",
    **dict.fromkeys(("chapter", "section"), "# heading"),
    "subsection": "## heading",
}
"""What to write in the place of the commands that authors know best."""
_LAYOUT_ONLY = frozenset(_NO_WORDS.split())
"""Commands that put no words on the page."""


def page_break(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    r"""Read `{{< pagebreak >}}` or `\newpage` on a line of its own."""
    if not _PAGE_BREAK.fullmatch(line_text(state, start_line)):
        return False
    if not silent:
        token = state.push("page_break", "", 0)
        token.map = [start_line, start_line + 1]
        state.line = start_line + 1
    return True


def comment_line(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Pass over a line that begins with `%%`."""
    text = line_text(state, start_line)
    if not text.startswith("%%") or text.find("%%", 2) not in (-1, len(text.rstrip()) - 2):
        return False
    if not silent:
        state.line = start_line + 1
    return True


def comment(state: StateInline, silent: bool) -> bool:
    """Pass over `%% … %%` in a line."""
    if not state.src.startswith("%%", state.pos):
        return False
    end = state.src.find("%%", state.pos + 2, state.posMax)
    if end < 0:
        return False
    state.pos = end + 2
    return True


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
    hint = "write tables, lists and quotations in Markdown"
    tell(state, error("raw-latex", message, span, hint))
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
    paragraph = -1
    for line in range(start_line, end_line):
        if closing in line_text(state, line):
            return line
        if paragraph < 0 and state.isEmpty(line):
            paragraph = line - 1
            if (
                name,
                end_line,
                len(state.src),
            ) in unclosed:  # an earlier one has looked to the end already
                break
    unclosed.add((name, end_line, len(state.src)))
    return paragraph if paragraph >= start_line else end_line - 1


def latex_command(state: StateInline, silent: bool) -> bool:
    r"""Pass over `\command[…]{…}`, and tell."""
    found = _COMMAND.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    sign = _SIGNS.get(found[1])
    if sign is not None:
        if not silent:
            state.push("text", "", 0).content = sign
        state.pos = found.end() + 2 * state.src.startswith("{}", found.end())
        return True
    end = found.end()
    while argument := _ARGUMENT.match(state.src, end, state.posMax):
        end = argument.end()
    if not silent:
        _tell_command(state, found[1], state.pos, end)
    state.pos = end
    return True


_BOOKDOWN_REF = re.compile(r"\\@ref\(([\w:.-]+)\)")
_TEXT_REF = re.compile(r"\(ref:([\w-]+)\)[ \t]+\S")


def bookdown_reference(state: StateInline, silent: bool) -> bool:
    r"""Read `\@ref(fig:x)`, the number of what has that label (bookdown, "Cross-references")."""
    found = _BOOKDOWN_REF.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        assert isinstance(state, InlineState)
        label = found[1] if ":" in found[1] else f"sec-{found[1]}"
        span = state.span(found.start(), found.end())
        token = state.push("citation", "", 0)
        token.content = found[0]
        item = CiteItem(label, span, suppress_author=True)
        token.meta.update(items=(item,), mode="normal", span=span)
    state.pos = found.end()
    return True


def text_reference(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Pass over `(ref:x) words`, which a chunk of code would print as its caption, and tell."""
    found = _TEXT_REF.match(line_text(state, start_line))
    if found is None or state.is_code_block(start_line):
        return False
    if silent:
        return True
    last = start_line
    while last < end_line and not state.isEmpty(last):
        last += 1
    first = state.bMarks[start_line] + state.tShift[start_line]
    span = state.env["text"].at(first, first + len(f"(ref:{found[1]})"))
    message = f"the words of '(ref:{found[1]})' belong to a chunk of code, and are not printed"
    hint = "write them as the caption of a picture: ![Words](file.png)"
    tell(state, warning("code-chunk", message, span, hint))
    state.line = last
    return True


def _tell_command(state: StateInline, name: str, start: int, end: int) -> None:
    assert isinstance(state, InlineState)
    span = state.span(start, end)
    if name in _LAYOUT_ONLY:
        message = f"the LaTeX command '\\{name}' has no effect here"
        tell(state, warning("raw-latex", message, span, "the house style decides the layout"))
        return
    message = f"the LaTeX command '\\{name}' is not printed"
    instead = _INSTEAD.get(name)
    hint = f"write {instead}" if instead else "write it in Markdown, or '\\\\' for a backslash"
    tell(state, error("raw-latex", message, span, hint))


def shortcode(state: StateInline, silent: bool) -> bool:
    """Pass over `{{< name … >}}`, and tell."""
    if not state.src.startswith("{{", state.pos) or state.src.find("}}", state.pos) < 0:
        return False
    found = _SHORTCODE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        assert isinstance(state, InlineState)
        span = state.span(found.start(), found.end())
        message = f"the shortcode '{found[0]}' is not known here, and not printed"
        tell(state, error("shortcode", message, span))
    state.pos = found.end()
    return True
