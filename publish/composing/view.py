"""Front matter + Body + Words → View: every value that a layout may print, as HTML or text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from publish.composing.addressees import Group, grouped
from publish.composing.cover_picture import CoverPicture, cover_picture
from publish.composing.editions import Edition
from publish.composing.imprint import (
    Fact,
    Person,
    cite_as,
    date_of,
    doi_address,
    facts_of,
    license_of,
    people,
)
from publish.composing.plain import plain_text, without_notes
from publish.composing.side_column import SideColumn, room_beside, side_column
from publish.frontmatter.front import FrontMatter
from publish.language.hyphens import SOFT_HYPHEN, patterns
from publish.language.line_breaks import divide_words, set_breaks
from publish.language.localization import Words
from publish.syntax.language import direction_of

if TYPE_CHECKING:
    from publish.body import Body, TocEntry


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
class Biography:
    """What is said about an author, beside a photo."""

    text: Markup
    name: str
    """Of the author in the photo: what stands for it where it cannot be seen."""
    photo: str
    """Its address, or ""."""


@dataclass(frozen=True, slots=True)
class View:
    """What `brief` is in a layout. Fields of type `Markup` are HTML, the others plain text."""

    lang: str
    dir: str
    title: Markup
    plain_title: str
    running_title: str
    looks: str
    """Classes for what is longer than usual: "long-title", "long-abstract", both or ""."""
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
    logo: str
    """Address of the publisher's: the manuscript's, the project's or the house's; else ""."""
    cover_picture: CoverPicture | None
    place: str
    keywords: str
    abstract: Markup
    key_findings: tuple[Markup, ...]
    recommendations: tuple[Markup, ...]
    recommendation_groups: tuple[Group, ...]
    """The same by addressee; one group without a heading where none is named."""
    has_authors_beside: bool
    """Whether the authors have room in a side column: where not, a line names them all, and more
    is said of them at the end."""
    cite_beside: Markup
    """`cite_as` where the side column has room for it, else ""."""
    about_authors: tuple[Markup, ...]
    biographies: tuple[Biography, ...]
    """The same, each with the photo of its author; authors with nothing but a photo come last."""
    biographies_beside: tuple[Biography, ...]
    """The same where the side column has room for all of them, else none."""
    about_publisher: Markup
    acknowledgements: tuple[Markup, ...]
    funding: tuple[Markup, ...]
    disclaimer: Markup
    contents: tuple[Entry, ...]
    wants_contents: bool
    """Whether the manuscript asks for them (`toc`); a report has them in any case."""
    contents_title: str
    lists: tuple[tuple[str, tuple[Entry, ...]], ...]
    """Lists of figures and of tables that the manuscript asks for, each with its title."""
    text: Markup
    references: Markup
    """The whole section of the bibliography; "" when it stands in the text, or there is none."""
    cite_as: Markup
    license: str
    license_url: str
    copyright: str
    imprint: tuple[Fact, ...]
    """ISSN, ISBN, version and address; () where there is none of them."""
    doi: str
    """The address at doi.org, or ""."""
    faces: str
    """The typefaces."""
    colophon: Markup
    """The sentence that names them, each name in its own direction."""
    editions: tuple[Edition, ...]
    """The same in other languages."""
    also_available: Markup
    """The sentence that names them, with links; "" where there is none."""
    mark: str
    """What every page says of a brief that is not final: "Draft", "Embargoed until …"; or ""."""
    extra: Mapping[str, object] = field(default_factory=dict)


LONGEST_IN_TITLE = 26
LONGEST_IN_SIDE_COLUMN = 16
"""Letters of a word that has room on one line, and is not divided there."""


def divided(text: str, words: Words, longest: int) -> str:
    """Divide only the words of a text that no line can hold: a German compound, mostly."""
    known = patterns(words.lang)
    if known is None or "<" in text:
        return text
    return divide_words(text, known, is_noun_capital=True, shortest=longest + 1)


def broken(html: str, words: Words) -> Markup:
    """Mark in HTML of the language where its lines may end."""
    return Markup(set_breaks(html, words.lang, words.months))


def undivided(html: Markup) -> Markup:
    """Take the places away at which words may be divided: a reference is to be copied."""
    return html.replace(SOFT_HYPHEN, "")


UNTITLED = "Untitled"
"""For a manuscript without a title: a file must have one (ISO 14289-1 §7.1)."""


def make_view(
    front: FrontMatter,
    body: Body,
    words: Words,
    logo: str,
    typefaces: tuple[str, ...],
    editions: tuple[Edition, ...] = (),
) -> View:
    """Collect what a layout may print.

    `logo` is an address, or ""; `typefaces` are the names that the colophon gives.
    """
    title = _one(body, front, "title")
    plain_title = plain_text(title) or UNTITLED
    looks = _looks(plain_title, plain_text(_one(body, front, "abstract")))
    keywords = divided(words["list-join"].join(front.keywords), words, LONGEST_IN_SIDE_COLUMN)
    citation = undivided(broken(cite_as(front, without_notes(title), words), words))
    imprint = _imprint(front, body, words)
    direction = front.dir or direction_of(words.lang)
    beside = _beside(imprint, keywords, citation, room_beside(looks, direction))
    return View(
        lang=words.lang,
        dir=direction,
        title=Markup(divided(str(title), words, LONGEST_IN_TITLE)),
        plain_title=plain_title,
        looks=looks,
        running_title=_short_title(front) or for_running_head(plain_title),
        publisher=front.publisher,
        logo=logo,
        cover_picture=cover_picture(front, body),
        keywords=keywords,
        has_authors_beside=beside.has_authors,
        cite_beside=citation if beside.has_citation else Markup(),
        biographies_beside=imprint["biographies"] if beside.has_biographies else (),
        contents=_contents(front, body),
        wants_contents=front.toc,
        contents_title=front.toc_title or words["contents"],
        lists=tuple((each.title, _entries(each.entries)) for each in body.lists),
        text=broken(body.html, words),
        references=broken(_references_below(body), words),
        cite_as=citation,
        faces=words.joined(typefaces),
        colophon=_colophon(typefaces, words),
        editions=editions,
        also_available=broken(_also_available(editions, words), words),
        mark=_mark(front, words),
        extra=dict(front.extra),
        **imprint,
        **_texts(front, body, words),
    )


def _beside(imprint: dict[str, Any], keywords: str, citation: Markup, room: float) -> SideColumn:
    lives = tuple((plain_text(each.text), bool(each.photo)) for each in imprint["biographies"])
    return side_column(imprint["authors"], keywords, plain_text(citation), lives, room)


def _imprint(front: FrontMatter, body: Body, words: Words) -> dict[str, Any]:
    """Collect what tells who published what, when and under which terms."""
    number = words.with_number(front.number) if front.number else ""
    date = date_of(front.date, words, front.extra.get("calendar"))
    name, url = license_of(front.license)
    authors = people(front.authors, body.portraits)
    about = tuple(broken(each, words) for each in _list(body, "about_authors"))
    return {
        "authors": authors,
        "biographies": biographies(about, authors, words["list-join"]),
        "byline": words.joined(tuple(each.name for each in front.authors)),
        "series": front.series,
        "number": number,
        "date": date,
        "issue": " · ".join(part for part in (number, date) if part),
        "place": front.place,
        "license": name,
        "license_url": url,
        "copyright": front.copyright,
        "imprint": facts_of(front, words),
        "doi": doi_address(front.doi),
    }


def _texts(front: FrontMatter, body: Body, words: Words) -> dict[str, Any]:
    """Collect the fields that are texts or lists of texts."""
    single = ("abstract", "about_publisher", "disclaimer")
    several = ("key_findings", "recommendations", "about_authors", "acknowledgements", "funding")
    texts = {"subtitle": broken(_one(body, front, "subtitle"), words)}
    return (
        texts
        | {name: broken(_one(body, front, name), words) for name in single}
        | {name: tuple(broken(each, words) for each in _list(body, name)) for name in several}
        | {"recommendation_groups": _groups(front, body, words)}
    )


def _groups(front: FrontMatter, body: Body, words: Words) -> tuple[Group, ...]:
    texts, names = (
        tuple(broken(each, words) for each in _list(body, field))
        for field in ("recommendations", "addressees")
    )
    return grouped(texts, front.addressees, names, words)


def biographies(
    texts: tuple[Markup, ...], authors: tuple[Person, ...], join: str = ", "
) -> tuple[Biography, ...]:
    """Put each photo beside the text that names its author; where none is named, in order.

    A text about several people has the photo of the first whom it names. `join` is the language's
    comma.
    """
    plain = [plain_text(text) for text in texts]
    is_by_order = len(texts) == len(authors) and not any(
        each.name in words for each in authors for words in plain
    )
    waiting = [each for each in authors if each.photo]
    found: list[Biography] = []
    for place, (text, words) in enumerate(zip(texts, plain, strict=True)):
        named = [each for each in waiting if each.name in words]
        named.sort(key=lambda each: words.index(each.name))
        if is_by_order and authors[place].photo:
            named = [authors[place]]
        if named:
            waiting.remove(named[0])
        found.append(Biography(text, *((named[0].name, named[0].photo) if named else ("", ""))))
    for each in waiting:
        place_of = f"{join}{each.affiliation}" if each.affiliation else ""
        text = Markup("<strong>{}</strong>{}").format(each.name, place_of)
        found.append(Biography(text, each.name, each.photo))
    return tuple(found)


LONG_TITLE = 75
"""Characters: about two lines of a title; a longer one is set smaller."""
LONG_ABSTRACT = 420
"""Characters: about five lines of a standfirst."""


def _looks(title: str, abstract: str) -> str:
    looks = (
        ("long-title", len(title) > LONG_TITLE),
        ("long-abstract", len(abstract) > LONG_ABSTRACT),
    )
    return " ".join(name for name, holds in looks if holds)


def _short_title(front: FrontMatter) -> str:
    return " ".join(front.short_title.text.split()) if front.short_title else ""


LONGEST_RUNNING_TITLE = 90
"""Characters: what one line of a running head holds beside the folio."""


def for_running_head(title: str) -> str:
    """Shorten a title that no running head can hold: to what stands before its colon, else words.

    >>> for_running_head("The Price of Water: " + "On Tariffs and Meters in Arid Countries " * 3)
    'The Price of Water'
    """
    if len(title) <= LONGEST_RUNNING_TITLE:
        return title
    main = re.split(r"(?<=[?!])\s|\s*[:：]\s|\s[–—]\s", title, maxsplit=1)[0]
    if len(main) <= LONGEST_RUNNING_TITLE:
        return main
    return main[:LONGEST_RUNNING_TITLE].rpartition(" ")[0] + " …"


def _references_below(body: Body) -> str:
    """Give the bibliography, unless the author has put it into the text."""
    return "" if 'class="references"' in body.html else body.references


def _colophon(typefaces: tuple[str, ...], words: Words) -> Markup:
    is_rtl = direction_of(words.lang) == "rtl"
    name = Markup('<bdi dir="ltr">{}</bdi>' if is_rtl else "{}")
    joined = words.joined(tuple(str(name.format(each)) for each in typefaces))
    return Markup(words["colophon"].format(faces=joined))


def _also_available(editions: tuple[Edition, ...], words: Words) -> Markup:
    link = Markup('<a href="{1}" hreflang="{2}">{0}</a>')
    named = [
        link.format(words.language(each.lang), each.address, each.lang)
        if each.address
        else Markup(escape(words.language(each.lang)))
        for each in editions
    ]
    if not named:
        return Markup()
    return Markup(words["also-available"].format(languages=words.joined(tuple(map(str, named)))))


def _mark(front: FrontMatter, words: Words) -> str:
    """Say on every page why it is none to be published yet: a draft, under an embargo, or both."""
    marks = [words["draft"]] if front.status == "draft" else []
    if front.embargo is not None:
        date = date_of(front.embargo, words, front.extra.get("calendar"))
        marks.append(words["embargo"].format(date=date))
    return " · ".join(marks)


def _contents(front: FrontMatter, body: Body) -> tuple[Entry, ...]:
    deepest = 1 + (front.toc_depth or 2)
    return _entries(each for each in body.toc if each.level <= deepest)


def _entries(listed: Iterable[TocEntry]) -> tuple[Entry, ...]:
    return tuple(Entry(each.level, f"#{each.id}", each.title, each.number) for each in listed)


def _list(body: Body, field: str) -> tuple[str, ...]:
    value = body.fields.get(field) or body.fields.get(field.replace("_", "-")) or ()
    return (value,) if isinstance(value, str) else tuple(value)


def _one(body: Body, front: FrontMatter, field: str) -> Markup:
    """Give a field as HTML: as the body has it, else its text."""
    value = "".join(_list(body, field))
    if not value:
        written = getattr(front, field)
        return Markup(escape(" ".join(written.text.split()), quote=False)) if written else Markup()
    return Markup(value)
