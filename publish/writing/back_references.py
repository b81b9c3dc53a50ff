"""Where a work is cited → the pages, written behind its reference."""

from __future__ import annotations

from publish.writing.writer import Writer

_CITED = {
    "en": "cited on p.",
    "de": "zitiert auf S.",
    "fr": "cité p.",
    "es": "citado en la p.",
    "fa": "ارجاع در ص.",
    "prs": "ارجاع در ص.",
    "ar": "ورد في ص.",
    "ur": "حوالہ ص",
    "ps": "یادونه په مخ",
}
"""English for a language that is not here. The words for ps and ur want a native reader's eye."""


def back_references(writer: Writer, key: str) -> str:
    """Link every place that cites a work, by its page; "" unless the front matter wants it.

    The renderer fills the numbers in (CSS Generated Content for Paged Media, target-counter).
    """
    if not writer.cited.document.manuscript.front.back_references:
        return ""
    places = dict.fromkeys(_places(writer, key))
    if not places:
        return ""
    links = ", ".join(f'<a class="page-ref" href="#{each}"></a>' for each in places)
    words = _CITED.get(writer.lang.split("-")[0].lower(), _CITED["en"])
    return f' <span class="back-references">({words}\u00a0{links})</span>'


def _places(writer: Writer, key: str) -> list[str]:
    """Give the identifiers of calls and citations that name a key, in reading order."""
    cited = writer.cited
    numbers = {each.id: each.number for each in cited.note_order if each.kind == "hand"}
    numbers_of_citations = {each.citation: each.number for each in cited.note_order if not each.id}
    found = []
    for index, citation in enumerate(cited.document.citations):
        if all(item.key != key for item in citation.items):
            continue
        number = numbers_of_citations.get(index) or numbers.get(citation.note or "")
        found.append(f"call-{number}" if number else citation_id(index))
    return found


def citation_id(index: int) -> str:
    """Give the identifier of a citation in the running text."""
    return f"cite-{index + 1}"
