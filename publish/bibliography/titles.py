"""An entry's titles → CSL's: of the work, its volume, its container and its series."""

from __future__ import annotations

from publish.bibliography.reading import Reading
from publish.bibliography.richtext import Rich, Run, join, strip, to_csl
from publish.bibliography.strings import lookup, numbered_series
from publish.bibliography.types import CHAPTERS


def titles(reading: Reading) -> dict[str, str]:
    """Work out every title variable that the entry has.

    A book that is a volume of a larger work has the larger one's title as `title` and its own as
    `volume-title`; a chapter has the larger work as `container-title` (CSL 1.0.2, appendix IV).
    """
    found = {
        **{
            name: _whole(reading, prefix, keeps_case=_names_a_periodical(reading, name, prefix))
            for name, prefix in _prefixes(reading).items()
        },
        "container-title-short": reading.rich("shortjournal"),
        "collection-title": _series(reading),
        "title-short": _short_title(reading),
        "original-title": reading.title("origtitle"),
        "reviewed-title": reading.title("reviewedtitle"),
    }
    return {name: to_csl(title) for name, title in found.items() if title}


def _is_chapter(reading: Reading) -> bool:
    return reading.kind in CHAPTERS


def _whole(reading: Reading, prefix: str, *, keeps_case: bool = False) -> Rich:
    """Join "…title", "…subtitle" and "…titleaddon"."""
    title, subtitle, addon = (
        reading.title(prefix + part, keeps_case=keeps_case)
        for part in ("title", "subtitle", "titleaddon")
    )
    return join(join(title, ":", subtitle), ".", addon) if title else ()


def _prefixes(reading: Reading) -> dict[str, str]:
    """Say for each title which fields hold it: the beginning of their names."""
    is_chapter, has_main = _is_chapter(reading), reading.has("maintitle")
    found = {"title": "", "event-title": "event"}
    if reading.kind == "periodical":
        found["container-title"] = ""
        found["title"] = "issue" if reading.has("issuetitle") else ""
    elif has_main and not is_chapter:
        found["title"] = "main"
    if has_main:
        found["volume-title"] = "book" if is_chapter else ""
    if reading.has("journaltitle") and not is_chapter:
        found.setdefault("container-title", "journal")
    elif is_chapter or reading.kind.startswith("supp"):
        of_book = "main" if has_main else "book"
        found["container-title"] = of_book if reading.has(of_book + "title") else "journal"
    return found


def _names_a_periodical(reading: Reading, name: str, prefix: str) -> bool:
    return prefix == "journal" or (name == "container-title" and reading.kind == "periodical")


def languages(reading: Reading) -> dict[str, str]:
    """Give the language of each title that is in another one than the entry, as an inherited one.

    CSL-JSON has no place for it but `custom`, which is for what it has no field for.
    """
    fields = {name: prefix + "title" for name, prefix in _prefixes(reading).items()}
    fields |= {"container-title-short": "shortjournal", "collection-title": "series"}
    told = ((name, reading.other_language(field)) for name, field in fields.items())
    return {name: tag for name, tag in told if tag}


def _series(reading: Reading) -> Rich:
    """Give the series; a number or a localisation key, as journals have, is put into words."""
    written = reading.raw("series")
    known = lookup(written, reading.language)
    if written.isdecimal() and len(written) < 4:
        known = numbered_series(written, reading.language)
    if known is None:
        return reading.title("series")
    return (Run(known[0].upper() + known[1:] if reading.is_english else known, ()),)


def _short_title(reading: Reading) -> Rich:
    """Take `shorttitle`, else what stands before the colon or the subtitle."""
    has_main = reading.has("maintitle")
    if reading.has("shorttitle") and (not has_main or _is_chapter(reading)):
        return reading.title("shorttitle")
    title = reading.title("title")
    before = _up_to_colon(title)
    has_more = reading.has("subtitle") or reading.has("titleaddon")
    if before == title and (has_main or not has_more):
        return ()
    return before


def _up_to_colon(title: Rich) -> Rich:
    """Cut a title at its first colon outside of styles and protection."""
    for index, (text, styles) in enumerate(title):
        if ":" in text and not styles:
            return strip((*title[:index], Run(text[: text.index(":")], ())))
    return title
