"""BibLaTeX's localisation keys, such as `phdthesis`, in the languages we ship.

Keys: "The biblatex Package" (Kime, Wemheuer, Lehman), §4.9.2 "Localization Keys".
"""

from __future__ import annotations

from collections.abc import Mapping

STRINGS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "mathesis": "Master’s thesis", "phdthesis": "PhD thesis",
        "bathesis": "Bachelor’s thesis", "candthesis": "Candidate thesis",
        "techreport": "technical report", "resreport": "research report",
        "software": "computer software", "datacd": "CD-ROM", "audiocd": "audio CD",
        "patent": "patent", "patentde": "German patent", "patenteu": "European patent",
        "patentfr": "French patent", "patentuk": "British patent", "patentus": "U.S. patent",
        "patreq": "patent request", "patreqde": "German patent request",
        "patreqeu": "European patent request", "patreqfr": "French patent request",
        "patrequk": "British patent request", "patrequs": "U.S. patent request",
        "countryde": "Germany", "countryeu": "European Union", "countryep": "European Union",
        "countryfr": "France", "countryuk": "United Kingdom",
        "countryus": "United States of America",
        "inpreparation": "in preparation", "submitted": "submitted",
        "forthcoming": "forthcoming", "inpress": "in press", "prepublished": "pre-published",
        "newseries": "new series", "oldseries": "old series", "jourser": "series",
        "volume": "volume", "volumes": "volumes", "number": "number", "page": "page",
        "pages": "pages", "edition": "edition", "supplement": "supplement",
        "special": "special issue", "january": "January", "nodate": "n.d.", "andothers": "et al.",
        "and": "and", "in": "in", "version": "version", "chapter": "chapter",
    },
    "de": {
        "mathesis": "Masterarbeit", "phdthesis": "Dissertation", "bathesis": "Bachelorarbeit",
        "candthesis": "Kandidatenarbeit", "techreport": "Technischer Bericht",
        "resreport": "Forschungsbericht", "software": "Computer-Software",
        "datacd": "CD-ROM", "audiocd": "Audio-CD",
        "patent": "Patent", "patentde": "deutsches Patent", "patenteu": "europäisches Patent",
        "patentfr": "französisches Patent", "patentuk": "britisches Patent",
        "patentus": "US-Patent", "patreq": "Patentanmeldung",
        "patreqde": "deutsche Patentanmeldung", "patreqeu": "europäische Patentanmeldung",
        "patreqfr": "französische Patentanmeldung", "patrequk": "britische Patentanmeldung",
        "patrequs": "US-Patentanmeldung",
        "countryde": "Deutschland", "countryeu": "Europäische Union",
        "countryep": "Europäische Union", "countryfr": "Frankreich",
        "countryuk": "Großbritannien", "countryus": "USA",
        "inpreparation": "in Vorbereitung", "submitted": "eingereicht",
        "forthcoming": "im Erscheinen", "inpress": "im Druck",
        "prepublished": "Vorveröffentlichung",
        "newseries": "neue Folge", "oldseries": "alte Folge", "jourser": "Folge",
        "nodate": "o. D.", "andothers": "u. a.", "and": "und",
    },
    "fr": {
        "mathesis": "mémoire de master", "phdthesis": "thèse de doctorat",
        "bathesis": "mémoire de licence", "candthesis": "mémoire de candidature",
        "techreport": "rapport technique", "resreport": "rapport scientifique",
        "software": "logiciel", "datacd": "cédérom", "audiocd": "disque compact audio",
        "patent": "brevet", "patentde": "brevet allemand", "patenteu": "brevet européen",
        "patentfr": "brevet français", "patentuk": "brevet britannique",
        "patentus": "brevet américain", "patreq": "demande de brevet",
        "patreqde": "demande de brevet allemand", "patreqeu": "demande de brevet européen",
        "patreqfr": "demande de brevet français", "patrequk": "demande de brevet britannique",
        "patrequs": "demande de brevet américain",
        "countryde": "Allemagne", "countryeu": "Union européenne",
        "countryep": "Union européenne", "countryfr": "France", "countryuk": "Royaume-Uni",
        "countryus": "États-Unis",
        "inpreparation": "en préparation", "submitted": "soumis", "forthcoming": "à paraître",
        "inpress": "sous presse", "prepublished": "prépublié",
        "newseries": "nouvelle série", "oldseries": "ancienne série", "jourser": "série",
        "nodate": "s. d.", "andothers": "et al.", "and": "et",
    },
    "es": {
        "mathesis": "Tesis de máster", "phdthesis": "Tesis doctoral",
        "bathesis": "Tesis de grado", "candthesis": "Tesina",
        "techreport": "informe técnico", "resreport": "informe de investigación",
        "software": "software", "datacd": "CD de datos", "audiocd": "CD de audio",
        "patent": "patente", "patentde": "patente alemana", "patenteu": "patente europea",
        "patentfr": "patente francesa", "patentuk": "patente británica",
        "patentus": "patente americana", "patreq": "solicitud de patente",
        "patreqde": "solicitud de patente alemana", "patreqeu": "solicitud de patente europea",
        "patreqfr": "solicitud de patente francesa", "patrequk": "solicitud de patente británica",
        "patrequs": "solicitud de patente americana",
        "countryde": "Alemania", "countryeu": "Unión Europea", "countryep": "Unión Europea",
        "countryfr": "Francia", "countryuk": "Reino Unido", "countryus": "Estados Unidos",
        "inpreparation": "en preparación", "submitted": "enviado",
        "forthcoming": "en preparación", "inpress": "en prensa", "prepublished": "prepublicado",
        "newseries": "nueva época", "oldseries": "antigua época", "jourser": "época",
        "nodate": "s.f.", "andothers": "et al.", "and": "y",
    },
    "it": {
        "mathesis": "Tesi di laurea magistrale", "phdthesis": "Tesi di dottorato",
        "bathesis": "Tesi di laurea", "techreport": "rapporto tecnico",
        "resreport": "rapporto di ricerca", "software": "software", "patent": "brevetto",
        "countryde": "Germania", "countryfr": "Francia", "countryuk": "Regno Unito",
        "countryus": "Stati Uniti d’America", "inpreparation": "in preparazione",
        "submitted": "inviato", "forthcoming": "in corso di pubblicazione",
        "inpress": "in stampa", "prepublished": "pre-pubblicazione",
        "newseries": "nuova serie", "oldseries": "vecchia serie", "jourser": "serie",
        "nodate": "s.d.", "andothers": "et al.", "and": "e",
    },
    "nl": {
        "mathesis": "masterscriptie", "phdthesis": "proefschrift", "bathesis": "bachelorscriptie",
        "techreport": "technisch rapport", "resreport": "onderzoeksrapport",
        "software": "computersoftware", "patent": "octrooi", "countryde": "Duitsland",
        "countryfr": "Frankrijk", "countryuk": "Verenigd Koninkrijk",
        "countryus": "Verenigde Staten van Amerika", "inpreparation": "in voorbereiding",
        "submitted": "ingediend", "forthcoming": "te verschijnen", "inpress": "in druk",
        "newseries": "nieuwe reeks", "oldseries": "oude reeks", "jourser": "reeks",
        "nodate": "z.d.", "andothers": "e.a.", "and": "en",
    },
}  # fmt: skip
"""Language → key → text. A key that a language lacks is taken from English."""

_SERIES_ORDINALS = {"en": "{}{}", "de": "{}.", "fr": "{}e", "es": "{}.ª", "it": "{}ª", "nl": "{}e"}


def lookup(key: str, language: str) -> str | None:
    """Find a localisation key's text for a language tag such as "en-GB"; None if unknown."""
    name = key.strip().lower()
    local = STRINGS.get(language.partition("-")[0].lower(), {})
    return local.get(name) or STRINGS["en"].get(name)


def numbered_series(number: str, language: str) -> str:
    """Write "3" as "3rd series": a journal's series given as a number (biblatex §2.2.2)."""
    code = language.partition("-")[0].lower()
    if code not in _SERIES_ORDINALS:
        code = "en"
    tens, ones = int(number) % 100, int(number) % 10
    ending = {1: "st", 2: "nd", 3: "rd"}.get(ones, "th") if not 10 < tens < 14 else "th"
    ordinal = _SERIES_ORDINALS[code].format(number, ending)
    return f"{ordinal} {STRINGS[code]['jourser']}"
