"""Rendering elements + an item → output (CSL 1.0.2, "Rendering Elements")."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from publish.csl.conditions import holds
from publish.csl.context import Context
from publish.csl.dates import evaluate_date, evaluate_date_key
from publish.csl.embedded_labels import write_labels
from publish.csl.labels import is_plural, locator_term
from publish.csl.names import evaluate_names
from publish.csl.nodes import (
    Choose,
    DateNode,
    Group,
    LabelNode,
    Look,
    NamesNode,
    Node,
    NumberNode,
    Section,
    TextMacro,
    TextTerm,
    TextValue,
    TextVariable,
)
from publish.csl.numbers import format_number, is_numeric
from publish.csl.output import Glue, Output, Role, gather, map_text
from publish.csl.textcase import change_case
from publish.csl.variables import RANGED, number_text, page_text, text_pieces, with_dashes
from publish.csl.vocabulary import LOCATORS, Area


def evaluate_layout(section: Section, context: Context) -> Output | None:
    """Render the layout of a section without its affixes: they belong to the citation."""
    return gather(evaluate_all(section.children, context))


def evaluate_all(nodes: Iterable[Node], context: Context) -> list[Output]:
    """Render elements in order; those of a cs:choose stand directly among the others."""
    written: list[Output] = []
    for node in nodes:
        if type(node) is Choose:
            for branch in node.branches:
                if holds(branch, context):
                    written.extend(evaluate_all(branch.children, context))
                    break
            continue
        output = _EVALUATE[type(node)](node, context)
        if output is not None:
            written.append(output)
            context.has_output = True
    return written


def evaluate(node: Node, context: Context) -> Output | None:
    """Render one element."""
    return gather(evaluate_all((node,), context)) if type(node) is Choose else _one(node, context)


def _one(node: Node, context: Context) -> Output | None:
    output = _EVALUATE[type(node)](node, context)
    context.has_output = context.has_output or output is not None
    return output


def _language(context: Context) -> str:
    """Give the language of the item; without one it is assumed to be in the document's.

    The specification assumes that of the style (CSL 1.0.2, "Non-English Items"), which is the
    same unless a document asks for another language.
    """
    return context.item.language or context.environment.locale.language or "en"


def _dressed(
    children: Iterable[Output | str | None], look: Look, context: Context, delimiter: str = "",
    role: Role | None = None, language: str = "",
) -> Output | None:  # fmt: skip
    """Wrap output in a look: first its periods and its case, then the rest.

    Terms are in the language of the locale, all else in `language`, "" for the item's.
    """
    output = gather(children, look, delimiter, role)
    if output is None or context.is_sorting:
        return output
    if look.strip_periods:
        output = map_text(output, lambda text: text.replace(".", ""))
    if output is not None and look.text_case:
        own = context.locale.language if role is Role.TERM else language or _language(context)
        output = change_case(output, look.text_case, own)
    return output


def _text_variable(node: TextVariable, context: Context) -> Output | None:
    variable = node.variable
    if variable in context.suppressed or variable.removesuffix("-short") in context.suppressed:
        context.meet(variable, False)
        return None
    pieces = text_pieces(node, context)
    if variable == "year-suffix" and not pieces:
        return None  # not a variable of the item: it does not suppress a group
    if not context.meet(variable, bool(pieces)):
        return None
    role = Role.LOCATOR if variable == "locator" else None
    look = node.look
    if look.prefix.endswith("://doi.org/") or look.prefix.endswith("://dx.doi.org/"):
        return _linked_with_prefix(pieces, look, context)
    own = context.item.languages.get(variable, "")
    return _dressed(pieces, look, context, role=role, language=own)


def _linked_with_prefix(
    pieces: tuple[Output | str, ...], look: Look, context: Context
) -> Output | None:
    """Take the address before an identifier into its link (CSL 1.0.2, appendix VI)."""
    first = pieces[0]
    if not isinstance(first, Output) or not first.href:
        return _dressed(pieces, look, context)
    at = look.prefix.rfind("http")
    whole = replace(first, children=(look.prefix[at:], *first.children))
    return _dressed((whole, *pieces[1:]), replace(look, prefix=look.prefix[:at]), context)


def _text_macro(node: TextMacro, context: Context) -> Output | None:
    """Render a macro, with the implicit condition of a group, as processors have it."""
    nodes = context.environment.style.macros.get(node.macro, ())
    return _conditional(nodes, node.look, context, "")


def _text_term(node: TextTerm, context: Context) -> Output | None:
    term = context.locale.term(node.term, node.form, node.plural)
    if not term:
        return None
    is_start = not context.has_output and context.cite.begins_citation
    if is_start and not context.is_sorting and _capitalizes(context):
        term = term[:1].upper() + term[1:]
    return _dressed([term], node.look, context, role=Role.TERM)


def _capitalizes(context: Context) -> bool:
    """Say whether a term at the start is written large: in notes and in the bibliography.

    CSL 1.0.2, "Citation", a note to processor developers.
    """
    is_note = context.environment.style.style_class == "note"
    return is_note or context.area is Area.BIBLIOGRAPHY


def _text_value(node: TextValue, context: Context) -> Output | None:
    # What the style itself writes meets other marks as an affix does.
    pieces = context.environment.parsed(node.value)
    own = tuple(Glue(piece) if isinstance(piece, str) else piece for piece in pieces)
    return _dressed(own, node.look, context)


def _number(node: NumberNode, context: Context) -> Output | None:
    variable = node.variable
    text = "" if variable in context.suppressed else number_text(variable, context)
    if not context.meet(variable, bool(text)):
        return None
    if context.is_sorting:
        return gather([text])
    if variable == "citation-number":
        role = Role.CITATION_NUMBER
        if node.form in ("", "numeric"):
            return _dressed([Output((text,), role=role, value=text)], node.look, context)
    if variable in ("page", "locator"):
        text = page_text(text, context)
    if is_numeric(text):
        text = _formatted_number(text, node, context)
    else:
        text = _with_labels(text, node, context) or with_dashes(variable, text)
    return _dressed(context.environment.parsed(text), node.look, context)


def _formatted_number(text: str, node: NumberNode, context: Context) -> str:
    noun = context.locale.find(node.variable)
    written = format_number(text, node.form, context.locale, noun.gender if noun else "")
    return written.replace("-", "–") if node.variable in RANGED else written


def _with_labels(text: str, node: NumberNode, context: Context) -> str:
    return write_labels(
        text,
        context.locale,
        lambda number: _formatted_number(number, node, context),
        lambda number: page_text(number, context),
    )


def _label(node: LabelNode, context: Context) -> Output | None:
    variable = node.variable
    text = number_text(variable, context)
    if variable in context.suppressed or not text or context.is_sorting:
        return None
    term_name = locator_term(context.cite.label) if variable == "locator" else variable
    if variable == "locator" and term_name not in LOCATORS:
        return None
    plural = node.plural == "always" or (
        node.plural == "contextual" and is_plural(variable, text, context.locale.term("and"))
    )
    term = context.locale.term(term_name, node.form, plural)
    return _dressed([term], node.look, context, role=Role.TERM) if term else None


def _names(node: NamesNode, context: Context) -> Output | None:
    return evaluate_names(node, context, evaluate)


def _date(node: DateNode, context: Context) -> Output | None:
    if context.is_sorting:
        return evaluate_date_key(node, context)
    return evaluate_date(node, context)


def _group(node: Group, context: Context) -> Output | None:
    """Render a group, unless all variables that it calls are empty (CSL 1.0.2, "Group")."""
    return _conditional(node.children, node.look, context, node.delimiter)


def _conditional(
    nodes: Iterable[Node], look: Look, context: Context, delimiter: str
) -> Output | None:
    called, filled, has_output = context.called, context.filled, context.has_output
    written = evaluate_all(nodes, context)
    if context.called > called and context.filled == filled:
        context.has_output = has_output
        return None
    output = _dressed(written, look, context, delimiter)
    if output is not None:
        context.meet_filled()
    return output


_EVALUATE: dict[type, Callable[[Any, Context], Output | None]] = {
    TextVariable: _text_variable,
    TextMacro: _text_macro,
    TextTerm: _text_term,
    TextValue: _text_value,
    NumberNode: _number,
    LabelNode: _label,
    NamesNode: _names,
    DateNode: _date,
    Group: _group,
}
