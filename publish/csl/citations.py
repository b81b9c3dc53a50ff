"""A citation and its cites' places → rich text (CSL 1.0.2, "Citation")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from publish.csl.author_in_text import author_in_text
from publish.csl.citation import Citation, CitationMode, Cite, Options, RenderedCitation
from publish.csl.collapse import Joined, RenderedCite, join_cites
from publish.csl.context import NO_EXPANSION, CiteState, Context, Environment, Expansion
from publish.csl.embedded_labels import split_label
from publish.csl.evaluate import evaluate_layout
from publish.csl.finish import finish
from publish.csl.item import Item
from publish.csl.locale import Locale
from publish.csl.localize import entry_locale
from publish.csl.markup import parse_pieces
from publish.csl.nodes import PLAIN, Look
from publish.csl.output import Glue, Output, Role, content, find, gather, without
from publish.csl.positions import Placed
from publish.csl.rich_pieces import rich_pieces
from publish.csl.richtext import RichText, capitalized, plain_text
from publish.csl.sort import item_key, sort_by
from publish.csl.vocabulary import Area

_HOLDS_ON = " \u00a0\u202f\t\n([{“‘«„\"'’/-–—"
"""The last characters of a prefix after which the cite follows without a space."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A cite, its item and its place."""

    cite: Cite
    item: Item
    placed: Placed


def cite_state(cited: Cited, begins: bool = False) -> CiteState:
    """Put together what conditions and locators see of a cite."""
    cite, placed = cited.cite, cited.placed
    first_note = placed.first_note_number
    label, locator = cite.label or "page", cite.locator
    if label == "page":
        written, locator = split_label(locator)
        label = written or label
    return CiteState(
        locator=locator.strip(),
        label=label,
        position=cite.position if cite.position is not None else placed.position,
        is_near_note=cite.is_near_note if cite.is_near_note is not None else placed.is_near_note,
        first_note_number=cite.first_note_number
        if cite.first_note_number is not None
        else first_note,
        begins_citation=begins,
    )


def render_citation(
    environment: Environment, citation: Citation, cites: Sequence[Cited],
    expansions: Mapping[str, Expansion], options: Options,
) -> RenderedCitation:  # fmt: skip
    """Render one citation; `cites` are those whose items exist, as the author ordered them."""
    section = environment.style.citation
    ordered = sort_by(
        cites, () if citation.keeps_order else section.sort,
        lambda cited, key: item_key(
            environment, cited.item, key, Area.CITATION, cite_state(cited),
            expansions.get(cited.item.id, NO_EXPANSION),
        ),
    )  # fmt: skip
    rendered: list[RenderedCite] = []
    author: Output | None = None
    for index, cited in enumerate(ordered):
        context = Context(
            environment, cited.item, Area.CITATION,
            cite_state(cited, _begins(citation, cited, index)),
            expansions.get(cited.item.id, NO_EXPANSION),
            locale=entry_locale(environment, cited.item, options),
        )  # fmt: skip
        output = _render_cite(context)
        if citation.mode is CitationMode.AUTHOR_IN_TEXT and not index:
            author = author_in_text(output, context)
        output = _without_author(citation, cited.cite, output, index, context.locale)
        if output is not None:
            rendered.append(RenderedCite(cited.cite, output))
    is_note = environment.style.style_class == "note"
    joined = join_cites(rendered, section, environment.uses_year_suffix, is_note)
    if options.cite_links:
        joined = [_linked(each, options.cite_links.get(each.cite.id, "")) for each in joined]
    look = PLAIN if all(cited.cite.author_only for cited in ordered) else section.look
    locale = _shared_locale(environment, joined) if citation.begins_note else None
    if locale is None:
        locale = environment.locale
        joined = [_in_own_signs(environment, each) for each in joined]
    tidies = environment.tidies_affixes
    text = finish(_laid_out(joined, look), locale, tidies)
    if is_note and citation.note_number and citation.begins_note:
        text = capitalized(text)
    in_text = finish(author, environment.locale, tidies) if author is not None else None
    ids = tuple(cited.item.id for cited in ordered)
    return RenderedCitation(text, in_text, ids)


def _begins(citation: Citation, cited: Cited, index: int) -> bool:
    prefix = cited.cite.prefix
    text = prefix if isinstance(prefix, str) else plain_text(prefix)
    if text.strip():
        # A prefix of one word that ends in a full stop is an abbreviation.
        return text.rstrip(" ").endswith((".", "!", "?")) and " " in text.strip()
    return not index and citation.begins_note


def _render_cite(context: Context) -> Output | None:
    output = evaluate_layout(context.environment.style.citation, context)
    if output is None or context.locale is context.environment.locale:
        return output
    return Output((output,), language=context.item.language)


def _shared_locale(environment: Environment, joined: Sequence[Joined]) -> Locale | None:
    """Give the one foreign locale of a note in which nothing else is said."""
    languages = {each.output.language for each in joined}
    words = (affix for each in joined for affix in (each.cite.prefix, each.cite.suffix))
    if len(languages) != 1 or any(_affix(each, ends=True) for each in words):
        return None
    return environment.entry_locales.get(languages.pop().lower())


def _in_own_signs(environment: Environment, joined: Joined) -> Joined:
    """Punctuate a cite in another language with that language's quotation marks and rules."""
    language = joined.output.language
    locale = environment.entry_locales.get(language.lower()) if language else None
    if locale is None:
        return joined
    pieces = rich_pieces(finish(replace(joined.output, language=""), locale))
    return replace(joined, output=Output(pieces, language=language))


def _without_author(
    citation: Citation, cite: Cite, output: Output | None, index: int, locale: Locale
) -> Output | None:
    names = find(output, Role.NAMES)
    if cite.author_only:
        return names or _reference_by_number(output, locale)
    is_in_text = citation.mode is CitationMode.AUTHOR_IN_TEXT and not index
    if cite.suppress_author or is_in_text:
        return without(output, names)
    return output


def _reference_by_number(output: Output | None, locale: Locale) -> Output | None:
    """Write "Reference 7" for the author alone where a style prints only numbers."""
    number, term = find(output, Role.CITATION_NUMBER), locale.term("reference")
    if number is None or not term:
        return None
    return Output((f"{term[:1].upper()}{term[1:]} ", number))


def _linked(joined: Joined, href: str) -> Joined:
    """Let a cite lead somewhere, without its prefix and suffix; no link stands in a link."""
    if not href or _has_link(joined.output):
        return joined
    inner = replace(joined.output, language="")
    return replace(joined, output=Output((inner,), href=href, language=joined.output.language))


def _has_link(output: Output) -> bool:
    if output.href:
        return True
    return any(_has_link(each) for each in output.children if isinstance(each, Output))


def _laid_out(joined: Sequence[Joined], look: Look) -> Output | None:
    """Put delimiters, prefixes and suffixes around cites, and the layout around all."""
    children: list[Output | str | None] = []
    for index, each in enumerate(joined):
        prefix = _affix(each.cite.prefix, ends=True)
        suffix = _affix(each.cite.suffix, ends=False)
        if index and each.delimiter and not _begins_with_mark(each.cite.prefix):
            children.append(Glue(each.delimiter))
        children.extend((prefix, each.output, suffix))
    inside = gather(children)
    if inside is None:
        return None
    # Affixes of cs:layout are inside of its formatting (CSL 1.0.2, "Affixes").
    wrapped = replace(inside, prefix=look.prefix, suffix=look.suffix)
    return Output((wrapped,), format=look.format) if look.format else wrapped


def _begins_with_mark(prefix: RichText | str) -> bool:
    text = prefix if isinstance(prefix, str) else plain_text(prefix)
    return text[:1] in (",", ";", ":", ".")


def _affix(text: RichText | str, ends: bool) -> Output | None:
    """Read the prefix or suffix of a cite; a space keeps a word apart from the cite."""
    pieces = rich_pieces(text) if isinstance(text, RichText) else parse_pieces(text)
    if not pieces:
        return None
    bare = content(Output(pieces))
    if ends and bare[-1] not in _HOLDS_ON:
        pieces = (*pieces, " ")
    if not ends and (bare[0].isalnum() or bare[0] in "([&"):
        pieces = (" ", *pieces)
    return Output(pieces, is_affix=True)
