"""Front matter + Words → what a brief says of itself: authors, date, licence, how to cite."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from markupsafe import Markup

from publish.frontmatter.front import FrontMatter
from publish.frontmatter.people import Author
from publish.frontmatter.values import Date, License
from publish.language.line_breaks import keep_together
from publish.language.localization import Words
from publish.writing.labels import full_stop

LICENSES: Mapping[str, tuple[str, str]] = {
    f"CC-{code}-4.0": (
        f"CC {code} 4.0",
        f"https://creativecommons.org/licenses/{code.lower()}/4.0/",
    )
    for code in ("BY", "BY-SA", "BY-ND", "BY-NC", "BY-NC-SA", "BY-NC-ND")
} | {"CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/")}
"""SPDX licence list 3.25: identifier → name in print, address."""


@dataclass(frozen=True, slots=True)
class Person:
    """An author as a layout prints one."""

    name: str
    affiliation: str
    """Institutions in one line, "" when none is given."""
    orcid: str
    email: str
    url: str
    note: str
    photo: str = ""
    """The address of a picture of the person, or ""."""


def with_publisher(front: FrontMatter, publisher: Mapping[str, str]) -> FrontMatter:
    """Fill in what a project says of its publisher, where the front matter says nothing."""
    return replace(
        front,
        publisher=front.publisher or publisher.get("name", ""),
        place=front.place or publisher.get("place", ""),
        issn=front.issn or publisher.get("issn", ""),
        url=front.url or publisher.get("url", ""),
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the imprint says of the publication."""

    name: str
    """"ISSN"; "" where the value says what it is."""
    value: str
    href: str = ""


def facts_of(front: FrontMatter, words: Words) -> tuple[Fact, ...]:
    """Collect what librarians look for, besides what the citation says: numbers and address."""
    address = re.sub(r"^https?://(?:www\.)?|/$", "", front.url)
    version = f"{words['version']} {words.digits(front.version)}" if front.version else ""
    said = (
        Fact("ISSN", front.issn),
        Fact("ISBN", front.isbn),
        Fact("", version),
        Fact("", address, front.url if "://" in front.url else ""),
    )
    return tuple(each for each in said if each.value)


def license_of(given: License | None) -> tuple[str, str]:
    """Give a licence's name in print and its address."""
    if given is None:
        return "", ""
    name, url = LICENSES.get(given.text.upper().replace(" ", "-"), (given.text, ""))
    return name, given.url or url


CALENDARS = {"solar": "solar", "jalali": "solar", "shamsi": "solar", "both": "both"}
"""What the field `calendar` may say; anything else is Gregorian."""


def date_of(date: Date | None, words: Words, calendar: object = "") -> str:
    """Write a date as the language does; a date in words stays as written."""
    if date is None:
        return ""
    if not date.year:
        return " ".join(date.written.text.split())
    return keep_together(
        words.date(date.year, date.month, date.day, CALENDARS.get(str(calendar), "")),
        words.lang,
        words.months,
    )


def doi_address(doi: str) -> str:
    """Give the address of a DOI, however it was written (DOI Handbook §3.8)."""
    bare = doi.strip().removeprefix("doi:").strip()
    for prefix in ("https://", "http://", "dx.doi.org/", "doi.org/"):
        bare = bare.removeprefix(prefix)
    return f"https://doi.org/{bare}" if bare else ""


def people(authors: tuple[Author, ...], photos: tuple[str, ...]) -> tuple[Person, ...]:
    """Turn the authors of the front matter into what a layout prints, each with a photo or ""."""
    return tuple(
        Person(
            name=each.name,
            affiliation="; ".join(place.text for place in each.affiliations),
            orcid=each.orcid,
            email=each.email,
            url=each.url,
            note=each.note,
            photo=photo,
        )
        for each, photo in zip(authors, photos, strict=True)
    )


_STOP_INSIDE = ("en",)
"""Languages that set a full stop before the closing quotation mark (Chicago 17, §6.9)."""


def cite_as(front: FrontMatter, title: Markup, words: Words) -> Markup:
    """Write how to cite the brief: authors, title, series and number, publisher, date, DOI.

    After Chicago 17, §14.220 (reports and working papers).
    """
    if not (front.series or front.publisher or front.doi or (front.authors and front.date)):
        return Markup()
    names = _names(front.authors, words)
    stop = "" if str(title)[-1:] in _ENDS else full_stop(words.lang)
    has_stop_inside = words.lang.lower().split("-")[0] in _STOP_INSIDE
    quoted = words.quoted(str(title) + stop) if has_stop_inside else words.quoted(str(title)) + stop
    issue = " ".join(part for part in (front.series, words.digits(front.number)) if part)
    date = date_of(front.date, words, front.extra.get("calendar"))
    place = front.publisher if not front.place else f"{front.place}: {front.publisher}"
    imprint = words["list-join"].join(part for part in (place or issue, date) if part)
    issue = issue if place else ""
    parts = [Markup(escape(_ended(names, words.lang))), Markup(quoted)]
    parts += [Markup(escape(_ended(each, words.lang))) for each in (issue, imprint) if each]
    if address := doi_address(front.doi):
        parts.append(Markup('<a href="{0}">{0}</a>.').format(address))
    return Markup(" ").join(part for part in parts if part)


MOST_NAMES = 10
NAMES_OF_MANY = 7
"""Of more than ten authors the first seven are named (Chicago 17, §14.76)."""


_TITLE = re.compile(
    r"(?:(?:(?:Univ\.-)?Prof(?:essor(?:in)?)?|Dr|PD|Doctor|Mr|Mrs|Ms|Mx|Sir|Dame)\.?"
    r"|(?:Mag|Ing|Dipl\.-\w+|h\. ?c|rer\. ?\w+|phil|jur|iur|med|theol|habil|em)\."
    r"|دکتر|پروفسور|ڈاکٹر|پروفیسر)\s+"
)
"""Titles before a name, which bibliographies leave out."""


def _untitled(name: str) -> str:
    """Leave the titles before a name out, as long as two words are left."""
    while (found := _TITLE.match(name)) and " " in name[found.end() :].strip():
        name = name[found.end() :]
    return name


def _names(authors: tuple[Author, ...], words: Words) -> str:
    """Write the authors as a bibliography does: the first with the family name in front."""
    if not authors:
        return ""
    first, *others = authors
    inverted = first.name
    if first.family and first.given and first.name == f"{first.given} {first.family}":
        given = _untitled(first.name).removesuffix(first.family).strip()
        inverted = words["list-join"].join((first.family, given))
    more = tuple(_untitled(each.name) for each in others)
    if len(authors) > MOST_NAMES:
        named = (inverted, *more[: NAMES_OF_MANY - 1], words["et-al"])
        return words["list-join"].join(named)
    if len(more) < 2:
        return inverted + "".join(words["after-inverted"] + name for name in more)
    return inverted + words["list-join"] + words.joined(more)


_ENDS = "?!.؟۔"


def _ended(text: str, lang: str) -> str:
    return text if not text or text[-1] in _ENDS else text + full_stop(lang)
