"""References + library → references that say where a web page is kept for good."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from publish.bibliography.library import Library
from publish.csl.citation import Reference
from publish.csl.locale import Locale
from publish.csl.richtext import Link, RichText, plain, plain_text

_ARCHIVED = {
    "en": "Archived", "de": "Archiviert", "fr": "Archivé", "es": "Archivado",
    "fa": "نسخهٔ بایگانی", "prs": "نسخهٔ بایگانی", "ar": "نسخة مؤرشفة",
    "ur": "محفوظ نقل", "ps": "خوندي نسخه",
}  # fmt: skip
_DAYS = {"en-us": "{month} {day}, {year}", "de": "{day}. {month} {year}",
         "es": "{day} de {month} de {year}"}  # fmt: skip
"""How a day is written (Unicode CLDR 46, `dateFormat` long); elsewhere day, month, year."""


def with_archived(
    references: Iterable[Reference], library: Library, locale: Locale, lang: str
) -> tuple[Reference, ...]:
    """Add "Archived 5 February 2023: https://…" to works that have an `archiveurl`.

    In a .bib file it is a field; in JSON and YAML a variable, or one of `custom`. CSL 1.0.2 has
    none for it, so it follows what the style prints, in any style.
    """
    library = library.in_language(lang)
    return tuple(_with_copy(each, library, locale, lang) for each in references)


def _with_copy(reference: Reference, library: Library, locale: Locale, lang: str) -> Reference:
    if reference.id not in library:
        return reference
    address, day = _copy(library, reference.id)
    if not re.match(r"https?://\S+$", address):
        return reference
    words = _ARCHIVED.get(lang.split("-")[0].lower(), _ARCHIVED["en"])
    dated = f"{words} {_written(day, locale, lang)}" if day else words
    stop = "" if plain_text(reference.text).rstrip()[-1:] in {".", "?", "!", "”"} else "."
    link = Link(address, RichText((address,)))
    copy = plain(f"{stop} {dated}: ") + RichText((link,)) + plain(".")
    return replace(reference, text=reference.text + copy)


def _copy(library: Library, key: str) -> tuple[str, str]:
    """Give the address and the day of a work's copy, each "" where the work has none."""
    fields, item = library.entry(key).field_spans, library.item(key)
    address, day = (
        _bare(fields[name].text) if name in fields else str(item.get(name, "")).strip()
        for name in ("archiveurl", "archivedate")
    )
    return address, day


def _bare(value: str) -> str:
    """Take the braces or quotes of a .bib value away."""
    return value.strip().strip('{}"').strip()


def _written(day: str, locale: Locale, lang: str) -> str:
    """Write an ISO 8601 date with the locale's month; what is none stays as it is."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", day)
    month = locale.term(f"month-{found[2]}") if found else ""
    if found is None or not month:
        return day
    pattern = _DAYS.get(lang.lower()) or _DAYS.get(lang.split("-")[0].lower())
    pattern = pattern or "{day} {month} {year}"
    return pattern.format(day=int(found[3]), month=month, year=found[1])
