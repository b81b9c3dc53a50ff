"""The child process: takes jobs from a pipe, gives PDFs back, and may be killed at any moment."""

from __future__ import annotations

import gc
import json
import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from time import process_time
from types import TracebackType
from typing import Any, BinaryIO

from publish.render.limits import Limits
from publish.render.warmth import Warmth

_NEVER = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "ftplib.",
    "urllib.",
    "http.",
    "smtplib.",
)


def main() -> None:
    """Serve jobs until the parent closes the pipe; the user's cache folder is the one argument."""
    source, sink = _take_pipes()
    sys.excepthook = _Report(sink)
    sys.setrecursionlimit(4000)  # the renderer recurses over nested boxes
    cache = Path(sys.argv[1])
    warmth = Warmth("child", cache)
    warmth.put_on()
    from publish.render.engine import Engine
    from publish.render.job import job_from

    try:
        engine = Engine(cache, warmth)
    except OSError as problem:
        _send(sink, {"failure": "library", "text": str(problem)})
        return
    sys.addaudithook(_refuse)
    gc.freeze()  # what the imports made stays: a collection passes over it
    for number, values in enumerate(iter(lambda: _receive(source), None)):
        if number:
            gc.collect()  # what the render before has left in circles
        job = job_from(values)
        _restrict(job.limits)
        with _bound_to_parent(source):
            result = engine.render(job)
        warmth.keep()
        answer = {
            "pages": result.page_count,
            "messages": [
                (each.kind, each.text, each.url, each.line, each.column) for each in result.messages
            ],
            "peak": _peak_memory(),
            "versions": engine.versions,
        }
        _send(sink, answer, result.pdf)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep standard input and output for ourselves: what C libraries print goes to the log."""
    source, sink = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return os.fdopen(source, "rb"), os.fdopen(sink, "wb")


@contextmanager
def _bound_to_parent(source: BinaryIO) -> Iterator[None]:
    """Let the kernel end us when the other end of the pipe closes: the parent was killed.

    SIGIO (fcntl(2), F_SETOWN) ends a process that does not handle it.
    """
    if sys.platform != "linux":
        yield
        return
    import fcntl

    fcntl.fcntl(source, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(source, fcntl.F_GETFL)
    fcntl.fcntl(source, fcntl.F_SETFL, flags | os.O_ASYNC)
    try:
        yield
    finally:
        fcntl.fcntl(source, fcntl.F_SETFL, flags)


def _receive(source: BinaryIO) -> Any:
    """Read one message; None when the parent has closed the pipe."""
    size = source.read(8)
    return marshal.loads(source.read(int.from_bytes(size, "big"))) if len(size) == 8 else None


def _send(sink: BinaryIO, answer: dict[str, Any], pdf: bytes = b"") -> None:
    head = json.dumps(answer).encode()
    for part in (head, pdf):
        sink.write(len(part).to_bytes(8, "big"))
        sink.write(part)
    sink.flush()


class _Report:
    """Tells the parent in one message what ended us."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink

    def __call__(
        self, kind: type[BaseException], problem: BaseException, _: TracebackType | None
    ) -> None:
        is_at_its_limit = _is_at_memory_limit()  # and no longer bound: to answer takes memory
        from publish.render.engine import TooManyPagesError, place_of

        failure = "crash"
        if is_at_its_limit or isinstance(problem, MemoryError):
            failure = "memory"
        elif isinstance(problem, TooManyPagesError):
            failure = "pages"
        text = f"{kind.__name__}: {problem}" if str(problem) else kind.__name__
        if failure == "pages":
            text = str(problem)
        _send(self._sink, {"failure": failure, "text": text[:500], "place": place_of(problem)})


def _restrict(limits: Limits) -> None:
    """Bound time, memory and files of the next job where the platform can (not on Windows).

    The kernel ends us when the time is spent. Only the soft limits move: a later job may be
    allowed more.
    """
    if sys.platform == "win32":
        return
    import resource

    bounds = [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, limits.pdf_bytes),
        (resource.RLIMIT_CPU, ceil(process_time()) + limits.cpu_s),
    ]
    if sys.platform == "linux":  # macOS accepts RLIMIT_AS and does not keep to it
        bounds.append((resource.RLIMIT_AS, limits.memory_bytes))
    for which, value in bounds:
        _, most = resource.getrlimit(which)
        if most == resource.RLIM_INFINITY or most >= value:
            resource.setrlimit(which, (value, most))


_ROOM = 16
"""A refused request is smaller than this part of the memory allowed: a library's code, an arena."""


def _is_at_memory_limit() -> bool:
    """Tell whether the memory allowed was all but spent, and lift the limit.

    Where memory ends, a library does not always say so: a module "cannot be mapped", a call
    returns "without exception set". What was asked for at most (`VmPeak`, proc(5)) does say so.
    """
    if sys.platform != "linux":
        return False
    import resource

    allowed, most = resource.getrlimit(resource.RLIMIT_AS)
    if allowed == resource.RLIM_INFINITY:
        return False
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    return _status("VmPeak:") > allowed - allowed // _ROOM


def _status(name: str) -> int:
    """Read one size of this process from Linux's account of it, in bytes; 0 where there is none."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return 0
    return int(status.read_text("ascii").partition(name)[2].split()[0]) * 1024


def _peak_memory() -> int:
    """Give the largest resident size so far, in bytes; 0 where it cannot be asked.

    Linux's `ru_maxrss` remembers the process that started us, `VmHWM` does not.
    """
    if sys.platform == "linux" and (size := _status("VmHWM:")):
        return size
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _refuse(event: str, _arguments: tuple[Any, ...]) -> None:
    """Trip over anything that leaves the process: nothing in a render has reason to."""
    if event.startswith(_NEVER):
        raise PermissionError(f"a render does not do '{event}'")
