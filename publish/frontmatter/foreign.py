"""Fields of other tools that say nothing about the brief itself."""

from __future__ import annotations

IGNORED = frozenset(
    [
        "geometry",
        "margin",
        "margin-top",
        "margin-bottom",
        "margin-left",
        "margin-right",
        "fontsize",
        "mainfont",
        "sansfont",
        "monofont",
        "mathfont",
        "fontfamily",
        "linestretch",
        "documentclass",
        "classoption",
        "header-includes",
        "include-before",
        "include-after",
        "pdf-engine",
        "template",
        "colorlinks",
        "linkcolor",
        "urlcolor",
        "citecolor",
        "indent",
        "biblio-style",
        "natbib",
        "biblatex",
        "numbering",
    ]
)
"""What other tools hand to LaTeX; the house style decides these."""

SILENT = frozenset(
    [
        "format",
        "output",
        "exports",
        "execute",
        "jupyter",
        "knitr",
        "engine",
        "editor",
        "project",
        "kernelspec",
        "site",
        "filters",
    ]
)
"""Settings of other tools that say nothing about the brief."""
