"""What a manuscript may cost in our own process; the renderer's child has limits of its own."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from publish.diagnostics import PublishError

SECONDS = 45
"""Of processor time: a long report takes two."""


@contextmanager
def allowance(seconds: float = SECONDS) -> Iterator[None]:
    """Stop what runs inside when it has taken so much processor time.

    Raises `PublishError` (exit code 4). Only in the main thread, and not on Windows, where
    there is no such timer (POSIX.1-2017, setitimer).
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not _MAIN:
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise PublishError(
            f"reading and composing took more than {seconds:g} s of processor time",
            4,
            "is this a manuscript? one that is very long can be parted",
        )

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


_MAIN = threading.main_thread()
