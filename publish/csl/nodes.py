"""The elements of a style as typed values: what to render, and how it shall look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publish.source import Span


@dataclass(frozen=True, slots=True)
class Format:
    """The formatting attributes (CSL 1.0.2, "Formatting"); "" where not set."""

    font_style: str = ""
    font_variant: str = ""
    font_weight: str = ""
    text_decoration: str = ""
    vertical_align: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What any rendering element may carry beside its content."""

    prefix: str = ""
    suffix: str = ""
    format: Format | None = None
    text_case: str = ""
    quotes: bool = False
    strip_periods: bool = False
    display: str = ""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class TextVariable:
    """`<text variable>`."""

    variable: str
    short: bool
    look: Look


@dataclass(frozen=True, slots=True)
class TextMacro:
    """`<text macro>`."""

    macro: str
    look: Look


@dataclass(frozen=True, slots=True)
class TextTerm:
    """`<text term>`."""

    term: str
    form: str
    plural: bool
    look: Look


@dataclass(frozen=True, slots=True)
class TextValue:
    """`<text value>`."""

    value: str
    look: Look


@dataclass(frozen=True, slots=True)
class DatePart:
    """`<date-part>`; `range_delimiter` is an en dash by default."""

    name: str
    form: str
    range_delimiter: str
    look: Look


@dataclass(frozen=True, slots=True)
class DateNode:
    """`<date>`, and the localized formats of a locale (then `variable` is "")."""

    variable: str
    form: str
    """"numeric", "text", or "" for a format of its own."""
    shown: str
    """The value of `date-parts`."""
    parts: tuple[DatePart, ...]
    delimiter: str
    look: Look


@dataclass(frozen=True, slots=True)
class NumberNode:
    """`<number>`."""

    variable: str
    form: str
    look: Look


@dataclass(frozen=True, slots=True)
class LabelNode:
    """`<label>`; `variable` is "" inside cs:names."""

    variable: str
    form: str
    plural: str
    look: Look


@dataclass(frozen=True, slots=True)
class NamePart:
    """`<name-part>`."""

    text_case: str
    look: Look


@dataclass(frozen=True, slots=True)
class NameElement:
    """`<name>`: the attributes that are set on it, its look and its name-parts."""

    options: Mapping[str, str]
    look: Look
    family: NamePart | None
    given: NamePart | None


@dataclass(frozen=True, slots=True)
class EtAl:
    """`<et-al>`."""

    term: str
    look: Look


@dataclass(frozen=True, slots=True, eq=False)
class NamesNode:
    """`<names>`; an identity, so that resolved options can be kept for it."""

    variables: tuple[str, ...]
    name: NameElement | None
    et_al: EtAl | None
    label: LabelNode | None
    label_is_first: bool
    substitute: tuple[Node, ...]
    options: Mapping[str, str]
    """The inheritable attributes set on cs:names itself, its delimiter as "names-delimiter"."""
    look: Look
    is_shorthand: bool
    """No child elements: inside cs:substitute it takes over those of its parent."""


@dataclass(frozen=True, slots=True)
class Group:
    """`<group>`."""

    children: tuple[Node, ...]
    delimiter: str
    look: Look


@dataclass(frozen=True, slots=True)
class Test:
    """One value of a condition attribute, e.g. ("variable", ("author",)).

    Types and locators stand together: an item has only one, so any of them will do.
    """

    kind: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """`<if>`, `<else-if>`, or `<else>` (no tests and match "all": always true)."""

    match: str
    tests: tuple[Test, ...]
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choose:
    """`<choose>`."""

    branches: tuple[Branch, ...]


Node = (
    TextVariable | TextMacro | TextTerm | TextValue | DateNode | NumberNode | LabelNode | NamesNode
    | Group | Choose
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SortKey:
    """`<key>`: exactly one of `variable` and `macro` is set; 0 and "" where not overridden."""

    variable: str
    macro: str
    is_descending: bool
    names_min: int
    names_use_first: int
    names_use_last: str
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """`<citation>` or `<bibliography>`."""

    children: tuple[Node, ...]
    delimiter: str
    look: Look
    sort: tuple[SortKey, ...]
    options: Mapping[str, str]
    """Every attribute of the element, inheritable name options included."""
    uses_year_suffix: bool = field(default=False)
    """Whether it renders the "year-suffix" variable explicitly, macros included."""
    counts_backward: bool = False
    """Whether it sorts by descending numbers, among other keys: then the last entry is number 1."""
