"""Style + locale + items + citations → rich text for every citation and reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from publish.csl.bibliography import (
    belongs,
    bibliography_options,
    bibliography_order,
    render_bibliography,
)
from publish.csl.citation import (
    BibliographyPart,
    Citation,
    CitationMode,
    Cite,
    IbidPolicy,
    Options,
    Reference,
    RenderedCitation,
    Result,
)
from publish.csl.citations import Cited, render_citation
from publish.csl.context import Environment, Expansion
from publish.csl.disambiguate import disambiguate
from publish.csl.item import Item, read_item
from publish.csl.locale import Locale
from publish.csl.localize import style_locale
from publish.csl.positions import positions
from publish.csl.style import Style
from publish.csl.vocabulary import whole_number
from publish.diagnostics import Diagnostic, warning

__all__ = [
    "BibliographyPart", "Citation", "CitationMode", "Cite", "IbidPolicy", "Options", "Reference",
    "RenderedCitation", "Result", "process",
]  # fmt: skip

_NO_OPTIONS = Options()
DEFAULT_NEAR_NOTE_DISTANCE = 5
"""CSL 1.0.2, "Note Distance"."""


def process(
    style: Style, locale: Locale, items: Sequence[Mapping[str, Any]],
    citations: Sequence[Citation], options: Options = _NO_OPTIONS,
) -> Result:  # fmt: skip
    """Render all citations of a document, and its bibliography.

    `items` are CSL-JSON; more than those cited may be given. `locale` is merged already, most
    special last; the style's own cs:locale elements are laid over it here. Cites of unknown items
    are left out and named in `Result.missing`.
    """
    known: dict[str, Item] = {}
    for data in items:
        item = read_item(data)
        known.setdefault(item.id, item)
    environment = Environment(
        style, style_locale(style, locale, options.locale_tag), options.abbreviations,
        links=options.links, marks_languages=options.marks_languages,
        tidies_affixes=options.tidies_affixes,
    )  # fmt: skip
    # 1. Positions, in the order of the document.
    cited = _place(style, citations, known, options)
    listed = _listed(cited, known, options)
    # 2. Numbers follow the bibliography, which may sort by the order of citing.
    _number(environment, listed)
    order = bibliography_order(environment, listed, {})
    is_backward = style.bibliography is not None and style.bibliography.counts_backward
    _number(environment, order[::-1] if is_backward else order)
    # 3. Disambiguation, which may change the order again: year suffixes can be sorted by.
    expansions = disambiguate(environment, listed, order)
    if expansions:
        order = bibliography_order(environment, order, expansions)
        _number(environment, order[::-1] if is_backward else order)
    # 4. Text.
    rendered = tuple(
        render_citation(environment, citation, cites, expansions, options)
        for citation, cites in zip(citations, cited, strict=True)
    )
    return _result(environment, rendered, order, expansions, citations, known, options)


def _result(
    environment: Environment, rendered: tuple[RenderedCitation, ...], order: Sequence[Item],
    expansions: Mapping[str, Expansion], citations: Sequence[Citation],
    known: Mapping[str, Item], options: Options,
) -> Result:  # fmt: skip
    parts = tuple(
        render_bibliography(
            environment, [item for item in order if belongs(item, part)], expansions, options
        )
        for part in options.parts
    )
    missing = {
        cite.id: None for each in citations for cite in each.cites if cite.id not in known
    } | {each: None for each in options.uncited if each not in known}
    return Result(
        citations=rendered,
        bibliography=render_bibliography(environment, order, expansions, options),
        bibliographies=parts,
        bibliography_options=bibliography_options(environment.style.bibliography),
        missing=tuple(missing),
        warnings=_warnings(rendered),
    )


def _warnings(rendered: Sequence[RenderedCitation]) -> tuple[Diagnostic, ...]:
    """Warn of works of which a citation prints nothing."""
    empty = {
        each: None
        for citation in rendered
        if citation.sorted_ids and not citation.text and citation.author is None
        for each in citation.sorted_ids
    }
    return tuple(
        warning("cite-empty", f"the style prints nothing for a citation of '{each}'", None)
        for each in empty
    )


def _place(
    style: Style, citations: Sequence[Citation], known: Mapping[str, Item], options: Options
) -> list[tuple[Cited, ...]]:
    value = style.citation.options.get("near-note-distance", "")
    distance = whole_number(value, DEFAULT_NEAR_NOTE_DISTANCE)
    placed = positions(citations, distance, options.ibid)
    return [
        tuple(
            Cited(cite, known[cite.id], place)
            for cite, place in zip(citation.cites, places, strict=True)
            if cite.id in known
        )
        for citation, places in zip(citations, placed, strict=True)
    ]


def _listed(
    cited: Sequence[tuple[Cited, ...]], known: Mapping[str, Item], options: Options
) -> list[Item]:
    """List the items of the bibliography: as first cited, then the uncited."""
    ids = dict.fromkeys(each.item.id for cites in cited for each in cites)
    ids.update(dict.fromkeys(each for each in options.uncited if each in known))
    return [known[each] for each in ids]


def _number(environment: Environment, items: Sequence[Item]) -> None:
    environment.citation_numbers.clear()
    environment.citation_numbers.update((item.id, n) for n, item in enumerate(items, 1))
