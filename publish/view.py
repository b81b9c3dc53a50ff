"""Front matter + Body + Words → View: every value that a layout may print, as HTML or text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from markupsafe import Markup

from publish.frontmatter.front import FrontMatter
from publish.frontmatter.people import Author
from publish.frontmatter.values import Date, License
from publish.line_breaks import keep_together, set_breaks
from publish.localization import Words

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


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    level: int
    """2 for the highest headings of the text."""
    href: str
    title: str
    number: str
    """"2.1" when sections are numbered, else ""."""


@dataclass(frozen=True, slots=True)
class View:
    """What `brief` is in a layout. Fields of type `Markup` are HTML, the others plain text."""

    lang: str
    dir: str
    title: Markup
    plain_title: str
    running_title: str
    subtitle: Markup
    authors: tuple[Person, ...]
    byline: str
    """The authors' names as a list in words."""
    date: str
    """As the language writes it."""
    series: str
    number: str
    """With its word: "No. 12"."""
    issue: str
    """Number and date: "No. 12 · April 2023"."""
    publisher: str
    place: str
    keywords: str
    abstract: Markup
    key_findings: tuple[Markup, ...]
    recommendations: tuple[Markup, ...]
    about_authors: tuple[Markup, ...]
    acknowledgements: tuple[Markup, ...]
    funding: tuple[Markup, ...]
    disclaimer: Markup
    contents: tuple[Entry, ...]
    wants_contents: bool
    """Whether the manuscript asks for them (`toc`); a report has them in any case."""
    text: Markup
    references: Markup
    """The whole section of the bibliography; "" when it stands in the text, or there is none."""
    cite_as: Markup
    license: str
    license_url: str
    copyright: str
    doi: str
    """The address at doi.org, or ""."""
    faces: str
    """The typefaces, for the colophon."""
    mark: str
    """What every page says of a brief that is not final: "Draft", "Embargoed until …"; or ""."""
    extra: Mapping[str, object] = field(default_factory=dict)


def license_of(given: License | None) -> tuple[str, str]:
    """Give a licence's name in print and its address."""
    if given is None:
        return "", ""
    name, url = LICENSES.get(given.text.upper().replace(" ", "-"), (given.text, ""))
    return name, given.url or url


def date_of(date: Date | None, words: Words) -> str:
    """Write a date as the language does; a date in words stays as written."""
    if date is None:
        return ""
    if not date.year:
        return " ".join(date.written.text.split())
    return keep_together(words.date(date.year, date.month, date.day), words.lang, words.months)


def doi_address(doi: str) -> str:
    """Give the address of a DOI, however it was written (DOI Handbook §3.8)."""
    bare = doi.strip().removeprefix("doi:").strip()
    for prefix in ("https://", "http://", "dx.doi.org/", "doi.org/"):
        bare = bare.removeprefix(prefix)
    return f"https://doi.org/{bare}" if bare else ""


def people(authors: tuple[Author, ...]) -> tuple[Person, ...]:
    """Turn the authors of the front matter into what a layout prints."""
    return tuple(
        Person(
            name=each.name,
            affiliation="; ".join(place.text for place in each.affiliations),
            orcid=each.orcid,
            email=each.email,
            url=each.url,
            note=each.note,
        )
        for each in authors
    )


def cite_as(front: FrontMatter, title: Markup, words: Words) -> Markup:
    """Write how to cite the brief: authors, title, series and number, publisher, date, DOI.

    After Chicago 17, §14.220 (reports and working papers).
    """
    if not front.authors and not front.series and not front.publisher:
        return Markup()
    first, *others = front.authors or (None,)
    inverted = (
        words["list-join"].join((first.family, first.given))
        if first and first.family and first.given and first.name == f"{first.given} {first.family}"
        else first.name
        if first
        else ""
    )
    more = words.joined(tuple(each.name for each in others if each))
    names = (
        inverted
        + (words["after-inverted" if len(others) == 1 else "list-join"] if more else "")
        + more
    )
    stop = "" if str(title)[-1:] in "?!.؟" else "."
    quoted = Markup(words.quoted(str(title) + stop))
    issue = " ".join(part for part in (front.series, words.digits(front.number)) if part)
    date = date_of(front.date, words)
    place = front.publisher if not front.place else f"{front.place}: {front.publisher}"
    imprint = words["list-join"].join(part for part in (place or issue, date) if part)
    issue = issue if place else ""
    parts = [Markup(escape(_ended(names))), quoted]
    parts += [Markup(escape(_ended(each))) for each in (issue, imprint) if each]
    if address := doi_address(front.doi):
        parts.append(Markup('<a href="{0}">{0}</a>.').format(address))
    return Markup(" ").join(part for part in parts if part)


def _ended(text: str) -> str:
    return text if not text or text[-1] in ".?!" else f"{text}."


TITLE_LINE = 34
"""Characters of a title on one line of base: 142 mm at 27 pt."""


def balanced(title: str) -> str:
    """Keep a title's last line from being a lonely word: join words until two fifths are full.

    The renderer knows no `text-wrap: balance` (CSS Text 4 §6.3); a count of characters does.
    """
    words = title.split(" ")
    lines, line = 1, 0
    for word in words:
        line += len(word) + 1
        if line > TITLE_LINE + 1:
            lines, line = lines + 1, len(word) + 1
    if lines == 1:
        return title
    tail: list[str] = []
    while len(words) > 2 and len(" ".join(tail)) < 0.4 * TITLE_LINE:
        tail.insert(0, words.pop())
    return " ".join((*words, "\xa0".join(tail)))


def broken(html: str, words: Words) -> Markup:
    """Mark in HTML of the language where its lines may end."""
    return Markup(set_breaks(html, words.lang, words.months))
