"""HTML elements → the standard structure types of PDF: which tag each of them has in the tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal
from xml.etree.ElementTree import Element

GROUPING = frozenset(("Document", "Art", "Sect", "Div", "BlockQuote"))
"""Types that hold other elements and no text of their own (ISO 32000-1 §14.8.4.2)."""

HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
PICTURES = frozenset(("Figure", "Formula"))
"""Types that need words for what they show (ISO 14289-1 §7.3, §7.7), and say where they are."""

INLINE = frozenset(("Link", "Span", "Quote", "Code"))
"""Types that stand in a line of text (ISO 32000-1 §14.8.4.4)."""

_TYPES = {
    "p": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "pre": "P",
    "code": "Code",
    "q": "Quote",
    "blockquote": "BlockQuote",
    "article": "Art",
    "section": "Sect",
    "aside": "Sect",
    "figure": "Div",
    "figcaption": "Caption",
    "caption": "Caption",
    "img": "Figure",
    "{http://www.w3.org/2000/svg}svg": "Figure",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
}
"""Elements that are not here (`div`, `em`, `span` …) leave no trace: PDF 1.7 has no type for them,
and what they hold belongs to the element around."""

_ROLES = {
    "doc-footnote": "Note",
    "math": "Formula",
    "list": "L",
    "listitem": "LI",
    "paragraph": "P",
    "blockquote": "BlockQuote",
    "table": "Table",
    "rowgroup": "TBody",
    "row": "TR",
    "columnheader": "TH",
    "rowheader": "TH",
    "cell": "TD",
}
"""ARIA roles of elements that have no meaning of their own, as those of a note's contents."""

_SCOPES = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}

_NUMBERING = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "lower-latin": "LowerAlpha",
    "upper-latin": "UpperAlpha",
}
"""CSS list style → ListNumbering (ISO 32000-1, table 347)."""


@dataclass(eq=False, slots=True)
class Node:
    """A structure element in the making."""

    kind: str
    """A standard structure type, e.g. "P"."""
    parent: Node | None
    language: str
    """BCP 47 tag that holds here, own or inherited."""
    kids: list[Any] = field(default_factory=list)
    """In reading order: `Node`, `Mark` and `Annotation`."""
    attributes: dict[str, Any] = field(default_factory=dict)
    """Attributes of the owner `owner`, e.g. {"Scope": "/Column"}."""
    owner: str = ""
    """Attribute owner (ISO 32000-1 §14.8.5.1): "Table", "List" or "Layout"."""
    identifier: str = ""
    alternative: str = ""
    expansion: str = ""
    block: Element | None = None
    """For a paragraph that we made: the element whose bare text it holds."""

    def add(self, kind: str, language: str = "") -> Node:
        """Append an element of this type."""
        node = Node(kind, self, language or self.language)
        self.kids.append(node)
        return node


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of marked content: the `mcid`-th on its page."""

    page: int
    mcid: int
    form: Any = None
    """The form XObject that it lies in, as what shines through does; None for the page itself."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link's area on a page."""

    page: int
    annotation: Any


def structure_type(element: Element) -> str:
    """Name the structure type of an element, or "" when it has none of its own."""
    by_role = _ROLES.get(element.get("role", ""))
    if by_role:
        return by_role
    if element.tag == "a":
        return "Link" if element.get("href") else ""
    if element.tag == "abbr":
        return "Span" if element.get("title") else ""
    return _TYPES.get(str(element.tag), "")


def definition_part(element: Element) -> Literal["term", "definition", ""]:
    """Say which part of a list of definitions an element is, by its name or its role."""
    role = element.get("role")
    if element.tag == "dt" or role == "term":
        return "term"
    return "definition" if element.tag == "dd" or role == "definition" else ""


def is_item_label(element: Element) -> bool:
    """Say whether an element is an item's number or bullet that was written out, as in notes."""
    return "note-marker" in element.get("class", "").split()


def is_note_call(element: Element) -> bool:
    """Say whether a link is the call of the note that it holds."""
    return any(each.get("role") == "doc-footnote" for each in element)


def is_decoration(element: Element) -> bool:
    """Say whether a picture is for the eye only (HTML §4.8.4.4: an empty `alt`)."""
    if element.get("aria-hidden") == "true" or element.get("role") in ("presentation", "none"):
        return True
    return element.get("alt") == ""


def alternative(element: Element) -> str:
    """Give the text that stands for a picture: `alt`, `aria-label` or an SVG's title."""
    title = element.find("{http://www.w3.org/2000/svg}title")
    inside = "".join(title.itertext()) if title is not None else ""
    return (element.get("alt") or element.get("aria-label") or inside).strip()


def scope(element: Element) -> str:
    """Say which cells a header cell heads, as written, or "" (HTML §4.9.10)."""
    return _SCOPES.get(element.get("scope", "").lower(), "")


def numbering(list_style: object) -> str:
    """Name a list's numbering; "None" for styles that PDF does not know."""
    return _NUMBERING.get(str(list_style), "None")


def language_of(element: Element) -> str:
    """Give the language that an element declares, or ""."""
    return (
        element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    ).strip()
