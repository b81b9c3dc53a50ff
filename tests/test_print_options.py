"""How a copy for the press is ordered: bleed, profile, whole sheets, a cover of its own."""

from __future__ import annotations

import io
import json
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from publish import icc
from publish.finishing.binding import BlankPage, bind, labels
from publish.outputs.output import Order
from publish.outputs.pdf import PdfOutput
from publish.page import Page
from publish.press_settings import PressSettings, length_mm
from publish.render.conditions import default_condition
from publish.render.leaf import Rendered, start
from publish.render.limits import DEFAULT_LIMITS
from publish.targets import PRINT, SCREEN, Target
from tests.pages import make_page
from tests.test_cli import publish

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "tests" / "specimens" / "report.md"
PROFILE = (ROOT / "styles" / "icc" / "FOGRA39L_coated.icc").read_bytes()
MM = 72 / 25.4
BEYOND = "its table of contents points beyond its end"
NO_TABLE = "it lacks the table 'B2A1', by which colours become inks"
LETTER = "---\ntitle: A\n---\n\nOne.\n"


class _Named:
    """A laid-out page, as far as binding asks."""

    width, height, bleed = 100.0, 200.0, {"left": 30.0}

    def __init__(self, index: int, name: str) -> None:
        self._page_box = self
        self.page_type = self
        self.index, self.name = index, name


def named(names: str) -> list[_Named]:
    """Make pages: "c" of the cover, "b" of the back, "." of the text."""
    known = {"c": "cover", "b": "back"}
    return [_Named(number, known.get(each, "")) for number, each in enumerate(names)]


@pytest.mark.parametrize(
    ("names", "part", "multiple", "bound"),
    [
        ("....", "whole", 4, "1234"),
        (".....", "whole", 4, "12345___"),
        ("c....b", "whole", 4, "12345__6"),
        ("c..", "body", 1, "23"),
        ("c..", "body", 4, "23__"),
        ("c...b", "body", 2, "234_"),
        ("....", "body", 1, "234"),
        ("c...", "cover", 4, "1___"),
        ("c...b", "cover", 4, "1__5"),
        ("cc..bb", "cover", 4, "1256"),
        (".", "body", 4, ""),
        ("c", "cover", 1, "1___"),
    ],
)
def test_pages_are_bound(names: str, part: str, multiple: int, bound: str) -> None:
    """Blank pages come last, or before the outside of the back; a cover is a sheet of four."""
    pages = bind(named(names), part, multiple)
    shown = ["_" if isinstance(each, BlankPage) else str(each.index + 1) for each in pages]
    assert "".join(shown) == bound


@pytest.mark.parametrize(
    ("names", "part", "multiple", "expected"),
    [
        ("....", "whole", 4, []),
        ("...", "whole", 4, [(0, 1), (3, 0)]),
        ("c..b", "whole", 6, [(0, 1), (3, 0), (5, 4)]),
        ("c..", "body", 1, [(0, 2)]),
    ],
)
def test_pages_keep_their_printed_numbers(
    names: str, part: str, multiple: int, expected: list[tuple[int, int]]
) -> None:
    """What a reader types to go to a page is what stands on it."""
    assert labels(bind(named(names), part, multiple)) == expected


def boxes(path: Path) -> list[tuple[list[float], float]]:
    """Give trim in mm and bleed of every page."""
    with pikepdf.open(path) as document:
        return [
            (
                [round(float(each) / MM, 1) for each in page.trimbox],
                round(-float(page.BleedBox[0]) / MM, 3),
            )
            for page in document.pages
        ]


def test_a_cover_is_a_file_of_its_own(tmp_path: Path) -> None:
    """Four sides, and a body in whole sheets; the receipt names both, and all pages have boxes."""
    out, wanted = tmp_path / "out", ("--cover", "separate", "--pages-multiple", "4")
    code, _, said = publish(
        "pdf", "--for", "print", *wanted, "--bleed", "0.125in", "--output-dir", out, REPORT
    )
    assert (code, "warning" in said) == (0, False)
    body, cover = boxes(out / "report.pdf"), boxes(out / "report.cover.print.pdf")
    assert (len(body) % 4, len(cover)) == (0, 4)
    assert {(*trim, bleed) for trim, bleed in body + cover} == {(0, 0, 210, 297, 3.175)}
    receipt = json.loads((out / "report.receipt.json").read_text("utf-8"))
    assert [each["name"] for each in receipt["outputs"]] == ["report.pdf", "report.cover.print.pdf"]
    with pikepdf.open(out / "report.pdf") as document:
        first = document.Root.PageLabels.Nums[1]
        assert int(first.St) == 2
        assert "/Outlines" not in document.Root


@pytest.mark.parametrize("bleed", [3, 10])
def test_the_panel_of_a_cover_reaches_the_end_of_the_bleed(tmp_path: Path, bleed: int) -> None:
    """Art that stops at the trim leaves a white edge where the knife is not exact."""
    path = project(tmp_path, f"[press]\nbleed_mm = {bleed}\n")
    text = path.read_text("utf-8").replace("---\n", "---\nlayout: report\n", 1)
    path.write_text(text, "utf-8")
    assert publish("pdf", "--for", "print", path)[0] == 0
    with pypdfium2.PdfDocument(tmp_path / "build" / f"{path.stem}.pdf") as document:
        page = document[0]
        left, bottom, _, top = page.get_mediabox()
        picture = page.render().to_pil().convert("RGB")
    at = round(-left - (bleed - 0.7) * MM), round((top - bottom) / 4)
    assert picture.getpixel(at) != (255, 255, 255)


@pytest.mark.parametrize("bleed", [0, 3, 10])
def test_marks_lie_outside_of_any_bleed(tmp_path: Path, bleed: int) -> None:
    """However wide the bleed is, and on blank pages too."""
    path = project(tmp_path, f"[press]\nbleed_mm = {bleed}\npages_multiple = 2\n")
    assert publish("pdf", "--for", "print", path)[0] == 0
    with pikepdf.open(tmp_path / "build" / "brief.pdf") as document:
        assert len(document.pages) == 2
        for page in document.pages:
            left, bottom, right, top = (float(each) for each in page.BleedBox)
            media = [float(each) for each in page.mediabox]
            instructions = list(pikepdf.parse_content_stream(page))
            lines = [each for each in instructions if str(each.operator) == "K"]
            assert lines
            started = False
            for each in instructions:
                started = started or each is lines[-1]
                if started and str(each.operator) in ("m", "l"):
                    x, y = (float(operand) for operand in each.operands)
                    assert not (left < x < right and bottom < y < top)
                    assert media[0] - 0.01 <= x <= media[2] + 0.01


def project(folder: Path, settings: str) -> Path:
    (folder / "publish.toml").write_text(settings, "utf-8")
    (folder / "brief.md").write_text(LETTER, "utf-8")
    return folder / "brief.md"


def test_a_named_profile_is_the_output_intent(tmp_path: Path) -> None:
    """By its own description; the registry is named only for a name that is in it."""
    (tmp_path / "Our Paper.icc").write_bytes(PROFILE)
    path = project(tmp_path, "[press]\nprofile = 'Our Paper.icc'\n")
    assert publish("pdf", "--for", "print", path)[0] == 0
    with pikepdf.open(tmp_path / "build" / "brief.pdf") as document:
        (intent,) = document.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "Our Paper"
        assert str(intent.Info) == "FOGRA39L Coated"
        assert "/RegistryName" not in intent
        assert bytes(intent.DestOutputProfile.read_bytes()) == PROFILE


def test_a_profile_of_the_command_line_may_lie_anywhere(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "paper.icc").write_bytes(PROFILE)
    path = project(tmp_path / "project", "[press]\ncondition = 'FOGRA51'\n")
    assert publish("pdf", "--for", "print", "--icc", tmp_path / "paper.icc", path)[0] == 0
    receipt = json.loads((tmp_path / "project/build/brief.receipt.json").read_text("utf-8"))
    assert "paper.icc" in {Path(each["name"]).name for each in receipt["inputs"]}


def with_bytes(place: int, data: bytes) -> bytes:
    return PROFILE[:place] + data + PROFILE[place + len(data) :]


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (b"", "it does not begin as one"),
        (b"%PDF-1.7" * 100, "it does not begin as one"),
        (PROFILE[:9000], "it is cut short: 9000 bytes of 121368"),
        (with_bytes(12, b"mntr"), "it is the profile of a monitor, not of a printer"),
        (with_bytes(12, b"????"), "it is the profile of something else, not of a printer"),
        (with_bytes(16, b"RGB "), "its colours are RGB colours, and the press has four inks"),
        (with_bytes(8, b"\x05"), "it is of version 5; 2 and 4 can be used"),
        (with_bytes(128, struct.pack(">I", 1 << 31)), BEYOND),
        (with_bytes(136, b"\xff\xff\xff\xff"), BEYOND),
        (PROFILE.replace(b"B2A1", b"zzzz"), NO_TABLE),
    ],
    ids=["empty", "a pdf", "cut", "monitor", "unknown", "rgb", "version", "count", "tag", "table"],
)  # fmt: skip
def test_what_is_no_profile_of_a_press_is_refused(profile: bytes, said: str) -> None:
    """Before the colour library sees it, in words."""
    assert icc.fault(profile) == said


def test_a_refused_profile_is_told_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "screen.icc").write_bytes(with_bytes(12, b"mntr"))
    path = project(tmp_path, "style = 'base'\n[press]\nprofile = 'screen.icc'\n")
    code, _, said = publish("pdf", "--for", "print", "--format", "short", path)
    assert (code, said.splitlines()[0]) == (
        1,
        "publish.toml:3:1: error[press-profile]: 'screen.icc' is no ICC output profile"
        " for four inks:"
        " it is the profile of a monitor, not of a printer",
    )


def test_a_profile_with_a_damaged_table_is_refused(tmp_path: Path) -> None:
    """The table of contents is in order, and the colour library cannot read what it points to."""
    place = int.from_bytes(PROFILE[PROFILE.index(b"B2A1") + 4 :][:4])
    (tmp_path / "odd.icc").write_bytes(with_bytes(place, b"\0" * 400))
    path = project(tmp_path, "[press]\nprofile = 'odd.icc'\n")
    code, _, said = publish("pdf", "--for", "print", "--format", "short", path)
    assert (code, "error[press-profile]" in said, "Traceback" in said) == (1, True, False)


def test_a_document_of_one_page_has_no_inside(tmp_path: Path) -> None:
    path = project(tmp_path, "[press]\ncover = 'separate'\n")
    code, _, said = publish("pdf", "--for", "print", "--format", "short", path)
    assert (code, "error[press-cover]" in said) == (1, True)
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("3mm", 3), ("0.125in", 3.175), ("9 pt", 3.175), ("3", None), ("x", None)],
)
def test_lengths_have_units(text: str, expected: float | None) -> None:
    assert length_mm(text) == expected


def test_the_command_line_wins_over_the_settings() -> None:
    settings = PressSettings(condition="FOGRA51", bleed_mm=5, cover="separate")
    assert PressSettings(bleed_mm=0, pages_multiple=4).over(settings) == PressSettings(
        condition="FOGRA51", bleed_mm=0, pages_multiple=4, cover="separate"
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("bleed = '40mm'", "'bleed' must be a length up to 20 mm, as '3mm' or '0.125in'"),
        ("bleed = 3", "'bleed' must be a text in quotes"),
        ("pages_multiple = 0", "'pages_multiple' must be a whole number from 1 to 64"),
        ("pages_multiple = true", "'pages_multiple' must be a whole number from 1 to 64"),
        ("cover = 'outside'", "'cover' must be 'inside' or 'separate'"),
    ],
)
def test_odd_wishes_are_told_at_their_place(tmp_path: Path, line: str, said: str) -> None:
    path = project(tmp_path, f"[press]\n{line}\n")
    code, _, told = publish("pdf", "--for", "print", "--format", "short", path)
    assert (code, told.splitlines()[0]) == (
        1, f"publish.toml:2:1: error[settings-value]: {said}"
    )  # fmt: skip


@pytest.mark.parametrize(
    "given", [("--bleed", "3"), ("--bleed", "40mm"), ("--pages-multiple", "0"), ("--icc", "no.icc")]
)
def test_odd_options_are_wrong_usage(tmp_path: Path, given: tuple[str, str]) -> None:
    assert publish("pdf", "--for", "print", *given, project(tmp_path, ""))[0] == 2


def test_other_targets_are_not_touched(tmp_path: Path) -> None:
    """A project's wishes for the press leave the file for the screen as it is."""
    path = project(tmp_path, "")
    assert publish("pdf", path)[0] == 0
    before = (tmp_path / "build" / "brief.pdf").read_bytes()
    project(tmp_path, "[press]\nbleed = '5mm'\npages_multiple = 4\ncover = 'separate'\n")
    assert publish("pdf", path)[0] == 0
    assert (tmp_path / "build" / "brief.pdf").read_bytes() == before
    with pikepdf.open(io.BytesIO(before)) as document:
        assert len(document.pages) == 1


def test_the_words_of_cover_and_body_are_looked_for_in_both() -> None:
    """What is in neither is told once, with the second of the two files."""
    page = make_page("<h1>Coverword</h1><p>Bodyword and lostword.</p>")
    texts = {"body": "Bodyword and", "cover": "Coverword"}

    class Parts:
        """In the place of the child: it sets what lies in a part."""

        def render(self, _page: Page, _target: Target, **options: Any) -> Rendered:
            return leaf.render(make_page(f"<p>{texts[options['condition'].part]}</p>"), SCREEN)

    with start() as leaf:
        output = PdfOutput()
        output._leaf = Parts()  # type: ignore[assignment]
        condition = default_condition()
        told = [
            [each.message for each in output.write(order).diagnostics]
            for order in (
                Order(page, PRINT, "", replace(condition, part=part), (), DEFAULT_LIMITS)
                for part in ("body", "cover")
            )
        ]
    assert told[0] == []
    assert [each for each in told[1] if "Coverword" in each or "Bodyword" in each] == []
    assert ["lostword" in each for each in told[1]] == [True]
