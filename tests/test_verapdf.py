"""Every specimen before a validator of PDF/A and PDF/UA that is not ours, and our rules for print.

ISO 19005-2 level A and ISO 14289-1 at once for the screen, ISO 19005-3 level A for the archive;
PDF/X-4, for which there is no free validator, by `publish.verdict`. What is tested is found in the
folders: a new specimen, house or layout is in it by being there. Needs the extra `verify`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from publish import verapdf
from publish.houses import house
from publish.project import Project
from publish.verdict import judge
from tests.rendered import (
    FOLDER,
    IN_LANGUAGES,
    LANGUAGES,
    SHIPPED,
    Edition,
    Printer,
    manuscript,
    specimen,
)

ROOT = Path(__file__).resolve().parent.parent
MANUSCRIPTS = sorted(
    path
    for folder in (ROOT / "manuscripts", FOLDER, IN_LANGUAGES, SHIPPED)
    for path in folder.glob("*.md")
)
HOUSES = sorted(path.parent.name for path in (ROOT / "styles").glob("*/style.toml"))
OTHER_HOUSES = [name for name in HOUSES if name != "base"]
LAYOUTS = house.load("base", Project(ROOT)).layout_names
EDITIONS = [Edition(path) for path in MANUSCRIPTS] + [
    specimen(layout, "letter", name)
    for name in OTHER_HOUSES
    for layout in house.load(name, Project(ROOT)).layout_names
]

slow = pytest.mark.slow
needs_verapdf = pytest.mark.skipif(
    not verapdf.is_installed(),
    reason="not verified by veraPDF: the extra 'verify' is not installed",
)
every = pytest.mark.parametrize("edition", EDITIONS, ids=lambda each: each.name)


@slow
@needs_verapdf
@every
@pytest.mark.parametrize("profile", ["PDFA-2A", "PDFUA-1"])
def test_a_file_for_the_screen_is_valid(edition: Edition, profile: str, printer: Printer) -> None:
    """Both promises of its metadata hold."""
    assert verapdf.judge(printer.make(edition).data, profile).failures == ()


@slow
@needs_verapdf
@every
def test_a_file_for_the_archive_is_valid(edition: Edition, printer: Printer) -> None:
    """With its sources inside."""
    finished = printer.make(replace(edition, target="archive"))
    assert list(finished.pdf.attachments) != []
    assert verapdf.judge(finished.data, "PDFA-3A").failures == ()


@slow
@every
def test_a_file_for_the_press_keeps_our_rules(edition: Edition, printer: Printer) -> None:
    """Boxes, inks, black text, resolution, output intent, nothing that acts."""
    finished = printer.make(replace(edition, target="print"))
    verdict = judge(finished.data)
    assert verdict.target == "print"
    assert [f"{row.subject}: {row.text}" for row in verdict.rows if row.answer == "bad"] == []


def test_every_layout_has_a_specimen_in_every_language() -> None:
    """So that neither can be added without being judged."""
    words = {path.stem for path in (ROOT / "styles" / "base" / "strings").glob("*.toml")}
    assert {"base", "meridian"} <= set(HOUSES)
    assert words - set(LANGUAGES) == {"en-US", "fa-AF", "prs"}, "variants of en and fa"
    pairs = [(layout, lang) for layout in LAYOUTS for lang in LANGUAGES]
    assert {pair for pair in pairs if manuscript(*pair) not in MANUSCRIPTS} == set()
    assert {pair for pair in pairs if Edition(manuscript(*pair)).lang != pair[1]} == set()


@slow
@needs_verapdf
def test_the_validator_sees_what_is_wrong(printer: Printer, tmp_path: Path) -> None:
    """A file without a title and without tags breaks both standards."""
    with pikepdf.open(_saved(printer, tmp_path)) as pdf:
        del pdf.Root.StructTreeRoot
        del pdf.Root.ViewerPreferences
        pdf.save(tmp_path / "worse.pdf")
    worse = (tmp_path / "worse.pdf").read_bytes()
    clauses = [
        [failure.split()[0] for failure in verapdf.judge(worse, profile).failures]
        for profile in ("PDFA-2A", "PDFUA-1")
    ]
    assert ["6.7.3.3-1" in clauses[0], "7.1-10" in clauses[1]] == [True, True]


def _saved(printer: Printer, folder: Path) -> Path:
    path = folder / "letter.pdf"
    path.write_bytes(printer.make(specimen("letter")).data)
    return path
