"""The first brief, read from its files: the author's words and the verified sources, no more.

The pipeline is not used here. Two files of the shared folder are the measure: the text as it was
received, and the list of sources whose fields were seen.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_file

ROOT = Path(__file__).parent.parent
MANUSCRIPT = (ROOT / "manuscripts/taliban-pakistan.md").read_text("utf-8")
LIBRARY = parse_file(str(ROOT / "bib/taliban-pakistan.bib"))
ENTRIES = {
    entry.key: {field.key: str(field.value) for field in entry.fields} for entry in LIBRARY.entries
}
SOURCES = ROOT.parent / "shared/sources"

# What was mended in the text as received: a hyphen or a space lost where lines were joined.
# Backward apostrophes fall away because both sides are compared with straight quotation marks.
REPAIRS = {
    "Tehreeke-Taliban": "Tehreek-e-Taliban",
    "TalibanPakistan": "Taliban-Pakistan",
    "anIslamic": "an Islamic",
    "AlQaeda": "al-Qaeda",
    "Pashtuninhabited": "Pashtun-inhabited",
}

# BibLaTeX fields that the list of sources can give, and those that only say how to read one.
VERIFIABLE_FIELDS = {
    *("author", "title", "subtitle", "shorttitle", "journaltitle", "organization", "institution"),
    *("publisher", "location", "date", "volume", "number", "pages", "url", "doi", "isbn"),
    *("type", "addendum", "langid"),
}
FIELDS = VERIFIABLE_FIELDS | {"entrysubtype"}

CITATION_KEY = re.compile(r"(?<![\w@])@([A-Za-z]\w*)")
NOTE_DEFINITION = re.compile(r"^\[\^(\w+)\]: (.+)$", re.MULTILINE)
BRACKETED_CITATION = re.compile(r" ?\[[^\[\]^]*@[^\[\]]*\]")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def straight(text: str) -> str:
    """Make every curly quotation mark straight, the backward apostrophe included."""
    return text.translate(str.maketrans("‘’“”", "''\"\""))


def body() -> str:
    """Give the manuscript without its front matter."""
    return MANUSCRIPT.split("\n---\n", 1)[1]


def without_inline_notes(text: str) -> str:
    """Take out every `^[…]`, brackets inside included."""
    while (start := text.find("^[")) >= 0:
        depth, end = 1, start + 2
        while depth:
            depth += {"[": 1, "]": -1}.get(text[end], 0)
            end += 1
        text = text[:start] + text[end:]
    return text


def authors_paragraphs() -> list[str]:
    """Give the paragraphs that remain when everything the editor added is taken out."""
    text = body().split("\n## Annex", 1)[0]
    text = NOTE_DEFINITION.sub("", text)
    text = re.sub(r"^:::.*?^:::$", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^## .*$", "", text, flags=re.MULTILINE)
    text = without_inline_notes(text)
    text = re.sub(r"\[\^\w+\]", "", text)
    text = BRACKETED_CITATION.sub("", text)
    return [block.strip() for block in re.split(r"\n{2,}", text) if block.strip()]


def received_paragraphs() -> list[str]:
    """Give title, byline and paragraphs of the text as received, repaired."""
    path = SOURCES / "taliban-pakistan.txt"
    if not SOURCES.parent.is_dir():
        pytest.skip(f"{path.name} is not here: the shared folder is absent")
    text = straight(path.read_text("utf-8"))
    for damaged, whole in REPAIRS.items():
        assert damaged in text, f"nothing to repair: '{damaged}'"
        text = text.replace(damaged, whole)
    return [block.strip() for block in text.split("\n\n")]


def verified_rows() -> dict[str, str]:
    """Give for each key its row of the list of sources, without the column of evidence."""
    path = SOURCES / "taliban-pakistan.md"
    if not SOURCES.parent.is_dir():
        pytest.skip(f"{path.name} is not here: the shared folder is absent")
    rows = {}
    for line in path.read_text("utf-8").split("## 3.")[0].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        keys = [index for index, cell in enumerate(cells) if re.fullmatch(r"`\w+`", cell)]
        if keys:
            start = keys[0]
            rows[cells[start].strip("`")] = straight(" | ".join(cells[start + 1 : start + 3]))
    return rows


def printed_date(value: str) -> str:
    """Write an ISO date, or a part of one, the way the list of sources does."""
    year, *rest = value.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return " ".join([*(str(int(day)) for day in rest[1:]), month, year])


def printed_names(value: str) -> list[str]:
    """Write BibTeX names in the order in which they are spoken."""
    if value.startswith("{"):
        return [value.strip("{}")]
    names = []
    for name in value.split(" and "):
        family, *middle, given = name.split(", ")
        names.append(" ".join([given, family, *middle]))
    return names


def printed_values(field: str, value: str) -> list[str]:
    """Give the words that a field's value must have in the list of sources."""
    if field == "author":
        return printed_names(value)
    if field == "date":
        return [printed_date(value)]
    if field == "type" and value == "phdthesis":
        return ["PhD thesis"]
    plain = straight(value.replace("{", "").replace("}", "")).replace("--", "–")
    return re.split(r" by ", plain) if field == "addendum" else [plain]


def test_every_citation_has_an_entry() -> None:
    """No key of the manuscript is missing from the bibliography."""
    assert set(CITATION_KEY.findall(body())) - set(ENTRIES) == set()


def test_every_entry_is_cited() -> None:
    """No entry of the bibliography is left without a citation."""
    assert set(ENTRIES) - set(CITATION_KEY.findall(body())) == set()


def test_every_entry_can_be_read() -> None:
    """The splitter reads the whole file and finds at least 22 entries."""
    assert LIBRARY.failed_blocks == []
    assert len(ENTRIES) >= 22


def test_citations_are_many_and_of_every_form() -> None:
    """The paragraphs alone hold 18 citations; the brief shows every form of one."""
    lines = without_inline_notes(body()).splitlines()
    paragraphs = [line for line in lines if not line.startswith(("|", "[^"))]
    assert len(BRACKETED_CITATION.findall("\n".join(paragraphs))) >= 18
    forms = {
        "one source": r"\[@\w+\]",
        "two sources": r"\[@\w+; @\w+\]",
        "a prefix": r"\[see @\w+; @\w+",
        "a prefix in the middle": r"; see also @\w+\]",
        "a suffix": r"\[@\w+, [a-z]",
        "no author": r"\[-@\w+\]",
        "author in the text of a note": r"^\[\^\w+\]: .*(?<![\[;-] )(?<!\[)@\w+",
    }
    assert [form for form, rule in forms.items() if not re.search(rule, body(), re.M)] == []


def test_notes_are_defined_once_called_once_and_short() -> None:
    """Eight or more hand-written notes, each called once, none of 60 words or more."""
    notes = NOTE_DEFINITION.findall(body())
    labels = [label for label, _ in notes]
    assert len(labels) >= 8
    assert sorted(re.findall(r"\[\^(\w+)\](?!:)", body())) == sorted(labels)
    assert [label for label, text in notes if len(text.split()) >= 60] == []


@pytest.mark.parametrize(
    "label",
    [
        *("withdrawal", "school", "consulate", "icg", "mehsud", "month", "chaman", "sharif"),
        *("hameed", "slavery", "workshop", "modern", "kugelman"),
    ],
)
def test_the_editor_marks_where_a_source_differs(label: str) -> None:
    """A difference between text and source has a note that is marked as the editor's."""
    assert "*Editor's note:*" in dict(NOTE_DEFINITION.findall(body()))[label]


@pytest.mark.parametrize("start", ["Modern Diplomacy magazine", "Michael Kugelman"])
def test_a_claim_without_a_source_has_no_citation(start: str) -> None:
    """The first sentence of a claim for which no source was found carries a note alone."""
    paragraph = next(line for line in body().splitlines() if line.startswith(start))
    assert re.match(r"[^@.]+\.\[\^\w+\] ", paragraph)


def test_every_row_of_the_timeline_is_cited() -> None:
    """Each event of the editor's table names its source."""
    rows = [line for line in body().splitlines() if line.startswith("|")][2:]
    assert len(rows) >= 12
    assert [row for row in rows if not BRACKETED_CITATION.search(row)] == []


@pytest.mark.parametrize(
    "damage",
    [
        *REPAIRS,
        "[‘’“”]",  # the manuscript is typed straight, the tool curls
        r"[a-z][A-Z](?!ow\b)",  # two words joined; 'KabulNow' is a name
        r"[,;:.](?=[A-Za-z]{2})",
        r"\b(\w+) \1\b",
        r" [,.;:]",
    ],
)
def test_no_damage_is_left_in_the_text(damage: str) -> None:
    """The text has no joined words, no lost spaces and no curly quotation marks."""
    text = re.sub(r"<https://[^>]+>|@\w+|^:.*$", "…", body(), flags=re.MULTILINE)
    assert re.findall(f".*{damage}.*", text) == []


def test_the_words_are_the_authors() -> None:
    """Without the editor's additions the manuscript is the text as received, repaired."""
    title, byline, *paragraphs = received_paragraphs()
    assert authors_paragraphs() == paragraphs
    assert f"\ntitle: {title}\n" in MANUSCRIPT
    assert f"- name: {byline.removeprefix('By: ')}\n" in MANUSCRIPT


def test_the_pull_quote_has_the_authors_words() -> None:
    """A pull quote repeats the text; only the full stop at its end may be new."""
    match = re.search(r"^::: pullquote\n(.+)\n:::$", body(), re.MULTILINE)
    assert match
    assert match[1].rstrip(".") in " ".join(received_paragraphs())


@pytest.mark.parametrize("key", ENTRIES)
def test_an_entry_has_only_verified_fields(key: str) -> None:
    """Every value of an entry stands in its row of the list of sources."""
    row = verified_rows()[key].casefold()
    assert set(ENTRIES[key]) <= FIELDS
    missing = [
        (field, words)
        for field, value in ENTRIES[key].items()
        if field in VERIFIABLE_FIELDS
        for words in printed_values(field, value)
        if not re.search(rf"(?<!\w){re.escape(words.casefold())}(?!\w)", row)
    ]
    assert missing == []


@pytest.mark.parametrize("unseen", ["320", "2022-02-04", "978-0-14", "urldate", "magazine-dev"])
def test_what_was_not_seen_is_not_printed(unseen: str) -> None:
    """A detail that nobody saw, or an address not to be printed, is in no entry."""
    assert [key for key, fields in ENTRIES.items() if unseen in f"{fields}"] == []
