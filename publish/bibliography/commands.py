"""LaTeX commands with an argument, by what becomes of it.

Sources: LaTeX2e's text commands ("LaTeX2e for authors", §3), biblatex's formatting commands ("The
biblatex Package", §4.6.4), csquotes, hyperref.
"""

from __future__ import annotations

from publish.bibliography.richtext import Style

STYLED: dict[str, tuple[Style, ...]] = {
    **dict.fromkeys(("emph", "textit", "textsl", "mkbibitalic"), ("i",)),
    **dict.fromkeys(("textbf", "strong"), ("b",)),
    **dict.fromkeys(("textsc", "textsmallcaps"), ("sc",)),
    **dict.fromkeys(("textsuperscript", "mkbibsuperscript", "sp", "up"), ("sup",)),
    **dict.fromkeys(("textsubscript", "sb"), ("sub",)),
    **dict.fromkeys(("texttt", "textct"), ("kept",)),
    "NoCaseChange": ("nocase",),
    "mkbibemph": ("i", "nocase"),
    "mkbibbold": ("b", "nocase"),
}
DECLARED: dict[str, Style | None] = {
    **dict.fromkeys(("em", "it", "itshape", "sl", "slshape"), "i"),
    **dict.fromkeys(("bf", "bfseries"), "b"),
    **dict.fromkeys(("sc", "scshape"), "sc"),
    **dict.fromkeys(
        ("rm", "rmfamily", "normalfont", "upshape", "sf", "sffamily", "mdseries"), None
    ),
    **dict.fromkeys(("tt", "ttfamily"), None),
}
WRAPPED: dict[str, tuple[str, str, tuple[Style, ...]]] = {
    "mkbibparens": ("(", ")", ()),
    "mkbibbrackets": ("[", "]", ()),
    "footnote": (" (", ")", ()),
}
QUOTING: dict[str, tuple[Style, ...]] = {
    **dict.fromkeys(("enquote", "enquote*", "textquote"), ()),
    "mkbibquote": ("nocase",),
}
"""Their marks are those of their level, starred or not: styles exchange them anyway."""
TRANSPARENT = frozenset(
    ("textnormal", "textup", "textrm", "textsf", "textmd", "text", "mbox", "hbox",
     "underline", "uline", "autocap", "MakeUppercase", "MakeLowercase", "MakeSentenceCase",
     "MakeSentenceCase*", "uppercase", "lowercase", "title", "nolink",
     "foreigntextstyle", "enclose", "lsstyle", "textls", "sout", "phantomsection")
)  # fmt: skip
"""Their argument is text like any other."""
FIRST_DROPPED = frozenset(
    ("href", "textcolor", "foreignlanguage", "textlang", "hyperref", "colorbox", "raisebox",
     "texorpdfstring", "hypertarget")
)  # fmt: skip
"""Their first argument is not for print, the second is."""
DROPPED = frozenset(
    ("noopsort", "SortNoop", "label", "index", "hspace", "vspace", "hspace*", "vspace*", "color",
     "selectlanguage", "phantom", "hphantom", "nocite", "thispagestyle", "begin", "end",
     "hskip")
)  # fmt: skip
"""Commands whose argument is not for print."""
VERBATIM = frozenset(("url", "path", "nolinkurl", "detokenize", "verb"))
FORMULAS = frozenset(("ensuremath", "ce"))
"""Their argument is mathematics, or chemistry (mhchem)."""
STRINGS = frozenset(("bibstring", "biblstring", "bibsstring", "bibcpstring", "bibcpsstring"))
