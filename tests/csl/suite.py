"""The door for the CSL test-suite: a case of it → the text that it wants to see."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from publish.csl.citation import Citation, CitationMode, Cite, Options, RenderedCitation
from publish.csl.locale import EMPTY_LOCALE, Locale, merge_locales, parse_locale
from publish.csl.processor import process
from publish.csl.render_html import to_html
from publish.csl.style import parse_style
from publish.csl.vocabulary import PRIMARY_DIALECTS, Position
from publish.source import Source


def adapter(
    csl: str, items: Sequence[Mapping[str, Any]], citations: Sequence[Mapping[str, Any]] | None,
    mode: str, **extra: Any,
) -> str:  # fmt: skip
    """Run one case."""
    style = parse_style(Source("suite.csl", csl))
    locale = locale_for(style.default_locale or "en-US")
    standalone = extra.get("standalone", True)
    given = [_citation(each, standalone) for each in citations or ()]
    case = extra.get("test") or {}
    is_derived = not case.get("CITATIONS") and not case.get("CITATION-ITEMS")
    listed = _listed(items, extra)
    abbreviations = (extra.get("abbreviations") or {}).get("default", {})
    if standalone and listed:
        # The suite registers the items in their order before it cites any.
        given.insert(0, Citation(tuple(Cite(key) for key in listed)))
    options = Options(
        uncited=listed, links=False, marks_languages=False, tidies_affixes=False,
        abbreviations=abbreviations,
    )  # fmt: skip
    result = process(style, locale, items, given, options)
    if citations and is_derived and style.has_bibliography:
        # The suite derives such citations from the items as the bibliography sorts them.
        places = {each.id: place for place, each in enumerate(result.bibliography)}
        cites = sorted(given[-1].cites, key=lambda cite: places.get(cite.id, len(places)))
        given[-1] = replace(given[-1], cites=tuple(cites))
        result = process(style, locale, items, given, options)
    if mode.startswith("bibliography"):
        keep = _section_filter(extra.get("bibsection"), items)
        entries = [each for each in result.bibliography if each.id in keep]
        return _body([_html(to_html(each.text)) for each in entries])
    rendered = result.citations[1:] if standalone and listed else result.citations
    texts = [_html(_whole(each)) for each in rendered]
    return "\n".join(text or "[CSL STYLE ERROR: reference with no printed form.]" for text in texts)


def _whole(citation: RenderedCitation) -> str:
    """Put an author that stands in the sentence before the rest."""
    text = to_html(citation.text)
    return text if citation.author is None else f"{to_html(citation.author)} {text}"


def locale_for(tag: str) -> Locale:
    """Merge the locale files for a tag, from the weakest to the strongest."""
    language = tag.split("-")[0]
    primary = PRIMARY_DIALECTS.get(language, "")
    names = dict.fromkeys(("en-US", primary, language, tag))
    found = merge_locales(*(_file(name) for name in names if name))
    return Locale(PRIMARY_DIALECTS.get(tag, tag), found.terms, found.ordinals, found.dates,
                  found.options)  # fmt: skip


@lru_cache
def _file(name: str) -> Locale:
    for folder in _folders():
        path = folder / f"locales-{name}.xml"
        if path.exists():
            return parse_locale(Source(path.name, path.read_text("utf-8")))
    return EMPTY_LOCALE


def _folders() -> list[Path]:
    """List the folders with locale files: the package citeproc-py has many, we have some."""
    spec = importlib.util.find_spec("citeproc")
    installed = [Path(spec.origin).parent / "data" / "locales"] if spec and spec.origin else []
    return [*installed, Path(__file__).parents[2] / "styles" / "csl" / "locales"]


def _citation(data: Mapping[str, Any], standalone: bool) -> Citation:
    cites = tuple(_cite(each, standalone) for each in data["citationItems"])
    properties = data.get("properties", {})
    note = int(properties.get("noteIndex") or 0)
    mode = properties.get("mode")
    if mode in ("author-only", "suppress-author"):
        is_author = mode == "author-only"
        first = replace(cites[0], author_only=is_author, suppress_author=not is_author)
        cites = (first,) if is_author else (first, *cites[1:])
    return Citation(
        cites, note, CitationMode.AUTHOR_IN_TEXT if mode == "composite" else CitationMode.NORMAL,
        resets_positions=standalone, keeps_order=bool(properties.get("unsorted")),
    )  # fmt: skip


def _cite(data: Mapping[str, Any], standalone: bool) -> Cite:
    position = data.get("position")
    if position is None and standalone:
        position = 0
    first_note = data.get("first-reference-note-number")
    return Cite(
        id=str(data["id"]),
        locator=str(data.get("locator") or ""),
        label=str(data.get("label") or "page"),
        prefix=str(data.get("prefix") or ""),
        suffix=str(data.get("suffix") or ""),
        suppress_author=bool(data.get("suppress-author")),
        author_only=bool(data.get("author-only")),
        position=Position(int(position)) if position is not None else None,
        is_near_note=bool(data["near-note"]) if "near-note" in data else None,
        first_note_number=str(first_note) if first_note is not None else None,
    )


def _listed(items: Sequence[Mapping[str, Any]], extra: Mapping[str, Any]) -> tuple[str, ...]:
    """List the works that are in the bibliography whether they are cited or not."""
    entries = extra.get("bibentries")
    if entries:
        return tuple(str(each) for each in entries[-1])
    if not extra.get("standalone", True):
        return ()
    return tuple(str(item["id"]) for item in items)


def _section_filter(section: Any, items: Sequence[Mapping[str, Any]]) -> set[str]:
    ids = {str(item["id"]) for item in items}
    if not section:
        return ids
    tests = {
        kind: [_test(each) for each in section[kind]]
        for kind in ("include", "exclude", "select") if kind in section
    }  # fmt: skip
    kept = set()
    for item in items:
        included = [test(item) for test in tests.get("include", ())]
        excluded = [test(item) for test in tests.get("exclude", ())]
        selected = [test(item) for test in tests.get("select", ())]
        quashed = section.get("quash") or ()
        if quashed and all(_test(each)(item) for each in quashed):
            continue
        if (not included or any(included)) and not any(excluded) and all(selected):
            kept.add(str(item["id"]))
    return kept


def _test(rule: Mapping[str, str]) -> Any:
    field, value = rule["field"], rule["value"]

    def matches(item: Mapping[str, Any]) -> bool:
        found = item.get(field)
        if isinstance(found, list):
            return value in found
        return (found or "") == value

    return matches


def _body(entries: Sequence[str]) -> str:
    inner = "\n".join(f'  <div class="csl-entry">{_lined(each)}</div>' for each in entries)
    return f'<div class="csl-bib-body">\n{inner}\n</div>'


def _lined(entry: str) -> str:
    """Put blocks on lines of their own, as the suite does: it compares line by line."""
    if "<div" not in entry:
        return entry
    entry = re.sub(r'<div class="csl-(?:left-margin|block)">', r"\n    \g<0>", entry)
    return entry + "\n  "


def _html(text: str) -> str:
    """Write HTML as the suite does: `&#38;`, and its own name for the baseline."""
    text = text.replace("&amp;", "&#38;").replace("&lt;", "&#60;").replace("&gt;", "&#62;")
    return text.replace("vertical-align:baseline;", "baseline")
