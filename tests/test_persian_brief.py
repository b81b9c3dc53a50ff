"""The Persian edition of the first brief: the same skeleton, and Persian as it is typed.

Structure is compared with the English manuscript block by block. The rules of typing are those of
the Academy of Persian Language and Literature (Dastur-e khatt-e Farsi, 2015) and of Unicode CLDR 46
for fa-AF: digits 'arabext', quotation marks « » and ‹ ›, Gregorian months as named in Kabul. The
ezafe after a silent he is the one character U+06C0 that Afghan keyboards have.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGLISH = (ROOT / "manuscripts/taliban-pakistan.md").read_text("utf-8")
PERSIAN = (ROOT / "manuscripts/taliban-pakistan.fa.md").read_text("utf-8")

CITATION_KEY = re.compile(r"(?<![\w@])(-?@[A-Za-z]\w*)")
NOTE = re.compile(r"\[\^(\w+)\]|(\^)\[")
NOTE_DEFINITION = re.compile(r"^\[\^(\w+)\]: (.+)$", re.MULTILINE)
# What is not running text, and what stands in its place: a name for a key or an address.
MACHINE_TEXT = (
    (r";(?=[^;\[\]]*@)", "؛"),  # between two works in brackets
    (r"<https://[^>]+>|@\w+", "X"),
    (r"\(#[\w-]+\)|\{#[\w-]+\}|\[\^\w+\]:?|^\|[-|]+$|^:(?= )|^:::(?: \w+)?$", ""),
    (r'^::: \{\.box title="([^"]+)"\}$', r"\1"),
)
ZWNJ = "\N{ZERO WIDTH NON-JOINER}"
LETTER = "\u0621-\u064a\u0654\u066e-\u06d3"
WORD_START = f"(?<![{LETTER}{ZWNJ}])"
SPACED_PREFIX = f"{WORD_START}ن?می (?=[{LETTER}])"
SPACED_ENDING = f"(?<=[{LETTER}]) (?:ها|های|هایی|تر|ترین|ام|اند|ای)(?![{LETTER}])"

# Gregorian months: CLDR 46, fa-AF. Solar months: the names of the Afghan civil calendar.
GREGORIAN = "جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر".split()  # noqa: SIM905
SOLAR = "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت".split()  # noqa: SIM905
FIRST_OF_1386 = date(2007, 3, 21)


def body(manuscript: str) -> str:
    """Give a manuscript without its front matter."""
    return manuscript.split("\n---\n", 1)[1]


def front(manuscript: str) -> str:
    """Give the front matter of a manuscript."""
    return manuscript.split("\n---\n", 1)[0]


def blocks(manuscript: str) -> list[str]:
    """Give the blocks of the text: paragraphs, notes, headings, divs, the table."""
    return [block.strip() for block in re.split(r"\n{2,}", body(manuscript)) if block.strip()]


def rows() -> list[list[str]]:
    """Give the rows of the Persian timeline, without its head."""
    lines = [line for line in body(PERSIAN).splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def running_text() -> str:
    """Give what a reader reads, with the title and the other texts of the front matter."""
    texts = re.sub(
        r"^(date|lang|dir|bibliography|csl|style|layout):.*$|^\s*[\w-]+:",
        "",
        front(PERSIAN),
        flags=re.MULTILINE,
    )
    text = body(PERSIAN)
    for pattern, words in MACHINE_TEXT:
        text = re.sub(pattern, words, text, flags=re.MULTILINE)
    return texts + text


def is_leap(year: int) -> bool:
    """Say whether a solar year has 366 days: the cycle of 33 years, right from 1178 to 1633."""
    return (25 * year + 11) % 33 < 8


def solar(day: date) -> tuple[int, int, int]:
    """Count a Gregorian day as year, month and day of the solar Hijri calendar, from 1386 on."""
    year, left = 1386, (day - FIRST_OF_1386).days
    while left >= 365 + is_leap(year):
        left -= 365 + is_leap(year)
        year += 1
    # Six months of 31 days come first, then months of 30.
    months, days = divmod(left, 31) if left < 186 else divmod(left - 186, 30)
    return year, months + (1 if left < 186 else 7), days + 1


def latin(text: str) -> str:
    """Write Persian digits as Latin ones."""
    return text.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))


def days_of(cell: str, months: list[str]) -> list[tuple[int, int, int]]:
    """Read '۱۴–۱۷ مارچ ۲۰۲۳' as days of year, month and day."""
    match = re.fullmatch(r"(\d+)(?:–(\d+))? (\S+) (\d{4})", latin(cell))
    assert match, f"no date: '{cell}'"
    year, month = int(match[4]), months.index(match[3]) + 1
    return [(year, month, int(day)) for day in (match[1], match[2]) if day]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 3, 21), (1400, 1, 1)),
        (date(2021, 3, 20), (1399, 12, 30)),  # 1399 is a leap year
        (date(2021, 8, 15), (1400, 5, 24)),  # the fall of Kabul, 24 Asad
        (date(2022, 3, 20), (1400, 12, 29)),
        (date(2022, 9, 22), (1401, 6, 31)),
        (date(2022, 9, 23), (1401, 7, 1)),
    ],
)
def test_the_solar_calendar_is_counted_right(day: date, expected: tuple[int, int, int]) -> None:
    """Known days of the calendar, at the ends of years and half-years, come out as known."""
    assert solar(day) == expected


def test_the_blocks_are_the_same_in_kind_and_order() -> None:
    """Each block of the English text has its Persian one: heading, note, div, table, prose."""

    def kind(block: str) -> str:
        match = re.match(r"\[\^\w+\]:|#+|:::|\||:", block)
        return match[0] if match else "prose"

    assert [kind(block) for block in blocks(PERSIAN)] == [kind(block) for block in blocks(ENGLISH)]


def test_every_block_cites_the_same_works_in_the_same_order() -> None:
    """No citation is lost, added or moved, whether in prose, a note, the box or the table."""
    assert [CITATION_KEY.findall(block) for block in blocks(PERSIAN)] == [
        CITATION_KEY.findall(block) for block in blocks(ENGLISH)
    ]


def test_every_citation_stands_alike_in_brackets_or_in_the_sentence() -> None:
    """Keys that share a pair of brackets in English share one in Persian."""
    clusters = re.compile(r"\[[^\[\]^]*@[^\[\]]*\]")
    assert [CITATION_KEY.findall(found) for found in clusters.findall(body(PERSIAN))] == [
        CITATION_KEY.findall(found) for found in clusters.findall(body(ENGLISH))
    ]


def test_every_block_calls_and_defines_the_same_notes() -> None:
    """Labels of notes, and the note without a label, stand in the same blocks and order."""
    assert [NOTE.findall(block) for block in blocks(PERSIAN)] == [
        NOTE.findall(block) for block in blocks(ENGLISH)
    ]


def test_identifiers_and_links_are_the_same() -> None:
    """A target or a link within the text is called the same in both."""
    targets = re.compile(r"\(#[\w-]+\)|\{#[\w-]+\}")
    assert targets.findall(body(PERSIAN)) == targets.findall(body(ENGLISH))


def test_the_table_has_a_row_for_each_row() -> None:
    """Every event is in both timelines; the Persian one has one column more."""
    english = [line for line in body(ENGLISH).splitlines() if line.startswith("|")]
    assert len(rows()) == len(english) - 2
    assert {len(row) for row in rows()} == {english[0].strip("|").count("|") + 2}


def test_every_editors_note_is_marked_as_one() -> None:
    """The words *Editor's note:* are there as often as in English."""
    assert PERSIAN.count("*یادداشت ویراستار:*") == ENGLISH.count("*Editor's note:*")


def test_notes_are_short() -> None:
    """No note has 70 words; English notes have fewer than 60, Persian takes a little more."""
    notes = NOTE_DEFINITION.findall(body(PERSIAN))
    assert [label for label, text in notes if len(text.split()) >= 70] == []


@pytest.mark.parametrize("field", ["bibliography", "csl", "style", "layout", "date"])
def test_settings_are_shared(field: str) -> None:
    """Both editions have one bibliography, one citation style and one layout."""
    line = re.search(rf"^{field}: .+$", front(ENGLISH), re.MULTILINE)
    assert line
    assert line[0] in front(PERSIAN).splitlines()


@pytest.mark.parametrize("item", [r"^  - >-$", r"^  - \w"])
def test_lists_of_the_front_matter_are_of_one_length(item: str) -> None:
    """As many key findings, keywords and authors as in English."""
    english, persian = (len(re.findall(item, front(text), re.M)) for text in (ENGLISH, PERSIAN))
    assert persian == english > 0


def test_every_pair_of_dates_is_one_day() -> None:
    """In each row the Gregorian and the solar date are the same day, by our own count."""
    wrong = []
    for gregorian, hijri, *_ in rows():
        if " و " in gregorian:
            continue
        days = [solar(date(*day)) for day in days_of(gregorian, GREGORIAN)]
        if days != days_of(hijri, SOLAR):
            wrong.append((gregorian, hijri, days))
    assert wrong == []


def test_a_gregorian_year_is_two_solar_years() -> None:
    """The row that has years alone gives for each the two solar years that it overlaps."""
    pairs = [row[:2] for row in rows() if " و " in row[0]]
    assert len(pairs) == 1
    for gregorian, hijri in zip(*(latin(cell).split(" و ") for cell in pairs[0]), strict=True):
        year = int(gregorian)
        ends = (solar(date(year, 1, 1))[0], solar(date(year, 12, 31))[0])
        assert hijri == "{}–{}".format(*ends)


def test_the_rows_are_in_the_order_of_their_dates() -> None:
    """The timeline runs forward."""
    days = [days_of(row[1], SOLAR)[0] for row in rows() if " و " not in row[0]]
    assert all(earlier <= later for earlier, later in pairwise(days))


def test_the_timeline_quotes_the_text() -> None:
    """What stands in « » in the last column stands so in the prose above."""
    prose = body(PERSIAN).split("\n|", 1)[0]
    quoted = [row[-1] for row in rows() if row[-1].startswith("«")]
    assert len(quoted) > 10
    assert [words for words in quoted if words.strip("«»") not in prose] == []


def test_the_pull_quote_has_the_words_of_the_text() -> None:
    """A pull quote repeats the text; only the full stop at its end may be new."""
    match = re.search(r"^::: pullquote\n(.+)\n:::$", body(PERSIAN), re.MULTILINE)
    assert match
    assert body(PERSIAN).count(match[1].rstrip(".")) == 2


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("Arabic yeh, kaf, alef maksura or teh marbuta", "[\u064a\u0643\u0649\u0629]"),
        ("Arabic-Indic digits", "[\u0660-\u0669]"),
        ("presentation forms", "[\ufb50-\ufdff\ufe70-\ufeff]"),
        ("marks of direction", "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
        ("Latin digits", "[0-9]"),
        ("Latin punctuation after a Persian letter", f"(?<=[{LETTER}])[,;?]"),
        ("Latin quotation marks", "[\"'“”‘’„]"),
        ("kashida", "\u0640"),
        ("a space before punctuation", r" [،؛؟:.»)](?!\.)"),
        ("no space after punctuation", f"[،؛؟:.»](?=[{LETTER}])"),
        ("a space after an opening sign", "[«(] "),
        ("two spaces within a line", r"(?<=\S)  +(?=\S)"),
        ("a word twice", rf"\b([{LETTER}{ZWNJ}]+) \1\b"),
        # Dastur-e khatt-e Farsi: the prefixes می and نمی and the endings stand apart, half-spaced
        ("a full space after می", SPACED_PREFIX),
        ("a joined می", f"{WORD_START}ن?می(?:شو|کن|گوی|خواه|ده|توان|رس|آور|بر|کوش)"),
        ("a full space before an ending", SPACED_ENDING),
        ("ها joined after a silent he", f"ه(?:ها|های)(?![{LETTER}])"),
        ("ezafe after a silent he as two characters", "ه\u0654"),
        ("a half-space that joins nothing", f"(?<![{LETTER}]){ZWNJ}|{ZWNJ}(?![{LETTER}])"),
        ("two half-spaces", ZWNJ * 2),
        ("ezafe after a silent he written with a yeh", f"ه{ZWNJ}ی(?![{LETTER}])"),
        ("months as named in Iran", "ژانویه|فوریه|مارس|آوریل|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|دسامبر"),
    ],
)  # fmt: skip
def test_persian_is_typed_right(what: str, pattern: str) -> None:
    """The running text has none of the slips that Persian typing is known for."""
    assert (what, re.findall(f".{{0,12}}{pattern}.{{0,12}}", running_text())) == (what, [])


def test_the_rules_of_typing_find_slips() -> None:
    """The rules that look for a full space find one where it is, and not in May or a name."""
    assert re.search(SPACED_PREFIX, "این می شود")
    assert re.search(SPACED_ENDING, "گروه های بزرگ")
    assert not re.search(SPACED_PREFIX, "در می ۲۰۲۱ قدیمی است")


def test_quotation_marks_are_paired_within_a_block() -> None:
    """Every « has its » in the same paragraph, note or cell, and none stands inside another."""
    wrong = []
    for block in [*blocks(PERSIAN), *(cell for row in rows() for cell in row)]:
        marks = "".join(re.findall("[«»]", block))
        if marks != "«»" * (len(marks) // 2):
            wrong.append(block)
    assert wrong == []


def test_dates_in_the_text_have_months_as_named_in_kabul() -> None:
    """A day and a year stand round a month of CLDR's fa-AF or of the solar calendar."""
    names = re.findall(rf"[۰-۹] ([{LETTER}]+) [۰-۹]{{4}}", running_text())
    assert len(names) > 30
    assert set(names) - {*GREGORIAN, *SOLAR, "و"} == set()
