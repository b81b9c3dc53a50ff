"""Specimens and the first brief before a validator of PDF/A and PDF/UA that is not ours.

Needs the extra `verify`. ISO 19005-2 level A and ISO 14289-1 at once for the screen, ISO 19005-3
level A for the archive.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from publish import verapdf
from tests.rendered import (
    BASE,
    ELEMENTS,
    IN_THE_WHEEL,
    LAYOUTS,
    RIGHT_TO_LEFT,
    Edition,
    Printer,
    specimen,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not verapdf.is_installed(),
        reason="not verified by veraPDF: the extra 'verify' is not installed",
    ),
]

MANUSCRIPTS = Path(__file__).resolve().parent.parent / "manuscripts"
BRIEFS = [Edition(each) for each in sorted(MANUSCRIPTS.glob("*.md"))]
MERIDIAN = [specimen(name, "letter", "meridian") for name in LAYOUTS]
EDITIONS = BRIEFS + BASE + RIGHT_TO_LEFT + ELEMENTS + MERIDIAN + IN_THE_WHEEL

every = pytest.mark.parametrize("edition", EDITIONS, ids=lambda each: each.name)


@every
@pytest.mark.parametrize("profile", ["PDFA-2A", "PDFUA-1"])
def test_a_file_for_the_screen_is_valid(edition: Edition, profile: str, printer: Printer) -> None:
    """Both promises of its metadata hold."""
    assert verapdf.judge(printer.make(edition).data, profile).failures == ()


@every
def test_a_file_for_the_archive_is_valid(edition: Edition, printer: Printer) -> None:
    """With its sources inside."""
    finished = printer.make(replace(edition, target="archive"))
    assert list(finished.pdf.attachments) != []
    assert verapdf.judge(finished.data, "PDFA-3A").failures == ()


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
