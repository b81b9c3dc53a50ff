"""Text → a key that sorts it as readers of a language expect."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

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
_SPACE, _MARK, _DIGIT, _LETTER, _AFTER = "\x01", "\x02", "\x03", "\x04", "\x05"
_IGNORED = frozenset("’'ʼʿʾ‘\u200b\u200c\u200d\u200e\u200f\u00ad")

CollationKey = tuple[str, str]


@lru_cache(maxsize=16384)
def collation_key(text: str, language: str) -> CollationKey:
    """Make a key by the first two levels of UTS #10: letters, then accents.

    Case does not count (CSL 1.0.2, "Sorting"). Spaces come before marks, marks before digits,
    digits before letters.
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
    written = []
    for char in text:
        if char in _IGNORED:
            continue
        if char.isspace():
            written.append(_SPACE)
        elif char.isalpha():
            written.append(_LETTER + _ARABIC_PLACES.get(char, char))
        elif char == _AFTER:
            written.append(_AFTER)
        elif char.isdigit():
            written.append(_DIGIT + char)
        else:
            written.append(_MARK + char)
    return "".join(written)
