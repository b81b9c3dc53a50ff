"""A finished publication in memory, and the one place that writes files."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from publish.artifact import Artifact
from publish.diagnostics import Diagnostic, PublishError, has_errors
from publish.receipt import Receipt

STALE_SECONDS = 24 * 3600
"""Age at which a temporary file of a killed run is swept away."""
TEMPORARY_PREFIX = ".publish-"


@dataclass(frozen=True, slots=True)
class Publication:
    """What one run made of a manuscript."""

    stem: str
    """File name without ending, e.g. "taliban-pakistan"."""
    artifacts: Mapping[str, Artifact]
    """By file name ending (".pdf"); empty when there are errors."""
    receipt: Receipt | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def succeeded(self) -> bool:
        """Say whether there is something to save."""
        return bool(self.artifacts) and not has_errors(self.diagnostics)

    def save(self, path: str | PathLike[str]) -> tuple[Path, ...]:
        """Write the first artifact to `path`, the others and the receipt beside it.

        A file appears whole or not at all: it is written aside, synced and renamed.
        Raises PublishError (exit code 3) where the folder cannot be written.
        """
        if not self.succeeded:
            raise ValueError("a publication with errors has nothing to save")
        first, written = Path(path), list[Path]()
        for suffix, artifact in self.artifacts.items():
            target = first if not written else first.with_suffix(suffix)
            write_whole(target, artifact.data)
            written.append(target)
        if self.receipt is not None:
            beside = first.with_suffix(".receipt.json")
            write_whole(beside, self.receipt.to_json().encode("utf-8"))
            written.append(beside)
        return tuple(written)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that readers see the old one or the new one, never a part."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise PublishError(f"'{path}' is a folder; a file was to be written there", 3)
        _sweep(path.parent)
        handle, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, dir=path.parent)
    except OSError as problem:
        raise _cannot_write(path, problem) from problem
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
        _sync_folder(path.parent)
    except OSError as problem:
        raise _cannot_write(path, problem) from problem
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def _cannot_write(path: Path, problem: OSError) -> PublishError:
    reason = (problem.strerror or str(problem)).lower()
    return PublishError(f"'{path}' cannot be written: {reason}", 3)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut; not every system lets a folder be opened."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(folder: Path) -> None:
    """Take away what killed runs left behind."""
    for each in folder.glob(f"{TEMPORARY_PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - each.stat().st_mtime > STALE_SECONDS:
                each.unlink()
