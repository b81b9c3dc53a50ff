"""Authors and their institutions, in the forms of Pandoc, Quarto, MyST and JOSS."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from publish.diagnostics import Diagnostic, error, warning
from publish.frontmatter.nodes import Fields, Items, Node, Scalar, is_empty
from publish.located import Located
from publish.source import Span


@dataclass(frozen=True, slots=True)
class Affiliation:
    """An institution."""

    name: str
    department: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    ror: str = ""
    """The address at ror.org, or ""."""
    url: str = ""

    @property
    def text(self) -> str:
        """The institution in one line: department, name, city, country."""
        parts = (self.department, self.name, self.city, self.region, self.country)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Author:
    """A person or body that wrote the manuscript."""

    name: str
    """As printed: "Ada Lovelace"."""
    span: Span
    given: str = ""
    family: str = ""
    affiliations: tuple[Affiliation, ...] = ()
    orcid: str = ""
    """The bare identifier: "0000-0002-1825-0097", or ""."""
    email: str = ""
    url: str = ""
    degrees: str = ""
    roles: tuple[str, ...] = ()
    """As written, mostly of the CRediT list."""
    note: str = ""
    photo: Located | None = None
    """A picture file of the person."""
    is_corresponding: bool = False
    is_equal_contributor: bool = False


def read_authors(
    node: Node | None, institutions: Node | None
) -> tuple[tuple[Author, ...], tuple[Diagnostic, ...]]:
    """Read `author` with the help of a top-level `affiliations` list."""
    problems: list[Diagnostic] = []
    known = _known(institutions)
    authors: list[Author] = []
    if is_empty(node) or node is None:
        return (), ()
    people = node.items if isinstance(node, Items) else (node,)
    for each in people:
        _note_named(each, known)
    for each in people:
        author = _author(each, known, problems)
        if author is not None:
            authors.append(author)
    return tuple(authors), tuple(problems)


def _author(node: Node, known: dict[str, Affiliation], problems: list[Diagnostic]) -> Author | None:
    if isinstance(node, Scalar):
        return _named(node.text, node.span) if node.text.strip() else None
    if isinstance(node, Items):
        problems.append(error("field-value", "an author is a name, or fields", node.span))
        return None
    name = node.get("name", "literal")
    if isinstance(name, Fields):
        author = _from_parts(name)
    elif name is None:
        author = _from_parts(node)
    else:
        author = _named(_text(name), name.span)
    if not author.name:
        hint = "write 'name: …' below it"
        problems.append(error("field-value", "an author has no name", node.span, hint))
        return None
    return replace(
        author,
        affiliations=_affiliations(node.get("affiliations", "affiliation"), known, problems),
        orcid=_orcid(node.get("orcid"), problems),
        email=_text(node.get("email")),
        url=_text(node.get("url", "website")),
        degrees=", ".join(_texts(node.get("degrees", "degree"))),
        roles=_texts(node.get("roles", "role")),
        note=_text(node.get("note")),
        photo=_located(node.get("photo", "portrait")),
        is_corresponding=_is_true(node.get("corresponding", "correspondence")),
        is_equal_contributor=_is_true(node.get("equal-contributor", "equal-contrib")),
    )


_MARK = re.compile(r"\^[^^\s]*\^|[*†‡]+$")
"""What authors put behind a name by hand: ^1^, *."""
_INVERTED = re.compile(r"(?:[^\W\d_A-Z][\w’'-]* )*[^\W\d_][\w’'-]*, [^\s,]+(?: [^\s,]+){0,2}")
"""One family name, perhaps with particles, a comma, and up to three given names."""
_DEGREES = frozenset(
    ("PhD", "Ph.D.", "MD", "M.D.", "MA", "MSc", "BA", "Jr", "Jr.", "Sr", "Sr.", "III")
)


def _named(text: str, span: Span) -> Author:
    """Read a name written in one line: "Ada Lovelace", or "Lovelace, Ada"."""
    name = " ".join(_MARK.sub("", text).split())
    family, comma, given = name.partition(", ")
    if comma and _INVERTED.fullmatch(name) and given not in _DEGREES:
        return Author(f"{given} {family}", span, given, family)
    words = name.split(" ")
    particles = [
        at for at, word in enumerate(words[:-1]) if at and word.islower() and word.isalpha()
    ]
    begin = particles[-1] + 1 if particles else len(words) - 1
    return Author(name, span, " ".join(words[:begin]), " ".join(words[begin:]))


def _from_parts(node: Fields) -> Author:
    literal = _text(node.get("literal"))
    given = _text(node.get("given", "given-names", "first"))
    family = _text(node.get("family", "surname", "last"))
    particles = " ".join(
        part
        for part in (
            _text(node.get("dropping-particle")),
            _text(node.get("non-dropping-particle", "particle")),
        )
        if part
    )
    suffix = _text(node.get("suffix"))
    whole = " ".join(part for part in (given, particles, family, suffix) if part)
    return Author(literal or whole, node.span, given, family)


def _known(node: Node | None) -> dict[str, Affiliation]:
    """Index a top-level list of institutions by id, number (JOSS: `index`) and place."""
    known: dict[str, Affiliation] = {}
    if node is None:
        return known
    for place, each in enumerate(node.items if isinstance(node, Items) else (node,), start=1):
        affiliation = _affiliation(each)
        names = [str(place)]
        if isinstance(each, Fields):
            names = [_text(each.get("id")), _text(each.get("index")), str(place)]
        for name in names:
            if name:
                known.setdefault(name, affiliation)
    return known


def _note_named(author: Node, known: dict[str, Affiliation]) -> None:
    """Remember the institutions that an author's entry gives an id: others may use it (MyST)."""
    named = author.get("affiliations", "affiliation") if isinstance(author, Fields) else None
    for each in named.items if isinstance(named, Items) else (named,):
        if isinstance(each, Fields) and _text(each.get("id")) and each.get("ref") is None:
            known.setdefault(_text(each.get("id")), _affiliation(each))


def _affiliation(node: Node) -> Affiliation:
    if not isinstance(node, Fields):
        return Affiliation(" ".join(_text(node).split()))
    name = _text(node.get("name", "institution", "group"))
    department = _text(node.get("department", "division"))
    return Affiliation(
        name=name or department,
        department=department if name else "",
        city=_text(node.get("city")),
        region=_text(node.get("region", "state")),
        country=_text(node.get("country")),
        ror=_text(node.get("ror")),
        url=_text(node.get("url")),
    )


def _affiliations(
    node: Node | None, known: dict[str, Affiliation], problems: list[Diagnostic]
) -> tuple[Affiliation, ...]:
    if node is None or is_empty(node):
        return ()
    found: list[Affiliation] = []
    for each in node.items if isinstance(node, Items) else (node,):
        reference = each.get("ref") if isinstance(each, Fields) else None
        if isinstance(each, Fields) and reference is None:
            found.append(_affiliation(each))
            continue
        text = _text(reference or each)
        if text in known:
            found.append(known[text])
        elif known and re.fullmatch(r"\d+(\s*,\s*\d+)*", text):
            found.extend(_numbered(text, known, each.span, problems))
        elif reference is not None:
            message = f"no affiliation has the id '{text}'"
            hint = "the ids are: " + ", ".join(sorted(known)) if known else ""
            problems.append(error("field-value", message, reference.span, hint))
        else:
            found.append(_affiliation(each))
    return tuple(found)


def _numbered(
    text: str, known: dict[str, Affiliation], span: Span, problems: list[Diagnostic]
) -> list[Affiliation]:
    numbers = [part.strip() for part in text.split(",")]
    for number in numbers:
        if number not in known:
            problems.append(error("field-value", f"there is no affiliation {number}", span))
    return [known[number] for number in numbers if number in known]


def _orcid(node: Node | None, problems: list[Diagnostic]) -> str:
    """Check an ORCID's form and its check digit (ISO 7064 MOD 11-2)."""
    text = _text(node)
    if node is None or not text:
        return ""
    found = re.fullmatch(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?", text)
    if found is None:
        hint = "it looks like 0000-0002-1825-0097"
        problems.append(warning("field-value", f"'{text}' is not an ORCID", node.span, hint))
        return ""
    total = 0
    for digit in found[1][:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    if "0123456789X"[(12 - total % 11) % 11] != found[1][-1]:
        message = f"the check digit of the ORCID '{found[1]}' does not fit: a digit is mistyped"
        problems.append(warning("field-value", message, node.span))
    return found[1]


def _text(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""


def _located(node: Node | None) -> Located | None:
    return node.value if isinstance(node, Scalar) and not is_empty(node) else None


def _texts(node: Node | None) -> tuple[str, ...]:
    if isinstance(node, Items):
        return tuple(text for each in node.items if (text := _text(each)))
    text = _text(node)
    return (text,) if text else ()


def _is_true(node: Node | None) -> bool:
    return _text(node).lower() in ("true", "yes") or isinstance(node, Fields)
