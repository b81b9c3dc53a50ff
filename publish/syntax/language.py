"""Languages as the text needs them: their direction, and their quotation marks."""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT_LANGUAGE = "en-US"
"""When the front matter names none."""

_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks ku prs ps sd syr ug ur yi".split())  # noqa: SIM905
"""ISO 639 codes whose usual script runs from right to left (Unicode CLDR 46, layout)."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """A language's quotation marks, with the spaces inside of them."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


_NARROW = "\N{NARROW NO-BREAK SPACE}"
_QUOTES = {
    "ar": Quotes("«", "»", "‹", "›"),
    "cs": Quotes("„", "“", "‚", "‘"),
    "da": Quotes("»", "«", "›", "‹"),
    "de": Quotes("„", "“", "‚", "‘"),
    "de-ch": Quotes("«", "»", "‹", "›"),
    "de-li": Quotes("«", "»", "‹", "›"),
    "el": Quotes("«", "»", "“", "”"),
    "en": Quotes("“", "”", "‘", "’"),
    "es": Quotes("«", "»", "“", "”"),
    "fa": Quotes("«", "»", "‹", "›"),
    "fi": Quotes("”", "”", "’", "’"),
    "fr": Quotes(f"«{_NARROW}", f"{_NARROW}»", "“", "”"),
    "fr-ch": Quotes(f"«{_NARROW}", f"{_NARROW}»", f"‹{_NARROW}", f"{_NARROW}›"),
    "he": Quotes("”", "”", "’", "’"),
    "hu": Quotes("„", "”", "»", "«"),
    "it": Quotes("«", "»", "“", "”"),
    "nb": Quotes("«", "»", "‘", "’"),
    "nl": Quotes("“", "”", "‘", "’"),
    "nn": Quotes("«", "»", "‘", "’"),
    "no": Quotes("«", "»", "‘", "’"),
    "pl": Quotes("„", "”", "«", "»"),
    "prs": Quotes("«", "»", "‹", "›"),
    "ps": Quotes("«", "»", "‹", "›"),
    "pt": Quotes("«", "»", "“", "”"),
    "pt-br": Quotes("“", "”", "‘", "’"),
    "ro": Quotes("„", "”", "«", "»"),
    "ru": Quotes("«", "»", "„", "“"),
    "sk": Quotes("„", "“", "‚", "‘"),
    "sv": Quotes("”", "”", "’", "’"),
    "tr": Quotes("“", "”", "‘", "’"),
    "uk": Quotes("«", "»", "„", "“"),
    "ur": Quotes("“", "”", "‘", "’"),
}
"""Unicode CLDR 46, delimiters; French with the narrow space of the Imprimerie nationale's rules
(Lexique, 2002, "Guillemets"); Arabic-script languages but Urdu with guillemets."""


def quotes_of(tag: str) -> Quotes | None:
    """Give a language's marks; None for one we do not know."""
    lowered = tag.lower()
    return _QUOTES.get(lowered) or _QUOTES.get(lowered.split("-")[0])


def direction_of(tag: str) -> str:
    """Give "rtl" or "ltr" for a language tag; a script subtag decides before the language."""
    parts = tag.lower().split("-")
    scripts = [part for part in parts[1:] if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in ("arab", "hebr", "syrc", "thaa", "nkoo", "adlm") else "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT else "ltr"
