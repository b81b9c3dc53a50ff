"""What attackers, accidents and fuzzers write: nothing is reached, nothing hangs, no traceback."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from publish.diagnostics import PublishError, has_errors
from publish.render.leaf import Leaf
from publish.render.limits import Limits
from publish.targets import SCREEN
from tests import hostile
from tests.casefile import Case, cases
from tests.conftest import ROOT
from tests.hostile import Canary, Outcome
from tests.pages import make_page, make_png

SHARED = ROOT.parent / "shared" / "hostile"
BIBLIOGRAPHY = '---\ntitle: T\nbibliography: x.bib\nnocite: "@*"\n---\n\nText.\n'
DEMANDS = {
    "no /URI with javascript:, vbscript:, data: in the PDF; text stays": "done",
    "no /URI with file: and no machine path in the PDF": "done",
    "XMP is well-formed XML; control characters gone or refused": "limited",
    "autoescape: literal text, no canary": "literal",
    "refused, or last wins with a warning": "limited",
    "each path refused (E)": "clean-error",
    "done with the fallback font and one warning": "done",
    "escaped; no javascript: link; no canary": "literal",
}
"""Outcomes in words → the nearest of the others; what they add is always looked for."""
PICTURES_ABSENT = {"md/lf-base-href.md", "md/net-srcset.md"}
"""They show a picture that is nowhere: an error that says so, and no PDF."""


@pytest.fixture(scope="module")
def leaf() -> Iterator[Leaf]:
    with pytest.MonkeyPatch.context() as patch, hostile.one_child(patch) as child:
        yield child


@pytest.fixture(scope="module")
def server() -> Iterator[Canary]:
    with hostile.canary() as seen:
        yield seen


@dataclass(frozen=True, slots=True)
class Shared:
    file: str
    kind: str
    demand: str


def shared_cases() -> list[Shared]:
    if not SHARED.is_dir():
        return []
    manifest = json.loads((SHARED / "manifest.json").read_text("utf-8"))
    return [Shared(each["file"], each["kind"], each["expected"]) for each in manifest["cases"]]


def send(case: Shared, folder: Path, server: Canary) -> tuple[Outcome, list[str]]:
    """Lay a shared case into a folder and send it through; give what came out, and its faults."""
    server.asked.clear()
    place = hostile.ground(folder, server.address)
    source, manuscript = SHARED / case.file, place.root / "m.md"
    if case.kind == "bib":
        hostile.copy_filled(source, place.root / "x.bib", place)
        manuscript.write_text(BIBLIOGRAPHY, "utf-8")
    elif case.kind == "layout":
        layouts = place.root / "styles" / "own" / "layouts"
        layouts.mkdir(parents=True)
        (layouts.parent / "style.toml").write_text('extends = "base"\n', "utf-8")
        hostile.copy_filled(source, layouts / "brief.html", place)
        hostile.copy_filled(source, layouts / source.name.removesuffix(".j2"), place)
        manuscript.write_text("---\ntitle: T\nstyle: own\n---\n\nText.\n", "utf-8")
    else:
        for name in ("img", "svg", "fonts"):
            hostile.copy_filled(SHARED / "md" / name, place.root / name, place)
        hostile.copy_filled(source, manuscript, place)
    outcome = hostile.run(place, "m.md")
    demand = "clean-error" if case.file in PICTURES_ABSENT else case.demand
    return outcome, hostile.faults(outcome, DEMANDS.get(demand, demand), place, server.asked)


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared/hostile is absent")
@pytest.mark.parametrize("case", shared_cases(), ids=lambda case: case.file)
def test_a_shared_case_comes_out_as_its_manifest_demands(
    case: Shared, leaf: Leaf, server: Canary, tmp_path: Path
) -> None:
    if case.kind == "mail":
        pytest.skip("there is no output of mail yet")
    outcome, faults = send(case, tmp_path, server)
    assert not faults, outcome.said
    if case.demand == "done with the fallback font and one warning":
        assert outcome.said.count("warning[") == 1
    if case.kind == "md" and case.demand == "blocked":
        assert any(name in outcome.said for name in names_in(case, tmp_path)), outcome.said


def names_in(case: Shared, folder: Path) -> list[str]:
    """List what a manuscript refers to, by the last part of each address."""
    text = (folder / "root" / "m.md").read_text("utf-8")
    return [each for each in re.findall(r"[\w.-]+(?=[\"')?>;#])", text) if "." in each] or [""]


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared/hostile is absent")
@pytest.mark.parametrize(
    "case", [each for each in shared_cases() if each.kind == "html"], ids=lambda case: case.file
)
def test_whatever_reaches_the_renderer_ends_cleanly(case: Shared, leaf: Leaf) -> None:
    """The last wall: as if the manuscript's language let all of HTML and CSS through."""
    page = make_page((SHARED / case.file).read_text("utf-8"))
    stopped, rendered = 4, None
    try:
        rendered = leaf.render(page, SCREEN, limits=Limits(cpu_s=3, wall_s=20))
    except PublishError as problem:
        stopped = problem.exit_code
    assert stopped == 4
    assert rendered is None or rendered.pdf[:5] == b"%PDF-" or has_errors(rendered.diagnostics)


@pytest.mark.parametrize("case", list(cases("hostile")), ids=lambda case: case.name)
def test_our_own_case(case: Case, leaf: Leaf, server: Canary, tmp_path: Path) -> None:
    """Sections: the files, `demand`, and in lines what must be `said`, `printed` or `never` seen.

    `%%5000×ab%%` repeats, `%%U+0000%%` is a character.
    """
    server.asked.clear()
    place = hostile.ground(tmp_path, server.address)
    results = ("demand", "said", "printed", "never")
    for name, text in case.files(*results).items():
        path = place.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(place.filled(expanded(text).encode("utf-8", "surrogatepass")))
    (place.root / "dot.png").write_bytes(make_png(2, 2))
    outcome = hostile.run(place, "brief.md")
    demand = case.sections["demand"].strip()
    assert not hostile.faults(outcome, demand, place, server.asked), outcome.said
    printed = hostile.text_of(outcome.pdf) if outcome.pdf else ""
    for line in wanted(case, "said"):
        assert line in outcome.said
    for line in wanted(case, "printed"):
        assert line in printed
    for line in wanted(case, "never"):
        assert line not in printed
        assert line.encode() not in outcome.pdf


def wanted(case: Case, section: str) -> list[str]:
    return [expanded(line) for line in case.sections.get(section, "").splitlines() if line]


def expanded(text: str) -> str:
    """Write out what a case abbreviates."""
    text = re.sub(r"%%(\d+)×(.*?)%%", lambda each: int(each[1]) * each[2], text, flags=re.DOTALL)
    return re.sub(r"%%U\+([0-9A-F]+)%%", lambda each: chr(int(each[1], 16)), text)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("# T\n\nText.\n".encode("utf-16"), "is not UTF-8: byte 0 (in line 1) is 0xff"),
        ("# T\n\nText.\n".encode("utf-16-be"), "holds a NUL character at offset 0"),
        ("# T\n\nÄ\n".encode("latin-1"), "is not UTF-8: byte 5 (in line 3) is 0xc4"),
        (b"# T\n\n\xed\xa0\x80\n", "is not UTF-8: byte 5 (in line 3) is 0xed"),
        (b"# T\n\n\xf4\x90\x80\x80\n", "is not UTF-8: byte 5 (in line 3) is 0xf4"),
        (b"\x00\x01\x02", "holds a NUL character at offset 0"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_one_message(
    data: bytes, said: str, leaf: Leaf, server: Canary, tmp_path: Path
) -> None:
    place = hostile.ground(tmp_path, server.address)
    (place.root / "m.md").write_bytes(data)
    outcome = hostile.run(place, "m.md")
    assert not hostile.faults(outcome, "clean-error", place, server.asked)
    assert said in outcome.said
    assert outcome.said.count("error[") == 1


def test_carriage_returns_alone_end_lines(leaf: Leaf, server: Canary, tmp_path: Path) -> None:
    place = hostile.ground(tmp_path, server.address)
    (place.root / "m.md").write_bytes(b"---\rtitle: Old\r---\r\r## One\r\rFirst.\r\rSecond.\r")
    outcome = hostile.run(place, "m.md")
    assert not hostile.faults(outcome, "done", place, server.asked)
    assert re.search(r"One\s+First\.\s+Second\.", hostile.text_of(outcome.pdf))
