"""XML elements of a style → its typed nodes, with a diagnostic for what cannot be one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from publish.csl.elements import Element
from publish.csl.nodes import (
    PLAIN,
    Branch,
    Choose,
    DateNode,
    DatePart,
    EtAl,
    Format,
    Group,
    LabelNode,
    Look,
    NameElement,
    NamePart,
    NamesNode,
    Node,
    NumberNode,
    Section,
    SortKey,
    Test,
    TextMacro,
    TextTerm,
    TextValue,
    TextVariable,
)
from publish.csl.vocabulary import ATTRIBUTE_VALUES, OTHER_SPELLINGS, whole_number
from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.source import Span

_CONDITIONS = ("disambiguate", "is-numeric", "is-uncertain-date", "locator", "position", "type",
               "variable", "context", "has-day", "has-year-only", "has-to-month-or-season",
               "is-plural", "genre")  # fmt: skip
_FORMATS = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a macro."""

    caller: str
    """The macro or layout ("<citation>") that calls; "" for a sort key."""
    called: str
    depth: int
    """How deep in the caller the call stands."""
    span: Span


class Reader:
    """Reads rendering elements; remembers the macros they call and what is wrong."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.calls: list[Call] = []
        """In the order of the file."""
        self.depth = 0
        """How deep in its macro or layout the element stands that is read."""
        self.rendered_in: dict[str, set[str]] = {"year-suffix": set(), "citation-number": set()}
        """Variables that a style is asked about → the macros and layouts that render them."""
        self.tests_disambiguation = False
        """Whether a condition asks for `disambiguate`."""
        self.owner = ""
        self._looks: dict[tuple[tuple[str, str], ...], Look] = {}

    def nodes(self, parent: Element) -> tuple[Node, ...]:
        """Read the rendering elements inside an element."""
        found = []
        self.depth += 1
        for child in parent.children:
            read = _READERS.get(child.tag)
            if read is not None:
                node = read(self, child)
                if node is not None:
                    found.append(node)
            elif child.tag not in ("sort", ""):
                self._unknown_element(child, parent)
        self.depth -= 1
        return tuple(found)

    def look(self, element: Element) -> Look:
        """Read affixes, formatting and the like."""
        attributes = element.attributes
        relevant = tuple((key, attributes[key]) for key in _LOOK_KEYS if key in attributes)
        if not relevant:
            return PLAIN
        kept = self._looks.get(relevant)
        if kept is None:
            kept = self._looks[relevant] = _look(dict(relevant))
        return kept

    def variables(self, element: Element) -> tuple[str, ...]:
        """Read the variables that an element names, in their present spelling."""
        names = element.get("variable").split()
        return tuple(OTHER_SPELLINGS.get(name, name) for name in names)

    def missing(self, element: Element, wanted: str) -> None:
        """Report an element that lacks what it must have."""
        self.diagnostics.append(
            error("csl-element", f"'{element.tag}' lacks {wanted}", element.span)
        )

    def _unknown_element(self, child: Element, parent: Element) -> None:
        hint = did_you_mean(child.tag, sorted(_READERS))
        message = f"'{child.tag}' is no rendering element; it stands in '{parent.tag}'"
        self.diagnostics.append(warning("csl-element", message, child.span, hint))


_LOOK_KEYS = ("prefix", "suffix", *_FORMATS, "text-case", "quotes", "strip-periods", "display")


def _look(values: dict[str, str]) -> Look:
    values = {
        name: value
        for name, value in values.items()
        if name not in ATTRIBUTE_VALUES or value in ATTRIBUTE_VALUES[name]
    }
    formats = [values.get(name, "") for name in _FORMATS]
    return Look(
        prefix=values.get("prefix", ""),
        suffix=values.get("suffix", ""),
        format=Format(*formats) if any(formats) else None,
        text_case=values.get("text-case", "").replace("normal", ""),
        quotes=values.get("quotes") == "true",
        strip_periods=values.get("strip-periods") == "true",
        display=values.get("display", ""),
    )


def _variable(reader: Reader, element: Element) -> str:
    return " ".join(reader.variables(element))


def _text(reader: Reader, element: Element) -> Node | None:
    look = reader.look(element)
    attributes = element.attributes
    if "macro" in attributes:
        call = Call(reader.owner, attributes["macro"], reader.depth, element.span)
        reader.calls.append(call)
        return TextMacro(attributes["macro"], look)
    if "term" in attributes:
        form, plural = attributes.get("form", "long"), attributes.get("plural") == "true"
        return TextTerm(attributes["term"], form, plural, look)
    if "value" in attributes:
        return TextValue(attributes["value"], look)
    if "variable" in attributes:
        variable = _variable(reader, element)
        if variable in reader.rendered_in:
            reader.rendered_in[variable].add(reader.owner)
        return TextVariable(variable, attributes.get("form") == "short", look)
    reader.missing(element, "one of 'variable', 'macro', 'term' and 'value'")
    return None


def read_date_part(reader: Reader, element: Element) -> DatePart:
    """Read `<date-part>`."""
    return DatePart(
        element.get("name"), element.get("form"), element.get("range-delimiter"),
        reader.look(element),
    )  # fmt: skip


def read_date(reader: Reader, element: Element) -> DateNode:
    """Read `<date>`, of a style or of a locale."""
    parts = tuple(read_date_part(reader, each) for each in element.all("date-part"))
    return DateNode(
        _variable(reader, element), element.get("form"), element.get("date-parts"), parts,
        element.get("delimiter"), reader.look(element),
    )  # fmt: skip


def _number(reader: Reader, element: Element) -> Node:
    variable = _variable(reader, element)
    if variable in reader.rendered_in:
        reader.rendered_in[variable].add(reader.owner)
    return NumberNode(variable, element.get("form", "numeric"), reader.look(element))


def _label(reader: Reader, element: Element) -> LabelNode:
    return LabelNode(
        _variable(reader, element), element.get("form", "long"),
        element.get("plural", "contextual"), reader.look(element),
    )  # fmt: skip


def _group(reader: Reader, element: Element) -> Node:
    return Group(reader.nodes(element), element.get("delimiter"), reader.look(element))


def _choose(reader: Reader, element: Element) -> Node:
    branches = []
    for child in element.children:
        if child.tag in ("if", "else-if", "else"):
            branches.append(_branch(reader, child))
        elif child.tag:
            message = f"'{child.tag}' stands in 'choose', which takes 'if', 'else-if' and 'else'"
            reader.diagnostics.append(warning("csl-element", message, child.span))
    return Choose(tuple(branches))


def _branch(reader: Reader, element: Element) -> Branch:
    tests: list[Test] = []
    for kind in _CONDITIONS:
        values = tuple(element.get(kind).split())
        reader.tests_disambiguation |= kind == "disambiguate" and bool(values)
        if kind in ("type", "locator") and values:
            tests.append(Test(kind, values))
        else:
            tests.extend(Test(kind, (OTHER_SPELLINGS.get(value, value),)) for value in values)
    if element.tag != "else" and not tests:
        reader.missing(element, "a condition such as 'type' or 'variable'")
    return Branch(element.get("match", "all"), tuple(tests), reader.nodes(element))


def _names(reader: Reader, element: Element) -> Node:
    options = dict(element.attributes)
    if "delimiter" in options:
        options["names-delimiter"] = options.pop("delimiter")
    name, et_al = element.child("name"), element.child("et-al")
    label, substitute = element.child("label"), element.child("substitute")
    order = [child.tag for child in element.children]
    return NamesNode(
        reader.variables(element),
        _name(reader, name) if name is not None else None,
        EtAl(et_al.get("term", "et-al"), reader.look(et_al)) if et_al is not None else None,
        _label(reader, label) if label is not None else None,
        "label" in order and "name" in order and order.index("label") < order.index("name"),
        reader.nodes(substitute) if substitute is not None else (),
        options,
        reader.look(element),
        not any(tag in order for tag in ("name", "et-al", "label", "institution")),
    )


def _name(reader: Reader, element: Element) -> NameElement:
    parts = {each.get("name"): each for each in element.all("name-part")}
    family, given = (
        NamePart(reader.look(part).text_case, reader.look(part)) if part is not None else None
        for part in (parts.get("family"), parts.get("given"))
    )
    options = dict(element.attributes)
    if "form" in options:
        options["name-form"] = options.pop("form")
    if "delimiter" in options:
        options["name-delimiter"] = options.pop("delimiter")
    return NameElement(options, reader.look(element), family, given)


def read_section(reader: Reader, element: Element) -> Section:
    """Read `<citation>` or `<bibliography>`."""
    layout = element.child("layout")
    if layout is None:
        reader.missing(element, "its 'layout'")
        return Section((), "", PLAIN, (), element.attributes)
    sort = element.child("sort")
    keys = tuple(_key(reader, each) for each in sort.all("key")) if sort is not None else ()
    return Section(
        reader.nodes(layout), layout.get("delimiter"), reader.look(layout), keys,
        element.attributes,
    )  # fmt: skip


def _key(reader: Reader, element: Element) -> SortKey:
    macro = element.get("macro")
    if macro:
        reader.calls.append(Call("", macro, 0, element.span))
    elif not element.get("variable"):
        reader.missing(element, "a 'variable' or a 'macro'")
    return SortKey(
        _variable(reader, element), macro, element.get("sort") == "descending",
        whole_number(element.get("names-min")), whole_number(element.get("names-use-first")),
        element.get("names-use-last"), element.span,
    )  # fmt: skip


_READERS: dict[str, Callable[[Reader, Element], Node | None]] = {
    "text": _text,
    "date": read_date,
    "number": _number,
    "label": _label,
    "group": _group,
    "choose": _choose,
    "names": _names,
}
