"""The user's cache folder: things that cost time to make and can be made again."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir, mkdtemp, mkstemp


def cache_folder(environment: dict[str, str] | None = None) -> Path:
    """Give a folder of ours that can be written, making it if need be.

    Where the platform keeps caches (XDG Base Directory 0.8, `LOCALAPPDATA`, `~/Library/Caches`);
    a private temporary folder of this user when that cannot be written.
    """
    known = dict(os.environ) if environment is None else environment
    for parent in _platform_caches(known):
        folder = parent / "publish"
        if _is_usable(folder):
            return folder
    private = Path(gettempdir()) / f"publish-cache-{_user()}"
    return private if _is_usable(private) else Path(mkdtemp(prefix="publish-cache-"))


def _platform_caches(environment: dict[str, str]) -> list[Path]:
    home = environment.get("HOME") or environment.get("USERPROFILE") or ""
    if override := environment.get("PUBLISH_CACHE"):
        return [Path(override)]
    if sys.platform == "win32":
        return [Path(found)] if (found := environment.get("LOCALAPPDATA")) else []
    if sys.platform == "darwin":
        return [Path(home) / "Library" / "Caches"] if home else []
    found = environment.get("XDG_CACHE_HOME", "")
    if os.path.isabs(found):
        return [Path(found)]
    return [Path(home) / ".cache"] if home else []


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")


def _is_usable(folder: Path) -> bool:
    """Say whether the folder is ours alone and can be written."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError:
        return False
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
        return False  # what another user can write is not read back as ours
    return os.access(folder, os.W_OK | os.X_OK)


def digest(*parts: bytes | str) -> str:
    """Give a short name for what was made from these parts."""
    whole = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()[:24]


def keep(path: Path, data: bytes) -> bool:
    """Write a file at once or not at all; False when the folder refuses it."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = mkstemp(dir=path.parent, prefix=".")
    except OSError:
        return False
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        return False
    return True


def recall(path: Path) -> bytes | None:
    """Read a kept file; None when there is none."""
    try:
        return path.read_bytes()
    except OSError:
        return None
