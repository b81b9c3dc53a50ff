"""URLs, DOIs and numbers as they stand in .bib fields → plain text."""

from __future__ import annotations

import re

_VERBATIM_ESCAPE = re.compile(
    r"\\(?:(text(?:asciitilde|underscore|backslash))(?:\s*\{\})?\s*|([~^])\{\}|([%#&_$~^{}\\]))"
    r"|\$\\sim\$|\{\\(text(?:asciitilde|underscore))\}"
)
_URL_COMMAND = re.compile(r"\\(?:url|href|path|nolinkurl)\s*\{([^{}]*)\}(?:\s*\{[^{}]*\})?")
_ESCAPED = {"textasciitilde": "~", "textunderscore": "_", "textbackslash": "\\"}


def verbatim(text: str) -> str:
    r"""Read a URL, DOI or file name: only what people escape for LaTeX is undone.

    Biber takes these fields as they are, but BibTeX styles of old asked for `\_` and `\%`.
    """
    text = _URL_COMMAND.sub(r"\1", text.strip())
    if "\\" in text or "$" in text:
        text = _VERBATIM_ESCAPE.sub(
            lambda each: _ESCAPED.get(each[1] or each[4] or "", each[2] or each[3] or "~"), text
        )
    while text.startswith("{") and text.endswith("}"):
        text = text[1:-1].strip()
    return re.sub(r"\s*\n\s*", "", text)
