r"""What commands and environments of LaTeX are in Markdown: signs, marks, and what has no words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.syntax.macros import closing_brace

_NO_WORDS = (
    "noindent indent vspace hspace hfill vfill bigskip medskip smallskip centering raggedright"
    " small footnotesize scriptsize large normalsize singlespacing doublespacing onehalfspacing"
    " setcounter label protect tableofcontents listoffigures listoftables maketitle appendix"
    " linebreak nopagebreak sloppy fussy cleardoublepage frontmatter mainmatter backmatter par"
    " index glossary addcontentsline thispagestyle pagestyle pagenumbering setlength hypersetup"
    " phantomsection usepackage newcommand renewcommand providecommand let def makeatletter"
    " DeclareMathOperator newenvironment renewenvironment newtheorem theoremstyle"
    " makeatother bibliographystyle bibliography printbibliography null leavevmode"
)
SIGNS = {
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
    **dict.fromkeys(("S", "textsection"), "§"),
    **dict.fromkeys(("P", "textparagraph"), "¶"),
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "aa": "å",
    "AA": "Å",
}
"""Commands that stand for a sign or a name (LaTeX2e's manual, "Symbols by command name")."""

LAYOUT_ONLY = frozenset(_NO_WORDS.split())
"""Commands that put no words on the page."""
LAYOUT_HINTS = {
    "label": "an identifier is written '{#fig-name}' behind a heading, picture or caption",
    "tableofcontents": "write 'toc: true' in the front matter",
    "listoffigures": "write 'lof: true' in the front matter",
    "listoftables": "write 'lot: true' in the front matter",
    "bibliography": "name the file in the field 'bibliography' of the front matter",
    "printbibliography": "a div '::: {#refs}' says where the list of references stands",
}
"""What does in a manuscript what some of them do."""
LONGEST = 60
"""Characters of an argument that a hint shows whole."""
_OPTION = re.compile(r"\[([^\[\]\n]*)\]")
_CITES = frozenset(
    ("cite", "citep", "parencite", "autocite", "footcite", "fullcite", "citealp", "smartcite")
)
_CITES_IN_TEXT = frozenset(("citet", "textcite", "Citet", "Textcite", "citealt"))
_CITES_WITHOUT_AUTHOR = frozenset(("citeyear", "citeyearpar"))
_REFERENCES = ("ref", "autoref", "cref", "Cref", "eqref")
_KNOWN_LABEL = re.compile(r"(?:fig|tbl|tab|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr)[-:]")
_MARKS = {
    **dict.fromkeys(("emph", "textit", "textsl"), ("*{}*", "words")),
    "textbf": ("**{}**", "words"),
    "texttt": ("`{}`", "words"),
    "textsc": ("[{}]{{.smallcaps}}", "words"),
    "underline": ("[{}]{{.underline}}", "words"),
    "textsuperscript": ("^{}^", "words"),
    "textsubscript": ("~{}~", "words"),
    "enquote": ('"{}"', "words"),
    "footnote": ("^[{}]", "words"),
    "url": ("<{}>", "https://…"),
    **dict.fromkeys(_REFERENCES, ("@{}", "fig-label")),
    "pageref": ("[@{}]{{.page}}", "fig-label"),
    "includegraphics": ("![caption]({})", "file.png"),
    **dict.fromkeys(("part", "chapter", "section"), ("# {}", "heading")),
    "subsection": ("## {}", "heading"),
    "subsubsection": ("### {}", "heading"),
    "paragraph": ("#### {}", "heading"),
    "caption": ("it as the caption, ![{}](file.png)", "words"),
    "input": ("{{{{< include {} >}}}}", "file.md"),
    "include": ("{{{{< include {} >}}}}", "file.md"),
}
"""Command → what to write, with its argument; and what stands for one that is long."""
_ENVIRONMENTS = {
    **dict.fromkeys(("itemize",), "write a list, '- words'"),
    **dict.fromkeys(("enumerate",), "write a list, '1. words'"),
    "description": "write a list of definitions, 'term' and ':   words'",
    **dict.fromkeys(("quote", "quotation", "displayquote"), "write '> words'"),
    **dict.fromkeys(("verse",), "write '| words' for each line"),
    **dict.fromkeys(("verbatim", "lstlisting", "minted"), "put the code between lines '```'"),
    **dict.fromkeys(("figure", "wrapfigure"), "write ![caption](file.png){#fig-label}"),
    **dict.fromkeys(
        ("tabular", "table", "longtable", "tabularx", "tabu"),
        "write a table of Markdown, with ': caption {#tbl-label}' below it",
    ),
    **dict.fromkeys(("tikzpicture", "pgfpicture"), "save it as SVG: ![caption](file.svg)"),
    "abstract": "write it in the field 'abstract' of the front matter",
}


def instead_of_environment(name: str) -> str:
    """Give the hint for an environment: what says the same in Markdown."""
    is_named = name.isalpha()
    fallback = f"write '::: {name}' and ':::' round its words" if is_named else ""
    return _ENVIRONMENTS.get(name, fallback or "write it in Markdown")


def instead_of(name: str, written: str) -> str:
    """Give what to write in the place of a command, with its arguments; "" when unknown."""
    arguments = [" ".join(each.split()) for each in _arguments(written)]
    options = _OPTION.findall(written.partition("{")[0].replace("~", " "))
    if name in _CITES or name in _CITES_IN_TEXT or name in _CITES_WITHOUT_AUTHOR:
        return _citation(name, arguments, options)
    if name == "href":
        shown = [*arguments, "https://…", "words"] if len(arguments) < 2 else arguments
        return f"[{_short(shown[1], 'words')}]({_short(shown[0], 'https://…')})"
    if name not in _MARKS:
        return ""
    form, fallback = _MARKS[name]
    if name in _REFERENCES and arguments and not _KNOWN_LABEL.match(arguments[0]):
        form = "[](#{})"
    return form.format(_short(arguments[0] if arguments else "", fallback))


def _arguments(written: str) -> Iterator[str]:
    at = written.find("{")
    while at >= 0 and (closing := closing_brace(written, at, len(written))) >= 0:
        yield written[at + 1 : closing]
        at = written.find("{", closing)


def _short(words: str, fallback: str) -> str:
    return words if words and len(words) <= LONGEST and "\\" not in words else fallback


def _citation(name: str, arguments: list[str], options: list[str]) -> str:
    keys = [each.strip() for each in arguments[0].split(",")] if arguments else []
    keys = [each for each in keys if each and len(each) <= LONGEST] or ["key"]
    before = f"{options[0]} " if len(options) > 1 and options[0] else ""
    place = options[-1] if options else "" if arguments else "p. 3"
    dash = "-" if name in _CITES_WITHOUT_AUTHOR else ""
    if name in _CITES_IN_TEXT:
        return f"@{keys[0]} [{place}]" if place else f"@{keys[0]}"
    named = "; ".join(f"{dash}@{key}" for key in keys)
    return f"[{before}{named}, {place}]" if place else f"[{before}{named}]"
