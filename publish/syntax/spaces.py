"""Dashes, ellipses and spaces that must not break, by language."""

from __future__ import annotations

import re
from functools import cache

NBSP = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"

_URL = re.compile(r"(?:https?://|www\.|mailto:|doi:)\S+")
_UNITS = (
    "km|cm|mm|m|km²|m²|ha|kg|g|mg|t|l|ml|kW|MW|GW|TW|kWh|MWh|GWh|TWh|W|V|Hz|kHz|MHz|GHz|"
    "°C|°F|°|%|‰|€|£|\\$|¥|MB|GB|TB|kB|bn|mn|m|trn|mph|km/h|Mt|Gt|kt|hPa|USD|EUR|GBP|PKR|AFN"
)
_COUNTS = {
    "en": "million|billion|trillion|thousand|hundred|per cent|percent",
    "de": "Millionen|Million|Milliarden|Milliarde|Billionen|Prozent|Mio\\.|Mrd\\.|Uhr|Euro",
    "fr": "millions?|milliards?|mille|pour cent|euros?|heures?",
    "es": "millones|millón|mil|por ciento|euros?",
}
_MONTHS = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?",
    "de": "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November"
    "|Dezember",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
    "|diciembre",
    "fa": "ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر"
    "|جنوری|فبروری|مارچ|اپریل|می(?!\u200c)|جون|جولای|اگست|سپتمبر|اکتوبر|نومبر|دسمبر"
    "|حمل|ثور|جوزا|سرطان|اسد|سنبله|میزان|عقرب|قوس|جدی|دلو|حوت",
    "ur": "جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر",
    "ar": "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    "ps": "جنوري|فبروري|مارچ|اپریل|مۍ|جون|جولای|اګست|سپټمبر|اکتوبر|نومبر|دسمبر",
}
"""Of Persian, those of Tehran, of Kabul, and the solar ones of Kabul (Unicode CLDR 46)."""
_WITH_ENGLISH = ("ar", "fa", "ps", "ur")
"""Latin words in Arabic script are nearly always English, or dates of English works."""
_SHORT = {
    "en": "p|pp|no|nos|vol|vols|ch|chs|chap|fig|figs|art|arts|sec|para|paras|n|nn|fn|app|eq|tab|"
    "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Rev|St|Mt|cf|c|ca",
    "de": "S|Nr|Bd|Kap|Abb|Tab|Art|Abs|Anm|Fn|Rn|Rz|Ziff|Z|Sp|H|Dr|Prof|Hr|Fr|St|vgl|ca|Mio|Mrd",
    "fr": "p|pp|vol|chap|fig|art|t|M|MM|Mme|Mlle|Dr|Pr|St|cf|ca|éd|coll|col|livr|nᵒ",
    "es": "p|pp|pág|págs|vol|cap|caps|fig|figs|art|arts|núm|t|n|Sr|Sra|Dr|Dra|Prof|D|cf|ca|ed",
    "fa": "ص|صص|ج|ش",
    "ar": "ص|ج|ع",
    "ur": "ص|ج",
    "ps": "م|ص",
}
_GERMAN_PAIRS = (
    r"\b(z|Z)\. ?(B)\.", r"\b(d|D)\. ?(h)\.", r"\b(u|U)\. ?(a|ä|Ä)\.", r"\b(i|I)\. ?(d|e)\.",
    r"\b(o|O)\. ?(ä|Ä|g)\.", r"\b(v|V)\. ?(a)\.", r"\b(s|S)\. ?(o|u)\.", r"\b(a|A)\. ?(a)\. ?(O)\.",
)  # fmt: skip


def dashes(text: str) -> str:
    """Make `---` an em dash, `--` an en dash, `...` an ellipsis (Pandoc, "Extension: smart")."""
    if "--" in text:
        text = re.sub(r"(?<!-)---(?!-)", "—", text)
        text = re.sub(r"(?<!-)--(?!-)", "–", text)
    return text.replace("...", "…") if "..." in text else text


def spaces(text: str, language: str) -> str:
    """Set the spaces that must not break; only one that is there is changed, but in French."""
    text = tie(text, language)
    return _french(text, language.lower()) if _primary(language) == "fr" else text


def tie(text: str, language: str) -> str:
    """Set the spaces between what must stay on a line, and leave those round signs as they are."""
    for pattern, replacement in _rules(_primary(language)):
        text = pattern.sub(replacement, text)
    return text


def _primary(language: str) -> str:
    return language.lower().split("-")[0]


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rules: list[tuple[str, str]] = []
    if language == "de":
        rules += [(pattern, _joined(pattern)) for pattern in _GERMAN_PAIRS]
    rules += [
        # numeral and unit: SI Brochure 9, 5.4.3
        (rf"(?<=\d) (?=(?:{_UNITS})(?![\w²³]))", NBSP),
        (r"(?<=[§¶№]) (?=\d)", NBSP),
        (r"(?<=\b[nN][°º]) (?=\d)", NBSP),
        # initials: J. R. R. Tolkien
        (r"(?<=\b[^\W\d_]\.) (?=[^\W\d_]\.)", NBSP),
        (r"(?:(?<=^[^\W\d_]\.)|(?<=[ \u00a0(“‘«„][^\W\d_]\.)) (?=[A-ZÀ-ÖØ-Þ][^\W\d_]{2})", NBSP),
    ]
    if language != "en":
        groups = "|".join(rf"(?<=(?<!\d){digits})" for digits in (r"\d", r"\d\d", r"\d\d\d"))
        rules.append((rf"(?:{groups}) (?=\d{{3}}(?!\d))", NARROW))
    if language in _COUNTS:
        rules.append((rf"(?<=\d) (?=(?:{_COUNTS[language]})\b)", NBSP))
    months = _MONTHS.get(language)
    if months:
        if language in _WITH_ENGLISH:
            months += "|" + _MONTHS["en"]
        rules.append((rf"(?<=\d) (?=(?:{months})\b)", NBSP))
        rules.append((rf"(?<=\d\.) (?=(?:{months})\b)", NBSP))
        rules.append((rf"\b({months}) (?=\d{{1,2}}(?:,|\b(?!\d)))", rf"\1{NBSP}"))
    if language in _SHORT:
        rules.append(_after_short(_SHORT[language]))
    return tuple((re.compile(pattern), replacement) for pattern, replacement in rules)


def _after_short(words: str) -> tuple[str, str]:
    """Tie an abbreviation to its number or name, also where it begins a sentence."""
    capitals = "|".join(word.capitalize() for word in words.split("|") if len(word) > 1)
    number = r"[\d\[(A-ZÀ-Þ۰-۹٠-٩]|[ivxlc]+\b"
    return rf"(?<![\w.])({words}|{capitals})\. (?={number})", rf"\1.{NBSP}"


def _joined(pattern: str) -> str:
    count = pattern.count("(")
    return NARROW.join(f"\\{number}." for number in range(1, count + 1))


_TALL = re.compile(r"(?<=[\w)\]»”’%…])[ \u00a0\u202f]?([;!?]+)(?=[\s)\]»”\u00a0\u202f]|$)")
_COLON = re.compile(r"(?<=[^\W\d_)\]»”’])[ \u00a0\u202f]?:(?=\s|$)|(?<=\d)[ \u00a0\u202f]:(?=\s|$)")
_INSIDE = re.compile(r"«[ \u00a0\u202f]?(?=\S)|(?<=\S)[ \u00a0\u202f]?»")


def _french(text: str, language: str) -> str:
    """Set the spaces before tall punctuation and within guillemets.

    Lexique des règles typographiques en usage à l'Imprimerie nationale (2002), "Ponctuation":
    a narrow space before ; ! ?, a full one before the colon. Canada sets none before ; ! ?
    (Le guide du rédacteur, 7.2).
    """
    if language.startswith("fr-ca"):
        text = _TALL.sub(r"\1", text)
    else:
        text = _TALL.sub(NARROW + r"\1", text)
    text = _COLON.sub(f"{NBSP}:", text)
    return _INSIDE.sub(lambda found: f"«{NARROW}" if "«" in found[0] else f"{NARROW}»", text)


def outside_urls(text: str) -> list[tuple[str, bool]]:
    """Cut a text into pieces; the second value says whether a piece is an address."""
    if "://" not in text and "www." not in text and "doi:" not in text and "mailto:" not in text:
        return [(text, False)]
    pieces: list[tuple[str, bool]] = []
    at = 0
    for found in _URL.finditer(text):
        pieces.append((text[at : found.start()], False))
        pieces.append((found[0], True))
        at = found.end()
    pieces.append((text[at:], False))
    return [(piece, is_url) for piece, is_url in pieces if piece]
