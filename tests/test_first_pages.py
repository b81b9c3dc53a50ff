"""First pages that hold more, or less, than usual: nothing is lost, and nothing touches another."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import ImageChops

from publish import api, pipeline
from publish.draft import page_of, prepare
from publish.options import Options
from publish.source import Source
from publish.targets import SCREEN

MILLIMETRE = 72 / 25.4
NAMES = [
    f"{given} {family}"
    for given in ("Ada", "Otto", "Mira")
    for family in ("Falk", "Reed", "Okoye", "Lind")
]
AFFILIATIONS = (
    "Institute for the Comparative Study of Institutions, London",
    "School of Public Works",
)
TWELVE = "author:\n" + "".join(
    f'  - name: {name}\n    affiliation: "{AFFILIATIONS[at % 2]}"\n    orcid: 0000-0002-1825-0097\n'
    for at, name in enumerate(NAMES)
)
TEXT = "A paragraph of the text.\n\n" + "It has another, and a third follows it. " * 60


def made(folder: Path, head: str, text: str = TEXT) -> bytes:
    (folder / "x.md").write_text(
        f"---\ntitle: The Well\nlang: en-GB\n{head}---\n\n{text}\n", "utf-8"
    )
    return api.render(folder / "x.md").artifacts[".pdf"].data


def pages(data: bytes) -> list[str]:
    return [
        " ".join(page.get_textpage().get_text_range().split())
        for page in pypdfium2.PdfDocument(data)
    ]


def place(data: bytes, text: str, page: int = 0) -> tuple[float, float, float, float]:
    """Give left, top, right and bottom of these words, in mm from the page's lower left."""
    read = pypdfium2.PdfDocument(data)[page].get_textpage()
    start = re.sub(r"\s", " ", read.get_text_range()).index(text)
    boxes = [read.get_charbox(at, loose=True) for at in range(start, start + len(text))]
    left, bottom, right, top = (
        choose(box[side] for box in boxes) for side, choose in enumerate((min, min, max, max))
    )
    return left / MILLIMETRE, top / MILLIMETRE, right / MILLIMETRE, bottom / MILLIMETRE


@pytest.mark.parametrize("layout", ["brief", "commentary", "report"])
def test_twelve_authors_are_named_in_a_line_and_listed_at_the_end(
    layout: str, tmp_path: Path
) -> None:
    """Beside the text they would run over pages; the last page says who they are."""
    first, *_, last = pages(made(tmp_path, f"layout: {layout}\n{TWELVE}", TEXT * 6))
    assert [name for name in NAMES if name not in first] == []
    assert (first.count("School of Public Works"), last.count("School of Public Works")) == (0, 6)
    assert last.count("0000-0002-1825-0097") == 12


def test_a_few_authors_stand_beside_the_text(tmp_path: Path) -> None:
    """With affiliation and ORCID, and no list at the end."""
    author = "  - name: Ada Falk\n    affiliation: School of Public Works\n"
    data = made(tmp_path, f"author:\n{author}    orcid: 0000-0002-1825-0097\n")
    assert place(data, "School of Public Works")[2] < 24 + 31
    assert "".join(pages(data)).count("0000-0002-1825-0097") == 1


def test_a_commentary_without_biographies_says_where_its_author_works(tmp_path: Path) -> None:
    """A byline alone does not."""
    head = (
        "layout: commentary\nauthor:\n  - name: Ada Falk\n    affiliation: School of Public Works\n"
    )
    assert "School of Public Works" in pages(made(tmp_path, head))[0]


def test_long_biographies_of_a_commentary_stand_at_its_end(tmp_path: Path) -> None:
    """Beside the text they would be longer than the page."""
    lives = "".join(
        f'  - "**Author {at}** {"has written about wells. " * 12}"\n' for at in range(6)
    )
    first, *_, last = pages(
        made(
            tmp_path, f"layout: commentary\nauthor: Ada Falk\nabout-the-authors:\n{lives}", TEXT * 4
        )
    )
    assert ("has written about wells" in first, last.count("Author ")) == (False, 6)


def test_a_long_name_of_a_series_does_not_touch_number_and_date(tmp_path: Path) -> None:
    """It goes on in a second line, and moves the title down."""
    series = "Working Papers on Water, Wells and Development in the Border Regions of Dry Countries"
    data = made(tmp_path, f"series: {series}\nnumber: 112\ndate: 2026-05-14\n")
    assert place(data, series[:20])[2] < place(data, "No. 112")[0]
    assert (
        place(data, "COUNTRIES" if "COUNTRIES" in pages(data)[0] else "Countries")[2]
        < place(data, "No. 112")[0]
    )


@pytest.mark.parametrize(
    "logo", ['width="2000" height="100"', 'width="100" height="300"', 'width="10" height="10"']
)
def test_a_logo_of_any_shape_stays_in_the_masthead(logo: str, tmp_path: Path) -> None:
    """Twenty times as wide as high, three times as high as wide, and a small square."""
    width, height = re.findall(r"\d+", logo)
    size = f'width="{width}" height="{height}"'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {size}>'
        f'<rect {size} fill="#f00"/></svg>'
    )
    (tmp_path / "logo.svg").write_text(svg, "utf-8")
    data = made(tmp_path, "logo: logo.svg\nnumber: 3\ndate: 2026-05-14\n")
    picture = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("RGB")
    red, green, _ = picture.split()
    is_red = ImageChops.darker(
        red.point(lambda value: 255 * (value > 200)), green.point(lambda value: 255 * (value < 80))
    )
    left, _, right, bottom = (side / MILLIMETRE for side in is_red.getbbox() or ())
    assert left == pytest.approx(24, abs=1)
    assert right < place(data, "No. 3")[0]
    assert 297 - bottom > place(data, "The Well")[1]


def test_the_text_before_the_first_chapter_has_no_chapter_in_its_head(tmp_path: Path) -> None:
    """Not that of the summary before it."""
    text = TEXT + "\n\n## Wells\n\nText.\n"
    data = made(tmp_path, "layout: report\nabstract: In short.\n", text)
    heads = [re.findall(r"The Well(?: / \w+)?", page) for page in pages(data)[2:5]]
    assert heads == [["The Well / Summary"], ["The Well"], ["The Well / Wells"]]


def test_a_letter_in_two_columns_has_its_sender_at_the_right(tmp_path: Path) -> None:
    """And its closing; the address stands at the left, as high as the sender."""
    author = "author:\n  - name: Ada Falk\n    email: ada@example.org\n"
    head = f"layout: letter\ncolumns: 2\n{author}to: [The Librarian, Westport]\nclosing: Yours,\n"
    data = made(tmp_path, head)
    named = ("The Librarian", "ada@example.org", "Yours")
    address, sender, closing = (place(data, text) for text in named)
    assert (address[0], sender[0], closing[0]) == pytest.approx((24, 108.5, 108.5), abs=1)
    assert address[1] == pytest.approx(sender[1], abs=6)


def test_a_house_has_its_masthead_on_letters_too(tmp_path: Path) -> None:
    """The band of meridian reaches the edges of the page."""
    (tmp_path / "publish.toml").write_text('style = "meridian"\n', "utf-8")
    data = made(tmp_path, "layout: letter\npublisher: Harbour Institute\n")
    picture = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("RGB")
    assert picture.getpixel((0, 0)) == picture.getpixel((picture.width - 2, 0)) == (31, 47, 92)


@pytest.mark.parametrize("house", ["base", "meridian"])
@pytest.mark.parametrize("repeats", [1, 6])
def test_the_panel_of_a_cover_holds_the_longest_title(
    house: str, repeats: int, tmp_path: Path
) -> None:
    """Title and subtitle are white, so none may stand below the panel."""
    (tmp_path / "publish.toml").write_text(f'style = "{house}"\n', "utf-8")
    title = "How small towns share their water " * repeats
    (tmp_path / "x.md").write_text(
        f"---\ntitle: {title}\nsubtitle: {title}and what follows\nlayout: report\nlang: en-GB\n"
        f"author: Ada Falk\n---\n\n{TEXT}\n",
        "utf-8",
    )
    data = api.render(tmp_path / "x.md").artifacts[".pdf"].data
    picture = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("RGB")
    ground = picture.getpixel((2, 2))
    column = [picture.getpixel((2, row)) == ground for row in range(picture.height)]
    panel_mm = 297 - column.index(False) / MILLIMETRE
    assert place(data, "follows")[3] > panel_mm + 8
    assert place(data, "Ada Falk")[1] < panel_mm - 8


@pytest.mark.parametrize(("count", "length"), [(5, 14), (4, 19)])
def test_no_note_in_the_margin_stands_above_the_title(
    count: int, length: int, tmp_path: Path
) -> None:
    """Where long ones push a short one up: between masthead and title is no place for it."""
    (tmp_path / "publish.toml").write_text('style = "meridian"\n', "utf-8")
    notes = calls = ""
    for at in range(count):
        notes += f"\n\n[^{at}]: Remark{at} {'on the well and its rope ' * (length if at else 2)}.\n"
        calls += f"Sentence {at}.[^{at}] {'It has another. ' * 12}\n\n"
    head = "notes: side\nlayout: commentary\nkeywords: [wells, ropes]\nseries: Notes\n"
    data = made(tmp_path, head, f"{calls}{TEXT}{notes}")
    tops = [place(data, each)[1] for each in re.findall(r"Remark\d", pages(data)[0])]
    assert tops != []
    assert max(tops) < place(data, "The Well")[3]


def test_no_word_is_divided_in_how_to_cite(tmp_path: Path) -> None:
    """It is copied into other texts; the long title would break in the narrow column."""
    (tmp_path / "x.md").write_text(
        "---\ntitle: Considerations concerning infrastructural responsibilities\nlang: en-GB\n"
        "author: Ada Falk\ndate: 2024\npublisher: Institute\n---\n\n"
        "Text about responsibilities that somebody has.\n",
        "utf-8",
    )
    project, source = pipeline.open_manuscript(tmp_path / "x.md", Options())
    assert isinstance(source, Source)
    html = page_of(prepare(project, source, Options()), SCREEN).html
    after = html.partition("Falk, Ada. ")[2]
    assert "\u00ad" in html.partition("<main")[2]
    assert "\u00ad" not in after.partition("</p>")[0]


@pytest.mark.parametrize("given", ["|\n  The Librarian\n  Westport", "[The Librarian, Westport]"])
def test_an_address_keeps_its_lines(given: str, tmp_path: Path) -> None:
    """However they are written."""
    path = tmp_path / "x.md"
    path.write_text(f"---\ntitle: T\nlang: en\nlayout: letter\nto: {given}\n---\n\nText.\n")
    project, source = pipeline.open_manuscript(path, Options())
    assert isinstance(source, Source)
    html = page_of(prepare(project, source, Options()), SCREEN).html
    address = html.partition('<div class="address">')[2].partition("</div>")[0]
    assert re.findall("<p>(.*?)</p>", address) == ["The Librarian", "Westport"]
