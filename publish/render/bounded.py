"""A module and its job → its answer, by a process of its own with limits and without network."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

_CODE = "import sys; sys.path[:] = {path!r}; from {module} import main; main()"
_PYTHON = (sys.executable, "-s", "-S", "-P", "-X", "utf8")


def ask(module: str, job: bytes, wall_s: float) -> subprocess.CompletedProcess[bytes]:
    """Run the `main` of a module of ours: the job is its standard input.

    It sees nothing of the caller's surroundings, and bounds itself by `restrict`. Raises
    `subprocess.TimeoutExpired`.
    """
    paths = [os.path.abspath(each) for each in sys.path if each]
    with tempfile.TemporaryDirectory(prefix="publish-child-") as folder:
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "PATH") if name in os.environ}
        places = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), folder)
        return subprocess.run(
            [*_PYTHON, "-c", _CODE.format(path=paths, module=module)],
            input=job,
            capture_output=True,
            timeout=wall_s,
            check=False,
            cwd=folder,
            env={**kept, **places, "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"},
            start_new_session=True,
        )


def restrict(cpu_s: int, memory_bytes: int) -> None:
    """Bound what this process may use, where the platform can.

    Of memory the data alone: V8 reserves 64 GB of address space.
    """
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
    """Go where there is no network, if the kernel lets us; nothing here asks for one."""
    import ctypes

    ctypes.CDLL(None).unshare(_NEW_USERS | _NEW_NETWORK)
