"""The README shows what is there."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

import publish
from publish.cli import COMMANDS
from tests.conftest import ROOT

PICTURE = ROOT / "docs" / "first-page.png"
SCALE = 1.25  # 90 dots per inch: readable on the project's page, and small
TOLERANCE = 0.5  # mean difference of grey levels; a title broken at another word makes 1.6


def first_page() -> Image.Image:
    publication = publish.render(ROOT / "manuscripts" / "taliban-pakistan.md")
    data = publication.artifacts[".pdf"].data
    bitmap = pypdfium2.PdfDocument(data)[0].render(scale=SCALE)
    page: Image.Image = bitmap.to_pil().convert("RGB")
    return page


def test_the_picture_is_the_first_page_of_the_first_brief(update: bool) -> None:
    page = first_page()
    if update:
        written = io.BytesIO()
        # keeps the few dots in the accent colour, which the usual way mixes with greys
        page.quantize(64, Image.Quantize.MAXCOVERAGE).save(written, "PNG", optimize=True)
        PICTURE.write_bytes(written.getvalue())
    with Image.open(PICTURE) as picture:
        assert picture.size == page.size
        shown = picture.convert("RGB")
        difference = ImageChops.difference(page.convert("L"), shown.convert("L"))
        assert ImageStat.Stat(difference).mean[0] < TOLERANCE
        assert strongest(shown) == pytest.approx(strongest(page), rel=0.1), "colours, not greys"


def strongest(page: Image.Image) -> float:
    """Give the mean saturation of the dots that have most of it: the accent and the house."""
    saturation = sorted(page.convert("HSV").getchannel("S").tobytes(), reverse=True)
    return sum(saturation[:4000]) / 4000


def test_the_table_names_every_command() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert set(re.findall(r"^\| `publish (\w+)", text, re.MULTILINE)) == set(COMMANDS)


def test_the_tour_builds_as_it_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    manuscript = re.search(r"```markdown\n(.*?)```", text, re.DOTALL)
    assert manuscript is not None
    (tmp_path / "brief.md").write_text(manuscript[1], "utf-8")
    (tmp_path / "sources.bib").write_text(
        "@article{hardin1968, author={Hardin, Garrett}, title={The Tragedy of the Commons},"
        " journaltitle={Science}, volume={162}, pages={1243-1248}, date={1968}}\n"
        "@book{ostrom1990, author={Ostrom, Elinor}, title={Governing the Commons},"
        " publisher={Cambridge University Press}, location={Cambridge}, date={1990}}\n",
        "utf-8",
    )
    publication = publish.render(tmp_path / "brief.md")
    assert publication.diagnostics == ()
    assert publication.succeeded
    from_python = re.search(r"From Python: `(publish\.render.*?)`", text)
    assert from_python is not None
    monkeypatch.chdir(tmp_path)
    eval(from_python[1], {"publish": publish})
    assert (tmp_path / "brief.pdf").read_bytes() == publication.artifacts[".pdf"].data


def test_the_message_of_the_tour_is_what_is_said(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    manuscript = re.search(r"```markdown\n(.*?)```", text, re.DOTALL)
    shown = re.search(r"```text\n(.*?)```", text, re.DOTALL)
    if manuscript is None or shown is None:
        pytest.fail("the README has no tour")
    from publish.report import as_human

    (tmp_path / "brief.md").write_text(manuscript[1].replace("hardin1968", "hardin1986"), "utf-8")
    (tmp_path / "sources.bib").write_text(
        "@book{hardin1968, author={Hardin, Garrett}, title={Tragedy}, publisher={AAAS},"
        " date={1968}}\n@book{ostrom1990, author={Ostrom, Elinor}, title={Commons},"
        " publisher={CUP}, date={1990}}\n",
        "utf-8",
    )
    said = as_human(publish.render(tmp_path / "brief.md").diagnostics)
    assert said.splitlines()[0] == shown[1].splitlines()[0]
    assert said.splitlines()[-2:] == shown[1].splitlines()[-2:]
