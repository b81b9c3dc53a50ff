"""cs:names → output: name lists with conjunction, et al., labels and substitutes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from publish.csl.conditions import holds
from publish.csl.context import Context, RenderedNames
from publish.csl.name_options import NameOptions
from publish.csl.name_parts import base_level, format_name, joins_tightly, sort_text
from publish.csl.nodes import PLAIN, Choose, LabelNode, NameElement, NamesNode, Node
from publish.csl.output import Glue, Output, Role, gather
from publish.csl.person import Name, PersonName
from publish.csl.textcase import change_string
from publish.csl.vocabulary import Position

_JOINT = {"editor-translator": ("editor", "translator", "editor-translator")}
Evaluate = Callable[[Node, Context], Output | None]


def evaluate_names(node: NamesNode, context: Context, evaluate: Evaluate) -> Output | None:
    """Render cs:names: its variables, else the first substitute that gives something."""
    if node.is_shorthand and context.substituting is not None:
        node = _inheriting(node, context.substituting, context)
    options = context.environment.options_for(node, context.area)
    found = _variables(node, context)
    rendered = {part for variable, _ in found for part in _JOINT.get(variable, (variable,))}
    for variable in node.variables:
        context.meet(variable, variable in rendered)
    if options.form == "count" and found:
        return _count(found, options, context)
    lists = []
    for variable, names in found:
        written = _with_label(node, variable, names, options, context)
        if written is not None:
            lists.append(written)
    if lists:
        if "editor-translator" in rendered and not context.is_sorting:
            context.suppressed.update(_JOINT["editor-translator"])  # not once more apart
        return gather(lists, node.look, options.names_delimiter, Role.NAMES)
    return _substitute(node, context, evaluate)


def _variables(node: NamesNode, context: Context) -> list[tuple[str, tuple[Name, ...]]]:
    """Look the variables up; an editor who is the translator too is named once."""
    names = context.item.names
    found = [
        (variable, names[variable])
        for variable in node.variables
        if variable in names and variable not in context.suppressed
    ]
    both = [each for each in found if each[0] in ("editor", "translator")]
    if len(both) == 2 and both[0][1] == both[1][1] and _has_joint_term(node, context):
        at = found.index(both[0])
        found[at] = ("editor-translator", both[0][1])
        found.remove(both[1])
    return found


def _has_joint_term(node: NamesNode, context: Context) -> bool:
    if node.label is None:
        return True
    return bool(_joint_term(context, node.label.form, False))


def _joint_term(context: Context, form: str, plural: bool) -> str:
    for name in ("editortranslator", "editor-translator"):
        if context.locale.find(name, form) is not None:
            return context.locale.term(name, form, plural)
    return ""


def _count(
    found: list[tuple[str, tuple[Name, ...]]], options: NameOptions, context: Context
) -> Output:
    total = sum(_shown(len(names), options, context, variable)[0] for variable, names in found)
    return Output((str(total),))


def _substitute(node: NamesNode, context: Context, evaluate: Evaluate) -> Output | None:
    outer = context.substituting
    for each in _candidates(node.substitute, context):
        already = len(context.rendered)
        context.substituting = node
        written = evaluate(each, context)
        context.substituting = outer
        if written is not None:
            for variable in set(context.rendered[already:]).difference(context.rendered[:already]):
                context.suppressed.update(_JOINT.get(variable, (variable,)))
            if context.suppressed.issuperset(("editor", "translator")):
                context.suppressed.add("editor-translator")
            if written.role is Role.NAMES and node.look is PLAIN:
                return written
            return gather([written], node.look, role=Role.NAMES)
    return None


def _candidates(nodes: Iterable[Node], context: Context) -> Iterator[Node]:
    """Give the substitutes in order; those of a cs:choose stand directly among the others."""
    for node in nodes:
        if isinstance(node, Choose):
            branch = next((each for each in node.branches if holds(each, context)), None)
            if branch is not None:
                yield from _candidates(branch.children, context)
        else:
            yield node


def _inheriting(shorthand: NamesNode, parent: NamesNode, context: Context) -> NamesNode:
    """Give a cs:names without children those of the cs:names that it stands in for."""
    kept = context.environment.inherited.get((id(shorthand), id(parent)))
    if kept is None:
        kept = replace(
            shorthand, name=parent.name, et_al=parent.et_al, label=parent.label,
            label_is_first=parent.label_is_first, options={**parent.options, **shorthand.options},
        )  # fmt: skip
        context.environment.inherited[id(shorthand), id(parent)] = kept
    return kept


def _with_label(
    node: NamesNode, variable: str, names: tuple[Name, ...], options: NameOptions,
    context: Context,
) -> Output | None:  # fmt: skip
    written = name_list(node, variable, names, options, context)
    if written is None or node.label is None or context.is_sorting:
        return written
    label = _label(node.label, variable, len(names), context)
    pieces = [label, written] if node.label_is_first else [written, label]
    return gather(pieces)


def _label(label: LabelNode, variable: str, count: int, context: Context) -> Output | None:
    plural = label.plural == "always" or (label.plural == "contextual" and count > 1)
    if variable == "editor-translator":
        term = _joint_term(context, label.form, plural)
    else:
        term = context.locale.term(variable, label.form, plural)
    if not term:
        return None
    look = label.look
    if look.strip_periods:
        term = term.replace(".", "")
    if look.text_case:
        term = change_string(term, look.text_case, "en")
    return gather([term], look, role=Role.TERM)


def name_list(
    node: NamesNode, variable: str, names: tuple[Name, ...], options: NameOptions,
    context: Context,
) -> Output | None:  # fmt: skip
    """Render one name variable (CSL 1.0.2, "Name")."""
    shown, uses_last = _shown(len(names), options, context, variable)
    levels = [
        max(base_level(options), context.expansion.givens.get((variable, place), 0))
        for place in range(len(names))
    ]
    places = (*range(shown), *((len(names) - 1,) if uses_last else ()))
    if context.is_sorting:
        language = context.locale.language
        return gather(sort_text(names[place], options, levels[place], language) for place in places)
    context.name_log.append(RenderedNames(variable, shown, len(names), options))
    inverted = _inverted(names, options)
    formatted = (
        _one(names[place], options, node.name, inverted[place], levels[place]) for place in places
    )
    written = [each for each in formatted if each is not None]
    if not written or not shown:
        return None
    if uses_last:
        children = _with_ellipsis(written, options)
    elif shown < len(names):
        children = _with_et_al(written, node, options, inverted[shown - 1], context)
    else:
        children = _with_conjunction(written, options, inverted, context)
    return gather(children, role=Role.NAME_LIST, value=variable)


def _one(
    name: Name, options: NameOptions, element: NameElement | None, is_inverted: bool, level: int
) -> Output | None:
    written = format_name(name, options, element, is_inverted, level)
    if written is None:
        return None
    return gather([written], element.look if element is not None else PLAIN, role=Role.NAME)


def _inverted(names: tuple[Name, ...], options: NameOptions) -> list[bool]:
    order = options.sort_order
    return [
        isinstance(name, PersonName) and (order == "all" or (order == "first" and place == 0))
        for place, name in enumerate(names)
    ]


def _shown(count: int, options: NameOptions, context: Context, variable: str) -> tuple[int, bool]:
    """Say how many names are shown, and whether the last one follows an ellipsis."""
    least, first = options.et_al_min, options.et_al_use_first
    uses_last = options.et_al_use_last
    if context.cite.position is not Position.FIRST:
        least = options.et_al_subsequent_min or least
        first = options.et_al_subsequent_use_first or first
    key = context.sort_key
    if key is not None:
        least, first = key.names_min or least, key.names_use_first or first
        uses_last = key.names_use_last == "true" if key.names_use_last else uses_last
    first = max(first, context.expansion.names.get(variable, 0)) if first else first
    if not least or not first or count < least or first >= count:
        return count, False
    return first, uses_last and count >= first + 2


def _with_ellipsis(written: list[Output], options: NameOptions) -> list[Output | str]:
    children: list[Output | str] = []
    for each in written[:-1]:
        children.extend((each, Glue(options.delimiter)))
    children.extend((Glue("… "), written[-1]))
    return children


def _with_et_al(
    written: list[Output], node: NamesNode, options: NameOptions, is_inverted: bool,
    context: Context,
) -> list[Output | str]:  # fmt: skip
    children = _delimited(written, options.delimiter)
    look = node.et_al.look if node.et_al is not None else PLAIN
    term = context.locale.term(node.et_al.term if node.et_al is not None else "et-al")
    et_al = gather([term], look)
    if et_al is None:
        return children
    precedes = _precedes(options.precedes_et_al, len(written) > 1, is_inverted)
    joint = options.delimiter if precedes else "" if joins_tightly(term[0]) else " "
    return [*children, Glue(joint), et_al]


def _with_conjunction(
    written: list[Output], options: NameOptions, inverted: list[bool], context: Context
) -> list[Output | str]:  # fmt: skip
    if len(written) < 2 or not options.conjunction:
        return _delimited(written, options.delimiter)
    term = "&" if options.conjunction == "symbol" else context.locale.term("and")
    precedes = _precedes(options.precedes_last, len(written) > 2, inverted[len(written) - 2])
    before = "" if term and joins_tightly(term[0]) else " "
    after = "" if term and joins_tightly(term[-1]) else " "
    if precedes:
        before = options.delimiter + before * (not options.delimiter[-1:].isspace())
    joint = f"{before}{term}{after}" if term else before
    return [*_delimited(written[:-1], options.delimiter), Glue(joint), written[-1]]


def _precedes(rule: str, is_long: bool, is_inverted: bool) -> bool:
    """Say whether the delimiter goes before the last name or "et al."."""
    return {
        "always": True,
        "never": False,
        "after-inverted-name": is_inverted,
    }.get(rule, is_long)


def _delimited(written: list[Output], delimiter: str) -> list[Output | str]:
    children: list[Output | str] = []
    for index, each in enumerate(written):
        if index:
            children.append(Glue(delimiter))
        children.append(each)
    return children
