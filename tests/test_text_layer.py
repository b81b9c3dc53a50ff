"""Text copied and searched in the finished PDF is the text that was written."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from publish.finishing.searching import readable
from publish.inspection.shown import misstated, pieces
from publish.inspection.spoken import read_aloud
from publish.render.leaf import Leaf, start
from publish.targets import PRINT, SCREEN
from tests.pages import make_page, note

CSS = "p { font: 12pt/20pt Amiri, 'Source Serif 4'; hyphens: manual }"
PERSIAN = (
    "کابل و اسلام‌آباد در سال ۱۴۰۱ (برابر با 2022) دربارهٔ «خط دیورند» و [Afghan] گفت‌وگو"
    " کردند؛ ۴۵٪ از کامیون‌ها نمی‌خواهند بازگردند، لا إله و مسئولیتِ آن."
)
MIXED = "<bdi dir='ltr' lang='en'>Smith, <i>Trade Routes</i> (2024), [5–7] ff</bdi>"
POINTS = "()[]«»؛،.٪"


@pytest.fixture(scope="module")
def leaf() -> Iterator[Leaf]:
    with start() as child:
        yield child


def by_pdfium(pdf: bytes) -> str:
    """Read all pages as Chrome does."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def by_poppler(pdf: bytes, folder: Path, *options: str) -> str:
    """Read all pages as Evince and Okular do."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler's pdftotext is not installed")
    (folder / "a.pdf").write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", *options, str(folder / "a.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    )
    return re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", done.stdout)


def written(text: str) -> list[str]:
    """Give the words of a text without the marks round them."""
    return [word.strip(POINTS) for word in text.split()]


def test_persian_words_are_read_as_written(leaf: Leaf, tmp_path: Path) -> None:
    """Letters, half-spaces, hamza and digits, by two readers."""
    pdf = leaf.render(make_page(f"<p dir='rtl'>{PERSIAN}</p>", CSS, lang="fa"), SCREEN).pdf
    words = written(PERSIAN)
    assert [word for word in words if word not in by_pdfium(pdf)] == []
    text = by_poppler(pdf, tmp_path)  # it takes a raised vowel sign for a line of its own
    assert [word for word in words if word not in text and "\u0650" not in word] == []


def test_both_joiners_are_read(leaf: Leaf) -> None:
    """Each has a glyph of its own."""
    text = "می\u200cخواهد ه\u200d ق\u200dم"
    assert text in by_pdfium(leaf.render(make_page(f"<p dir='rtl'>{text}</p>", CSS), SCREEN).pdf)


def test_what_shines_through_is_printed_as_text(leaf: Leaf) -> None:
    """It is drawn apart from its page, and files for the press have no tags."""
    page = make_page("<p style='opacity: .5'>Half a word</p>")
    assert by_pdfium(leaf.render(page, PRINT).pdf) == "Half a word"


def test_brackets_open_where_they_open(leaf: Leaf, tmp_path: Path) -> None:
    """In both directions, though both use the same glyphs."""
    body = f"<p dir='rtl'>{PERSIAN}</p><p dir='ltr'>{MIXED}</p>"
    pdf = leaf.render(make_page(body, CSS, lang="fa"), SCREEN).pdf
    assert "(2024), [5–7]" in by_pdfium(pdf)
    assert "(2024), [5–7]" in by_poppler(pdf, tmp_path)
    assert "(برابر با 2022)" in by_pdfium(pdf)
    assert "«خط دیورند»" in by_pdfium(pdf)


def test_phrases_over_lines_are_found(leaf: Leaf) -> None:
    """By PDFium's own search, as a reader types them."""
    body = "<p style='width: 30mm; hyphens: manual'>The council of the town met again today.</p>"
    pdf = leaf.render(make_page(body), SCREEN).pdf
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        assert page.count_rects() > 1
        assert page.search("council of the town met again").get_next() is not None


@pytest.mark.parametrize(
    "body",
    [
        "<p>Kabul and its river are old</p>",
        "<p dir='rtl'>کابل و اسلام آباد در سال نو</p>",
        "<p dir='rtl'>کابل <b>و اسلام</b> آباد در <i>سال</i> نو</p>",
        "<p dir='rtl'>کابل و اسلام <b>آباد در</b> سال نو</p>",
        "<p dir='rtl'>کابل و اسلام آباد <b>BBC</b> سال نو</p>",
    ],
)
def test_the_space_that_ends_a_line_stands_at_its_end(leaf: Leaf, body: str) -> None:
    """At the left of text that runs to the left, where readers look for it."""
    css = CSS + "p { width: 30mm } b { font-family: 'Source Serif 4' } i { vertical-align: 2pt }"
    pdf = leaf.render(make_page(body, css, lang="fa"), SCREEN).pdf
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        text = page.get_text_range()
        at = text.index(" \r")
        before, space = (page.get_charbox(each, loose=True) for each in (at - 1, at))
    distance = before[0] - space[2] if "rtl" in body else space[0] - before[2]
    assert abs(distance) < 4, "a space's width"


BROKEN = """<p>Institutional responsibilities notwithstanding, well-known policy-makers met.</p>
<p lang='de'>Verhältnismäßigkeit, Entwicklungszusammenarbeit, Übergangsregierungen.</p>
<p lang='fr'>L’approfondissement désintéressé de l’interdépendance (télécommunications).</p>
<p>See https://example.org/reports/accountability_(finance)/2023/final-version.pdf now.</p>"""
NARROW = (
    "p { font: 10pt/13pt 'Source Serif 4'; width: 21mm; overflow-wrap: anywhere; margin: 0 0 5mm }"
)
WHOLE = re.findall(
    r"\S+",
    "Institutional responsibilities notwithstanding, well-known policy-makers Verhältnismäßigkeit,"
    " Entwicklungszusammenarbeit, Übergangsregierungen. désintéressé interdépendance"
    " (télécommunications). https://example.org/reports/accountability_(finance)/2023/"
    "final-version.pdf",
)


@pytest.fixture(scope="module")
def broken(leaf: Leaf) -> bytes:
    """Set words so narrow that most are broken, some of them twice."""
    return leaf.render(make_page(BROKEN, NARROW), SCREEN).pdf


def test_pdfium_finds_broken_words(broken: bytes) -> None:
    """By its own search, which does not join what a hyphen parts; nothing is there twice."""
    with pypdfium2.PdfDocument(broken) as document:
        pages = [page.get_textpage() for page in document]
        wanted = [*WHOLE, "Institutional responsibilities notwithstanding, well-known policy"]
        lost = [text for text in wanted if not any(page.search(text).get_next() for page in pages)]
    assert lost == []
    assert by_pdfium(broken).split()[:4] == BROKEN.partition(">")[2].split()[:4]


@pytest.mark.parametrize("layout", [(), ("-layout",), ("-raw",)])
def test_poppler_reads_broken_words(broken: bytes, tmp_path: Path, layout: tuple[str, ...]) -> None:
    """In each of its orders."""
    text = by_poppler(broken, tmp_path, *layout)
    assert [word for word in WHOLE if word not in text] == []


def test_broken_words_are_replaced_by_what_they_are(broken: bytes) -> None:
    """ISO 32000-1 §14.9.4: told once, where the word begins; and all of it is shown."""
    with pikepdf.open(BytesIO(broken)) as document:
        found = [piece for page in document.pages for piece in pieces(page)]
        assert misstated(document) == ()
    told = [piece.said for piece in found if piece.said and piece.said.strip()]
    assert {"Institutional", "Verhältnismäßigkeit,", "policy-makers"} & set(told)
    assert len(told) == len(set(told)) > 8


SOFT = "coun\u00adter\u00adrev\u00ado\u00adlu\u00adtion\u00adaries self\u2011gov\u00adern\u00ading"
SLASHES = "met (internationalisation of it) back\\slashinternationalisation"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (f"<p>{SOFT} co\u2060op\u00ader\u00ada\u00adtion\u00adal\u00adi\u00adsa\u00adtion of</p>",
         ["counterrevolutionaries", "self-governing", "cooperationalisation"]),
        ("<p style='width: 9mm'>internationalisation of</p>", ["internationalisation"]),
        (f"<p>{SLASHES}</p>", ["(internationalisation", "back\\slashinternationalisation"]),
        ("<p>internationali<em>sation</em></p>", []),
        ("<p><em>inter</em>nationalisation</p>", ["nationalisation"]),
        ("<p dir='rtl'>و internationalisation و internationalisation</p>", []),
        ("<p style='width: 9mm'>استراتژیککککککک internationalisation</p>",
         ["internationalisation"]),
        (f"<p>{'internationalisation' * 20}</p>", []),
    ],
    ids=["soft hyphens", "five lines", "brackets", "two faces", "one face", "leftward", "Persian",
         "endless"],
)  # fmt: skip
def test_a_word_is_told_as_it_is_typed(leaf: Leaf, body: str, told: list[str]) -> None:
    """Once, without what nobody types; what is no word of an alphabet speaks for itself."""
    pdf = leaf.render(make_page(body, NARROW), SCREEN).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        found = [piece.said for page in document.pages for piece in pieces(page) if piece.said]
        assert misstated(document) == ()
    assert [said for said in found if said.strip()] == told


def test_a_word_that_is_shown_otherwise_is_told(broken: bytes) -> None:
    """What is searched and what is seen are one text."""
    with pikepdf.open(BytesIO(broken)) as document:
        page = document.pages[0]
        data = bytes(page.Contents.read_bytes())
        assert b"(Institutional)" in data
        page.Contents = document.make_stream(data.replace(b"(Institutional)", b"(Constitution)"))
        assert "Constitution" in [told for told, _ in misstated(document)]


def test_broken_words_are_spoken_whole(broken: bytes) -> None:
    """By the order of the tags, as screen readers take them."""
    spoken = read_aloud(broken)
    assert spoken is not None
    assert [word for word in WHOLE if word not in spoken.text] == []


def test_a_word_over_two_pages_is_whole(leaf: Leaf) -> None:
    """With a note in between that has broken words of its own."""
    called = note(1, "Counterrevolutionary intermediaries, notwithstanding disproportionality.")
    body = f"<p>One{called} two three internationalisation of it.</p>"
    css = NARROW + "@page { size: 45mm 32mm; margin: 5mm 12mm } p { orphans: 1; widows: 1 }"
    pdf = leaf.render(make_page(body, css), SCREEN).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) > 1
        assert misstated(document) == ()
    assert "internationalisation" in by_pdfium(pdf)


@pytest.mark.parametrize("part", ["<em>inter</em>nationalisation", "internationali<em>sation</em>"])
def test_a_word_in_two_faces_loses_nothing(leaf: Leaf, part: str) -> None:
    """Whether it can be kept whole or not."""
    pdf = leaf.render(make_page(f"<p>{part}</p>", NARROW), SCREEN).pdf
    read = re.sub(r"[-\ufffe]?\s+|\ufffe", "", by_pdfium(pdf))
    assert read == "internationalisation"


def test_the_press_gets_no_replaced_text(leaf: Leaf) -> None:
    """Nobody searches there."""
    with pikepdf.open(BytesIO(leaf.render(make_page(BROKEN, NARROW), PRINT).pdf)) as document:
        assert all(piece.said is None for page in document.pages for piece in pieces(page))


def test_heads_of_tables_are_whole_on_each_page(leaf: Leaf) -> None:
    """Where the same words stand again."""
    rows = "<tr><td>Counterrevolutionaries</td><td>b</td></tr>" * 12
    head = "<thead><tr><th>Internationalisation</th><th>Disproportionality</th></tr></thead>"
    css = "@page { size: 60mm 50mm; margin: 5mm } table { width: 40mm; table-layout: fixed }"
    pdf = leaf.render(make_page(f"<table>{head}<tbody>{rows}</tbody></table>", css), SCREEN).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        assert misstated(document) == ()
        pages = len(document.pages)
        content = b"".join(page.Contents.read_bytes() for page in document.pages)
    assert content.count(b"BDC") + content.count(b"BMC") == content.count(b"EMC")
    assert pages > 1
    assert by_pdfium(pdf).count("Internationalisation") == pages


def test_signs_that_nobody_types_are_no_part_of_the_text() -> None:
    """A glyph of one alone keeps it: a reader wants some text for each."""
    assert readable({1: "f\u00adi", 2: "\u200c"}) == {1: "fi", 2: "\u200c"}


def test_a_hyphen_that_the_author_typed_is_one_to_the_reader(leaf: Leaf) -> None:
    """Also the character that the renderer sets where it divides a word, at the end of a line."""
    page = make_page("<p>policy\u2010makers</p>", CSS + "p { width: 40pt; hyphens: none }")
    assert "".join(by_pdfium(leaf.render(page, SCREEN).pdf).split()) == "policy-makers"
