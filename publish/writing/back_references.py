"""Where a work is cited → the pages, written behind its reference."""

from __future__ import annotations

from collections.abc import Iterator

from publish.writing import attributes
from publish.writing.writer import Writer

_CITED = {
    "en": ("cited on p.", "cited on pp."),
    "de": ("zitiert auf S.", "zitiert auf S."),
    "fr": ("cité p.", "cité p."),
    "es": ("citado en la p.", "citado en las pp."),
    "fa": ("ارجاع در ص.", "ارجاع در صص."),
    "prs": ("ارجاع در ص.", "ارجاع در صص."),
    "ar": ("ورد في ص.", "ورد في ص ص."),
    "ur": ("حوالہ ص", "حوالہ صص"),
    "ps": ("یادونه په مخ", "یادونه په مخونو"),
}
"""Before one page, and before several; English for a language that is not here. The words for ps
and ur want a native reader's eye."""

_JOIN = '<span class="page-join"></span>'


def back_references(writer: Writer, key: str) -> str:
    """Link every place that cites a work, by its page; "" unless the front matter wants it.

    The renderer fills the label and the pages in, each page once (`render/page_lists.py`).
    """
    if not writer.cited.document.manuscript.front.back_references:
        return ""
    links = _JOIN.join(
        f'<a class="page-ref" href="#{each}"></a>' for each in dict.fromkeys(_places(writer, key))
    )
    if not links:
        return ""
    one, many = _CITED.get(writer.lang.split("-")[0].lower(), _CITED["en"])
    comma = "، " if writer.direction == "rtl" else ", "
    return (
        f' <span class="back-references"{_language(writer, key)}>('
        f'<span class="page-list" data-one="{one}\u00a0" data-many="{many}\u00a0"'
        f' data-comma="{comma}"><span class="page-label"></span>{links}</span>)</span>'
    )


def _language(writer: Writer, key: str) -> str:
    """Say that the words are in the text's language, behind a work in another."""
    if not writer.cited.languages.get(key):
        return ""
    pairs = {"lang": writer.lang, "dir": writer.direction}
    return attributes.written(attributes.language(pairs))


def _places(writer: Writer, key: str) -> Iterator[str]:
    """Give the identifiers of the places that cite a key: in a note, the words in the note.

    Of notes at the text's end, it is their calls: pages of the notes alone would say nothing.
    """
    cited = writer.cited
    calls = {each.id: each.number for each in cited.note_order if each.kind == "hand"}
    for index, citation in enumerate(cited.document.citations):
        if all(item.key != key for item in citation.items):
            continue
        if citation.note is not None and citation.note not in calls:
            continue
        number = calls.get(citation.note or "") or writer.citation_numbers.get(index)
        yield f"call-{number}" if number in writer.at_end else citation_id(index)


def citation_id(index: int) -> str:
    """Give the identifier of a citation in the running text."""
    return f"cite-{index + 1}"
