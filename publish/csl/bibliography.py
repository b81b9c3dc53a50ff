"""Items in order → the entries of the bibliography (CSL 1.0.2, "Bibliography")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from publish.csl.citation import BibliographyOptions, BibliographyPart, Options, Reference
from publish.csl.context import NO_EXPANSION, Context, Environment, Expansion
from publish.csl.evaluate import evaluate_all
from publish.csl.finish import finish
from publish.csl.item import Item
from publish.csl.locale import Locale
from publish.csl.localize import entry_locale
from publish.csl.markup import parse_pieces
from publish.csl.nodes import Section
from publish.csl.output import Output, gather
from publish.csl.rich_pieces import rich_pieces
from publish.csl.richtext import Block, Language, Piece, RichText
from publish.csl.sort import item_key, sort_by
from publish.csl.subsequent_author import substitute_author
from publish.csl.vocabulary import Area, SubstituteRule, whole_number


def bibliography_order(
    environment: Environment, items: Sequence[Item], expansions: Mapping[str, Expansion]
) -> list[Item]:
    """Sort items as the bibliography wants them; in the order given where it says nothing."""
    section = environment.style.bibliography
    if section is None:
        return list(items)
    return sort_by(
        items, section.sort,
        lambda item, key: item_key(
            environment, item, key, Area.BIBLIOGRAPHY,
            expansion=expansions.get(item.id, NO_EXPANSION),
        ),
    )  # fmt: skip


def render_bibliography(
    environment: Environment, items: Sequence[Item], expansions: Mapping[str, Expansion],
    options: Options,
) -> tuple[Reference, ...]:  # fmt: skip
    """Render entries in order; an item of which nothing is printed has none."""
    section = environment.style.bibliography
    if section is None:
        return ()
    substitute = section.options.get("subsequent-author-substitute")
    rule = SubstituteRule(_rule(section))
    previous: Output | None = None
    references = []
    for item in items:
        locale = entry_locale(environment, item, options)
        output = _entry(environment, item, expansions.get(item.id, NO_EXPANSION), section, locale)
        if output is None:
            continue
        original = output
        if substitute is not None:
            output = substitute_author(output, previous, substitute, rule)
        previous = original
        text = finish(_laid_out(output, section, item, options), locale, options.tidies_affixes)
        language = item.language if locale is not environment.locale else ""
        if language:
            text = _in_language(text, language)
        references.append(Reference(item.id, text, language))
    return tuple(references)


def _in_language(text: RichText, tag: str) -> RichText:
    """Mark the language of an entry; blocks stay outermost."""
    pieces: list[Piece] = []
    for is_block, run in groupby(text.pieces, lambda piece: isinstance(piece, Block)):
        if is_block:
            blocks = (piece for piece in run if isinstance(piece, Block))
            pieces.extend(Block(each.display, _in_language(each.children, tag)) for each in blocks)
        else:
            pieces.append(Language(tag, RichText(tuple(run))))
    return RichText(tuple(pieces))


def _rule(section: Section) -> str:
    value = section.options.get("subsequent-author-substitute-rule", "")
    return value if value in set(SubstituteRule) else SubstituteRule.COMPLETE_ALL


def _entry(
    environment: Environment, item: Item, expansion: Expansion, section: Section, locale: Locale
) -> Output | None:
    context = Context(environment, item, Area.BIBLIOGRAPHY, expansion=expansion, locale=locale)
    return gather(evaluate_all(section.children, context))


def _laid_out(output: Output, section: Section, item: Item, options: Options) -> Output:
    look = section.look
    align = section.options.get("second-field-align", "")
    is_aligned = align in ("flush", "margin") and len(output.children) > 1
    if is_aligned:
        output = _second_field(output)
    wrapped = replace(output, prefix=look.prefix, suffix=look.suffix)
    if is_aligned:
        wrapped = _suffix_inside(output, look.prefix, look.suffix)
    if look.format:
        wrapped = Output((wrapped,), format=look.format)
    note = options.annotations.get(item.id)
    if note:
        pieces = rich_pieces(note) if isinstance(note, RichText) else parse_pieces(note)
        annotation = Output(pieces, display="indent")
        wrapped = Output((wrapped, annotation))
    return wrapped


def _second_field(output: Output) -> Output:
    """Part an entry into its first field, in the margin, and the rest beside it."""
    first, *rest = output.children
    assert isinstance(first, Output)
    left = Output((first,), display="left-margin")
    right = Output(tuple(rest), display="right-inline")
    return replace(output, children=(left, right))


def _suffix_inside(output: Output, prefix: str, suffix: str) -> Output:
    """Keep the affixes of the layout inside of the blocks."""
    left, right = output.children
    assert isinstance(left, Output)
    assert isinstance(right, Output)
    left = replace(left, children=(Output(left.children, prefix=prefix),))
    right = replace(right, children=(Output(right.children, suffix=suffix),))
    return replace(output, children=(left, right))


def bibliography_options(section: Section | None) -> BibliographyOptions:
    """Read how the bibliography wants to be set."""
    if section is None:
        return BibliographyOptions()
    options = section.options
    align = options.get("second-field-align", "")
    return BibliographyOptions(
        options.get("hanging-indent") == "true",
        align if align in ("flush", "margin") else "",
        _count(options, "line-spacing"),
        _count(options, "entry-spacing"),
    )


def _count(options: Mapping[str, str], name: str) -> int:
    return whole_number(options.get(name, ""), 1)


def belongs(item: Item, part: BibliographyPart) -> bool:
    """Say whether an item belongs to a part of the bibliography."""
    keywords = {
        word.strip().lower() for word in re.split(r"[,;]", item.texts.get("keyword", "")) if word
    }
    wanted = {word.lower() for word in part.keywords}
    excluded = {word.lower() for word in part.excluded_keywords}
    if item.id in part.excluded_ids or item.type in part.excluded_types or keywords & excluded:
        return False
    return (
        (not part.ids or item.id in part.ids)
        and (not part.types or item.type in part.types)
        and (not wanted or bool(keywords & wanted))
    )
