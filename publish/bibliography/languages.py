"""Babel's and polyglossia's language names → BCP 47 tags.

Names: "The biblatex Package", §3.7.3 table 2, and babel's own list of languages. Tags carry the
region that the name implies, as Pandoc's do, so that "american" and "british" stay apart.
"""

from __future__ import annotations

import re

LANGUAGES: dict[str, str] = {
    "albanian": "sq-AL", "amharic": "am-ET", "bosnian": "bs-BA", "faroese": "fo-FO",
    "gujarati": "gu-IN", "hausa": "ha-NG", "khmer": "km-KH", "kurmanji": "kmr-TR", "lao": "lo-LA",
    "lowersorbian": "dsb-DE", "luxembourgish": "lb-LU", "maltese": "mt-MT", "nepali": "ne-NP",
    "punjabi": "pa-IN", "sindhi": "sd-PK", "sinhalese": "si-LK", "swahili": "sw-TZ",
    "uyghur": "ug-CN", "uzbek": "uz-UZ", "zulu": "zu-ZA",
    "acadian": "fr-CA", "afrikaans": "af-ZA", "american": "en-US", "arabic": "ar",
    "armenian": "hy-AM", "asturian": "ast-ES", "australian": "en-AU", "austrian": "de-AT",
    "bahasa": "id-ID", "bahasai": "id-ID", "bahasam": "ms-MY", "basque": "eu-ES",
    "belarusian": "be-BY", "bengali": "bn-BD", "brazil": "pt-BR", "brazilian": "pt-BR",
    "breton": "br-FR", "british": "en-GB", "bulgarian": "bg-BG", "canadian": "en-CA",
    "canadien": "fr-CA", "catalan": "ca-AD", "chinese": "zh-CN", "coptic": "cop",
    "croatian": "hr-HR", "czech": "cs-CZ", "danish": "da-DK", "dari": "prs-AF",
    "dutch": "nl-NL", "english": "en-US", "esperanto": "eo", "estonian": "et-EE",
    "farsi": "fa-IR", "finnish": "fi-FI", "francais": "fr-FR", "french": "fr-FR",
    "frenchb": "fr-FR", "friulan": "fur-IT", "galician": "gl-ES", "georgian": "ka-GE",
    "german": "de-DE", "germanb": "de-DE", "greek": "el-GR", "hebrew": "he-IL",
    "hindi": "hi-IN", "hungarian": "hu-HU", "icelandic": "is-IS", "indonesian": "id-ID",
    "interlingua": "ia", "irish": "ga-IE", "italian": "it-IT", "japanese": "ja-JP",
    "kannada": "kn-IN", "kazakh": "kk-KZ", "korean": "ko-KR", "kurdish": "ku",
    "latin": "la", "latvian": "lv-LV", "lithuanian": "lt-LT", "lsorbian": "dsb-DE",
    "macedonian": "mk-MK", "magyar": "hu-HU", "malay": "ms-MY", "malayalam": "ml-IN",
    "marathi": "mr-IN", "mexican": "es-MX", "mongolian": "mn-MN", "naustrian": "de-AT",
    "newzealand": "en-NZ", "ngerman": "de-DE", "norsk": "nb-NO", "norwegian": "nb-NO",
    "nswissgerman": "de-CH", "nynorsk": "nn-NO", "occitan": "oc-FR", "pashto": "ps-AF",
    "persian": "fa-IR", "piedmontese": "pms-IT", "polish": "pl-PL", "polutonikogreek": "grc-GR",
    "portuges": "pt-PT", "portuguese": "pt-PT", "romanian": "ro-RO", "romansh": "rm-CH",
    "russian": "ru-RU", "samin": "se-NO", "sanskrit": "sa-IN", "scottish": "gd-GB",
    "serbian": "sr-RS", "serbianc": "sr-Cyrl-RS", "slovak": "sk-SK", "slovene": "sl-SI",
    "slovenian": "sl-SI", "spanish": "es-ES", "spanishmx": "es-MX", "swedish": "sv-SE",
    "swissgerman": "de-CH", "syriac": "syr", "tamil": "ta-IN", "telugu": "te-IN",
    "thai": "th-TH", "tibetan": "bo-CN", "turkish": "tr-TR", "turkmen": "tk-TM",
    "ukenglish": "en-GB", "ukrainian": "uk-UA", "uppersorbian": "hsb-DE", "urdu": "ur-PK",
    "usenglish": "en-US", "usorbian": "hsb-DE", "vietnamese": "vi-VN", "welsh": "cy-GB",
}  # fmt: skip

_VARIANTS = {
    "american": "en-US", "us": "en-US", "usmax": "en-US", "british": "en-GB", "uk": "en-GB",
    "australian": "en-AU", "newzealand": "en-NZ", "canadian": "en-CA", "austrian": "de-AT",
    "swiss": "de-CH", "brazilian": "pt-BR", "mexican": "es-MX",
}  # fmt: skip
"""`langidopts={variant=…}`, which polyglossia uses."""

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def language_tag(name: str, options: str = "") -> str:
    """Give the tag of a language name, or of a tag ("en_US"); "" for one we do not know.

    >>> language_tag("english", "variant=uk")
    'en-GB'
    """
    variant = options.replace(" ", "").lower().partition("variant=")[2].partition(",")[0]
    if variant in _VARIANTS:
        return _VARIANTS[variant]
    wanted = name.strip().lower()
    if wanted in LANGUAGES:
        return LANGUAGES[wanted]
    if wanted.startswith("lang") and wanted[4:] in LANGUAGES:
        return LANGUAGES[wanted[4:]]
    if not _TAG.fullmatch(name.strip()):
        return ""
    language, *rest = re.split("[-_]", name.strip())
    return "-".join(
        (language.lower(), *(part.upper() if len(part) == 2 else part for part in rest))
    )
