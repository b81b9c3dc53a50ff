"""The child process that draws: specifications come by standard input, drawings go to output.

The library runs JavaScript, so that it gets no time, memory, files or network to speak of.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def main() -> None:
    """Draw all charts of one document, and end."""
    job = json.loads(sys.stdin.buffer.read())
    _restrict(job["cpu_s"], job["memory_bytes"])
    import vl_convert

    vl_convert.register_font_directory(job["fonts"])
    answers = [_draw(vl_convert, spec, job) for spec in job["specs"]]
    sys.stdout.buffer.write(json.dumps(answers).encode())


def _draw(vl_convert: Any, spec: dict[str, Any], job: dict[str, Any]) -> dict[str, str]:
    try:
        drawing = vl_convert.vegalite_to_svg(
            spec,
            allowed_base_urls=[],
            config=job["config"],
            format_locale=job["locale"],
            time_format_locale=job["dates"],
        )
    except ValueError as problem:
        return {"fault": str(problem)}
    return {"svg": drawing}


def _restrict(cpu_s: int, memory_bytes: int) -> None:
    """Bound what the process may use; address space cannot be, for V8 reserves 64 GB of it."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))
        _leave_network()


_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000
"""CLONE_NEWUSER and CLONE_NEWNET (namespaces(7))."""


def _leave_network() -> None:
    """Go where there is no network, if the kernel lets us; the library refuses addresses anyway."""
    import ctypes

    ctypes.CDLL(None).unshare(_NEW_USERS | _NEW_NETWORK)
