"""Page + target → PDF bytes, by a child process that is killed when it takes too much."""

from __future__ import annotations

import json
import marshal
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir, mkdtemp
from threading import Thread
from types import TracebackType
from typing import IO, Any, Self
from weakref import WeakSet

from publish.diagnostics import Diagnostic, PublishError, error
from publish.finishing.attachments import Attachment
from publish.finishing.press import Condition
from publish.finishing.xmp import full_date
from publish.geometry import ONE_SIDED
from publish.page import Page
from publish.render.cache import cache_folder
from publish.render.conditions import default_condition
from publish.render.diagnoses import diagnose, overruns_of
from publish.render.fonts import prepare
from publish.render.limits import DEFAULT_LIMITS, MEBIBYTE, Limits
from publish.render.messages import Message
from publish.targets import Target

_KEPT_VARIABLES = (
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
    "WEASYPRINT_DLL_DIRECTORIES",
    "SYSTEMROOT",
    "WINDIR",
    "PATH",
)
"""What finding libraries needs; nothing else of the environment reaches the child."""

_PACKAGE = str(Path(__file__).resolve().parent.parent)
_PYTHON = (sys.executable, "-s", "-S", "-P", "-X", "utf8")
RENDERS_OF_A_CHILD = 200
"""Then a new one takes its place: fonts and files of the renderer gather in memory."""

_CODE = """\
import gc, sys
gc.disable()
sys.path[:] = {path!r}
package = sys.modules["publish"] = type(sys)("publish")
package.__path__ = [{package!r}]
sys.modules["_hashlib"] = None
from publish.render.unopened import put_off
put_off("inspect")
from publish.render.child import main
main()
"""
"""How the child begins, without what it never needs: a collection while modules are made (3 ms),
the front door of our package (5 ms), OpenSSL's hashes (2 ms and 3 MB), and `inspect`, which
dataclasses ask for signatures of classes without words (5 ms)."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file, or the reasons why there is none."""

    pdf: bytes
    """b"" when a diagnostic says why."""
    page_count: int
    diagnostics: tuple[Diagnostic, ...]
    peak_memory: int
    """Largest resident size of the child in bytes; 0 when unknown."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Native libraries that set the text, with their versions: {"pango": "1.50.12"}."""
    overruns: Mapping[int, float] = field(default_factory=dict)
    """Tables that are wider than their place, by number, and their widths in mm."""


def start(limits: Limits = DEFAULT_LIMITS) -> Leaf:
    """Start the child at once: it imports the renderer while the caller reads and resolves."""
    return Leaf(limits)


@dataclass(slots=True)
class _Exchange:
    """One question to the child and what came back."""

    process: subprocess.Popen[bytes]
    job: bytes
    head: dict[str, Any] = field(default_factory=dict)
    pdf: bytes = b""

    def run(self) -> None:
        """Send the job and wait for the answer; a dead child leaves `head` empty."""
        source, sink = self.process.stdout, self.process.stdin
        assert source is not None
        assert sink is not None
        try:
            sink.write(len(self.job).to_bytes(8, "big"))
            sink.write(self.job)
            sink.flush()
        except OSError:
            pass  # a child that died before reading may have said why
        head = _read_part(source)
        pdf = _read_part(source)
        if head is not None and pdf is not None:
            self.head, self.pdf = json.loads(head), pdf


def _read_part(source: IO[bytes]) -> bytes | None:
    size = source.read(8)
    if len(size) < 8:
        return None
    part = source.read(int.from_bytes(size, "big"))
    return part if len(part) == int.from_bytes(size, "big") else None


class Leaf:
    """A child process that renders; a context manager that leaves no process behind."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._folder = _temporary_folder()
        self._cache = str(cache_folder())
        self._is_ended = False
        self._served = 0
        self._process = self._spawn()
        _LEAVES.add(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.close()

    def render(
        self,
        page: Page,
        target: Target,
        *,
        date: str = "",
        creator: str = "publish",
        condition: Condition | None = None,
        attachments: tuple[Attachment, ...] = (),
        limits: Limits | None = None,
    ) -> Rendered:
        """Render one page; may be called again for the next one.

        `date` (ISO 8601) stands in where the manuscript has none; without either the file
        carries no date. A target in inks is printed by `condition`, or by the default one.
        `limits` hold for this page in place of those the child was started with.
        Raises `PublishError` when a limit stops it or a library is missing.
        """
        if target.colour == "cmyk" and condition is None:
            condition = default_condition()
        limits = limits or self._limits
        job = _job(page, target, limits)
        job["font_configuration"] = str(prepare(page.faces).configuration)
        job["date"] = full_date(page.metadata.date or date or _date_for(target))
        job["creator"] = creator
        job["condition"] = asdict(condition) if condition else None
        job["attachments"] = [asdict(each) for each in attachments]
        job["identifier"] = _identifier(page, target, job)
        answer = self._ask(job, limits)
        if failure := answer.head.get("failure"):
            self._stop()
            return _failed(failure, answer.head, limits)
        messages = [Message(*each) for each in answer.head["messages"]]
        if len(answer.pdf) > limits.pdf_bytes:
            raise PublishError("the finished file is larger than the limit", 4)
        found = tuple(diagnose(each, page) for each in messages)
        head = answer.head
        return Rendered(
            *(answer.pdf, head["pages"], found, head["peak"], head["versions"]),
            overruns_of(messages),
        )

    def close(self) -> None:
        """End the child and remove its folder."""
        self._stop()
        rmtree(self._folder, ignore_errors=True)

    def _spawn(self) -> subprocess.Popen[bytes]:
        """Start an interpreter that sees our modules and nothing of the caller's surroundings."""
        kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        folder = str(self._folder)
        paths = [os.path.abspath(each) for each in sys.path if each]
        with (self._folder / "log").open("wb") as log:
            return subprocess.Popen(
                [*_PYTHON, "-c", _CODE.format(path=paths, package=_PACKAGE), self._cache],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=folder,
                env={**kept, "TMPDIR": folder, "TEMP": folder, "TMP": folder, "HOME": folder,
                     "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"},
                start_new_session=True,
            )  # fmt: skip

    def _ask(self, job: Mapping[str, Any], limits: Limits) -> _Exchange:
        """Put one job to the child, within the wall limit."""
        if self._is_ended:
            raise PublishError("interrupted", 4)
        self._served += 1
        if self._served > RENDERS_OF_A_CHILD:
            self._stop()
        if self._process.poll() is not None:
            self._stop()
            self._served = 1
            self._process = self._spawn()
        exchange = _Exchange(self._process, marshal.dumps(dict(job)))
        worker = Thread(target=exchange.run, daemon=True)
        worker.start()
        worker.join(limits.wall_s)
        if worker.is_alive():
            self._stop()
            worker.join()
            raise _over("longer than", f"{limits.wall_s:g} s", "wall_seconds")
        if not exchange.head:
            raise self._death(limits)
        return exchange

    def _death(self, limits: Limits) -> PublishError:
        """Say what ended a child that did not answer."""
        code = self._process.wait()
        log = (self._folder / "log").read_text("utf-8", "replace")
        self._stop()
        if hasattr(signal, "SIGXCPU") and code == -signal.SIGXCPU:
            return _over("more than", f"{limits.cpu_s} s of processor time", "cpu_seconds")
        if "allocate" in log or "MemoryError" in log:
            return _out_of_memory(limits)
        size = f"{limits.memory_bytes // MEBIBYTE} MB of memory"
        hint = f"a library may end so where memory ends; {size} are the limit ('memory_mb')"
        return PublishError(f"the renderer ended without an answer ({_ending(code)})", 4, hint)

    def _stop(self) -> None:
        process = self._process
        if process.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # unsent bytes to a child that is gone


_LEAVES: WeakSet[Leaf] = WeakSet()


def end_all() -> None:
    """End every child at once: the user has interrupted, and threads wait for them."""
    for leaf in list(_LEAVES):
        leaf._is_ended = True
        leaf._stop()


def _temporary_folder() -> Path:
    try:
        _sweep(Path(gettempdir()))
        return Path(mkdtemp(prefix=_PREFIX))
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        hint = "TMPDIR names another folder"
        raise PublishError(f"temporary files cannot be made: {reason}", 3, hint) from problem


_PREFIX = "publish-render-"
_A_DAY_S = 86_400


def _sweep(folder: Path) -> None:
    """Remove what a run left that was killed itself, a day ago or longer."""
    for each in folder.glob(f"{_PREFIX}*"):
        try:
            if time.time() - each.stat().st_mtime > _A_DAY_S:
                rmtree(each, ignore_errors=True)
        except OSError:
            continue  # another run swept it, or it is not ours


def _date_for(target: Target) -> str:
    """Give a file for the press a date: ISO 15930-7 §6.3 wants one, and the clock is not asked."""
    return "2000-01-01" if target.name == "print" else ""


def _job(page: Page, target: Target, limits: Limits) -> dict[str, Any]:
    resources = {url: (each.media_type, each.data) for url, each in page.resources.items()}
    for sheet in page.sheets:
        resources.setdefault(sheet.url, ("text/css", sheet.source.text.encode()))
    metadata = asdict(page.metadata)
    return {
        "html": page.html,
        "resources": resources,
        "target": target.name,
        "metadata": metadata,
        "limits": asdict(limits),
        "geometry": asdict(page.geometry),
        "drawn_faces": dict(page.drawn_faces),
    }


def _identifier(page: Page, target: Target, job: Mapping[str, Any]) -> str:
    """Name the file by its content: the same page has the same identifier everywhere."""
    whole = sha256(f"{target.name}\n{page.html}\n{page.metadata}\n".encode())
    whole.update(repr(page.geometry).encode() if page.geometry != ONE_SIDED else b"")
    for url, (_, data) in sorted(job["resources"].items()):
        whole.update(url.encode() + sha256(data).digest())
    for each in job["attachments"]:
        whole.update(each["name"].encode() + sha256(each["data"]).digest())
    if job["condition"]:
        for name, value in sorted(job["condition"].items()):
            whole.update(value if name == "profile" else f"{name}={value}\n".encode())
    return whole.hexdigest()[:32]


def _failed(failure: str, head: Mapping[str, Any], limits: Limits) -> Rendered:
    """Turn what the child said last into a diagnostic, or raise what is not the author's."""
    text = str(head.get("text", ""))
    if failure == "library":
        raise PublishError(
            "the library Pango, which sets the text, is missing", 3, install_hint() + f"\n({text})"
        )
    if failure == "memory":
        raise _out_of_memory(limits)
    if failure == "pages":
        raise PublishError(f"the document has {text} pages, more than the limit", 4)
    message = f"the renderer gave up at '{head.get('place', '')}' ({text})"
    hint = "leave out what was added last, until it passes; the renderer cannot lay it out"
    return Rendered(b"", 0, (error("render-crash", message, None, hint),), 0)


def _out_of_memory(limits: Limits) -> PublishError:
    size = limits.memory_bytes // MEBIBYTE
    return _over("more than", f"{size} MB of memory", "memory_mb")


def _over(relation: str, amount: str, setting: str) -> PublishError:
    """Say which limit stopped a render, and where the project sets it."""
    hint = f"a brief needs a tenth of that; a project sets '{setting}' in [limits] of publish.toml"
    return PublishError(f"rendering took {relation} {amount}", 4, hint)


def _ending(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def install_hint() -> str:
    """Give the command that installs the libraries which the renderer needs."""
    if sys.platform == "darwin":
        return "brew install pango"
    if sys.platform == "win32":
        return "install MSYS2, then: pacman -S mingw-w64-x86_64-pango"
    for command, packages in _LINUX_PACKAGES.items():
        if any(Path(folder, command).exists() for folder in ("/usr/bin", "/bin", "/sbin")):
            return packages
    return "install Pango, PangoFT2 and HarfBuzz with its subsetter"


_LINUX_PACKAGES = {
    "apt-get": "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "dnf install pango harfbuzz",
    "apk": "apk add pango harfbuzz-subset",
    "pacman": "pacman -S pango harfbuzz",
}
