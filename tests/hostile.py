"""Hostile inputs: laying one into a folder, sending it through the tool, judging what came out.

A case demands an outcome: "blocked" (made, with a warning, and nothing was reached), "clean-error"
(an error with file and line, nothing written), "done" (made), "limited" (made, or stopped by an
error) or "literal" (made, and the hostile text stands there as text).
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest

from publish import cli
from publish.artifact import Artifact
from publish.outputs.output import Order
from publish.outputs.pdf import PdfOutput
from publish.outputs.table import OUTPUTS
from publish.render.leaf import Leaf, start
from publish.render.limits import Limits
from tests.pages import make_png

WORD = "SECRET-MARKER-731"
"""Stands in every text file outside of the root; must reach no output."""
COLOUR = b"\x80\x20\x40" * 8
"""Eight pixels of the picture outside of the root."""
SECONDS = 10
"""What a brief may take, in processor seconds here and again in the child."""
LIMITS = Limits(cpu_s=SECONDS, memory_bytes=1 << 30)
"""What "done" allows."""
LINES = 400
"""More than this on standard error is no message but noise."""

_outside: list[str] = []
_opened: list[str] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Note every file outside of a case's root that this process opens."""
    if event == "open" and _outside and isinstance(arguments[0], (str, bytes)):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if path.startswith(tuple(_outside)):
            _opened.append(path)


@dataclass(slots=True)
class Canary:
    """A server on this machine that nobody may ask for anything."""

    address: str = ""
    asked: list[str] = field(default_factory=list)


@contextmanager
def canary() -> Iterator[Canary]:
    """Listen while a case runs."""
    seen = Canary()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    seen.address = f"127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield seen
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True, slots=True)
class Ground:
    """The folders of one case."""

    root: Path
    outside: Path
    address: str

    def filled(self, data: bytes) -> bytes:
        """Put this ground's places into the tokens of a case."""
        for token, value in (
            ("%%CANARYHOST%%", self.address),
            ("%%CANARY%%", f"http://{self.address}"),
            ("%%SECRET%%", str(self.outside)),
            ("%%ABSURL%%", self.outside.as_uri()),
            ("%%UP%%", "../outside"),
        ):
            data = data.replace(token.encode(), value.encode())
        return data


def ground(folder: Path, address: str) -> Ground:
    """Make a root, and beside it what must not be read; inside it a pipe and links out."""
    root, outside = folder / "root", folder / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text(WORD, "utf-8")
    (outside / "secret.css").write_text(f'p::after {{ content: "{WORD}" }}', "utf-8")
    (outside / "secret.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40">'
        f'<text y="30">{WORD}</text></svg>', "utf-8"
    )  # fmt: skip
    (outside / "secret.png").write_bytes(make_png(16, 16))
    os.mkfifo(root / "pipe.fifo")
    (root / "link.png").symlink_to(outside / "secret.png")
    (root / "linkdir").symlink_to(outside, target_is_directory=True)
    return Ground(root, outside, address)


def copy_filled(source: Path, target: Path, place: Ground) -> None:
    """Lay a file or a folder into the root, its tokens filled in."""
    if source.is_dir():
        for each in source.iterdir():
            copy_filled(each, target / each.name, place)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix in {".png", ".tif", ".ttf", ".woff", ".woff2"}:
        shutil.copy(source, target)
    else:
        target.write_bytes(place.filled(source.read_bytes()))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the tool did with a case."""

    code: int
    said: str
    pdf: bytes
    written: tuple[str, ...]
    seconds: float
    """Processor time of this process."""
    opened: tuple[str, ...]
    """Files outside of the root."""


class _Lent(PdfOutput):
    """The PDF output with one child for all cases; the child is a new one when it was killed."""

    leaf: Leaf | None = None

    def __enter__(self) -> _Lent:
        self._leaf = type(self).leaf
        return self

    def __exit__(self, *_: object) -> None:
        self._leaf = None

    def write(self, order: Order) -> Artifact:
        return super().write(replace(order, limits=LIMITS))


@contextmanager
def one_child(patch: pytest.MonkeyPatch) -> Iterator[Leaf]:
    """Let every run of the command in this process use one child."""
    with start(LIMITS) as leaf:
        _Lent.leaf = leaf
        patch.setitem(OUTPUTS, "pdf", _Lent)
        yield leaf
    _Lent.leaf = None


def run(place: Ground, manuscript: str, *arguments: str) -> Outcome:
    """Send a manuscript through the command line, in this process."""
    if _watch not in _hooks:
        _hooks.append(_watch)
        sys.addaudithook(_watch)
    before = _files(place.root)
    out, said = io.TextIOWrapper(io.BytesIO()), io.StringIO()
    _opened.clear()
    _outside[:] = [os.path.realpath(place.outside)]
    begin = time.process_time()
    try:
        with redirect_stdout(out), redirect_stderr(said):
            code = cli.run(["pdf", str(place.root / manuscript), *arguments])
    finally:
        _outside.clear()
    seconds = time.process_time() - begin
    made = place.root / "build" / (Path(manuscript).stem + ".pdf")
    pdf = made.read_bytes() if made.is_file() else b""
    written = tuple(sorted(_files(place.root) - before))
    return Outcome(code, said.getvalue(), pdf, written, seconds, tuple(_opened))


_hooks: list[Any] = []


def _files(folder: Path) -> set[str]:
    return {
        str(Path(top, name).relative_to(folder))
        for top, _, names in os.walk(folder) for name in names
    }  # fmt: skip


def faults(outcome: Outcome, demand: str, place: Ground, asked: list[str]) -> list[str]:
    """Say what an outcome has against a demand; nothing when it holds."""
    found = [*_always(outcome, place, asked)]
    if outcome.code == 0:
        found += _faults_of_pdf(outcome.pdf, demand, place)
    elif outcome.written:
        found.append(f"exit {outcome.code}, and yet written: {outcome.written}")
    elif ": error" not in outcome.said:
        found.append(f"exit {outcome.code} without an error on standard error")
    return [*found, *_broken_promises(outcome, demand)]


def _broken_promises(outcome: Outcome, demand: str) -> Iterator[str]:
    if demand in {"blocked", "done", "literal"} and outcome.code:
        yield f"no PDF, exit {outcome.code}"
    if demand == "blocked" and "warning[" not in outcome.said:
        yield "no warning"
    if demand == "clean-error":
        if outcome.code == 0:
            yield "made, where an error is wanted"
        elif not re.search(r"^\S+:\d+:\d+: error\[", outcome.said, re.MULTILINE):
            yield "an error without file and line"


def _always(outcome: Outcome, place: Ground, asked: list[str]) -> Iterator[str]:
    if asked:
        yield f"the network was asked for {asked}"
    if outcome.opened:
        yield f"opened outside of the root: {outcome.opened}"
    if outcome.code not in {0, 1, 4}:
        yield f"exit code {outcome.code}"
    if "Traceback" in outcome.said:
        yield "a traceback"
    if WORD in outcome.said:
        yield "the secret is on standard error"
    if outcome.said.count("\n") > LINES:
        yield f"{outcome.said.count(chr(10))} lines on standard error"
    if outcome.seconds > SECONDS:
        yield f"took {outcome.seconds:.0f} s of processor time"
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", outcome.said):
        yield "control characters on standard error"


def _faults_of_pdf(pdf: bytes, demand: str, place: Ground) -> Iterator[str]:
    streams = list(_streams(pdf))
    everything = b"\n".join((pdf, *streams))
    forbidden = [(WORD.encode(), "the secret"), (COLOUR, "the secret picture")]
    if demand != "literal":
        forbidden.append((str(place.root.parent).encode(), "a path of this machine"))
        forbidden.append((place.address.encode(), "the canary's address"))
    for wanted, name in forbidden:
        if wanted in everything:
            yield f"{name} is in the PDF"
    if WORD in text_of(pdf):
        yield "the secret is in the text of the PDF"
    for address in re.findall(rb"/URI\s*\(([^)]*)\)", everything):
        if not address.lower().startswith((b"http:", b"https:", b"mailto:")):
            yield f"a link to {address!r}"


def _streams(pdf: bytes) -> Iterator[bytes]:
    """Read the file with a parser that is not the renderer's, every object of it."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert not document.check_pdf_syntax(), "the file is damaged"
        assert len(document.pages) >= 1
        assert "/EmbeddedFiles" not in document.Root.get("/Names", {}), "a file is attached"
        ElementTree.fromstring(document.Root.Metadata.read_bytes())
        for each in document.objects:
            if isinstance(each, pikepdf.Stream):
                try:
                    yield each.read_bytes()
                except pikepdf.PdfError:  # a picture as it was given, e.g. JPEG
                    yield each.read_raw_bytes()


def text_of(pdf: bytes) -> str:
    """Read the words of a file, and its title."""
    document = pypdfium2.PdfDocument(pdf)
    words = "\n".join(page.get_textpage().get_text_range() for page in document)
    return f"{words}\n{document.get_metadata_dict().get('Title', '')}"
