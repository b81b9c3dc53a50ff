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
        "title": _title(reading),
        "volume-title": _volume_title(reading),
        "container-title": _container_title(reading),
        "container-title-short": reading.rich("shortjournal"),
        "collection-title": _series(reading),
        "title-short": _short_title(reading),
        "event-title": _whole(reading, "event"),
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


def _title(reading: Reading) -> Rich:
    if reading.kind == "periodical" and reading.has("issuetitle"):
        return _whole(reading, "issue")
    if reading.has("maintitle") and not _is_chapter(reading):
        return _whole(reading, "main")
    return _whole(reading, "")


def _volume_title(reading: Reading) -> Rich:
    if not reading.has("maintitle"):
        return ()
    return _whole(reading, "book" if _is_chapter(reading) else "")


def _container_title(reading: Reading) -> Rich:
    if reading.kind == "periodical":
        return _whole(reading, "", keeps_case=True)
    if reading.has("journaltitle") and not _is_chapter(reading):
        return _whole(reading, "journal", keeps_case=True)
    if _is_chapter(reading) or reading.kind.startswith("supp"):
        return _whole(reading, "main" if reading.has("maintitle") else "book") or _whole(
            reading, "journal", keeps_case=True
        )
    return ()


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
