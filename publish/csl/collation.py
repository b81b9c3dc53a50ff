"""Text → a key that sorts it as readers of a language expect."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from unicodedata import category, decimal

_TAILORED: dict[str, str] = {
    "sv": "z å äæ öø", "fi": "z å äæ öø", "da": "z æä øö å", "nb": "z æä øö å", "nn": "z æä øö å",
    "is": "z þ æ ö å", "es": "n ñ", "et": "s š z ž;w õ ä ö ü",
    "pl": "a ą;c ć;e ę;l ł;n ń;o ó;s ś;z ź ż", "cs": "c č;r ř;s š;z ž",
    "sk": "a ä;c č;o ô;s š;z ž", "hr": "c č ć;d đ;s š;z ž",
    "tr": "c ç;g ğ;h ı;o ö;s ş;u ü", "az": "c ç;e ə;g ğ;h ı;o ö;s ş;u ü",
    "hu": "o öő;u üű", "ro": "a ă â;i î;s ș;t ț", "lt": "c č;s š;z ž", "lv": "c č;s š;z ž",
    "sq": "c ç;e ë", "ar": "ه و",
}  # fmt: skip
"""Letters with a place of their own after another letter, in order; letters written together
count as one (Unicode CLDR, collation of each language)."""
_ARABIC = "ابپتټٹثجځچڅحخدډڈذرړڑزژږسشښصضطظعغفقکګگلمنںڼوهہھءیېۍے"
"""The letters of Arabic, Persian, Pashto and Urdu in one order; Arabic alone has waw after heh."""
_ARABIC_PLACES = {char: chr(0x0600 + place) for place, char in enumerate(_ARABIC)}
_BASE = str.maketrans({
    "æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
    "ı": "i", "ħ": "h", "ŧ": "t", "ك": "ک", "ي": "ی", "ى": "ی", "ة": "ه",
})  # fmt: skip
FIELD = "\0"
"""Ends a part of a sort key: what ends there comes before what goes on."""
_SPACE, _MARK, _DIGIT, _LETTER, _AFTER = "\x01", "\x02", "\x03", "\x04", "\x05"
_IGNORED = frozenset("ʼʿʾ.,:;!?¡¿\"'…\u200b\u200c\u200d\u200e\u200f\u00ad")
_BRACKETS = frozenset(("Ps", "Pe", "Pi", "Pf"))
"""Unicode categories of brackets and quotation marks, which do not count either."""
_PARTS = re.compile(r"\d+|.", re.S)

CollationKey = tuple[str, str]


@lru_cache(maxsize=16384)
def collation_key(text: str, language: str) -> CollationKey:
    """Make a key by the first two levels of UTS #10: letters, then accents.

    Case does not count (CSL 1.0.2, "Sorting"), nor do quotation marks, brackets and the marks that
    end sentences. Spaces come before other marks, these before numbers, which sort by their
    size, and numbers before letters.
    """
    folded = text.lower()
    tailored = _tailored(language.split("-")[0])
    if folded.isascii() and not tailored.keys() & set("z"):
        return _primary(folded), ""
    if tailored:
        folded = "".join(tailored.get(char, char) for char in unicodedata.normalize("NFC", folded))
    split = unicodedata.normalize("NFD", folded.translate(_BASE))
    base = "".join(char for char in split if not unicodedata.combining(char))
    accents = "".join(char if unicodedata.combining(char) else " " for char in split)
    return _primary(base), accents.rstrip()


@lru_cache(maxsize=64)
def _tailored(language: str) -> dict[str, str]:
    """Make a table of the letters with places of their own: "ñ" → "n", then what sorts after."""
    table: dict[str, str] = {}
    for group in _TAILORED.get(language, "").split(";"):
        base, *others = group.split() or [""]
        for place, letters in enumerate(others, 1):
            table.update(dict.fromkeys(letters, f"{base}{_AFTER}{place}"))
    return table


def _primary(text: str) -> str:
    return "".join(map(_weight, _PARTS.findall(text)))


@lru_cache(maxsize=4096)
def _weight(part: str) -> str:
    """Weigh a character, or the digits of a number."""
    if part.isdecimal():
        digits = "".join(str(decimal(char)) for char in part).lstrip("0")
        return f"{_DIGIT}{len(digits):04}{digits}"
    if part in _IGNORED or category(part) in _BRACKETS:
        return ""
    if part.isspace():
        return _SPACE
    if part.isalpha():
        return _LETTER + _ARABIC_PLACES.get(part, part)
    return part if part in (FIELD, _AFTER) else _MARK + part
