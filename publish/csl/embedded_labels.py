"""Labels written inside of numbers, "7, p. 3-8" or "ch. 5" → terms of the locale.

The specification does not know them; the reference implementation reads them, and data have them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from publish.csl.labels import is_plural
from publish.csl.locale import Locale
from publish.csl.numbers import is_numeric

_TERMS = {
    "art.": "article-locator", "bk.": "book", "ch.": "chapter", "chap.": "chapter",
    "col.": "column", "fig.": "figure", "fol.": "folio", "l.": "line", "ll.": "line",
    "n.": "note", "nn.": "note", "no.": "issue", "op.": "opus", "p.": "page", "pp.": "page",
    "para.": "paragraph", "paras.": "paragraph", "pt.": "part", "r.": "rule", "sec.": "section",
    "sect.": "section", "§": "section", "§§": "section", "s.v.": "sub-verbo", "supp.": "supplement",
    "tbl.": "table", "v.": "verse", "vv.": "verse", "vrs.": "verse", "vol.": "volume",
    "vols.": "volume",
}  # fmt: skip
"""Abbreviations of English, and the locators that they stand for."""
_LABELLED = re.compile(r"(?P<label>[^\W\d_]{1,5}\.(?:v\.)?|§{1,2})\s*(?P<number>\S.*)", re.S)
_PIECES = re.compile(r"(\s*[,;]\s*)")


def split_label(locator: str) -> tuple[str, str]:
    """Part the label before a locator from it: "ch. 5" → ("chapter", "5"); "" if there is none."""
    match = _LABELLED.fullmatch(locator.strip())
    term = _TERMS.get(match["label"].lower(), "") if match else ""
    if match is None or not term or not re.match(r"[^\W_]", match["number"]):
        return "", locator
    return term, match["number"]


def write_labels(
    text: str, locale: Locale, write_number: Callable[[str], str], write_range: Callable[[str], str]
) -> str:
    """Write the terms for the labels inside of a value, "" if it has none.

    `write_number` writes the numbers before the first label, `write_range` those after a label.
    """
    pieces = _PIECES.split(text.strip())
    if len(pieces) < 3 or not is_numeric(pieces[0]):
        return ""
    written = [write_number(pieces[0])]
    has_label = False
    for separator, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        term, number = split_label(piece)
        if not is_numeric(number):
            return ""
        has_label = has_label or bool(term)
        label = locale.term(term, "short", is_plural(term, number)) if term else ""
        joint = f"{label} " if label else ""
        written.append(f"{separator.strip()} {joint}{write_range(number)}")
    return "".join(written) if has_label else ""
